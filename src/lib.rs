//! gongkai

pub mod value;

pub mod source;

pub mod diagnostic;

pub mod render;
pub mod theme;
pub mod view;
