//! The clock rules as data: `data/clock-rules.tsv`, each row with validity, citation and whether its text was seen.

use calendar::{Counting, Holidays, Limit, Verified};
use jiff::civil::Date;
use thiserror::Error;

use super::{Event, keyed};

const SHIPPED: &str = include_str!("../../../data/clock-rules.tsv");

keyed! {
    /// When a rule applies.
    Applies {
        /// Whenever its start happens.
        Always = "always",
        /// Received by commune police; grave, or with a circumstance of Đ8 k5a; ordinary commune.
        CommuneGrave = "commune_grave",
        /// The same in a remote commune.
        CommuneGraveRemote = "commune_grave_remote",
        /// Received by commune police, any other case.
        CommuneOther = "commune_other",
        /// Received by a police post.
        PolicePost = "police_post",
        /// Received by the procuracy.
        Procuracy = "procuracy",
        /// Received by any other body.
        OtherBody = "other_body",
        /// Received by an investigation agency or one assigned some investigation activities.
        Investigating = "investigating",
        /// The same, and there is somebody to notify.
        InvestigatingReporterKnown = "investigating_reporter_known",
        /// The agency itself prolonged the limit.
        Prolonged = "prolonged",
        /// The procuracy extended it.
        Extended = "extended",
        /// Decided to prosecute or not to.
        Ended = "ended",
        /// The same, and there is somebody to notify.
        EndedReporterKnown = "ended_reporter_known",
        /// Suspended.
        Suspended = "suspended",
        /// Classified as an accusation (tố cáo).
        Accusation = "accusation",
    }
}

keyed! {
    /// Whether a rule sets the last moment for something or the first.
    Sense {
        /// To be done by then.
        By = "by",
        /// May be done from then on.
        From = "from",
    }
}

/// What a limit is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// An event, by its key.
    Event(&'static str),
    /// The receipt by the agency that is competent to resolve.
    Competent,
    /// The end of another limit, by its code.
    After(String),
    /// Backwards from the end of the limit for resolving that holds now.
    BeforeEnd,
}

/// One clock rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// The row of the table of limits (`a`–`x`); several rules may share one.
    pub row: String,
    /// Its own stable code (`h-code`, `h-circular` …), the key of its name in messages.
    pub code: String,
    /// What it is counted from.
    pub start: Start,
    /// Keys of the events that stop it.
    pub stops: Vec<&'static str>,
    /// How long.
    pub limit: Limit,
    /// Whether it sets the last or the first moment.
    pub sense: Sense,
    /// When it applies.
    pub applies: Applies,
    /// The first day of receipt for which it holds.
    pub from: Date,
    /// The last one.
    pub to: Option<Date>,
    /// Whether the text in force was seen.
    pub verified: Verified,
    /// The article.
    pub basis: String,
}

/// A table of rules that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the clock rules cannot be read")]
pub struct BadRules {
    /// The line, counted from 1 with the heading.
    pub line: usize,
}

/// All clock rules of all times.
#[derive(Debug, Clone)]
pub struct Rules(Vec<ClockRule>);

impl Rules {
    /// The rules that come with the program.
    pub fn shipped() -> Result<Self, BadRules> {
        Self::read(SHIPPED)
    }

    /// Reads a table of rules.
    pub fn read(text: &str) -> Result<Self, BadRules> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
        let rules = reader.records().enumerate().map(|(index, record)| {
            let bad = BadRules { line: index.saturating_add(2) };
            let record = record.map_err(|_| bad.clone())?;
            rule(&record.iter().collect::<Vec<_>>()).ok_or(bad)
        });
        rules.collect::<Result<_, _>>().map(Self)
    }

    /// The rules for a tip received on a day. A record keeps these, whatever changes later.
    pub fn in_force(&self, received_on: Date) -> impl Iterator<Item = &ClockRule> {
        self.0.iter().filter(move |rule| rule.from <= received_on && rule.to.is_none_or(|to| received_on <= to))
    }

    /// The rule of a code for a tip received on a day.
    pub fn find(&self, code: &str, received_on: Date) -> Option<&ClockRule> {
        self.in_force(received_on).find(|rule| rule.code == code)
    }

    /// Every row, for the page that shows them.
    pub fn all(&self) -> &[ClockRule] {
        &self.0
    }
}

/// The rules and the calendar by which a record is judged.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The clock rules.
    pub rules: &'a Rules,
    /// The working days.
    pub holidays: &'a Holidays,
}

fn rule(cells: &[&str]) -> Option<ClockRule> {
    let [row, code, start, stops, limit, counting, sense, applies, from, to, verified, basis] = cells else {
        return None;
    };
    let counting = match *counting {
        "next_day" => Counting::NextDay,
        "same_day" => Counting::SameDay,
        "unsettled" => Counting::Unsettled,
        _ => return None,
    };
    Some(ClockRule {
        row: filled(row)?,
        code: filled(code)?,
        start: read_start(start)?,
        stops: stops.split('|').map(event_key).collect::<Option<_>>()?,
        limit: limit.parse::<Limit>().ok()?.counted(counting),
        sense: Sense::from_key(sense)?,
        applies: Applies::from_key(applies)?,
        from: from.parse().ok()?,
        to: if to.is_empty() { None } else { Some(to.parse().ok()?) },
        verified: match *verified {
            "yes" => Verified::Yes,
            "no" => Verified::No,
            _ => return None,
        },
        basis: filled(basis)?,
    })
}

fn read_start(cell: &str) -> Option<Start> {
    match cell.split_once(':') {
        Some(("after", code)) => filled(code).map(Start::After),
        Some(_) => None,
        None if cell == "competent" => Some(Start::Competent),
        None if cell == "before_end" => Some(Start::BeforeEnd),
        None => event_key(cell).map(Start::Event),
    }
}

fn event_key(cell: &str) -> Option<&'static str> {
    Event::KEYS.iter().copied().find(|key| *key == cell)
}

fn filled(cell: &str) -> Option<String> {
    (!cell.trim().is_empty()).then(|| cell.trim().to_owned())
}
