//! The forms of official identifiers: 索引号, 文号, 网站标识码, 备案号, 域名. One matcher each; none says whether a number was really given.

pub mod doc_no;
pub mod index_no;
pub mod site;
