//! When something is due, to the precision that the text gives.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use thiserror::Error;

/// A date of a document whose day or month may be blank ("ngày … tháng 3 năm 2024").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartialDate {
    /// Four-digit year.
    pub year: Option<i16>,
    /// Month 1–12.
    pub month: Option<i8>,
    /// Day 1–31.
    pub day: Option<i8>,
}

impl PartialDate {
    /// The full date, when every part is known and they make a date.
    pub fn full(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }
}

/// A text that is no due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a due date")]
pub struct BadDue;

/// A due date as precise as the text: `2026-11-20`, `2026-07`, `2026-Q2` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// A day.
    Day(Date),
    /// A month of a year, 1–12.
    Month(i16, i8),
    /// A quarter of a year, 1–4.
    Quarter(i16, i8),
    /// A whole year.
    Year(i16),
}

impl Due {
    /// The last day on which the work is still in time.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => month_end(year, month),
            Self::Quarter(year, quarter) => month_end(year, quarter.saturating_mul(3)),
            Self::Year(year) => month_end(year, 12),
        }
    }

    /// The first day of the day, month, quarter or year.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => jiff::civil::date(year, month, 1),
            Self::Quarter(year, quarter) => jiff::civil::date(year, quarter.saturating_mul(3) - 2, 1),
            Self::Year(year) => jiff::civil::date(year, 1, 1),
        }
    }
}

fn month_end(year: i16, month: i8) -> Date {
    jiff::civil::date(year, month, 1).last_of_month()
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Due {
    type Err = BadDue;

    fn from_str(text: &str) -> Result<Self, BadDue> {
        let year =
            text.get(..4).and_then(|year| year.parse::<i16>().ok()).filter(|year| *year >= 1000).ok_or(BadDue)?;
        let rest = text.get(4..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(Self::Year(year));
        }
        let rest = rest.strip_prefix('-').ok_or(BadDue)?;
        if let Some(quarter) = rest.strip_prefix('Q') {
            return match quarter.parse() {
                Ok(quarter @ 1..=4) => Ok(Self::Quarter(year, quarter)),
                _ => Err(BadDue),
            };
        }
        if rest.len() == 2 {
            return match rest.parse() {
                Ok(month @ 1..=12) => Ok(Self::Month(year, month)),
                _ => Err(BadDue),
            };
        }
        text.parse().map(Self::Day).map_err(|_| BadDue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_precision_reads_back_as_it_was_written() {
        for text in ["2026-11-20", "2026-07", "2026-Q2", "2026"] {
            assert_eq!(text.parse::<Due>().map(|due| due.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "20", "2026-13", "2026-Q5", "2026-Q0", "2026-02-30", "năm nay", "-500"] {
            assert_eq!(text.parse::<Due>(), Err(BadDue), "{text}");
        }
    }

    #[test]
    fn a_month_a_quarter_and_a_year_end_on_their_last_day() {
        let last = |text: &str| text.parse::<Due>().unwrap().last_day().to_string();

        assert_eq!(last("2024-02"), "2024-02-29");
        assert_eq!(last("2026-Q2"), "2026-06-30");
        assert_eq!(last("2026"), "2026-12-31");
        assert_eq!("2026-Q2".parse::<Due>().unwrap().first_day().to_string(), "2026-04-01");
    }
}
