//! What the first page says of the season.

use jiff::civil::Date;

/// A notice above the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Banner {
    /// The day itself, 30 July: the national day against trafficking (Quyết định 793/QĐ-TTg of 10/05/2016).
    TheDay,
    /// The weeks before it, from 1 July.
    BeforeTheDay,
}

/// The notice of a day, where there is one.
pub(crate) fn banner(day: Date) -> Option<Banner> {
    match (day.month(), day.day()) {
        (7, 30) => Some(Banner::TheDay),
        (7, 1..30) => Some(Banner::BeforeTheDay),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn july_has_a_notice_until_the_thirtieth() {
        assert_eq!(banner(date(2026, 6, 30)), None);
        assert_eq!(banner(date(2026, 7, 1)), Some(Banner::BeforeTheDay));
        assert_eq!(banner(date(2026, 7, 30)), Some(Banner::TheDay));
        assert_eq!(banner(date(2026, 7, 31)), None);
    }
}
