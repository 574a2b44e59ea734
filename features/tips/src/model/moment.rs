//! A day and a time of day, as somebody types them, and the instant that they mean.

use base::{VIETNAM, local_date, local_time};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A day and a time of day in Việt Nam, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// The day, as `09/02/2026`.
    pub day: String,
    /// The time of that day, as `08:30`.
    pub time: String,
}

/// Why a moment cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentFault {
    /// The day is none.
    Day,
    /// The time is none.
    Time,
    /// The day lies in the future.
    DayAhead,
    /// The day is today, the time is yet to come.
    TimeAhead,
}

impl Moment {
    /// As a form shows an instant first.
    pub fn of(at: Timestamp) -> Self {
        let local = local_time(at);
        Self { day: i18n::date(local.date()), time: format!("{:02}:{:02}", local.hour(), local.minute()) }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty() && self.time.is_empty()
    }

    /// The instant typed, which is never in the future. A minute is all that one types: this minute means now.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, now: Timestamp) -> Result<Timestamp, MomentFault> {
        let day = i18n::parse_date(&self.day).ok_or(MomentFault::Day)?;
        let time = parse_time(&self.time).ok_or(MomentFault::Time)?;
        let typed = TimeZone::fixed(VIETNAM).to_timestamp(day.to_datetime(time)).map_err(|_| MomentFault::Day)?;
        let minute_of = |at: Timestamp| at.as_second().div_euclid(60);
        match (minute_of(typed) == minute_of(now), typed > now) {
            (true, _) => Ok(now),
            (false, false) => Ok(typed),
            (false, true) if day > local_date(now) => Err(MomentFault::DayAhead),
            (false, true) => Err(MomentFault::TimeAhead),
        }
    }
}

/// Reads `8:30`, `08h30`, `8 giờ 30`, `14:00`.
pub fn parse_time(text: &str) -> Option<Time> {
    let folded = base::fold(text);
    let parts: Vec<&str> = folded.split(|ch: char| !ch.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (hour, minute) = match parts.as_slice() {
        [hour] => (hour, &"0"),
        [hour, minute] => (hour, minute),
        _ => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["8:30", "08h30", "8 giờ 30", "08.30"] {
            assert_eq!(parse_time(text), Some(jiff::civil::time(8, 30, 0, 0)), "{text}");
        }
        assert_eq!(parse_time("14"), Some(jiff::civil::time(14, 0, 0, 0)));
        for text in ["", "25:00", "8:61", "sáng", "1:2:3"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_form_shows_of_now_is_now_and_nothing_lies_ahead() {
        let now: Timestamp = "2026-02-10T02:00:15Z".parse().unwrap();
        let read = |day: &str, time: &str| Moment { day: day.into(), time: time.into() }.read(now);

        assert_eq!(Moment::of(now), Moment { day: "10/02/2026".into(), time: "09:00".into() });
        assert_eq!(Moment::of(now).read(now), Ok(now));
        assert_eq!(read("9/2/2026", "17h05"), Ok("2026-02-09T10:05:00Z".parse().unwrap()));
        assert_eq!(read("10/2/2026", "9:01"), Err(MomentFault::TimeAhead));
        assert_eq!(read("11/2/2026", "8:00"), Err(MomentFault::DayAhead));
        assert_eq!(read("30/2/2026", "8:00"), Err(MomentFault::Day));
        assert_eq!(read("10/2/2026", ""), Err(MomentFault::Time));
    }
}
