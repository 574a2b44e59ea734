//! From a duty to report to its days in the calendar.

use calendar::{Cadence, YearDay, occurrences};
use jiff::civil::Date;

use super::bounds;

/// One day as a duty keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportDay {
    /// `2026-03-10`.
    Once(Date),
    /// `03-10`, every year of the plan.
    Yearly(YearDay),
    /// `10`, every month of the plan.
    Monthly(i8),
}

impl ReportDay {
    /// Reads the form in which a duty keeps it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<Date>() {
            return Some(Self::Once(date));
        }
        if let Some((month, day)) = text.split_once('-') {
            return year_day(day, month).map(Self::Yearly);
        }
        text.parse().ok().filter(|day| (1..=31).contains(day)).map(Self::Monthly)
    }

    /// Reads what a person types: `10/3/2026`, `10/3` (every year) or `10` (every month).
    pub fn parse_typed(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = bounds::parse_day(text) {
            return Some(Self::Once(date));
        }
        if let Some((day, month)) = text.split_once('/') {
            return year_day(day, month).map(Self::Yearly);
        }
        text.parse().ok().filter(|day| (1..=31).contains(day)).map(Self::Monthly)
    }

    /// The form in which a duty keeps it.
    pub fn stored(self) -> String {
        match self {
            Self::Once(date) => date.to_string(),
            Self::Yearly(day) => format!("{:02}-{:02}", day.month, day.day),
            Self::Monthly(day) => format!("{day:02}"),
        }
    }

    /// The form that [`ReportDay::parse_typed`] reads back.
    pub fn typed(self) -> String {
        match self {
            Self::Once(date) => i18n::date(date),
            Self::Yearly(day) => format!("{:02}/{:02}", day.day, day.month),
            Self::Monthly(day) => format!("{day:02}"),
        }
    }

    /// Its days within a plan's period. A day with its year needs no period; the others come back, and
    /// without a period nobody knows when they end.
    pub fn days(self, period: Option<(Date, Date)>) -> Vec<Date> {
        let cadence = match self {
            Self::Once(date) => return vec![date],
            Self::Yearly(day) => Cadence::Yearly(day),
            Self::Monthly(day) => Cadence::MonthlyOn(day),
        };
        let period = period.filter(|(from, to)| bounds::is_period(*from, *to));
        period.map(|(from, to)| occurrences(&cadence, from, to)).unwrap_or_default()
    }
}

fn year_day(day: &str, month: &str) -> Option<YearDay> {
    let (day, month) = (day.trim().parse().ok()?, month.trim().parse().ok()?);
    // 2024 had a 29 February.
    Date::new(2024, month, day).ok().map(|_| YearDay { month, day })
}

/// All days of a duty in order, each once.
pub fn days(due: &[String], period: Option<(Date, Date)>) -> Vec<Date> {
    let mut days: Vec<Date> =
        due.iter().filter_map(|text| ReportDay::parse(text)).flat_map(|day| day.days(period)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const YEAR: Option<(Date, Date)> = Some((date(2026, 1, 1), date(2026, 12, 31)));

    #[test]
    fn four_days_of_the_year_become_four_dates_and_a_day_of_the_month_twelve() {
        let quarters = ["03-10", "06-10", "09-10", "12-10"].map(str::to_owned);

        assert_eq!(days(&quarters, YEAR).len(), 4);
        assert_eq!(days(&["15".to_owned()], YEAR).len(), 12);
        assert_eq!(days(&["2027-01-05".to_owned()], YEAR), [date(2027, 1, 5)]);
    }

    #[test]
    fn without_a_period_only_a_full_date_is_known() {
        assert!(days(&["03-10".to_owned(), "15".to_owned()], None).is_empty());
        assert_eq!(days(&["2026-08-07".to_owned()], None), [date(2026, 8, 7)]);
    }

    #[test]
    fn a_period_that_nobody_can_mean_gives_no_dates() {
        assert!(days(&["15".to_owned()], Some((date(1000, 1, 1), date(9999, 12, 31)))).is_empty());
    }

    #[test]
    fn what_is_typed_reads_back_from_what_is_kept() {
        for typed in ["10/03/2026", "10/03", "10"] {
            let day = ReportDay::parse_typed(typed).unwrap();
            assert_eq!(ReportDay::parse(&day.stored()), Some(day));
            assert_eq!(day.typed(), typed);
        }
        for wrong in ["31/2", "0", "32", "mai", "", "10/13"] {
            assert_eq!(ReportDay::parse_typed(wrong), None, "{wrong}");
        }
    }
}
