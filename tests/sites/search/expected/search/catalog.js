gongkaiSearch("catalog","{\"texts\":[\"t-d19c006c0b8e\"],\"rows\":1,\"span\":1,\"filters\":[]}");
