//! The danger lane: somebody is in danger now, and somebody must take it in hand.

use jiff::Timestamp;

use super::{ClockState, Law, Noted, clocks};

/// Whom the danger of a tip concerns at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// No danger is told of, or it has been taken in hand.
    None,
    /// The holder has until then to take it in hand.
    Holder {
        /// When the level above is alarmed.
        until: Timestamp,
    },
    /// The holder did not: the level above is alarmed.
    LevelAbove {
        /// Since when.
        since: Timestamp,
    },
}

/// Whom the danger concerns now. The limit is the rule `danger` (02 hours, a parameter of this system).
pub fn danger_alarm(events: &[Noted], law: Law<'_>, now: Timestamp) -> Alarm {
    let open = clocks(events, law)
        .into_iter()
        .filter(|clock| clock.rule.code == "danger" && clock.state == ClockState::Open)
        .map(|clock| clock.deadline.strict)
        .min();
    match open {
        None => Alarm::None,
        Some(end) if now <= end => Alarm::Holder { until: end },
        Some(end) => Alarm::LevelAbove { since: end },
    }
}
