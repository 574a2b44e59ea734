use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Worked out once: two hundred lunar years are slow without optimisation.
fn shipped() -> Holidays {
    static SHIPPED: std::sync::LazyLock<Holidays> = std::sync::LazyLock::new(|| Holidays::shipped().unwrap());
    SHIPPED.clone()
}

/// What a day is: `.` worked, `?` doubtful, `x` off.
fn week(holidays: &Holidays, from: Date, days: usize) -> String {
    from.series(jiff::Span::new().days(1))
        .take(days)
        .map(|on| match holidays.standing(on) {
            Standing::Working => '.',
            Standing::Doubtful => '?',
            Standing::Rest => 'x',
        })
        .collect()
}

#[test]
fn the_days_off_of_2025_and_2026_are_those_of_the_notices() {
    let holidays = shipped();
    let table: &[(Date, usize, &str, &str)] = &[
        (date(2025, 1, 1), 1, "x", "new year"),
        (date(2025, 1, 24), 11, ".xxxxxxxxx.", "Tết 2025: TB 6150, off 25/1–2/2"),
        (date(2025, 4, 4), 5, ".xxx.", "Hùng Kings 7/4/2025"),
        (date(2025, 4, 26), 10, ".x..xxxxx.", "Sat 26/4 worked, 30/4–4/5 off"),
        (date(2025, 8, 29), 6, ".xxxx.", "National Day 2025: 30/8–2/9"),
        (date(2025, 11, 24), 1, ".", "24/11 is worked before NQ 28/2026"),
        (date(2026, 2, 13), 11, ".xxxxxxxxx.", "Tết 2026: TB 9441, off 14–22/2"),
        (date(2026, 4, 24), 8, ".xxx..xx", "Hùng Kings on Sunday 26/4, made up on 27/4; 30/4 and 1/5"),
        (date(2026, 8, 21), 3, ".?x", "Sat 22/8 worked: inferred, so doubtful"),
        (date(2026, 8, 28), 7, ".xxxxx.", "31/8 by swap, 1/9, 2/9"),
        (date(2026, 11, 23), 3, ".x.", "24/11 by NQ 28/2026/QH16"),
    ];

    for (from, days, expected, what) in table {
        assert_eq!(&week(&holidays, *from, *days), expected, "{what}");
    }
}

#[test]
fn the_culture_day_is_not_made_up() {
    let holidays = shipped();

    // 24/11/2029 is a Saturday; Labour Code Đ111 k3 does not reach it.
    assert_eq!(date(2029, 11, 24).weekday(), Weekday::Saturday);
    assert_eq!(week(&holidays, date(2029, 11, 23), 5), ".xx..");
}

#[test]
fn make_up_days_queue_behind_each_other() {
    let holidays = shipped();

    // 2023: Hùng Kings on Sat 29/4, 30/4 on Sunday, 1/5 on Monday; 2/5 and 3/5 were given in their place.
    assert_eq!(week(&holidays, date(2023, 4, 28), 7), ".xxxxx.");
    assert_eq!(holidays.day(date(2023, 5, 2)).reason, Some(Reason::MakeUp("hung-kings".to_owned())));
    assert_eq!(holidays.day(date(2023, 5, 3)).reason, Some(Reason::MakeUp("victory".to_owned())));
}

#[test]
fn a_year_without_a_notice_says_so_and_keeps_its_chosen_days_doubtful() {
    let holidays = shipped();

    // 2027: mùng 1 is Sat 6/2, the eve Fri 5/2; Thu 4/2 or mùng 4 (Tue 9/2) is the law's choice.
    // Mùng 1 and 2 meet the weekend: with 4/2 chosen, 9/2 and 10/2 make up; with 9/2 chosen, 10/2 and 11/2.
    assert_eq!(week(&holidays, date(2027, 2, 3), 10), ".?xxxxxx?.");
    // National Day, Thu 2/9/2027, with the day before or the day after.
    assert_eq!(week(&holidays, date(2027, 8, 31), 5), ".?x?x");
    assert_eq!(holidays.certainty(date(2026, 12, 31), date(2026, 12, 31)), Certainty::Announced);
    assert_eq!(holidays.certainty(date(2026, 12, 31), date(2027, 1, 4)), Certainty::YearUnknown(2027));
    assert_eq!(holidays.notice(2027), None);
}

#[test]
fn an_announced_year_has_no_doubtful_day_but_the_unverified_ones() {
    let holidays = shipped();

    for year in [2025, 2026] {
        let doubtful: Vec<Date> =
            holidays.special_days(year).filter(|day| day.standing == Standing::Doubtful).map(|day| day.on).collect();
        let expected = if year == 2026 { vec![date(2026, 8, 22)] } else { vec![] };
        assert_eq!(doubtful, expected);
    }
}

#[test]
fn every_special_day_names_its_source() {
    let holidays = shipped();

    for year in YEARS {
        assert!(holidays.special_days(year).all(|day| !day.citation.is_empty() && day.reason.is_some()));
    }
}

#[test]
fn a_row_of_an_administrator_counts_over_the_rule() {
    let mut rows = read_days(read::DAYS).unwrap();
    rows.push(DayRow {
        on: date(2026, 4, 30),
        announced: Announced::Work,
        code: "swap".to_owned(),
        verified: Verified::Yes,
        citation: "invented".to_owned(),
    });

    let holidays = Holidays::new(read_rules(read::RULES).unwrap(), read_years(read::YEARS).unwrap(), rows);

    assert_eq!(holidays.standing(date(2026, 4, 30)), Standing::Working);
}

#[test]
fn a_table_names_the_line_that_cannot_be_read() {
    let heading = "on\tannounced\tcode\tverified\tcitation\n";

    for row in
        ["2026-02-30\trest\ttet\tyes\tx", "2026-02-16\toff\ttet\tyes\tx", "2026-02-16\trest\ttet\tyes\t", "2026-02-16"]
    {
        assert_eq!(read_days(&format!("{heading}{row}\n")), Err(BadTable { line: 2 }), "{row}");
    }
}

proptest! {
    #[test]
    fn the_law_grants_its_eleven_days_and_twelve_from_2026(year in 2021_i16..2100) {
        let rules = read_rules(read::RULES).unwrap();

        let free = year::worked_out(&rules, year);

        // Every holiday is free on a weekday in the end, but for 24/11, Hùng Kings where it meets 30/4, and the days left to choice.
        let sure = free.iter().filter(|day| day.standing == Standing::Rest && !is_weekly_rest(day.on)).count();
        prop_assert!((8..=12).contains(&sure), "{} sure weekdays in {}", sure, year);
        prop_assert!(free.iter().all(|day| day.on.year() == year));
    }

    #[test]
    fn a_weekend_is_off_unless_a_row_says_otherwise(days in 0_i32..36_500) {
        let holidays = shipped();
        let on = date(2000, 1, 1).saturating_add(jiff::Span::new().days(days));

        let named = [date(2025, 4, 26), date(2026, 8, 22)];
        prop_assert!(!is_weekly_rest(on) || named.contains(&on) || holidays.standing(on) == Standing::Rest);
    }
}
