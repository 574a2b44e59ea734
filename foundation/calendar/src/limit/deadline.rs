//! The end of a limit, in both readings.

use base::{VIETNAM, local_date};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::Certainty;

/// When a limit ends. `strict ≤ rolled`, always; where the law is clear the two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The earliest reading: what is alarmed on.
    pub strict: Timestamp,
    /// The latest defensible reading: rolled forward over days off, the day of the event not counted.
    pub rolled: Timestamp,
    /// Whether the days off that it rests on have been announced.
    pub certainty: Certainty,
}

/// How an act stands to a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Not after the strict end.
    InTime,
    /// After the strict end, not after the latest one.
    ByLatestReading,
    /// After the latest end.
    Late,
}

impl Deadline {
    /// How an act at a moment stands. 24:00 itself is in time.
    pub fn judge(&self, at: Timestamp) -> Timeliness {
        if at <= self.strict {
            Timeliness::InTime
        } else if at <= self.rolled {
            Timeliness::ByLatestReading
        } else {
            Timeliness::Late
        }
    }

    /// The day in Việt Nam on which the strict reading ends; an end at midnight belongs to the day that it closes.
    pub fn strict_day(&self) -> Date {
        closing_day(self.strict)
    }

    /// The day in Việt Nam on which the latest reading ends.
    pub fn rolled_day(&self) -> Date {
        closing_day(self.rolled)
    }
}

/// The instant of 24:00 of a day in Việt Nam.
pub fn day_end(on: Date) -> Timestamp {
    on.tomorrow()
        .ok()
        .and_then(|next| TimeZone::fixed(VIETNAM).to_timestamp(next.to_datetime(Time::midnight())).ok())
        .unwrap_or(Timestamp::MAX)
}

/// The day that an instant belongs to, midnight counted as 24:00 of the day before.
pub(super) fn closing_day(at: Timestamp) -> Date {
    local_date(at.saturating_sub(jiff::SignedDuration::from_micros(1)).unwrap_or(at))
}
