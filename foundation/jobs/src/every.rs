//! The timetable: which period's job should stand in the queue now.

use base::Context;
use db::{Db, params};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde_json::json;

use crate::queue::{NewJob, enqueue};
use crate::statements;

/// How often a job comes; times are Vietnamese time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// At the beginning of each minute. Its done jobs are remembered for a day only.
    Minute,
    /// At the beginning of each hour.
    Hour,
    /// Each day at a time.
    Day(Time),
    /// Each month on a day at a time; in a shorter month on its last day.
    Month(i8, Time),
}

impl Every {
    /// Key of the newest period that has begun: `2026-07-30T14:05`, `2026-07-30T14`, `2026-07-30` or `2026-07`.
    ///
    /// A program that was off catches up with one job, for the newest period only.
    pub fn period(self, now: Timestamp) -> String {
        let local = base::local_time(now);
        match self {
            Self::Minute => format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute()),
            Self::Hour => format!("{}T{:02}", local.date(), local.hour()),
            Self::Day(at) => begun_day(local, at).to_string(),
            Self::Month(day, at) => {
                let date = begun_month(local, day, at);
                format!("{:04}-{:02}", date.year(), date.month())
            }
        }
    }
}

/// Today once the time has come, else yesterday.
fn begun_day(local: DateTime, at: Time) -> Date {
    if local.time() >= at { local.date() } else { local.date().saturating_sub(jiff::Span::new().days(1)) }
}

/// A day of this month once day and time have come, else of the month before.
fn begun_month(local: DateTime, day: i8, at: Time) -> Date {
    let today = local.date();
    let begins = today.first_of_month().saturating_add(jiff::Span::new().days(day.clamp(1, today.days_in_month()) - 1));
    if local >= begins.to_datetime(at) {
        begins
    } else {
        today.first_of_month().saturating_sub(jiff::Span::new().days(1))
    }
}

/// Plants what the timetable asks for now; many programs may do so at once.
pub(crate) async fn plant(db: &Db, context: &Context, timetable: &[(&'static str, Every)]) -> db::Result<()> {
    for (kind, every) in timetable {
        let period = every.period(context.now());
        if db.count(&statements::HAS_KEY, params![*kind, &period]).await? > 0 {
            continue;
        }
        let mut tx = db.begin().await?;
        let job = NewJob::new(kind, json!({ "period": &period })).once(period);
        enqueue(&mut tx, context, job).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn period(every: Every, local: &str) -> String {
        every.period(format!("{local}+07:00").parse().unwrap())
    }

    #[test]
    fn a_day_begins_at_its_time_in_viet_nam() {
        let six = Every::Day(time(6, 0, 0, 0));

        assert_eq!(period(six, "2026-03-01T05:59:59"), "2026-02-28");
        assert_eq!(period(six, "2026-03-01T06:00:00"), "2026-03-01");
        assert_eq!(period(Every::Hour, "2026-03-01T05:59:59"), "2026-03-01T05");
        assert_eq!(period(Every::Minute, "2026-03-01T05:59:59"), "2026-03-01T05:59");
    }

    #[test]
    fn a_month_without_that_day_takes_its_last() {
        let last = Every::Month(31, time(7, 0, 0, 0));

        assert_eq!(period(last, "2026-02-28T06:59:00"), "2026-01");
        assert_eq!(period(last, "2026-02-28T07:00:00"), "2026-02");
        assert_eq!(period(last, "2026-03-15T07:00:00"), "2026-02");
        assert_eq!(period(Every::Month(1, time(0, 0, 0, 0)), "2026-01-01T00:00:00"), "2026-01");
    }
}
