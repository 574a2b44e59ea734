//! Legal time limits: hours, days, working days, months and years, counted as the Criminal Procedure Code counts (BLTTHS Đ134).
//!
//! Where the law can be read in two ways, both readings are kept: one is alarmed on, the other is the latest defensible end.

mod count;
mod deadline;

use std::{fmt, str::FromStr};

use thiserror::Error;

pub use deadline::{Deadline, Timeliness, day_end};

/// The kind of time that a limit is counted in. The four are never converted into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// At once ("ngay"): due at the moment of the event.
    AtOnce,
    /// Hours, through nights and holidays.
    Hours,
    /// Calendar days, to 24:00 of the last.
    Days,
    /// Working days, to 24:00 of the last.
    WorkingDays,
    /// Months: to 24:00 of the same date, or of the month's last day where it has no such date.
    Months,
    /// Years, as twelve months each.
    Years,
}

/// Whether the day of the event is itself the first day of a limit in days. Đ134 does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Counting begins on the day after ("day 0").
    NextDay,
    /// The day of the event is the first ("day 1").
    SameDay,
    /// The law is silent: the strict reading counts the day of the event, the latest one does not.
    Unsettled,
}

/// A limit of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// How many units; 0 for [`Unit::AtOnce`].
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
    /// From when days and working days are counted; without effect on the other units.
    pub counting: Counting,
}

/// A text that is not a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a time limit")]
pub struct BadLimit;

impl Limit {
    /// A limit whose day of the event the law leaves open.
    pub const fn new(amount: u16, unit: Unit) -> Self {
        Self { amount, unit, counting: Counting::Unsettled }
    }

    /// The same limit counted in a settled way.
    #[must_use]
    pub const fn counted(self, counting: Counting) -> Self {
        Self { counting, ..self }
    }
}

/// As the tables write it: `now`, `24h`, `20d`, `3wd`, `2m`, `2y`.
impl FromStr for Limit {
    type Err = BadLimit;

    fn from_str(text: &str) -> Result<Self, BadLimit> {
        if text == "now" {
            return Ok(Self::new(0, Unit::AtOnce));
        }
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let unit = match text.strip_prefix(digits) {
            Some("h") => Unit::Hours,
            Some("d") => Unit::Days,
            Some("wd") => Unit::WorkingDays,
            Some("m") => Unit::Months,
            Some("y") => Unit::Years,
            _ => return Err(BadLimit),
        };
        let amount = digits.parse().ok().filter(|amount| *amount > 0).ok_or(BadLimit)?;
        Ok(Self::new(amount, unit))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::AtOnce => return f.write_str("now"),
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::WorkingDays => "wd",
            Unit::Months => "m",
            Unit::Years => "y",
        };
        write!(f, "{}{unit}", self.amount)
    }
}

#[cfg(test)]
mod tests;
