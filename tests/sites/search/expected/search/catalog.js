gongkaiSearch("catalog","{\"texts\":[\"t-ebaa6d2ecd41\"],\"rows\":1,\"span\":1,\"filters\":[]}");
