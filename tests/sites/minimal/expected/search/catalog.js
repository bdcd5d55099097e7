gongkaiSearch("catalog","{\"texts\":[\"t-e3e76498c3ef\"],\"rows\":1,\"span\":1,\"filters\":[]}");
