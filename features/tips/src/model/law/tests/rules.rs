use calendar::Verified;
use jiff::civil::date;

use super::*;

#[test]
fn the_rules_of_one_day_have_one_row_per_code_and_all_letters_but_r() {
    for on in [date(2022, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 24)] {
        let mut codes: Vec<&str> = RULES.in_force(on).map(|rule| rule.code.as_str()).collect();
        let rows: Vec<&str> = RULES.in_force(on).map(|rule| rule.row.as_str()).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();

        assert_eq!(codes.len(), count);
        for row in ('a'..='x').filter(|row| *row != 'r') {
            assert!(rows.contains(&row.to_string().as_str()), "row {row} on {on}");
        }
    }
}

#[test]
fn a_record_keeps_the_rules_of_the_day_it_came_in() {
    let of = |local: &str| {
        let events = [received(local, Receiver::InvestigationAgency)];
        clocks(&events, law()).into_iter().find(|clock| clock.rule.code == "k").unwrap().rule.verified
    };

    assert_eq!(of("2025-06-30T23:59"), Verified::Yes);
    assert_eq!(of("2025-07-01T00:00"), Verified::No);
}

#[test]
fn a_changed_rule_reaches_new_records_alone() {
    let text = "row\tcode\tstart\tstops\tlimit\tcounting\tsense\tapplies\tfrom\tto\tverified\tbasis\n\
                k\tk\tcompetent\tdecided\t20d\tnext_day\tby\talways\t2022-01-01\t2026-12-31\tyes\told\n\
                k\tk\tcompetent\tdecided\t10d\tnext_day\tby\talways\t2027-01-01\t\tyes\tinvented\n";
    let rules = Rules::read(text).unwrap();
    let law = Law { rules: &rules, holidays: &HOLIDAYS };

    let end = |local: &str| {
        clocks(&[received(local, Receiver::InvestigationAgency)], law)[0].deadline.strict_day().to_string()
    };

    assert_eq!(end("2026-12-31T10:00"), "2027-01-20");
    assert_eq!(end("2027-01-01T10:00"), "2027-01-11");
}

#[test]
fn a_table_names_the_line_that_cannot_be_read() {
    let heading = "row\tcode\tstart\tstops\tlimit\tcounting\tsense\tapplies\tfrom\tto\tverified\tbasis\n";
    let good = "k\tk\tcompetent\tdecided\t20d\tnext_day\tby\talways\t2022-01-01\t\tyes\tx\n";

    for (old, new) in [
        ("competent", "whenever"),
        ("decided", "done"),
        ("20d", "20"),
        ("next_day", "some_day"),
        ("always", "never"),
        ("\tx\n", "\t\n"),
    ] {
        let broken = format!("{heading}{good}{}", good.replace(old, new));
        assert_eq!(Rules::read(&broken).err(), Some(BadRules { line: 3 }), "{new}");
    }
}

#[test]
fn keys_are_read_back() {
    for kind in TipKind::ALL {
        assert_eq!(TipKind::from_key(kind.key()), Some(*kind));
    }
    for state in TipState::ALL {
        assert_eq!(TipState::from_key(state.key()), Some(*state));
    }
    assert_eq!(Channel::from_key("carrier_pigeon"), None);
}
