gongkaiSearch("catalog","{\"texts\":[\"t-8ff03283a004\"],\"rows\":1,\"span\":1,\"filters\":[]}");
