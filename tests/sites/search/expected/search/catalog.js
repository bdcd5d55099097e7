gongkaiSearch("catalog","{\"texts\":[\"t-7a3a3cddc9cb\"],\"rows\":1,\"span\":1,\"filters\":[]}");
