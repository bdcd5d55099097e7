gongkaiSearch("catalog","{\"texts\":[\"t-d2c92c5ab10c\"],\"rows\":1,\"span\":1,\"filters\":[]}");
