use jiff::{Timestamp, civil::Date, civil::date};
use proptest::prelude::*;

use super::*;
use crate::{Certainty, Holidays, Standing};

/// Worked out once: two hundred lunar years are slow without optimisation.
fn holidays() -> Holidays {
    static SHIPPED: std::sync::LazyLock<Holidays> = std::sync::LazyLock::new(|| Holidays::shipped().unwrap());
    SHIPPED.clone()
}

/// An instant from Vietnamese local time, `2026-02-05T09:30`.
fn at(local: &str) -> Timestamp {
    format!("{local}:00+07:00").parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Worked examples: limit, counting, start in Việt Nam, strict last day, rolled last day, what it shows.
const EXAMPLES: &[(&str, Counting, &str, &str, &str, &str)] = &[
    (
        "20d",
        Counting::Unsettled,
        "2026-02-05T09:30",
        "2026-02-24",
        "2026-02-25",
        "BLTTHS Đ147 k1 through Tết: days run on; Đ134 silent on day 0",
    ),
    (
        "20d",
        Counting::NextDay,
        "2026-02-05T09:30",
        "2026-02-25",
        "2026-02-25",
        "the same with day 0 settled: one reading",
    ),
    ("20d", Counting::SameDay, "2026-02-05T09:30", "2026-02-24", "2026-02-24", "the same with day 1 settled"),
    (
        "20d",
        Counting::NextDay,
        "2026-11-04T08:00",
        "2026-11-24",
        "2026-11-25",
        "ends on 24/11/2026 (NQ 28/2026): rolled one day",
    ),
    (
        "3d",
        Counting::Unsettled,
        "2026-02-13T16:00",
        "2026-02-15",
        "2026-02-23",
        "Đ146 k5 over Tết 2026: 16/2 rolls to Monday 23/2",
    ),
    (
        "3wd",
        Counting::Unsettled,
        "2026-02-13T16:00",
        "2026-02-24",
        "2026-02-25",
        "TTLT 01/2017 Đ14 k1 over Tết 2026 (off 14–22/2)",
    ),
    (
        "3wd",
        Counting::Unsettled,
        "2026-02-15T16:00",
        "2026-02-25",
        "2026-02-25",
        "received on a rest day, which is no working day to count",
    ),
    ("3wd", Counting::NextDay, "2026-11-20T08:00", "2026-11-26", "2026-11-26", "24/11/2026 is not a working day"),
    ("3wd", Counting::NextDay, "2025-11-21T08:00", "2025-11-26", "2025-11-26", "24/11/2025 still is"),
    (
        "3wd",
        Counting::NextDay,
        "2026-08-20T08:00",
        "2026-08-24",
        "2026-08-25",
        "whether Sat 22/8/2026 is worked is not verified: both readings",
    ),
    (
        "3wd",
        Counting::NextDay,
        "2025-04-24T08:00",
        "2025-04-28",
        "2025-04-28",
        "Sat 26/4/2025 was worked in exchange for 2/5",
    ),
    (
        "7d",
        Counting::NextDay,
        "2026-03-02T00:00",
        "2026-03-09",
        "2026-03-09",
        "received at midnight: the day that begins",
    ),
    ("7d", Counting::NextDay, "2026-03-02T23:59", "2026-03-09", "2026-03-09", "received a minute before midnight"),
    (
        "2m",
        Counting::Unsettled,
        "2026-02-05T09:30",
        "2026-04-05",
        "2026-04-06",
        "Đ147 k2: same date; 5/4 is a Sunday (Đ134 rolls)",
    ),
    (
        "1m",
        Counting::Unsettled,
        "2026-01-31T10:00",
        "2026-02-28",
        "2026-03-02",
        "Đ134: no 31/2, so the month's last day; a Saturday",
    ),
    ("1m", Counting::Unsettled, "2024-01-31T10:00", "2024-02-29", "2024-02-29", "leap year"),
    (
        "1m",
        Counting::Unsettled,
        "2026-01-17T10:00",
        "2026-02-17",
        "2026-02-23",
        "ends on mùng 1 Tết: first working day after",
    ),
    (
        "2m",
        Counting::Unsettled,
        "2025-12-31T10:00",
        "2026-02-28",
        "2026-03-02",
        "two months from 31/12, over the turn of the year",
    ),
    ("2y", Counting::Unsettled, "2024-02-29T10:00", "2026-02-28", "2026-03-02", "two years from a leap day"),
];

#[test]
fn worked_examples_end_on_the_day_the_law_says() {
    let holidays = holidays();

    for (limit, counting, start, strict, rolled, what) in EXAMPLES {
        let due = limit.parse::<Limit>().unwrap().counted(*counting).due(at(start), &holidays);

        assert_eq!((due.strict_day(), due.rolled_day()), (day(strict), day(rolled)), "{limit} from {start}: {what}");
        assert_eq!(due.strict, day_end(day(strict)), "a limit in days ends at 24:00");
    }
}

#[test]
fn hours_run_through_nights_holidays_and_midnight() {
    let holidays = holidays();

    for (limit, start, end) in [
        ("24h", "2026-02-16T23:30", "2026-02-17T23:30"),
        ("48h", "2026-02-27T10:00", "2026-03-01T10:00"),
        ("2h", "2026-12-31T23:00", "2027-01-01T01:00"),
        ("now", "2026-02-16T23:30", "2026-02-16T23:30"),
    ] {
        let due = limit.parse::<Limit>().unwrap().due(at(start), &holidays);

        assert_eq!((due.strict, due.rolled), (at(end), at(end)), "{limit} from {start}");
        assert_eq!(due.certainty, Certainty::Announced, "hours need no calendar");
    }
}

#[test]
fn the_second_extension_counts_from_the_end_of_the_first_in_each_reading() {
    let holidays = holidays();
    let two_months: Limit = "2m".parse().unwrap();
    let prolonged = two_months.due(at("2026-02-05T09:30"), &holidays);

    let extended = two_months.due_after(&prolonged, &holidays);

    // 5/4 + 2 months = Fri 5/6; 6/4 + 2 months = Sat 6/6, rolled to Mon 8/6.
    assert_eq!((extended.strict_day(), extended.rolled_day()), (day("2026-06-05"), day("2026-06-08")));
}

#[test]
fn a_request_is_due_whole_days_before_the_end() {
    let holidays = holidays();
    let end = "2m".parse::<Limit>().unwrap().due(at("2026-02-05T09:30"), &holidays);

    let request = "5d".parse::<Limit>().unwrap().before(&end, &holidays);

    assert_eq!((request.strict_day(), request.rolled_day()), (day("2026-03-31"), day("2026-04-01")));
}

#[test]
fn the_day_before_on_and_after() {
    let due = "20d".parse::<Limit>().unwrap().due(at("2026-02-05T09:30"), &holidays());

    for (moment, expected) in [
        ("2026-02-23T12:00", Timeliness::InTime),
        ("2026-02-24T23:59", Timeliness::InTime),
        ("2026-02-25T00:00", Timeliness::InTime),
        ("2026-02-25T00:01", Timeliness::ByLatestReading),
        ("2026-02-26T00:00", Timeliness::ByLatestReading),
        ("2026-02-26T00:01", Timeliness::Late),
    ] {
        assert_eq!(due.judge(at(moment)), expected, "{moment}");
    }
}

#[test]
fn a_limit_through_a_year_without_a_notice_says_so() {
    let holidays = holidays();

    let known = "3wd".parse::<Limit>().unwrap().due(at("2026-12-25T08:00"), &holidays);
    let unknown = "3wd".parse::<Limit>().unwrap().due(at("2026-12-30T08:00"), &holidays);

    assert_eq!(known.certainty, Certainty::Announced);
    assert_eq!(unknown.certainty, Certainty::YearUnknown(2027));
}

#[test]
fn limits_are_read_as_they_are_written() {
    for text in ["now", "24h", "20d", "3wd", "2m", "2y"] {
        assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
    }
    for text in ["", "h", "24", "0d", "3 d", "-1d", "3w", "99999d", "dd", "d3"] {
        assert_eq!(text.parse::<Limit>(), Err(BadLimit), "{text}");
    }
}

fn some_limit() -> impl Strategy<Value = Limit> {
    let unit = prop::sample::select(vec![Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Months, Unit::Years]);
    let counting = prop::sample::select(vec![Counting::NextDay, Counting::SameDay, Counting::Unsettled]);
    (1_u16..60, unit, counting).prop_map(|(amount, unit, counting)| Limit { amount, unit, counting })
}

/// Minutes of 2020–2040.
fn some_moment() -> impl Strategy<Value = Timestamp> {
    (0_i64..20 * 365 * 24 * 60).prop_map(|minutes| Timestamp::from_second(1_577_811_600 + minutes * 60).unwrap())
}

proptest! {
    #[test]
    fn the_strict_end_never_lies_after_the_rolled_one(limit in some_limit(), start in some_moment()) {
        let holidays = holidays();

        let due = limit.due(start, &holidays);
        let next = limit.due_after(&due, &holidays);
        let before = limit.before(&next, &holidays);

        prop_assert!(start < due.strict && due.strict <= due.rolled);
        prop_assert!(due.strict < next.strict && due.rolled < next.rolled && next.strict <= next.rolled);
        prop_assert!(before.strict < next.strict && before.strict <= before.rolled);
    }

    #[test]
    fn a_rolled_day_is_surely_worked(limit in some_limit(), start in some_moment()) {
        let holidays = holidays();

        let due = limit.due(start, &holidays);

        if limit.unit != Unit::Hours && due.rolled_day() != due.strict_day() {
            prop_assert_eq!(holidays.standing(due.rolled_day()), Standing::Working);
        }
    }

    #[test]
    fn nothing_but_the_day_of_the_event_matters_to_limits_in_days(limit in some_limit(), days in 0_i32..7000, minute in 0_i64..1440) {
        let holidays = holidays();
        let midnight = day_end(date(2021, 1, 1).saturating_add(jiff::Span::new().days(days)));
        let later = midnight + jiff::SignedDuration::from_mins(minute);

        if limit.unit != Unit::Hours {
            prop_assert_eq!(limit.due(midnight, &holidays), limit.due(later, &holidays));
        }
    }

    #[test]
    fn a_later_event_never_has_an_earlier_end(limit in some_limit(), start in some_moment(), minutes in 0_i64..100_000) {
        let holidays = holidays();

        let one = limit.due(start, &holidays);
        let other = limit.due(start + jiff::SignedDuration::from_mins(minutes), &holidays);

        prop_assert!(one.strict <= other.strict && one.rolled <= other.rolled);
    }

    #[test]
    fn working_days_between_are_as_many_as_the_limit(amount in 1_u16..40, start in some_moment()) {
        let holidays = holidays();
        let limit = Limit::new(amount, Unit::WorkingDays).counted(Counting::NextDay);
        let from = base::local_date(start);

        let last = limit.due(start, &holidays).rolled_day();

        let counted = from.tomorrow().unwrap().series(jiff::Span::new().days(1)).take_while(|on| *on <= last)
            .filter(|on| holidays.standing(*on) == Standing::Working).count();
        prop_assert_eq!(counted, usize::from(amount));
    }
}
