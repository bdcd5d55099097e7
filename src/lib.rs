//! gongkai

pub mod value;

pub mod source;

pub mod diagnostic;

pub mod markup;

pub mod report;

pub mod assess;

pub mod site;

pub mod view;
