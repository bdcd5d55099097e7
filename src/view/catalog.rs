//! The page of the public catalog.

use serde::Serialize;

use crate::view::shared::{Fact, Link};

/// `catalog/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CatalogPage {
    /// An opening sentence.
    pub lead: String,
    /// One row for every piece of information.
    pub rows: Vec<CatalogRow>,
    /// The same as data.
    pub file: Link,
    /// The keys of the data file, in words.
    pub fields: Vec<Fact>,
}

/// A row of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CatalogRow {
    /// Its number, from 1.
    pub number: String,
    /// 索引号
    pub index_no: Option<String>,
    /// 名称, linked to the page or file.
    pub name: Link,
    /// 内容概述
    pub summary: String,
    /// 生成日期
    pub created: Option<String>,
    /// 发布机构
    pub publisher: String,
    /// 类别
    pub kind: String,
    /// 格式
    pub format: String,
}
