//! Dates as official documents write them.

use jiff::civil::Date;
use serde::Serialize;

use crate::PaperError;
use crate::words::{BLANK, DAY, MONTH, YEAR};

/// The date of a document. The day may still be open, because it is written at signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PaperDate {
    year: i16,
    month: i8,
    day: Option<i8>,
}

impl PaperDate {
    /// A month of a year whose day is not known yet.
    ///
    /// # Errors
    /// [`PaperError::Date`] if the calendar has no such month.
    pub fn without_day(year: i16, month: i8) -> Result<Self, PaperError> {
        Date::new(year, month, 1).map_err(|error| PaperError::Date(error.to_string()))?;
        Ok(Self { year, month, day: None })
    }
}

impl From<Date> for PaperDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), day: Some(date.day()) }
    }
}

/// Writes a date in words: `ngày 05 tháng 3 năm 2026`; an unknown day is a blank to be filled by hand.
///
/// Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4: days below 10 and the months 1 and 2 take a
/// leading zero, the other months do not.
pub fn date_in_words(date: PaperDate) -> String {
    let day = date.day.map_or_else(|| BLANK.to_owned(), |day| format!("{day:02}"));
    let month = match date.month {
        month @ 1..=2 => format!("{month:02}"),
        month => month.to_string(),
    };
    format!("{DAY} {day} {MONTH} {month} {YEAR} {}", date.year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_below_ten_and_the_first_two_months_take_a_leading_zero() {
        for (year, month, day, words) in [
            (2020, 1, 5, "ngày 05 tháng 01 năm 2020"),
            (2026, 2, 10, "ngày 10 tháng 02 năm 2026"),
            (2026, 3, 5, "ngày 05 tháng 3 năm 2026"),
            (2019, 6, 29, "ngày 29 tháng 6 năm 2019"),
            (2026, 10, 1, "ngày 01 tháng 10 năm 2026"),
            (2026, 12, 31, "ngày 31 tháng 12 năm 2026"),
        ] {
            assert_eq!(date_in_words(date(year, month, day).into()), words);
        }
    }

    #[test]
    fn an_unknown_day_leaves_room_to_write_it_by_hand() {
        let open = PaperDate::without_day(2026, 3).unwrap();

        assert_eq!(date_in_words(open), format!("ngày {BLANK} tháng 3 năm 2026"));
    }

    #[test]
    fn a_thirteenth_month_is_refused() {
        assert!(matches!(PaperDate::without_day(2026, 13), Err(PaperError::Date(_))));
    }
}
