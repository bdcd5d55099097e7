gongkaiSearch("catalog","{\"texts\":[\"t-29c8bacf5a93\"],\"rows\":1,\"span\":1,\"filters\":[]}");
