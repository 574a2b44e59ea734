//! Counts a limit forwards from an event or from the end of another limit, and backwards from an end.

use base::local_date;
use jiff::{SignedDuration, Span, Timestamp, civil::Date};

use super::{
    Counting, Deadline, Limit, Unit,
    deadline::{closing_day, day_end},
};
use crate::{Certainty, Holidays, Standing};

/// How the calendar's doubtful days are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As worked, so that the limit ends early.
    Strict,
    /// As free, so that it ends late.
    Latest,
}

impl Limit {
    /// When the limit ends that an event at `start` sets running.
    pub fn due(self, start: Timestamp, holidays: &Holidays) -> Deadline {
        let day = local_date(start);
        let strict = if self.counting == Counting::NextDay { Counting::NextDay } else { Counting::SameDay };
        let latest = if self.counting == Counting::SameDay { Counting::SameDay } else { Counting::NextDay };
        self.between((start, day, strict), (start, day, latest), holidays)
    }

    /// When the limit ends that begins where another ended ("kể từ ngày hết thời hạn"): each reading follows its own.
    pub fn due_after(self, ended: &Deadline, holidays: &Holidays) -> Deadline {
        let strict = (ended.strict, ended.strict_day(), Counting::NextDay);
        let latest = (ended.rolled, ended.rolled_day(), Counting::NextDay);
        let due = self.between(strict, latest, holidays);
        Deadline { certainty: worse(ended.certainty, due.certainty), ..due }
    }

    /// The last moment that still lies the whole limit before an end ("chậm nhất … trước khi hết thời hạn").
    pub fn before(self, end: &Deadline, holidays: &Holidays) -> Deadline {
        let back = |at: Timestamp, reading: Reading| match self.unit {
            Unit::AtOnce => at,
            Unit::Hours => at.saturating_sub(SignedDuration::from_hours(self.amount.into())).unwrap_or(at),
            Unit::Days => day_end(closing_day(at).saturating_sub(Span::new().days(i32::from(self.amount)))),
            Unit::WorkingDays => day_end(step(closing_day(at), self.amount, Step::Back, holidays, reading)),
            Unit::Months => day_end(closing_day(at).saturating_sub(Span::new().months(i32::from(self.amount)))),
            Unit::Years => day_end(closing_day(at).saturating_sub(Span::new().years(self.amount.min(9_000)))),
        };
        // Backwards, days off taken as free lead to the earlier end.
        let strict = back(end.strict, Reading::Latest);
        let rolled = back(end.rolled, Reading::Strict).max(strict);
        Deadline { strict, rolled, certainty: end.certainty }
    }

    fn between(
        self,
        strict: (Timestamp, Date, Counting),
        latest: (Timestamp, Date, Counting),
        holidays: &Holidays,
    ) -> Deadline {
        let certainty = |from: Date, to: Date| holidays.certainty(from, to);
        match self.unit {
            Unit::AtOnce => settled(strict.0, latest.0),
            Unit::Hours => {
                let hours = SignedDuration::from_hours(self.amount.into());
                let after = |at: Timestamp| at.saturating_add(hours).unwrap_or(Timestamp::MAX);
                settled(after(strict.0), after(latest.0))
            }
            Unit::WorkingDays => {
                let first = self.working_days(strict.1, strict.2, holidays, Reading::Strict);
                let last = self.working_days(latest.1, latest.2, holidays, Reading::Latest).max(first);
                Deadline { strict: day_end(first), rolled: day_end(last), certainty: certainty(strict.1, last) }
            }
            Unit::Days | Unit::Months | Unit::Years => {
                let first = self.calendar_end(strict.1, strict.2);
                let last = first_working(self.calendar_end(latest.1, latest.2), holidays).max(first);
                Deadline { strict: day_end(first), rolled: day_end(last), certainty: certainty(first, last) }
            }
        }
    }

    /// The last day of a limit in days, months or years, before any rolling.
    fn calendar_end(self, from: Date, counting: Counting) -> Date {
        let amount = i32::from(self.amount);
        match (self.unit, counting) {
            (Unit::Months, _) => from.saturating_add(Span::new().months(amount)),
            (Unit::Years, _) => from.saturating_add(Span::new().months(amount.saturating_mul(12))),
            (_, Counting::NextDay | Counting::Unsettled) => from.saturating_add(Span::new().days(amount)),
            (_, Counting::SameDay) => from.saturating_add(Span::new().days(amount.saturating_sub(1).max(0))),
        }
    }

    fn working_days(self, from: Date, counting: Counting, holidays: &Holidays, reading: Reading) -> Date {
        let counts_today = counting == Counting::SameDay && is_worked(from, holidays, reading);
        let amount = if counts_today { self.amount.saturating_sub(1) } else { self.amount };
        step(from, amount, Step::Forward, holidays, reading)
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Forward,
    Back,
}

/// The day that lies a number of working days from another.
fn step(from: Date, amount: u16, direction: Step, holidays: &Holidays, reading: Reading) -> Date {
    let mut on = from;
    let mut left = amount;
    while left > 0 {
        let next = match direction {
            Step::Forward => on.tomorrow(),
            Step::Back => on.yesterday(),
        };
        let Ok(next) = next else { return on };
        on = next;
        if is_worked(on, holidays, reading) {
            left = left.saturating_sub(1);
        }
    }
    on
}

/// The day itself where it is surely worked, else the first such day after it (Đ134).
fn first_working(on: Date, holidays: &Holidays) -> Date {
    if is_worked(on, holidays, Reading::Latest) { on } else { step(on, 1, Step::Forward, holidays, Reading::Latest) }
}

fn is_worked(on: Date, holidays: &Holidays, reading: Reading) -> bool {
    match holidays.standing(on) {
        Standing::Working => true,
        Standing::Doubtful => reading == Reading::Strict,
        Standing::Rest => false,
    }
}

fn settled(strict: Timestamp, rolled: Timestamp) -> Deadline {
    Deadline { strict, rolled, certainty: Certainty::Announced }
}

fn worse(one: Certainty, other: Certainty) -> Certainty {
    if one == Certainty::Announced { other } else { one }
}
