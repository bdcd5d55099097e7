gongkaiSearch("catalog","{\"texts\":[\"t-4d3aba5a63e2\"],\"rows\":1,\"span\":1,\"filters\":[]}");
