gongkaiSearch("catalog","{\"texts\":[\"t-84280f614fbc\"],\"rows\":1,\"span\":1,\"filters\":[]}");
