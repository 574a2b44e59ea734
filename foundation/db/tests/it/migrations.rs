use db::testing::{both, sqlite};
use db::{DbError, Migration, Query as _, params};

use crate::{MIGRATIONS, statements as sql};

const MORE: Migration =
    Migration { id: "test/0002_more", sql: "ALTER TABLE office ADD COLUMN phone TEXT; DELETE FROM office;" };

#[tokio::test]
async fn a_migration_is_applied_once() {
    for db in both(MIGRATIONS).await.unwrap() {
        assert_eq!(db.migrate(&[MIGRATIONS[0], MORE]).await.unwrap(), [MORE.id]);
        assert!(db.migrate(&[MIGRATIONS[0], MORE]).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn changed_unknown_and_twin_migrations_are_refused() {
    let changed = Migration { id: MIGRATIONS[0].id, sql: "CREATE TABLE other (id TEXT NOT NULL PRIMARY KEY)" };
    for db in both(MIGRATIONS).await.unwrap() {
        assert!(matches!(db.migrate(&[changed]).await, Err(DbError::MigrationChanged { .. })));
        assert!(matches!(db.migrate(&[MORE]).await, Err(DbError::MigrationUnknown { .. })));
        assert!(matches!(db.migrate(&[MORE, MORE]).await, Err(DbError::MigrationTwice { .. })));
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    let broken =
        Migration { id: "test/0002_broken", sql: "CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)" };
    for db in both(MIGRATIONS).await.unwrap() {
        let before = db::schema(&db).await.unwrap();

        assert!(db.migrate(&[MIGRATIONS[0], MORE, broken]).await.is_err());

        assert_eq!(db::schema(&db).await.unwrap(), before);
        assert!(db.migrate(MIGRATIONS).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_together_migrate_once() {
    for db in both(MIGRATIONS).await.unwrap() {
        let all = [MIGRATIONS[0], MORE];

        let (one, two, three) = tokio::join!(db.migrate(&all), db.migrate(&all), db.migrate(&all));

        let applied = one.unwrap().len() + two.unwrap().len() + three.unwrap().len();
        assert_eq!(applied, 1);
    }
}

#[tokio::test]
async fn a_file_keeps_its_rows_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let url: db::DbUrl = format!("sqlite:{}", folder.path().join("office.db").display()).parse().unwrap();
    let db = db::Db::open(&url, db::Options::default()).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.run(&sql::ADD_OFFICE, params!["a", "A"]).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;

    let db = db::Db::open(&url, db::Options::default()).await.unwrap();

    assert!(db.migrate(MIGRATIONS).await.unwrap().is_empty());
    assert_eq!((&mut &db).count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 1);
}

#[tokio::test]
async fn readers_cannot_write() {
    let db = sqlite().await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();

    assert!(db.rows(&sql::ADD_OFFICE, params!["a", "A"]).await.is_err());
    assert_eq!(db.count(&sql::COUNT_OFFICES, params![]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_long_migration_is_not_cut_short() {
    const LONG: Migration = Migration {
        id: "test/0003_long",
        sql: "CREATE TABLE many (n BIGINT NOT NULL PRIMARY KEY);
              INSERT INTO many (n) WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 300000)
              SELECT n FROM up",
    };
    let options = db::Options { longest_turn: std::time::Duration::from_millis(1), ..db::Options::default() };
    let db = db::Db::open(&db::DbUrl::SqliteTemporary, options).await.unwrap();

    assert_eq!(db.migrate(&[LONG]).await.unwrap(), [LONG.id]);
}

#[tokio::test]
async fn a_new_file_is_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("private.db");
    let db = db::Db::open(&db::DbUrl::SqliteFile(file.clone()), db::Options::default()).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();

    for name in ["private.db", "private.db-wal"] {
        let mode = std::fs::metadata(file.with_file_name(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}
