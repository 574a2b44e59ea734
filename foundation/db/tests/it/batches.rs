use std::time::Duration;

use db::testing::{both, sqlite};
use db::{Db, DbError, DbUrl, Options, Statement, params};
use tokio::sync::oneshot;

use crate::{MIGRATIONS, statements as sql};

async fn small() -> Db {
    let db = sqlite().await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    db
}

async fn small_with(options: Options) -> Db {
    let db = Db::open(&DbUrl::SqliteTemporary, options).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    db
}

async fn add(db: &Db, name: &str) -> db::Result<()> {
    let mut tx = db.begin().await?;
    tx.run(&sql::ADD_OFFICE, params![name, name]).await?;
    tx.commit().await
}

async fn has(db: &Db, id: &str) -> bool {
    db.count(&sql::HAS_OFFICE, params![id]).await.unwrap() == 1
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_at_once_are_all_kept() {
    for db in both(MIGRATIONS).await.unwrap() {
        let writers: Vec<_> = (0..64)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move { add(&db, &format!("office {number}")).await })
            })
            .collect();

        for writer in writers {
            writer.await.unwrap().unwrap();
        }

        assert_eq!(db.count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 64);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_that_fails_takes_nobody_with_it() {
    for db in both(MIGRATIONS).await.unwrap() {
        add(&db, "taken").await.unwrap();
        let writers: Vec<_> = (0..30)
            .map(|number| {
                let db = db.clone();
                let name = if number % 3 == 0 { "taken".to_owned() } else { format!("office {number}") };
                tokio::spawn(async move { add(&db, &name).await })
            })
            .collect();

        let mut refused = 0;
        for writer in writers {
            if let Err(error) = writer.await.unwrap() {
                assert!(error.is_unique_violation(), "{error}");
                refused += 1;
            }
        }

        assert_eq!(refused, 10);
        assert_eq!(db.count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 21);
    }
}

#[tokio::test]
async fn two_transactions_share_one_sync() {
    let db = small().await;
    let mut first = db.begin().await.unwrap();
    first.run(&sql::ADD_OFFICE, params!["first", "first"]).await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { db.begin().await }
    });
    tokio::task::yield_now().await;
    let mut first_done = tokio::spawn(first.commit());
    let mut second = waiting.await.unwrap().unwrap();

    // The batch is still open, so the first is not told yet, and others do not see its row.
    let early = tokio::time::timeout(Duration::from_millis(30), &mut first_done).await;
    assert!(early.is_err());
    assert!(!has(&db, "first").await);
    second.run(&sql::ADD_OFFICE, params!["second", "second"]).await.unwrap();
    second.commit().await.unwrap();

    first_done.await.unwrap().unwrap();
    assert!(has(&db, "first").await && has(&db, "second").await);
}

#[tokio::test]
async fn a_dropped_transaction_undoes_only_itself() {
    let db = small().await;
    let mut first = db.begin().await.unwrap();
    first.run(&sql::ADD_OFFICE, params!["first", "first"]).await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { db.begin().await }
    });
    tokio::task::yield_now().await;
    let first_done = tokio::spawn(first.commit());
    let mut second = waiting.await.unwrap().unwrap();
    second.run(&sql::ADD_OFFICE, params!["second", "second"]).await.unwrap();

    drop(second);

    first_done.await.unwrap().unwrap();
    assert!(has(&db, "first").await);
    assert!(!has(&db, "second").await);
    add(&db, "second").await.unwrap();
}

#[tokio::test]
async fn a_cancelled_action_leaves_nothing_and_blocks_nobody() {
    for db in both(MIGRATIONS).await.unwrap() {
        let (reached, half_way) = oneshot::channel();
        let action = tokio::spawn({
            let db = db.clone();
            async move {
                let mut tx = db.begin().await.unwrap();
                tx.run(&sql::ADD_OFFICE, params!["half", "half"]).await.unwrap();
                reached.send(()).unwrap();
                std::future::pending::<()>().await;
                tx.commit().await.unwrap();
            }
        });
        half_way.await.unwrap();

        action.abort();

        add(&db, "after").await.unwrap();
        assert!(!has(&db, "half").await);
    }
}

#[tokio::test]
async fn a_waiter_that_gives_up_does_not_hold_the_queue() {
    let db = small().await;
    let held = db.begin().await.unwrap();
    let waiters: Vec<_> = (0..5)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { db.begin().await.map(|_| ()) })
        })
        .collect();
    tokio::task::yield_now().await;
    for waiter in &waiters {
        waiter.abort();
    }

    drop(held);

    add(&db, "after").await.unwrap();
}

#[tokio::test]
async fn a_transaction_held_too_long_is_undone_alone() {
    let db = small_with(Options { longest_turn: Duration::from_millis(50), ..Options::default() }).await;
    let mut slow = db.begin().await.unwrap();
    slow.run(&sql::ADD_OFFICE, params!["slow", "slow"]).await.unwrap();

    add(&db, "quick").await.unwrap();

    let late = slow.run(&sql::ADD_OFFICE, params!["late", "late"]).await;
    assert!(matches!(late, Err(DbError::TurnOver)), "{late:?}");
    assert!(matches!(slow.commit().await, Err(DbError::Spoiled)));
    assert!(has(&db, "quick").await);
    assert!(!has(&db, "slow").await);
}

#[tokio::test]
async fn a_commit_that_comes_too_late_says_so() {
    let db = small_with(Options { longest_turn: Duration::from_millis(50), ..Options::default() }).await;
    let mut slow = db.begin().await.unwrap();
    slow.run(&sql::ADD_OFFICE, params!["slow", "slow"]).await.unwrap();
    add(&db, "quick").await.unwrap();

    assert!(matches!(slow.commit().await, Err(DbError::TurnOver)));

    assert!(!has(&db, "slow").await);
}

#[tokio::test]
async fn nobody_is_told_done_when_the_disk_is_full() {
    const LIMIT: Statement = Statement { name: "limit", sql: "PRAGMA max_page_count = 30" };
    let db = small().await;
    let mut tx = db.begin().await.unwrap();
    tx.rows(&LIMIT, params![]).await.unwrap();
    tx.commit().await.unwrap();
    let mut first = db.begin().await.unwrap();
    first.run(&sql::ADD_OFFICE, params!["first", "first"]).await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { db.begin().await }
    });
    tokio::task::yield_now().await;
    let first_done = tokio::spawn(first.commit());
    let mut second = waiting.await.unwrap().unwrap();

    let huge = "x".repeat(1_000_000);
    let full = second.run(&sql::ADD_OFFICE, params!["second", huge]).await;

    assert!(full.is_err());
    drop(second);
    let told = first_done.await.unwrap().is_ok();
    assert_eq!(told, has(&db, "first").await);
    add(&db, "after").await.unwrap();
    assert!(has(&db, "after").await);
}

#[tokio::test]
async fn nobody_is_told_done_when_sqlite_rolls_the_whole_batch_back() {
    const TWIN: Statement =
        Statement { name: "twin", sql: "INSERT OR ROLLBACK INTO office (id, name) VALUES ('old', 'x')" };
    let db = small().await;
    add(&db, "old").await.unwrap();
    let mut first = db.begin().await.unwrap();
    first.run(&sql::ADD_OFFICE, params!["first", "first"]).await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { db.begin().await }
    });
    tokio::task::yield_now().await;
    let first_done = tokio::spawn(first.commit());
    let mut second = waiting.await.unwrap().unwrap();

    assert!(second.run(&TWIN, params![]).await.unwrap_err().is_unique_violation());
    assert!(matches!(second.run(&sql::ADD_OFFICE, params!["late", "late"]).await, Err(DbError::Spoiled)));
    drop(second);

    assert!(first_done.await.unwrap().is_err());
    assert!(!has(&db, "first").await);
    add(&db, "after").await.unwrap();
    assert_eq!(db.count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 2);
}
