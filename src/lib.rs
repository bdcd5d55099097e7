//! gongkai

pub mod value;

pub mod source;

pub mod diagnostic;

pub mod chart;
