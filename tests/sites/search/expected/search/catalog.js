gongkaiSearch("catalog","{\"texts\":[\"t-bd9709e7d3e3\"],\"rows\":1,\"span\":1,\"filters\":[]}");
