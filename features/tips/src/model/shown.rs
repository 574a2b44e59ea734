//! What a reporter is told about a tip: nothing but this (ux.md S-37).

use base::local_date;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};

use super::law::ShownStage;

/// One message of the thread as the reporter sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMessage {
    /// Whether the reporter wrote it.
    pub is_own: bool,
    /// What it says.
    pub text: String,
    /// How many pictures came with it, so that whoever sent them sees that they arrived.
    pub files: i64,
}

/// All that the mailbox tells. A field more is a leak: no name, no unit, no place, no number, no time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownTip {
    /// How it stands.
    pub stage: ShownStage,
    /// The thread, oldest first.
    pub messages: Vec<ShownMessage>,
}

/// What the reporter is told next, where that says more than what they see. What was told is not taken back.
pub fn further(seen: &str, now: ShownStage) -> Option<ShownStage> {
    ShownStage::from_key(seen).is_none_or(|seen| seen < now).then_some(now)
}

/// Hour of the day, in Việt Nam, at which changes of the state become visible together, so that nobody learns from the
/// minute of a change what caused it (ux.md TM2).
const RELEASE_HOUR: i8 = 17;

/// When a change made now becomes visible: the next 17:00 in Việt Nam.
pub fn next_release(now: Timestamp) -> Timestamp {
    let zone = TimeZone::fixed(base::VIETNAM);
    let today = local_date(now).at(RELEASE_HOUR, 0, 0, 0).to_zoned(zone).map(|at| at.timestamp());
    match today {
        Ok(at) if at > now => at,
        Ok(at) => at.checked_add(24.hours()).unwrap_or(at),
        Err(_) => now,
    }
}

/// The hour in which an instant lies: all that is kept of the time of an anonymous tip (ux.md S-40). Rounded down, so
/// that no limit ends later than it should.
pub fn to_the_hour(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(3_600)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_change_becomes_visible_at_the_next_five_o_clock() {
        assert_eq!(next_release(at("2026-03-04T05:00:00Z")), at("2026-03-04T10:00:00Z"));
        assert_eq!(next_release(at("2026-03-04T10:00:00Z")), at("2026-03-05T10:00:00Z"));
        assert_eq!(next_release(at("2026-03-04T23:59:00Z")), at("2026-03-05T10:00:00Z"));
    }

    #[test]
    fn what_was_told_is_not_taken_back() {
        assert_eq!(further("received", ShownStage::UnderReview), Some(ShownStage::UnderReview));
        assert_eq!(further("handed_over", ShownStage::HandedOver), None);
        assert_eq!(further("handed_over", ShownStage::UnderReview), None);
        assert_eq!(further("handed_over", ShownStage::Ended), Some(ShownStage::Ended));
    }

    #[test]
    fn only_the_hour_of_an_anonymous_tip_is_kept() {
        assert_eq!(to_the_hour(at("2026-03-04T05:59:59.9Z")), at("2026-03-04T05:00:00Z"));
        assert_eq!(to_the_hour(at("2026-03-04T05:00:00Z")), at("2026-03-04T05:00:00Z"));
    }
}
