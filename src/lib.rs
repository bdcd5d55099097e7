//! gongkai

pub mod value;

pub mod source;

pub mod diagnostic;

pub mod markup;

pub mod report;

pub mod syntax;

pub mod link;

pub mod assess;

pub mod record;

pub mod site;

pub mod lint;

pub mod chart;

pub mod view;

pub mod output;

pub mod theme;

pub mod render;

pub mod audit;

pub mod emit;

pub mod pipeline;
