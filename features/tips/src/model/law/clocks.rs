//! From events to running clocks.

use calendar::{Deadline, Timeliness};
use jiff::{Timestamp, civil::Date};

use super::{
    Applies, ClockRule, Decision, Event, HandOver, Law, Noted, Receipt, ReporterKnown, Start, TipKind, hand_over,
    keyed,
    limits::{Phase, competent, in_order, received_on, resolve_limit},
    rules::Sense,
};

keyed! {
    /// Whether a clock still asks for something.
    ClockState {
        /// It runs.
        Open = "open",
        /// What it asked for was done.
        Met = "met",
        /// It no longer counts: another limit took its place, or there is nothing left to do.
        Superseded = "superseded",
    }
}

keyed! {
    /// How a clock stands at a moment.
    Standing {
        /// Runs, and the strict end has not come.
        Running = "running",
        /// The strict end has passed, the latest defensible one has not.
        StrictEndPassed = "strict_end_passed",
        /// Both have passed.
        Overdue = "overdue",
        /// Done by the strict end.
        MetInTime = "met_in_time",
        /// Done by the latest defensible end.
        MetByLatestReading = "met_by_latest_reading",
        /// Done too late.
        MetLate = "met_late",
        /// Not counted.
        Superseded = "superseded",
        /// Not permitted yet.
        NotYet = "not_yet",
        /// Permitted now.
        Permitted = "permitted",
    }
}

/// A clock that events have set running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningClock<'r> {
    /// The rule, with its row, citation and validity.
    pub rule: &'r ClockRule,
    /// What it is counted from.
    pub start: Timestamp,
    /// When it ends, in both readings.
    pub deadline: Deadline,
    /// When what it asks for was done.
    pub met_at: Option<Timestamp>,
    /// Whether it still asks for it.
    pub state: ClockState,
}

impl RunningClock<'_> {
    /// How it stands at a moment.
    pub fn standing(&self, now: Timestamp) -> Standing {
        let judged = self.deadline.judge(self.met_at.unwrap_or(now));
        match (self.state, self.rule.sense) {
            (ClockState::Superseded, _) => Standing::Superseded,
            (ClockState::Open, Sense::By) => match judged {
                Timeliness::InTime => Standing::Running,
                Timeliness::ByLatestReading => Standing::StrictEndPassed,
                Timeliness::Late => Standing::Overdue,
            },
            (ClockState::Met, Sense::By) => match judged {
                Timeliness::InTime => Standing::MetInTime,
                Timeliness::ByLatestReading => Standing::MetByLatestReading,
                Timeliness::Late => Standing::MetLate,
            },
            (ClockState::Open, Sense::From) if judged == Timeliness::Late => Standing::Permitted,
            (ClockState::Open, Sense::From) => Standing::NotYet,
            // A permission that was used: that the path refuses to use it too early is not this clock's matter.
            (ClockState::Met, Sense::From) => Standing::MetInTime,
        }
    }
}

/// Every clock that these events have set running, under the rules of the day of first receipt.
pub fn clocks<'r>(events: &[Noted], law: Law<'r>) -> Vec<RunningClock<'r>> {
    let events = in_order(events);
    let Some(received_on) = received_on(&events) else { return Vec::new() };
    let record = Record { events: &events, received_on, law };
    law.rules.in_force(received_on).flat_map(|rule| record.started(rule)).collect()
}

/// The events of one tip, in order, with the law that it is judged by.
struct Record<'e, 'r> {
    events: &'e [Noted],
    received_on: Date,
    law: Law<'r>,
}

impl<'r> Record<'_, 'r> {
    /// The clocks that one rule sets running: one for each time its start happened.
    fn started(&self, rule: &'r ClockRule) -> Vec<RunningClock<'r>> {
        match &rule.start {
            Start::Event(key) => {
                let starts = self.events.iter().enumerate().filter(|(_, noted)| noted.event.key() == *key);
                starts.filter_map(|(position, noted)| self.set_by(rule, position, noted.at)).collect()
            }
            Start::Competent => competent(self.events)
                .and_then(|(position, at, _)| self.set_by(rule, position, at))
                .into_iter()
                .collect(),
            Start::After(code) => self.after(rule, code).into_iter().collect(),
            Start::BeforeEnd => self.before_end(rule).into_iter().collect(),
        }
    }

    fn set_by(&self, rule: &'r ClockRule, position: usize, at: Timestamp) -> Option<RunningClock<'r>> {
        let deadline = rule.limit.due(at, self.law.holidays);
        self.applies(rule, position).then(|| self.clock(rule, position, at, deadline))
    }

    fn after(&self, rule: &'r ClockRule, code: &str) -> Option<RunningClock<'r>> {
        let (position, since, _) = competent(self.events)?;
        let before = self.law.rules.find(code, self.received_on)?.limit.due(since, self.law.holidays);
        let deadline = rule.limit.due_after(&before, self.law.holidays);
        self.applies(rule, position).then(|| self.clock(rule, position, before.strict, deadline))
    }

    fn before_end(&self, rule: &'r ClockRule) -> Option<RunningClock<'r>> {
        let (position, ..) = competent(self.events)?;
        if !self.applies(rule, position) {
            return None;
        }
        let end = if rule.applies == Applies::Prolonged {
            let (_, since, _) = competent(self.events)?;
            let limit = self.law.rules.find(Phase::Prolonged.key(), self.received_on)?.limit;
            limit.due(since, self.law.holidays)
        } else {
            resolve_limit(self.events, self.law)?.deadline
        };
        let start = self.events.get(position)?.at;
        Some(self.clock(rule, position, start, rule.limit.before(&end, self.law.holidays)))
    }

    fn clock(&self, rule: &'r ClockRule, position: usize, start: Timestamp, deadline: Deadline) -> RunningClock<'r> {
        let later = || self.events.iter().skip(position.saturating_add(1));
        let met_at = later().find(|noted| rule.stops.contains(&noted.event.key())).map(|noted| noted.at);
        let state = if self.is_superseded(rule, position) {
            ClockState::Superseded
        } else if met_at.is_some() {
            ClockState::Met
        } else if self.has_nothing_left(rule, position) {
            ClockState::Superseded
        } else {
            ClockState::Open
        };
        RunningClock { rule, start, deadline, met_at, state }
    }

    fn applies(&self, rule: &ClockRule, position: usize) -> bool {
        let Some(receipt) = self.receipt_at(position) else { return false };
        let decided = || match self.events.get(position).map(|noted| noted.event) {
            Some(Event::Decided(decision)) => Some(decision),
            _ => None,
        };
        let ended = || matches!(decided(), Some(Decision::Prosecute | Decision::DoNotProsecute));
        let limit = hand_over(receipt.by, receipt.offence, receipt.circumstance, receipt.commune);
        let is_commune = receipt.by == super::Receiver::CommunePolice;
        let is_known = receipt.reporter == ReporterKnown::Yes;
        match rule.applies {
            Applies::Always => true,
            Applies::CommuneGrave => is_commune && limit == HandOver::Within24Hours,
            Applies::CommuneGraveRemote => is_commune && limit == HandOver::Within48Hours,
            Applies::CommuneOther => is_commune && limit == HandOver::Within7Days,
            Applies::PolicePost => receipt.by == super::Receiver::PolicePost,
            Applies::Procuracy => receipt.by == super::Receiver::Procuracy,
            Applies::OtherBody => receipt.by == super::Receiver::OtherBody,
            Applies::Investigating => receipt.by.investigates(),
            Applies::InvestigatingReporterKnown => receipt.by.investigates() && is_known,
            Applies::Prolonged => self.has_after(position, |event| event == Event::Prolonged),
            Applies::Extended => self.has_after(position, |event| event == Event::ExtensionGranted),
            Applies::Ended => ended(),
            Applies::EndedReporterKnown => ended() && is_known,
            Applies::Suspended => matches!(decided(), Some(Decision::Suspend(_))),
            Applies::Accusation => self.kind() == Some(TipKind::Accusation),
        }
    }

    /// Whether another limit took this one's place.
    fn is_superseded(&self, rule: &ClockRule, position: usize) -> bool {
        let prolonged = || self.has_after(position, |event| event == Event::Prolonged);
        let extended = || self.has_after(position, |event| event == Event::ExtensionGranted);
        let not_for_it = self.kind() == Some(TipKind::Accusation) && !matches!(rule.row.as_str(), "tc" | "danger");
        match Phase::from_key(&rule.code) {
            Some(Phase::Initial) => prolonged() || extended() || not_for_it,
            Some(Phase::Prolonged) => extended() || not_for_it,
            _ => not_for_it,
        }
    }

    /// Whether what an unmet clock asked for can no longer be asked.
    fn has_nothing_left(&self, rule: &ClockRule, position: usize) -> bool {
        match rule.start {
            Start::BeforeEnd => self.has_after(position, |event| matches!(event, Event::Decided(_))),
            // An agency that is not competent owes nothing but the hand-over.
            Start::Event("received") if rule.stops != ["handed_over"] => {
                self.has_after(position, |event| event == Event::FoundNotCompetent)
            }
            // The suspension ended: its file is not laid aside, and a later decision has its own clocks.
            Start::Event("decided") => {
                self.has_after(position, |event| matches!(event, Event::Resumed | Event::CancellationReceived))
            }
            _ => false,
        }
    }

    fn has_after(&self, position: usize, is_it: impl Fn(Event) -> bool) -> bool {
        self.events.iter().skip(position.saturating_add(1)).any(|noted| is_it(noted.event))
    }

    /// The receipt under which an event happened: the last one until then.
    fn receipt_at(&self, position: usize) -> Option<Receipt> {
        self.events.iter().take(position.saturating_add(1)).rev().find_map(|noted| match noted.event {
            Event::Received(receipt) => Some(receipt),
            _ => None,
        })
    }

    /// The kind as last determined.
    fn kind(&self) -> Option<TipKind> {
        self.events.iter().rev().find_map(|noted| match noted.event {
            Event::Classified(kind) => Some(kind),
            _ => None,
        })
    }
}
