use calendar::{Limit, Standing};
use jiff::{Span, civil::Weekday};
use proptest::prelude::*;

use super::*;

fn shipped_rows() -> &'static Rows {
    static SHIPPED: std::sync::LazyLock<Rows> = std::sync::LazyLock::new(|| Rows::shipped().unwrap());
    &SHIPPED
}

/// Without rules of the law, which are slow to lay out for a hundred years and change nothing here.
fn plain() -> Rows {
    Rows { rules: Vec::new(), years: Vec::new(), days: Vec::new() }
}

fn entered(kind: RowKind, day: Date) -> ListedRow {
    let told = Told {
        kind,
        day,
        name: "thử".to_owned(),
        citation: "TB thử".to_owned(),
        is_verified: true,
        valid_from: Date::MIN,
    };
    ListedRow { key: "a".to_owned(), told, added: None, withdrawn: None, replaces: None }
}

fn due(limit: Limit, start: Date, rows: &[ListedRow]) -> Date {
    let at = calendar::day_end(start.yesterday().unwrap());
    limit.due(at, &calendar(&plain(), rows, Date::MAX)).rolled_day()
}

#[test]
fn without_changes_the_calendar_is_the_shipped_one() {
    let (ours, theirs) = (calendar(shipped_rows(), &shipped(shipped_rows()), Date::MAX), Holidays::shipped().unwrap());

    for year in 2024..=2028 {
        assert!(ours.special_days(year).eq(theirs.special_days(year)), "{year}");
        assert_eq!(ours.notice(year).is_some(), theirs.notice(year).is_some(), "{year}");
    }
}

#[test]
fn keys_are_one_of_a_kind_and_safe_in_an_address() {
    let rows = shipped(shipped_rows());
    let mut keys: Vec<_> = rows.iter().map(|row| row.key.as_str()).collect();
    assert!(keys.iter().all(|key| key.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-')), "{keys:?}");
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_saturday_worked_within_a_limit_ends_it_a_working_day_earlier(
        first in 0_i32..2_000, days in 1_u16..40, week in 0_i32..20,
    ) {
        let start: Date = "2026-01-01".parse().unwrap();
        let start = start.saturating_add(Span::new().days(first));
        let limit = Limit::new(days, calendar::Unit::WorkingDays);
        let before = due(limit, start, &[]);
        let to_saturday = i32::from(Weekday::Saturday.to_monday_zero_offset() - start.weekday().to_monday_zero_offset());
        let saturday = start.saturating_add(Span::new().days(to_saturday.rem_euclid(7) + 7 * week));

        let after = due(limit, start, &[entered(RowKind::Work, saturday)]);

        if start < saturday && saturday < before {
            prop_assert!(after < before, "{start}: {saturday} worked, {before} → {after}");
        } else if saturday > before || saturday < start {
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn a_weekday_off_within_a_limit_ends_it_later_and_one_outside_changes_nothing(
        first in 0_i32..2_000, days in 1_u16..40, off in 0_i32..90,
    ) {
        let start: Date = "2026-01-01".parse().unwrap();
        let start = start.saturating_add(Span::new().days(first));
        let limit = Limit::new(days, calendar::Unit::WorkingDays);
        let before = due(limit, start, &[]);
        let off = start.saturating_add(Span::new().days(off));
        let worked = calendar(&plain(), &[], Date::MAX).standing(off) == Standing::Working;

        let after = due(limit, start, &[entered(RowKind::Rest, off)]);

        if worked && start < off && off <= before {
            prop_assert!(after > before, "{start}: {off} off, {before} → {after}");
        } else if off != start {
            prop_assert_eq!(after, before);
        }
    }
}
