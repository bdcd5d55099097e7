//! The judgement shown row by row, and what must hold for every number.

mod build;
mod properties;
mod rules;
mod sentences;
mod table;
