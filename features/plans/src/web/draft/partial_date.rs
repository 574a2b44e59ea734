//! A date of which a person may leave parts blank.

use std::{ops::RangeInclusive, str::FromStr};

use calendar::PartialDate;

/// A text that is no part of a date.
struct NoPart;

/// A part of a date within its bounds; nothing where it is blank.
fn part<T: FromStr + PartialOrd>(text: &str, bounds: &RangeInclusive<T>) -> Result<Option<T>, NoPart> {
    if text.is_empty() || text == "…" {
        return Ok(None);
    }
    let number = text.parse().map_err(|_| NoPart)?;
    if bounds.contains(&number) { Ok(Some(number)) } else { Err(NoPart) }
}

/// A date of which parts may be blank; `None` when a part is no part of a date.
pub(crate) fn partial_date(day: &str, month: &str, year: &str) -> Option<PartialDate> {
    let date = PartialDate {
        day: part(day, &(1..=31)).ok()?,
        month: part(month, &(1..=12)).ok()?,
        year: part(year, &(1945..=2200)).ok()?,
    };
    let whole = date.day.is_some() && date.month.is_some() && date.year.is_some();
    (!whole || date.full().is_some()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_lack_its_day_and_its_month_but_not_be_wrong() {
        let march = PartialDate { year: Some(2024), month: Some(3), day: None };

        assert_eq!(partial_date("", "3", "2024"), Some(march));
        assert_eq!(partial_date("", "", ""), Some(PartialDate::default()));
        assert_eq!(partial_date("31", "2", "2024"), None);
        assert_eq!(partial_date("x", "2", "2024"), None);
    }
}
