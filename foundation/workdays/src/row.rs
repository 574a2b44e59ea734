//! One row of the calendar, wherever it comes from.

use jiff::{Timestamp, civil::Date};

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A holiday: the day is off.
    Rest,
    /// Off in exchange for another day.
    Swap,
    /// Worked, although the week or a holiday would have it free.
    Work,
    /// The notice of a year has been issued and entered; the day is its first of January.
    Year,
    /// A holiday that comes back every year on its day of the solar year, from its day on.
    Yearly,
    /// A holiday that comes back every year on its day of the Vietnamese lunar year, from its day on.
    Lunar,
    /// A holiday of the law as the program brings it: of several days, or with a choice left to the notice of the year.
    Rule,
}

impl RowKind {
    /// The kinds that an office enters.
    pub const ENTERED: [Self; 6] = [Self::Rest, Self::Swap, Self::Work, Self::Year, Self::Yearly, Self::Lunar];

    /// Its name in the database and in message keys.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Swap => "swap",
            Self::Work => "work",
            Self::Year => "year",
            Self::Yearly => "yearly",
            Self::Lunar => "lunar",
            Self::Rule => "rule",
        }
    }

    /// Whether it speaks of every year and not of one.
    pub const fn is_of_every_year(self) -> bool {
        matches!(self, Self::Yearly | Self::Lunar | Self::Rule)
    }

    /// The kind that an office may enter, of this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ENTERED.into_iter().find(|kind| kind.key() == key)
    }
}

/// What a row says, of whom and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it says.
    pub kind: RowKind,
    /// Of which day; of a year its first of January, of a rule the first day on which it holds, of what comes back every
    /// year the first such day.
    pub day: Date,
    /// What the day is called; of shipped rows a stable code (`tet`, `swap` …).
    pub name: String,
    /// The notice or legal text, never empty.
    pub citation: String,
    /// Whether an official text has been seen; if not, the day is doubtful and both readings are kept.
    pub is_verified: bool,
    /// From which day on the row counts.
    pub valid_from: Date,
}

/// A row as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// Its identifier, drawn with the form: sending the form twice adds one row.
    pub id: String,
    /// What it says.
    pub told: Told,
    /// The key of the row that it corrects.
    pub replaces: Option<String>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The person's name as it was then.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why; empty where no reason was asked for.
    pub reason: String,
}

/// A row with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    /// Its key: an identifier, or `shipped-…` for a row that comes with the program.
    pub key: String,
    /// What it says.
    pub told: Told,
    /// Who entered it; `None` where it comes with the program.
    pub added: Option<Marked>,
    /// Who took it back.
    pub withdrawn: Option<Marked>,
    /// The key of the row that it corrects.
    pub replaces: Option<String>,
}

impl ListedRow {
    /// Whether the row counts on a day.
    pub fn counts_on(&self, today: Date) -> bool {
        self.withdrawn.is_none() && self.told.valid_from <= today
    }
}
