use db::testing::both;
use db::{DbError, Query, Statement, check_statements, params, schema};

use crate::{MIGRATIONS, statements as sql};

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went_in() {
    for db in both(MIGRATIONS).await.unwrap() {
        let mut tx = db.begin().await.unwrap();
        let scan: &[u8] = &[0, 255, 7];
        let values = params!["n1", None::<&str>, "Đồng chí ghi chú", i64::MAX, -0.25, scan, true];
        assert_eq!(tx.run(&sql::ADD_NOTE, values).await.unwrap(), 1);
        tx.commit().await.unwrap();

        let row = db.row(&sql::FIND_NOTE, params!["n1"]).await.unwrap().unwrap();

        assert_eq!(row.opt_text("office_id").unwrap(), None);
        assert_eq!(row.text("body").unwrap(), "Đồng chí ghi chú");
        assert_eq!(row.int("size").unwrap(), i64::MAX);
        assert!((row.real("weight").unwrap() + 0.25).abs() < f64::EPSILON);
        assert_eq!(row.blob("scan").unwrap(), scan);
        assert!(row.flag("is_open").unwrap());
    }
}

#[tokio::test]
async fn null_fits_a_column_of_any_type_in_any_order_of_calls() {
    for db in both(MIGRATIONS).await.unwrap() {
        let nothing = None::<i64>;
        let mut tx = db.begin().await.unwrap();
        let empty = params!["empty", nothing, nothing, nothing, nothing, nothing, 0];
        tx.run(&sql::ADD_NOTE, empty).await.unwrap();
        let full = params!["full", nothing, "x", 4, 0.5, vec![1_u8], 1];
        tx.run(&sql::ADD_NOTE, full).await.unwrap();
        tx.commit().await.unwrap();

        let empty = db.row(&sql::FIND_NOTE, params!["empty"]).await.unwrap().unwrap();
        let full = db.row(&sql::FIND_NOTE, params!["full"]).await.unwrap().unwrap();

        assert_eq!(empty.opt_int("size").unwrap(), None);
        assert_eq!(empty.opt_real("weight").unwrap(), None);
        assert_eq!(empty.opt_blob("scan").unwrap(), None);
        assert!(!empty.flag("is_open").unwrap());
        assert!(matches!(empty.int("size"), Err(DbError::NullColumn { .. })));
        assert_eq!(full.opt_int("size").unwrap(), Some(4));
    }
}

#[tokio::test]
async fn dates_and_instants_keep_their_value() {
    for db in both(MIGRATIONS).await.unwrap() {
        let at: jiff::Timestamp = "2026-07-30T01:02:03.456789Z".parse().unwrap();
        let on = jiff::civil::date(2026, 7, 30);
        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::ADD_NOTE, params!["n", None::<&str>, on, at, 0.0, None::<i64>, 1]).await.unwrap();

        let row = tx.row(&sql::FIND_NOTE, params!["n"]).await.unwrap().unwrap();

        assert_eq!(row.instant("size").unwrap(), at);
        assert_eq!(row.date("body").unwrap(), on);
        assert!(matches!(row.date("id"), Err(DbError::ColumnType { .. })));
    }
}

#[tokio::test]
async fn a_broken_rule_is_named_alike_on_both_engines() {
    for db in both(MIGRATIONS).await.unwrap() {
        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::ADD_OFFICE, params!["a", "Công an xã"]).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.begin().await.unwrap();
        let twin = tx.run(&sql::ADD_OFFICE, params!["b", "Công an xã"]).await.unwrap_err();
        assert!(twin.is_unique_violation(), "{twin}");
        let after = tx.run(&sql::ADD_OFFICE, params!["c", "Sở Y tế"]).await;
        assert!(matches!(after, Err(DbError::Spoiled)));
        assert!(matches!(tx.commit().await, Err(DbError::Spoiled)));

        let nothing = None::<i64>;
        let mut tx = db.begin().await.unwrap();
        let lost = tx.run(&sql::ADD_NOTE, params!["n", "nowhere", nothing, 1, 1.0, nothing, 1]).await;
        assert!(matches!(lost, Err(DbError::Reference { .. })), "{lost:?}");
        drop(tx);

        let mut tx = db.begin().await.unwrap();
        let below = tx.run(&sql::ADD_NOTE, params!["n", nothing, nothing, -1, 1.0, nothing, 1]).await;
        assert!(matches!(below, Err(DbError::Check { .. })), "{below:?}");
        drop(tx);

        assert_eq!(db.count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn reads_outside_see_a_change_only_after_commit() {
    async fn offices(query: &mut impl Query) -> i64 {
        query.count(&sql::COUNT_OFFICES, params![]).await.unwrap()
    }

    for db in both(MIGRATIONS).await.unwrap() {
        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::ADD_OFFICE, params!["a", "A"]).await.unwrap();
        assert_eq!((offices(&mut tx).await, offices(&mut &db).await), (1, 0));
        tx.commit().await.unwrap();
        assert_eq!(offices(&mut db.clone()).await, 1);

        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::RENAME_OFFICE, params!["a", "B"]).await.unwrap();
        drop(tx);
        let rows = db.rows(&sql::LIST_OFFICES, params![10, 0]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].text("name").unwrap(), "A");
    }
}

#[tokio::test]
async fn the_portable_part_of_sql_gives_the_same_answers() {
    for db in both(MIGRATIONS).await.unwrap() {
        let nothing = None::<i64>;
        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::ADD_OFFICE, params!["a", "A"]).await.unwrap();
        tx.run(&sql::ADD_NOTE, params!["1", "a", nothing, 1, 0.5, nothing, 1]).await.unwrap();
        tx.run(&sql::ADD_NOTE, params!["2", nothing, nothing, 2, 1.5, nothing, 1]).await.unwrap();
        assert_eq!(tx.run(&sql::KEEP_NOTE, params!["2", "kept"]).await.unwrap(), 1);
        assert_eq!(tx.rows(&sql::CLOSE_NOTES, params!["a"]).await.unwrap().len(), 1);

        let totals = tx.row(&sql::TOTALS, params![]).await.unwrap().unwrap();

        assert_eq!(totals.int("open_notes").unwrap(), 1);
        assert_eq!(totals.int("size").unwrap(), 3);
        assert!((totals.real("weight").unwrap() - 1.0).abs() < f64::EPSILON);
        assert!(totals.flag("is_big").unwrap());
        assert_eq!(tx.rows(&sql::CLOSE_NOTES, params![nothing]).await.unwrap().len(), 1);
        assert_eq!(tx.count(&sql::ORDINALS, params![]).await.unwrap(), 15);
        assert_eq!(tx.run(&sql::RENAME_OFFICE, params!["nobody", "X"]).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_wrong_number_of_parameters_is_refused_before_it_runs() {
    for db in both(MIGRATIONS).await.unwrap() {
        let short = db.row(&sql::FIND_NOTE, params![]).await;
        let mut tx = db.begin().await.unwrap();
        let long = tx.run(&sql::ADD_OFFICE, params!["a", "b", "c"]).await;

        assert!(matches!(short, Err(DbError::ParameterCount { given: 0, wanted: 1, .. })));
        assert!(matches!(long, Err(DbError::ParameterCount { given: 3, wanted: 2, .. })));
        tx.run(&sql::ADD_OFFICE, params!["a", "b"]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn every_good_statement_prepares_and_every_bad_one_is_told() {
    const BAD: &[&Statement] = &[
        &Statement { name: "no column", sql: "SELECT nothing FROM office" },
        &Statement { name: "no table", sql: "UPDATE nowhere SET a = $1" },
        &Statement { name: "a gap", sql: "SELECT id FROM office WHERE id = $2" },
    ];
    for db in both(MIGRATIONS).await.unwrap() {
        assert_eq!(check_statements(&db, sql::ALL).await.unwrap(), Vec::<String>::new());

        let faults = check_statements(&db, BAD).await.unwrap();

        assert_eq!(faults.len(), BAD.len(), "{faults:#?}");
    }
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let mut schemas = Vec::new();
    for db in both(MIGRATIONS).await.unwrap() {
        schemas.push(schema(&db).await.unwrap());
    }

    assert_eq!(schemas[0].iter().filter(|column| column.table == "note").count(), 7);
    assert!(schemas[0].iter().all(|column| !matches!(column.class, db::TypeClass::Other(_))));
    for other in &schemas[1..] {
        assert_eq!(&schemas[0], other);
    }
}

#[tokio::test]
async fn what_waits_for_a_commit_happens_only_after_it() {
    for db in both(MIGRATIONS).await.unwrap() {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        let told = sender.clone();
        let mut undone = db.begin().await.unwrap();
        undone.after_commit(move || told.send("undone").unwrap());
        drop(undone);
        let mut kept = db.begin().await.unwrap();
        kept.after_commit(move || sender.send("kept").unwrap());
        assert!(receiver.try_recv().is_err());

        kept.commit().await.unwrap();

        assert_eq!(receiver.recv().await, Some("kept"));
    }
}
