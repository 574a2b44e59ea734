//! The limit for resolving: 20 days, then up to 02 months from receipt, then up to 02 months from the end of that.

use base::local_date;
use calendar::Deadline;
use jiff::{Timestamp, civil::Date};

use super::{Event, Law, Noted, Receipt, keyed};

keyed! {
    /// Which of the limits for resolving holds.
    Phase {
        /// 20 days from receipt by the competent agency.
        Initial = "k",
        /// Up to 02 months, counted from receipt.
        Prolonged = "l",
        /// Up to 02 months more, counted from the end of the prolonged limit.
        Extended = "m",
        /// 01 month from receipt of the procuracy's cancellation of the suspension.
        AfterCancellation = "s-resolve",
        /// 01 month from resumption.
        AfterResumption = "t-resolve",
    }
}

/// The limit for resolving that holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolveLimit {
    /// Which.
    pub phase: Phase,
    /// What it is counted from.
    pub started_at: Timestamp,
    /// When it ends.
    pub deadline: Deadline,
}

/// The limit for resolving that holds after these events; `None` while no competent agency has the tip.
pub fn resolve_limit(events: &[Noted], law: Law<'_>) -> Option<ResolveLimit> {
    let events = in_order(events);
    let received_on = received_on(&events)?;
    let (position, since, _) = competent(&events)?;
    let due = |phase: Phase, at: Timestamp| -> Option<ResolveLimit> {
        let limit = law.rules.find(phase.key(), received_on)?.limit;
        Some(ResolveLimit { phase, started_at: at, deadline: limit.due(at, law.holidays) })
    };
    let mut now = due(Phase::Initial, since)?;
    for noted in events.iter().skip(position) {
        let next = match noted.event {
            Event::Prolonged => due(Phase::Prolonged, since),
            Event::ExtensionGranted => {
                let prolonged = due(Phase::Prolonged, since)?.deadline;
                let limit = law.rules.find(Phase::Extended.key(), received_on)?.limit;
                Some(ResolveLimit {
                    phase: Phase::Extended,
                    started_at: prolonged.strict,
                    deadline: limit.due_after(&prolonged, law.holidays),
                })
            }
            Event::CancellationReceived => due(Phase::AfterCancellation, noted.at),
            Event::Resumed => due(Phase::AfterResumption, noted.at),
            _ => None,
        };
        now = next.unwrap_or(now);
    }
    Some(now)
}

/// The events in the order in which they happened; of one moment, in the order in which they were noted. A hand-over that came
/// back counts as none: its limit runs on.
pub(super) fn in_order(events: &[Noted]) -> Vec<Noted> {
    let mut events = events.to_vec();
    events.sort_by_key(|noted| noted.at);
    let mut standing: Vec<Noted> = Vec::with_capacity(events.len());
    for noted in events {
        if matches!(noted.event, Event::HandOverWithdrawn | Event::HandOverDeclined) {
            if let Some(sent) = standing.iter().rposition(|one| one.event == Event::HandedOver) {
                standing.remove(sent);
            }
        } else {
            standing.push(noted);
        }
    }
    standing
}

/// Until when an offer that was sent at a moment is to be signed for, by the rule `offer` (a parameter of this system).
pub fn offer_deadline(sent_at: Timestamp, law: Law<'_>) -> Option<Deadline> {
    let rule = law.rules.find("offer", local_date(sent_at))?;
    Some(rule.limit.due(sent_at, law.holidays))
}

/// The day of the first receipt, which chooses the version of the rules.
pub(super) fn received_on(events: &[Noted]) -> Option<Date> {
    events.iter().find(|noted| matches!(noted.event, Event::Received(_))).map(|noted| local_date(noted.at))
}

/// The receipt by the agency that resolves: the last one by an agency that investigates and has not found itself not competent.
pub(super) fn competent(events: &[Noted]) -> Option<(usize, Timestamp, Receipt)> {
    let mut found = None;
    for (position, noted) in events.iter().enumerate() {
        match noted.event {
            Event::Received(receipt) if receipt.by.investigates() => found = Some((position, noted.at, receipt)),
            Event::FoundNotCompetent | Event::Received(_) => found = None,
            _ => {}
        }
    }
    found
}
