//! Which days are worked: holidays of the law, yearly notices, make-up days, swaps, and years nobody has announced yet.

mod read;
mod rows;
mod year;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

pub use read::{BadTable, read_days, read_rules, read_years};
pub use rows::{Anchor, Announced, DayRow, HolidayRule, MakeUp, Rows, Verified, YearNotice};

/// The years for which holidays are worked out; outside them only weekly rest days are known.
pub const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Whether a day is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A working day.
    Working,
    /// Perhaps off: the law leaves a choice that no notice has made, or the row has not been verified.
    Doubtful,
    /// A day off.
    Rest,
}

/// Why a day is not an ordinary working day, or is one although it is a Saturday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Saturday or Sunday.
    Weekly,
    /// A holiday, by its code (`tet`, `victory` …).
    Holiday(String),
    /// A day off in place of a holiday that met a rest day, by the holiday's code (Labour Code Đ111 k3).
    MakeUp(String),
    /// Named by the notice of its year: off or worked in exchange.
    Notice(String),
}

/// One day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub on: Date,
    /// Whether it is worked.
    pub standing: Standing,
    /// Why; `None` for an ordinary working day.
    pub reason: Option<Reason>,
    /// The legal text or notice; empty for weekly rest and ordinary days.
    pub citation: String,
}

/// Whether everything that a result rests on has been announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Every year that was counted through has its notice.
    Announced,
    /// The notice of this year (the first such) is not known: swaps and chosen days may move the result.
    YearUnknown(i16),
}

/// The calendar of working days, worked out from rows.
#[derive(Debug, Clone)]
pub struct Holidays {
    rules: Vec<HolidayRule>,
    notices: BTreeMap<i16, YearNotice>,
    days: BTreeMap<Date, Day>,
}

impl Holidays {
    /// Works the calendar out. Of two rows for one day the later counts.
    pub fn new(rules: Vec<HolidayRule>, notices: Vec<YearNotice>, rows: Vec<DayRow>) -> Self {
        let notices: BTreeMap<i16, YearNotice> = notices.into_iter().map(|notice| (notice.year, notice)).collect();
        let mut days = BTreeMap::new();
        for year in YEARS {
            let announced = notices.contains_key(&year);
            for day in year::worked_out(&rules, year) {
                if day.standing == Standing::Rest || !announced {
                    days.insert(day.on, day);
                }
            }
        }
        for row in rows {
            days.insert(row.on, row.day());
        }
        Self { rules, notices, days }
    }

    /// The calendar of the files that come with the program.
    pub fn shipped() -> Result<Self, BadTable> {
        let Rows { rules, years, days } = Rows::shipped()?;
        Ok(Self::new(rules, years, days))
    }

    /// The rules it was worked out from.
    pub fn rules(&self) -> &[HolidayRule] {
        &self.rules
    }

    /// The notice of a year, when it has been issued and entered.
    pub fn notice(&self, year: i16) -> Option<&YearNotice> {
        self.notices.get(&year)
    }

    /// What a day is.
    pub fn day(&self, on: Date) -> Day {
        self.days.get(&on).cloned().unwrap_or_else(|| plain(on))
    }

    /// Whether a day is worked.
    pub fn standing(&self, on: Date) -> Standing {
        self.days.get(&on).map_or_else(|| weekly(on), |day| day.standing)
    }

    /// The days of a year that are not as the week alone would have them, in order.
    pub fn special_days(&self, year: i16) -> impl Iterator<Item = &Day> {
        self.days.values().filter(move |day| day.on.year() == year)
    }

    /// Whether every year from one day to another has its notice.
    pub fn certainty(&self, from: Date, to: Date) -> Certainty {
        let unknown = (from.year()..=to.year()).find(|year| !self.notices.contains_key(year));
        unknown.map_or(Certainty::Announced, Certainty::YearUnknown)
    }
}

fn weekly(on: Date) -> Standing {
    if is_weekly_rest(on) { Standing::Rest } else { Standing::Working }
}

fn plain(on: Date) -> Day {
    let reason = is_weekly_rest(on).then_some(Reason::Weekly);
    Day { on, standing: weekly(on), reason, citation: String::new() }
}

/// Offices rest on Saturday and Sunday.
fn is_weekly_rest(on: Date) -> bool {
    matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests;
