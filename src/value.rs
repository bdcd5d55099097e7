//! The leaf vocabulary: numbers, units, dates, comparators, addresses. A value that exists is valid: every constructor checks, and the
//! rest of the program trusts the type. Nothing here knows files, findings or people's text, except the words a number may be written in.

pub mod comparator;
pub mod date;
pub mod decimal;
pub mod identifier;
pub mod leak;
pub mod path;
pub mod period;
pub mod quantity;
pub mod unit;
