gongkaiSearch("catalog","{\"texts\":[\"t-7506ca57e01a\"],\"rows\":1,\"span\":1,\"filters\":[]}");
