gongkaiSearch("catalog","{\"texts\":[\"t-157e5e2c0575\"],\"rows\":1,\"span\":1,\"filters\":[]}");
