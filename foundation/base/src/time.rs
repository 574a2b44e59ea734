//! Instants are stored in UTC as whole microseconds; people and the law read Vietnamese time.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

/// The offset of `Asia/Ho_Chi_Minh`. It has been UTC+7 without summer time since 1975, so the
/// program needs no time zone database on the machine.
pub const VIETNAM: Offset = Offset::constant(7);

/// Microseconds since 1970-01-01T00:00:00Z, the form in which instants are stored.
pub fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The instant of a stored number of microseconds; a number out of range becomes the epoch.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The date in Việt Nam at an instant.
pub fn local_date(at: Timestamp) -> Date {
    local_time(at).date()
}

/// Date and time of day in Việt Nam at an instant.
pub fn local_time(at: Timestamp) -> DateTime {
    TimeZone::fixed(VIETNAM).to_datetime(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vietnamese_day_begins_at_seventeen_hours_utc() {
        let before: Timestamp = "2026-03-04T16:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-03-04T17:00:00Z".parse().unwrap();

        assert_eq!(local_date(before).to_string(), "2026-03-04");
        assert_eq!(local_date(after).to_string(), "2026-03-05");
    }

    #[test]
    fn micros_round_trip() {
        let at: Timestamp = "2026-11-22T01:05:00.123456Z".parse().unwrap();

        assert_eq!(from_micros(micros(at)), at);
    }
}
