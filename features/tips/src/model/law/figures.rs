//! The counts that targets ask for, folded from the records themselves: nobody counts by hand.

use std::{collections::BTreeMap, ops::AddAssign};

use base::local_date;
use calendar::Timeliness;
use jiff::Timestamp;

use super::{
    Channel, Decision, Event, Law, Noted, TipKind, TipPath, TipState, keyed,
    limits::{in_order, resolve_limit},
};

/// A month in Việt Nam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month, 1–12.
    pub month: i8,
}

impl Month {
    /// The month of an instant.
    pub fn of(at: Timestamp) -> Self {
        let day = local_date(at);
        Self { year: day.year(), month: day.month() }
    }
}

/// What is counted separately. A tip that has not been classified has no kind, and is counted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// The month in which it happened.
    pub month: Month,
    /// The kind as last determined.
    pub kind: Option<TipKind>,
    /// The channel of the first receipt.
    pub channel: Channel,
}

/// The counts of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Received in the month.
    pub received: u64,
    /// Classified for the first time in the month.
    pub classified: u64,
    /// Decided in the month: to prosecute, or not to.
    pub resolved: u64,
    /// Of these, to prosecute.
    pub prosecuted: u64,
    /// Of the resolved, by the strict end of the limit.
    pub resolved_in_time: u64,
    /// Of the resolved, after the strict end and by the latest defensible one.
    pub resolved_by_latest_reading: u64,
    /// Suspended in the month.
    pub suspended: u64,
    /// Whose limit ran out in the month, in every reading, and which have neither decision nor suspension to this day.
    pub expired: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.received = self.received.saturating_add(other.received);
        self.classified = self.classified.saturating_add(other.classified);
        self.resolved = self.resolved.saturating_add(other.resolved);
        self.prosecuted = self.prosecuted.saturating_add(other.prosecuted);
        self.resolved_in_time = self.resolved_in_time.saturating_add(other.resolved_in_time);
        self.resolved_by_latest_reading =
            self.resolved_by_latest_reading.saturating_add(other.resolved_by_latest_reading);
        self.suspended = self.suspended.saturating_add(other.suspended);
        self.expired = self.expired.saturating_add(other.expired);
    }
}

keyed! {
    /// One column of the counts.
    Measure {
        /// Received.
        Received = "received",
        /// Classified for the first time.
        Classified = "classified",
        /// Decided: to prosecute, or not to.
        Resolved = "resolved",
        /// Of the resolved, by the strict end of the limit.
        InTime = "in_time",
        /// Of the resolved, after the strict end and by the latest defensible one.
        ByLatestReading = "by_latest",
        /// Of the resolved, after both.
        Late = "late",
        /// Suspended.
        Suspended = "suspended",
        /// The limit ran out without decision or suspension.
        Expired = "expired",
    }
}

impl Counts {
    /// One of the counts.
    pub fn get(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Received => self.received,
            Measure::Classified => self.classified,
            Measure::Resolved => self.resolved,
            Measure::InTime => self.resolved_in_time,
            Measure::ByLatestReading => self.resolved_by_latest_reading,
            Measure::Late => {
                self.resolved.saturating_sub(self.resolved_in_time).saturating_sub(self.resolved_by_latest_reading)
            }
            Measure::Suspended => self.suspended,
            Measure::Expired => self.expired,
        }
    }
}

/// What one record adds to the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The channel of the first receipt.
    pub channel: Channel,
    /// The kind as last determined.
    pub kind: Option<TipKind>,
    /// When it was first received.
    pub received_at: Timestamp,
    /// When it was first classified.
    pub classified_at: Option<Timestamp>,
    /// When it was decided (not) to prosecute, and how that stood to its limit.
    pub resolved: Option<Resolved>,
    /// When it was last suspended.
    pub suspended_at: Option<Timestamp>,
    /// When its limit ran out in every reading, where it has neither decision nor suspension now.
    pub expired_at: Option<Timestamp>,
}

/// A decision to prosecute or not to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// When.
    pub at: Timestamp,
    /// Which.
    pub decision: Decision,
    /// How it stood to the limit that held.
    pub timeliness: Timeliness,
}

impl Counted {
    /// What a record adds as it stands at a moment; `None` where nothing was received.
    pub fn of(channel: Channel, events: &[Noted], law: Law<'_>, now: Timestamp) -> Option<Self> {
        let expired_at = expired(events, law, now);
        let events = in_order(events);
        let received_at = at_first(&events, |event| matches!(event, Event::Received(_)))?;
        let kind = events.iter().rev().find_map(|noted| match noted.event {
            Event::Classified(kind) => Some(kind),
            _ => None,
        });
        Some(Self {
            channel,
            kind,
            received_at,
            classified_at: at_first(&events, |event| matches!(event, Event::Classified(_))),
            resolved: resolved(&events, law),
            suspended_at: events
                .iter()
                .rev()
                .find(|noted| matches!(noted.event, Event::Decided(Decision::Suspend(_))))
                .map(|noted| noted.at),
            expired_at,
        })
    }

    /// When the record counts for a measure, if it does: the rows behind a count are those whose instant lies in its month.
    pub fn at(&self, measure: Measure) -> Option<Timestamp> {
        let judged = |as_: Timeliness| self.resolved.filter(|one| one.timeliness == as_).map(|one| one.at);
        match measure {
            Measure::Received => Some(self.received_at),
            Measure::Classified => self.classified_at,
            Measure::Resolved => self.resolved.map(|one| one.at),
            Measure::InTime => judged(Timeliness::InTime),
            Measure::ByLatestReading => judged(Timeliness::ByLatestReading),
            Measure::Late => judged(Timeliness::Late),
            Measure::Suspended => self.suspended_at,
            Measure::Expired => self.expired_at,
        }
    }

    fn cell(&self, at: Timestamp) -> Cell {
        Cell { month: Month::of(at), kind: self.kind, channel: self.channel }
    }
}

/// Folds records into counts by month, kind and channel. The sum over all cells of `received` is the number of records.
pub fn count<'a>(records: impl IntoIterator<Item = &'a Counted>) -> BTreeMap<Cell, Counts> {
    let mut cells: BTreeMap<Cell, Counts> = BTreeMap::new();
    let mut add = |cell: Cell, counts: Counts| *cells.entry(cell).or_default() += counts;
    for record in records {
        add(record.cell(record.received_at), Counts { received: 1, ..Counts::default() });
        if let Some(at) = record.classified_at {
            add(record.cell(at), Counts { classified: 1, ..Counts::default() });
        }
        if let Some(resolved) = record.resolved {
            add(record.cell(resolved.at), resolved.counts());
        }
        if let Some(at) = record.suspended_at {
            add(record.cell(at), Counts { suspended: 1, ..Counts::default() });
        }
        if let Some(at) = record.expired_at {
            add(record.cell(at), Counts { expired: 1, ..Counts::default() });
        }
    }
    cells
}

/// The sum of the cells that a question asks for.
pub fn total(cells: &BTreeMap<Cell, Counts>, is_asked: impl Fn(&Cell) -> bool) -> Counts {
    let mut sum = Counts::default();
    for (_, counts) in cells.iter().filter(|(cell, _)| is_asked(cell)) {
        sum += *counts;
    }
    sum
}

impl Resolved {
    fn counts(self) -> Counts {
        Counts {
            resolved: 1,
            prosecuted: u64::from(self.decision == Decision::Prosecute),
            resolved_in_time: u64::from(self.timeliness == Timeliness::InTime),
            resolved_by_latest_reading: u64::from(self.timeliness == Timeliness::ByLatestReading),
            ..Counts::default()
        }
    }
}

fn at_first(events: &[Noted], is_it: impl Fn(Event) -> bool) -> Option<Timestamp> {
    events.iter().find(|noted| is_it(noted.event)).map(|noted| noted.at)
}

/// When the limit ran out, where that is how the record stands at a moment.
fn expired(events: &[Noted], law: Law<'_>, now: Timestamp) -> Option<Timestamp> {
    let path = TipPath::replay(events, law).ok()?;
    let is_expired = path.state(now, law) == TipState::ExpiredWithoutGround;
    path.limit(law).filter(|_| is_expired).map(|limit| limit.deadline.rolled)
}

fn resolved(events: &[Noted], law: Law<'_>) -> Option<Resolved> {
    let (at, decision) = events.iter().find_map(|noted| match noted.event {
        Event::Decided(decision @ (Decision::Prosecute | Decision::DoNotProsecute)) => Some((noted.at, decision)),
        _ => None,
    })?;
    let limit = resolve_limit(events, law)?;
    Some(Resolved { at, decision, timeliness: limit.deadline.judge(at) })
}
