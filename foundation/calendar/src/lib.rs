//! Dates as plans write them: a day, a month, a quarter or a year, with parts that nobody has filled in yet.
//!
//! A partial date is first-class: what the text does not say stays unknown, and only what it does
//! say is computed with.
//!
//! And dates as offices and the law count them: [`Holidays`] says which days are worked (built from rows with their sources, with years
//! that nobody has announced yet), [`Limit`] counts a legal limit to its [`Deadline`] in both readings.

mod due;
mod holidays;
mod limit;
mod lunar;
mod recurring;

pub use due::{Due, PartialDate};
pub use holidays::{
    Anchor, Announced, BadTable, Certainty, Day, DayRow, HolidayRule, Holidays, MakeUp, Reason, Rows, Standing,
    Verified, YEARS, YearNotice, read_days, read_rules, read_years,
};
pub use limit::{BadLimit, Counting, Deadline, Limit, Timeliness, Unit, day_end};
pub use lunar::{LunarDate, LunarMonth, lunar_new_year};
pub use recurring::{Cadence, YearDay, occurrences};
