//! Lunar dates as Việt Nam counts them: new moons and solar terms seen from UTC+7.
//!
//! China counts from UTC+8, and so Tết differs in some years (1985, 2007, 2030).

use calendrical_calculations::{
    chinese_based::{ChineseBased, YearBounds, month_structure_for_year},
    gregorian::{fixed_from_gregorian, gregorian_from_fixed},
    rata_die::RataDie,
};
use jiff::civil::Date;

/// The rules of the lunar calendar, observed from Việt Nam.
struct Vietnam;

impl ChineseBased for Vietnam {
    fn utc_offset(_: RataDie) -> f64 {
        7.0 / 24.0
    }

    // Only the numbering of its years hangs on it, which is not used here.
    const EPOCH: RataDie = fixed_from_gregorian(-2636, 2, 15);
    const DEBUG_NAME: &'static str = "vietnam";
}

/// The solar years for which lunar dates are given. Before 1968 Việt Nam's calendars were not counted from UTC+7.
const KNOWN: std::ops::RangeInclusive<i16> = 1968..=2199;

/// A day of the Vietnamese lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LunarDate {
    /// The lunar year, named after the solar year in which it begins.
    pub year: i16,
    /// The month, 1–12.
    pub month: i8,
    /// The day, 1–30.
    pub day: i8,
    /// Whether the month is the inserted one (tháng nhuận).
    pub month_kind: LunarMonth,
}

/// Whether a lunar month is one of the twelve or the inserted thirteenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LunarMonth {
    /// One of the twelve.
    Common,
    /// The inserted month, which bears the number of the one before it.
    Leap,
}

impl LunarDate {
    /// The lunar date of a solar one; `None` outside 1968–2199.
    pub fn of(on: Date) -> Option<Self> {
        let fixed =
            fixed_from_gregorian(on.year().into(), u8::try_from(on.month()).ok()?, u8::try_from(on.day()).ok()?);
        let year = LunarYear::of(fixed, on)?;
        let found = year.months().find(|month| month.first <= fixed && fixed < month.first.add(month.days))?;
        Some(Self {
            year: year.number,
            month: found.number,
            day: i8::try_from(fixed.since(found.first).checked_add(1)?).ok()?,
            month_kind: found.kind,
        })
    }

    /// The solar date; `None` where that year or month has no such day, or outside 1968–2199.
    pub fn solar(self) -> Option<Date> {
        // The first of July lies in the lunar year that began in its own solar year.
        let midyear = Date::new(self.year, 7, 1).ok()?;
        let year = LunarYear::of(fixed_from_gregorian(self.year.into(), 7, 1), midyear)?;
        let month = year.months().find(|month| month.number == self.month && month.kind == self.month_kind)?;
        let offset = i64::from(self.day).checked_sub(1).filter(|offset| (0..month.days).contains(offset))?;
        solar_date(month.first.add(offset))
    }
}

/// One lunar year: its first day, the lengths of its months, and which of them is the inserted one.
struct LunarYear {
    number: i16,
    first: RataDie,
    is_long: [bool; 13],
    leap: Option<u8>,
    months: usize,
}

/// One month of a year.
struct Month {
    number: i8,
    kind: LunarMonth,
    first: RataDie,
    days: i64,
}

impl LunarYear {
    /// The lunar year in which a day lies.
    fn of(fixed: RataDie, on: Date) -> Option<Self> {
        if !KNOWN.contains(&on.year()) {
            return None;
        }
        let bounds = YearBounds::compute::<Vietnam>(fixed);
        // Of months without a major solar term this takes the one that the year admits (2033 has two).
        let (is_long, leap) = month_structure_for_year::<Vietnam>(bounds.new_year, bounds.next_new_year);
        let months = if leap.is_some() { 13 } else { 12 };
        Some(Self { number: solar_date(bounds.new_year)?.year(), first: bounds.new_year, is_long, leap, months })
    }

    fn months(&self) -> impl Iterator<Item = Month> + '_ {
        let mut first = self.first;
        (1_u8..).zip(self.is_long).take(self.months).map(move |(ordinal, is_long)| {
            let days = if is_long { 30 } else { 29 };
            let passed_leap = self.leap.is_some_and(|leap| ordinal >= leap);
            let number = if passed_leap { ordinal.saturating_sub(1) } else { ordinal };
            let kind = if self.leap == Some(ordinal) { LunarMonth::Leap } else { LunarMonth::Common };
            let month = Month { number: i8::try_from(number).unwrap_or(i8::MAX), kind, first, days };
            first = first.add(days);
            month
        })
    }
}

fn solar_date(fixed: RataDie) -> Option<Date> {
    let (year, month, day) = gregorian_from_fixed(fixed).ok()?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first day of the lunar year that begins in a solar year (mùng 1 Tết).
pub fn lunar_new_year(year: i16) -> Option<Date> {
    LunarDate { year, month: 1, day: 1, month_kind: LunarMonth::Common }.solar()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Mùng 1 Tết as printed in Vietnamese calendars.
    const TET: &[(i16, i8, i8)] = &[
        (1968, 1, 29),
        (1976, 1, 31),
        (1985, 1, 21),
        (1986, 2, 9),
        (1991, 2, 15),
        (1999, 2, 16),
        (2000, 2, 5),
        (2001, 1, 24),
        (2002, 2, 12),
        (2003, 2, 1),
        (2004, 1, 22),
        (2005, 2, 9),
        (2006, 1, 29),
        (2007, 2, 17),
        (2008, 2, 7),
        (2009, 1, 26),
        (2010, 2, 14),
        (2011, 2, 3),
        (2012, 1, 23),
        (2013, 2, 10),
        (2014, 1, 31),
        (2015, 2, 19),
        (2016, 2, 8),
        (2017, 1, 28),
        (2018, 2, 16),
        (2019, 2, 5),
        (2020, 1, 25),
        (2021, 2, 12),
        (2022, 2, 1),
        (2023, 1, 22),
        (2024, 2, 10),
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 2),
        (2031, 1, 23),
        (2032, 2, 11),
        (2033, 1, 31),
        (2034, 2, 19),
        (2035, 2, 8),
    ];

    #[test]
    fn tet_falls_where_vietnamese_calendars_print_it() {
        for &(year, month, day) in TET {
            assert_eq!(lunar_new_year(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn tet_is_not_the_chinese_new_year_in_1985_2007_and_2030() {
        for (year, chinese) in [(1985, date(1985, 2, 20)), (2007, date(2007, 2, 18)), (2030, date(2030, 2, 3))] {
            assert_ne!(lunar_new_year(year), Some(chinese));
        }
    }

    #[test]
    fn the_inserted_months_are_where_vietnamese_calendars_print_them() {
        for (year, month) in [
            (1985, 2),
            (2004, 2),
            (2006, 7),
            (2009, 5),
            (2012, 4),
            (2014, 9),
            (2017, 6),
            (2020, 4),
            (2023, 2),
            (2025, 6),
            (2028, 5),
            (2033, 11),
        ] {
            let first = LunarDate { year, month, day: 1, month_kind: LunarMonth::Leap };

            assert!(first.solar().is_some(), "{year}");
        }
    }

    #[test]
    fn the_hung_kings_day_of_2025_and_2026_is_where_the_notices_put_it() {
        for on in [date(2025, 4, 7), date(2026, 4, 26)] {
            let lunar = LunarDate::of(on).unwrap();

            assert_eq!((lunar.day, lunar.month, lunar.month_kind), (10, 3, LunarMonth::Common));
        }
    }

    #[test]
    fn a_month_of_twenty_nine_days_has_no_thirtieth() {
        let eve = lunar_new_year(2026).unwrap().yesterday().unwrap();
        let lunar = LunarDate::of(eve).unwrap();

        assert_eq!((lunar.month, lunar.day), (12, 29));
        assert_eq!(LunarDate { day: 30, ..lunar }.solar(), None);
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_its_lunar_date(days in 0_i32..45_000) {
            let on = date(1969, 1, 1).saturating_add(jiff::Span::new().days(days));

            prop_assert_eq!(LunarDate::of(on).unwrap().solar(), Some(on));
        }
    }
}
