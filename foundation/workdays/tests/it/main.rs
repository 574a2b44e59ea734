//! The calendar in the database, on both engines.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it needs it")]

use calendar::{Certainty, Limit, Standing};
use db::Db;
use jiff::{Timestamp, civil::Date};
use workdays::{MIGRATIONS, NewRow, RowKind, Told, Workdays, add, find, withdraw};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(local: &str) -> Timestamp {
    format!("{local}:00+07:00").parse().unwrap()
}

fn row(id: &str, kind: RowKind, on: &str, valid_from: &str) -> NewRow {
    let told = Told {
        kind,
        day: day(on),
        name: "Ngày thử".to_owned(),
        citation: "TB 1/TB-BNV (thử)".to_owned(),
        is_verified: true,
        valid_from: day(valid_from),
    };
    NewRow { id: id.to_owned(), told, replaces: None }
}

async fn put(db: &Db, row: &NewRow) -> bool {
    let mut tx = db.begin().await.unwrap();
    let added = add(&mut tx, row, "account", "Nguyễn Mẫu", at("2026-03-04T12:00")).await.unwrap();
    tx.commit().await.unwrap();
    added
}

async fn take_back(db: &Db, key: &str) -> bool {
    let mut tx = db.begin().await.unwrap();
    let taken = withdraw(&mut tx, key, "nhập nhầm", "account", "Nguyễn Mẫu", at("2026-03-05T12:00")).await.unwrap();
    tx.commit().await.unwrap();
    taken
}

#[tokio::test]
async fn a_make_up_day_that_is_entered_ends_a_limit_a_day_earlier_and_withdrawn_gives_it_back() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let (workdays, today) = (Workdays::shipped().unwrap(), day("2026-03-04"));
        let limit: Limit = "3wd".parse().unwrap();
        let due = async || {
            let holidays = workdays.current(&mut &db, today).await.unwrap();
            limit.due(at("2026-03-05T09:00"), &holidays).rolled_day()
        };
        assert_eq!(due().await, day("2026-03-10"), "Thursday, then Friday, Monday, Tuesday");

        assert!(put(&db, &row("a", RowKind::Work, "2026-03-07", "2026-01-01")).await);
        assert_eq!(due().await, day("2026-03-09"), "the Saturday is worked");
        assert!(take_back(&db, "a").await);
        assert!(!take_back(&db, "a").await, "once");

        assert_eq!(due().await, day("2026-03-10"));
        let rows = workdays.list(&mut &db).await.unwrap();
        let kept = find(&rows, "a").unwrap();
        assert_eq!(kept.withdrawn.as_ref().unwrap().reason, "nhập nhầm");
    }
}

#[tokio::test]
async fn two_processes_on_one_database_count_with_one_calendar() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let (one, other, today) = (Workdays::shipped().unwrap(), Workdays::shipped().unwrap(), day("2026-03-04"));
        for workdays in [&one, &other] {
            let holidays = workdays.current(&mut &db, today).await.unwrap();
            assert_eq!(holidays.standing(day("2026-03-06")), Standing::Working);
        }

        put(&db, &row("a", RowKind::Rest, "2026-03-06", "2026-03-01")).await;

        for workdays in [&one, &other] {
            let holidays = workdays.current(&mut &db, today).await.unwrap();
            assert_eq!(holidays.standing(day("2026-03-06")), Standing::Rest);
        }
    }
}

#[tokio::test]
async fn a_row_counts_from_its_day_on_and_a_form_sent_twice_adds_one() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let workdays = Workdays::shipped().unwrap();
        let later = row("a", RowKind::Rest, "2026-07-06", "2026-04-01");
        assert!(put(&db, &later).await && !put(&db, &later).await);

        for (today, standing) in [("2026-03-31", Standing::Working), ("2026-04-01", Standing::Rest)] {
            let holidays = workdays.current(&mut &db, day(today)).await.unwrap();
            assert_eq!(holidays.standing(day("2026-07-06")), standing, "on {today}");
        }
    }
}

#[tokio::test]
async fn a_year_is_unknown_until_its_notice_is_entered_and_again_when_it_is_withdrawn() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let (workdays, today) = (Workdays::shipped().unwrap(), day("2026-11-01"));
        let certainty = async || {
            let holidays = workdays.current(&mut &db, today).await.unwrap();
            holidays.certainty(day("2026-12-30"), day("2027-01-05"))
        };
        assert_eq!(certainty().await, Certainty::YearUnknown(2027));

        put(&db, &row("y", RowKind::Year, "2027-01-01", "2026-10-20")).await;
        assert_eq!(certainty().await, Certainty::Announced);
        take_back(&db, "y").await;

        assert_eq!(certainty().await, Certainty::YearUnknown(2027));
    }
}

#[tokio::test]
async fn a_shipped_row_and_a_shipped_rule_can_be_withdrawn() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let (workdays, today) = (Workdays::shipped().unwrap(), day("2026-03-04"));
        let standing = async |on: &str| workdays.current(&mut &db, today).await.unwrap().standing(day(on));
        assert_eq!(standing("2026-08-22").await, Standing::Doubtful, "a Saturday that is perhaps worked");
        assert_eq!(standing("2026-11-24").await, Standing::Rest);

        take_back(&db, "shipped-day-2026-08-22").await;
        take_back(&db, "shipped-rule-culture-day").await;

        assert_eq!(standing("2026-08-22").await, Standing::Rest);
        assert_eq!(standing("2026-11-24").await, Standing::Working);
    }
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() {
    for db in db::testing::both(MIGRATIONS).await.unwrap() {
        let faults = db::check_statements(&db, workdays::statements::ALL).await.unwrap();
        assert!(faults.is_empty(), "{faults:?}");
    }
}
