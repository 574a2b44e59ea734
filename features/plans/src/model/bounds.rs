//! How much a person may type, and which days a plan may name. A slip of the hand ("năm 20266") or a whole book pasted
//! into one field is told at once; kept, it would make thousands of dates and lists that nobody can open.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// Characters of an obligation, a target or a duty to report.
pub const LONGEST_TEXT: usize = 20_000;
/// Characters of a report, a letter or a reason.
pub const LONGEST_REPORT: usize = 5_000;
/// Characters of a title.
pub const LONGEST_TITLE: usize = 2_000;
/// Characters of a field of one line, and of a name.
pub const LONGEST_LINE: usize = 500;
/// Characters of a document's number or symbol. Both are looked up by an index, whose rows are short on PostgreSQL.
pub const LONGEST_NUMBER: usize = 100;
/// Characters of the key of a form: ours have 36.
pub const LONGEST_KEY: usize = 64;
/// Names of one role of an obligation.
pub const MOST_NAMES: usize = 100;
/// Parts into which an obligation is split at once.
pub const MOST_PARTS: usize = 50;
/// Days of one duty to report.
pub const MOST_DAYS: usize = 60;

/// Years that a plan may name: the first documents in force are of 1945.
const YEARS: RangeInclusive<i16> = 1945..=2200;
/// Years that a plan may span; national programmes span ten.
const LONGEST_PERIOD: i16 = 20;

/// Whether a text has at most so many characters.
pub fn fits(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}

/// The text, unless it is too long to be what it is taken for.
pub fn short_enough(text: Option<String>, most: usize) -> Option<String> {
    text.filter(|text| fits(text, most))
}

/// Whether a plan may name this day.
pub fn is_plausible(day: Date) -> bool {
    YEARS.contains(&day.year())
}

/// Whether a plan may run from one of these days to the other.
pub fn is_period(from: Date, to: Date) -> bool {
    from <= to && is_plausible(from) && is_plausible(to) && to.year() - from.year() <= LONGEST_PERIOD
}

/// Reads a day that a person types, as [`i18n::parse_date`] does, if a plan may name it.
pub fn parse_day(text: &str) -> Option<Date> {
    i18n::parse_date(text).filter(|day| is_plausible(*day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_slip_of_the_hand_is_no_day_of_a_plan() {
        assert_eq!(parse_day("15/1/2026"), Some(date(2026, 1, 15)));
        for slip in ["15/1/0026", "15/1/2626", "1/1/9999"] {
            assert_eq!(parse_day(slip), None, "{slip}");
        }
    }

    #[test]
    fn a_period_of_ten_years_is_one_and_of_a_hundred_is_none() {
        assert!(is_period(date(2026, 1, 1), date(2035, 12, 31)));
        assert!(!is_period(date(2026, 1, 1), date(2126, 1, 1)));
        assert!(!is_period(date(2026, 1, 2), date(2026, 1, 1)));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(fits("đđđ", 3) && !fits("đđđđ", 3));
    }
}
