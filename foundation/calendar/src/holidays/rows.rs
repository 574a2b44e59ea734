//! The rows of which the calendar is made: each with its dates and its source.

use jiff::civil::Date;

use super::{BadTable, Day, Reason, Standing, read};

/// Where a holiday is anchored in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Month and day of the solar year.
    Solar(i8, i8),
    /// Month and day of the Vietnamese lunar year.
    Lunar(i8, i8),
}

/// Whether a holiday that meets a rest day is made up on the next working day (Labour Code Đ111 k3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MakeUp {
    /// It is made up.
    NextWorkingDay,
    /// It is lost.
    Lost,
}

/// Whether an official text has been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// A text says so.
    Yes,
    /// Inferred, or from a weak source: both readings are kept.
    No,
}

/// A holiday of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRule {
    /// Stable code (`tet`, `victory` …), the key of its name in the catalogues.
    pub code: String,
    /// Where it falls.
    pub anchor: Anchor,
    /// Days from the anchor on which it may begin; more than one where the law leaves the choice to a yearly notice.
    pub starts: Vec<i32>,
    /// How many days it lasts.
    pub days: i32,
    /// What happens where it meets a rest day.
    pub make_up: MakeUp,
    /// The first day on which the rule holds.
    pub from: Date,
    /// The last day on which it holds.
    pub to: Option<Date>,
    /// Whether an official text has been seen.
    pub verified: Verified,
    /// The legal text.
    pub citation: String,
}

/// What a notice says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// Off.
    Rest,
    /// Worked, although the week or a rule would have it free.
    Work,
}

/// A day that a notice names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// The date.
    pub on: Date,
    /// Off or worked.
    pub announced: Announced,
    /// Code of the holiday, or `swap`.
    pub code: String,
    /// Whether an official text has been seen.
    pub verified: Verified,
    /// The notice.
    pub citation: String,
}

impl DayRow {
    /// The day of the calendar that this row makes. An unverified row makes a doubtful day.
    pub(super) fn day(self) -> Day {
        let standing = match (self.verified, self.announced) {
            (Verified::No, _) => Standing::Doubtful,
            (Verified::Yes, Announced::Rest) => Standing::Rest,
            (Verified::Yes, Announced::Work) => Standing::Working,
        };
        Day { on: self.on, standing, reason: Some(Reason::Notice(self.code)), citation: self.citation }
    }
}

/// A year whose days off and swaps have been announced and entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearNotice {
    /// The year.
    pub year: i16,
    /// The notice or notices.
    pub citation: String,
}

/// All that a calendar is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// Holidays of the law.
    pub rules: Vec<HolidayRule>,
    /// Years that have been announced.
    pub years: Vec<YearNotice>,
    /// Days that notices name; of two for one day the later counts.
    pub days: Vec<DayRow>,
}

impl Rows {
    /// The rows of the files that come with the program.
    ///
    /// # Errors
    /// A file that cannot be read; the tests find it.
    pub fn shipped() -> Result<Self, BadTable> {
        Ok(Self {
            rules: read::read_rules(read::RULES)?,
            years: read::read_years(read::YEARS)?,
            days: read::read_days(read::DAYS)?,
        })
    }
}
