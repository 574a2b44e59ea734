//! Limits that do not run yet and would, if somebody prolonged, extended, or the commune were a remote one: for the calendar.

use calendar::Deadline;
use jiff::Timestamp;

use super::{
    ClockRule, Event, HandOver, Law, Noted, Phase, Receiver, hand_over,
    limits::{competent, in_order, received_on},
};

/// A limit that may come to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible<'r> {
    /// The rule.
    pub rule: &'r ClockRule,
    /// What it would be counted from.
    pub start: Timestamp,
    /// When it would end, in both readings.
    pub deadline: Deadline,
}

/// The limits that may come to hold for a record: the longer hand-over of a remote commune, the prolonged and the extended
/// limit for resolving.
pub fn outlook<'r>(events: &[Noted], law: Law<'r>) -> Vec<Possible<'r>> {
    let events = in_order(events);
    let Some(day) = received_on(&events) else { return Vec::new() };
    let rule = |code: &str| law.rules.find(code, day);
    let mut found = Vec::new();
    for noted in &events {
        let Event::Received(receipt) = noted.event else { continue };
        let limit = hand_over(receipt.by, receipt.offence, receipt.circumstance, receipt.commune);
        let is_short = receipt.by == Receiver::CommunePolice && limit == HandOver::Within24Hours;
        if let Some(rule) = rule("d-remote").filter(|_| is_short) {
            found.push(Possible { rule, start: noted.at, deadline: rule.limit.due(noted.at, law.holidays) });
        }
    }
    let Some((position, since, _)) = competent(&events) else { return found };
    let has = |is_it: Event| events.iter().skip(position).any(|noted| noted.event == is_it);
    let Some(prolonged) = rule(Phase::Prolonged.key()) else { return found };
    let until = prolonged.limit.due(since, law.holidays);
    if !has(Event::Prolonged) {
        found.push(Possible { rule: prolonged, start: since, deadline: until });
    }
    if let Some(rule) = rule(Phase::Extended.key()).filter(|_| !has(Event::ExtensionGranted)) {
        let deadline = rule.limit.due_after(&until, law.holidays);
        found.push(Possible { rule, start: until.strict, deadline });
    }
    found
}
