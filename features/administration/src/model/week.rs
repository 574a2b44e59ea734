//! The weeks of the review: Monday to Sunday, in Vietnamese time.

use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// One week, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Week(Date);

impl Week {
    /// The week in which a day lies.
    pub(crate) fn of(day: Date) -> Self {
        let since = day.weekday().since(Weekday::Monday);
        Self(day.saturating_sub(i64::from(since).days()))
    }

    /// Its Monday.
    pub(crate) fn monday(self) -> Date {
        self.0
    }

    /// Its Sunday.
    pub(crate) fn sunday(self) -> Date {
        self.0.saturating_add(6.days())
    }

    /// The week after.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(7.days()))
    }

    /// The instants between which it lies: from the first, before the second.
    pub(crate) fn bounds(self) -> (Timestamp, Timestamp) {
        (begin(self.0), begin(self.next().0))
    }

    /// Whether it is over.
    pub(crate) fn is_over(self, today: Date) -> bool {
        self.sunday() < today
    }

    /// Whether its review is late: QCVN 12:2026/BCA 3.9.2.1.11 asks for one a week, so it is due within the week after.
    pub(crate) fn is_overdue(self, today: Date) -> bool {
        self.next().is_over(today)
    }

    /// The weeks that are over and were not signed off, the oldest first.
    pub(crate) fn unsigned(first: Date, today: Date, signed: &[Date]) -> Vec<Self> {
        let mut weeks = Vec::new();
        let mut week = Self::of(first);
        while week.is_over(today) {
            if !signed.contains(&week.0) {
                weeks.push(week);
            }
            week = week.next();
        }
        weeks
    }
}

/// The first instant of a day in Việt Nam.
pub(crate) fn begin(day: Date) -> Timestamp {
    let zone = TimeZone::fixed(base::VIETNAM);
    zone.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_runs_from_monday_to_sunday_in_viet_nam() {
        let week = Week::of(date(2026, 3, 4));

        assert_eq!((week.monday(), week.sunday()), (date(2026, 3, 2), date(2026, 3, 8)));
        assert_eq!(Week::of(date(2026, 3, 2)), week);
        assert_eq!(Week::of(date(2026, 3, 8)), week);
        assert_eq!(week.bounds().0.to_string(), "2026-03-01T17:00:00Z");
    }

    #[test]
    fn a_review_is_late_when_the_week_after_is_over() {
        let week = Week::of(date(2026, 3, 4));

        assert!(!week.is_over(date(2026, 3, 8)) && week.is_over(date(2026, 3, 9)));
        assert!(!week.is_overdue(date(2026, 3, 15)) && week.is_overdue(date(2026, 3, 16)));
    }

    #[test]
    fn every_week_since_the_first_entry_wants_a_signature() {
        let weeks = Week::unsigned(date(2026, 2, 18), date(2026, 3, 9), &[date(2026, 2, 23)]);

        assert_eq!(weeks.iter().map(|week| week.monday()).collect::<Vec<_>>(), [date(2026, 2, 16), date(2026, 3, 2)]);
    }
}
