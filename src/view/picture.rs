//! 一图读懂, and the page of one chart that other sites embed.

use serde::Serialize;

use crate::view::chart::{Chart, Table};
use crate::view::shared::Link;

/// `2022/picture/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PicturePage {
    /// The picture, in several pieces where one would be too tall.
    pub pieces: Vec<PicturePiece>,
    /// 长按图片可保存或转发。
    pub hint: String,
    /// What it shows, in sentences.
    pub sentence: String,
    /// The same in numbers.
    pub table: Table,
}

/// One piece of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PicturePiece {
    /// The image.
    pub src: String,
    /// What stands for it where it is not seen.
    pub alt: String,
    /// Pixels across.
    pub width: String,
    /// Pixels down.
    pub height: String,
    /// The same as a drawing.
    pub drawing: Link,
}

/// `charts/2022/<kind>-<id>.html`: one chart to stand in a frame of another site.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmbedPage {
    /// The chart.
    pub chart: Chart,
    /// Where it comes from.
    pub site: Link,
}
