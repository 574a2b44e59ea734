//! Dates as plans write them: a day, a month, a quarter or a year, with parts that nobody has filled in yet.
//!
//! A partial date is first-class: what the text does not say stays unknown, and only what it does
//! say is computed with.

mod due;
mod recurring;

pub use due::{Due, PartialDate};
pub use recurring::{Cadence, YearDay, occurrences};
