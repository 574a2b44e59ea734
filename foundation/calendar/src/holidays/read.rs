//! Reads the tables of `data/` (see its README).

use jiff::civil::Date;
use thiserror::Error;

use super::{Anchor, Announced, DayRow, HolidayRule, MakeUp, Verified, YearNotice};

pub(super) const RULES: &str = include_str!("../../data/holiday-rules.tsv");
pub(super) const YEARS: &str = include_str!("../../data/holiday-years.tsv");
pub(super) const DAYS: &str = include_str!("../../data/holiday-days.tsv");

/// A table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the table of holidays cannot be read")]
pub struct BadTable {
    /// The line, counted from 1 with the heading.
    pub line: usize,
}

/// Reads a table of holidays of the law.
pub fn read_rules(text: &str) -> Result<Vec<HolidayRule>, BadTable> {
    read(text, |cells| {
        let [code, anchor, starts, days, make_up, from, to, verified, citation] = cells else { return None };
        Some(HolidayRule {
            code: named(code)?,
            anchor: read_anchor(anchor)?,
            starts: starts.split(';').map(|start| start.parse().ok()).collect::<Option<_>>()?,
            days: days.parse().ok().filter(|days| (1..=31).contains(days))?,
            make_up: match *make_up {
                "yes" => MakeUp::NextWorkingDay,
                "no" => MakeUp::Lost,
                _ => return None,
            },
            from: from.parse().ok()?,
            to: if to.is_empty() { None } else { Some(to.parse().ok()?) },
            verified: read_verified(verified)?,
            citation: named(citation)?,
        })
    })
}

/// Reads a table of days that notices name.
pub fn read_days(text: &str) -> Result<Vec<DayRow>, BadTable> {
    read(text, |cells| {
        let [on, announced, code, verified, citation] = cells else { return None };
        Some(DayRow {
            on: on.parse().ok()?,
            announced: match *announced {
                "rest" => Announced::Rest,
                "work" => Announced::Work,
                _ => return None,
            },
            code: named(code)?,
            verified: read_verified(verified)?,
            citation: named(citation)?,
        })
    })
}

/// Reads a table of years that have been announced.
pub fn read_years(text: &str) -> Result<Vec<YearNotice>, BadTable> {
    read(text, |cells| {
        let [year, citation] = cells else { return None };
        Some(YearNotice { year: year.parse().ok()?, citation: named(citation)? })
    })
}

fn read<T>(text: &str, row: impl Fn(&[&str]) -> Option<T>) -> Result<Vec<T>, BadTable> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    reader
        .records()
        .enumerate()
        .map(|(index, record)| {
            let bad = BadTable { line: index.saturating_add(2) };
            let record = record.map_err(|_| bad.clone())?;
            row(&record.iter().collect::<Vec<_>>()).ok_or(bad)
        })
        .collect()
}

/// A cell that must not be blank: nothing enters the calendar without a name and a source.
fn named(cell: &str) -> Option<String> {
    let cell = cell.trim();
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn read_anchor(cell: &str) -> Option<Anchor> {
    let (kind, day) = cell.split_once(' ')?;
    let (month, day) = day.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year takes every month and day that any year takes.
    Date::new(2024, month, day).ok()?;
    match kind {
        "solar" => Some(Anchor::Solar(month, day)),
        "lunar" => Some(Anchor::Lunar(month, day)),
        _ => None,
    }
}

fn read_verified(cell: &str) -> Option<Verified> {
    match cell {
        "yes" => Some(Verified::Yes),
        "no" => Some(Verified::No),
        _ => None,
    }
}
