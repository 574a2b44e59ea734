//! Dates that come back every year, quarter or month of a plan.

use jiff::civil::Date;

/// A day of every year ("trước 10/3").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearDay {
    /// Month 1–12.
    pub month: i8,
    /// Day 1–31; a day that the month does not have is moved to the month's last day.
    pub day: i8,
}

/// How often something comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cadence {
    /// On one date only.
    Once(Date),
    /// On a given day of every year.
    Yearly(YearDay),
    /// On a given day of every month.
    MonthlyOn(i8),
    /// On the last day of every month.
    MonthEnds,
    /// On the last day of every quarter.
    QuarterEnds,
    /// On the last day of every half-year.
    HalfYearEnds,
    /// On the last day of every year.
    YearEnds,
}

/// The dates of a cadence from `from` to `to`, both included, in order.
pub fn occurrences(cadence: &Cadence, from: Date, to: Date) -> Vec<Date> {
    if let Cadence::Once(date) = cadence {
        return Some(*date).into_iter().filter(|date| (from..=to).contains(date)).collect();
    }
    let mut dates = Vec::new();
    for year in from.year()..=to.year() {
        for month in 1..=12 {
            let first = jiff::civil::date(year, month, 1);
            let date = match cadence {
                Cadence::Yearly(on) if on.month == month => on_day(first, on.day),
                Cadence::MonthlyOn(day) => on_day(first, *day),
                Cadence::MonthEnds => first.last_of_month(),
                Cadence::QuarterEnds if month % 3 == 0 => first.last_of_month(),
                Cadence::HalfYearEnds if month % 6 == 0 => first.last_of_month(),
                Cadence::YearEnds if month == 12 => first.last_of_month(),
                _ => continue,
            };
            if (from..=to).contains(&date) {
                dates.push(date);
            }
        }
    }
    dates
}

fn on_day(first: Date, day: i8) -> Date {
    let day = day.clamp(1, first.days_in_month());
    first.with().day(day).build().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_of_the_year_comes_back_in_every_year_of_the_plan() {
        let tenth_of_march = Cadence::Yearly(YearDay { month: 3, day: 10 });

        let dates = occurrences(&tenth_of_march, date(2024, 3, 14), date(2026, 12, 31));

        assert_eq!(dates, [date(2025, 3, 10), date(2026, 3, 10)]);
    }

    #[test]
    fn the_thirty_first_of_february_is_its_last_day() {
        let dates = occurrences(&Cadence::MonthlyOn(31), date(2024, 1, 1), date(2024, 3, 31));

        assert_eq!(dates, [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]);
    }

    #[test]
    fn a_year_has_four_quarter_ends_and_two_half_year_ends() {
        let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));

        assert_eq!(occurrences(&Cadence::QuarterEnds, from, to).len(), 4);
        assert_eq!(occurrences(&Cadence::HalfYearEnds, from, to), [date(2026, 6, 30), date(2026, 12, 31)]);
    }
}
