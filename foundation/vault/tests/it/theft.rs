//! A stolen database.

use db::{Db, DbUrl, Options};
use vault::{Holder, Lock, Pepper, Person};

use crate::office::{POLICE, actor, note, sealed};

/// TM5: of a thousand planted values none stands in the files, and without password or pepper nothing opens.
#[tokio::test]
async fn a_stolen_file_shows_none_of_a_thousand_planted_values() {
    let folder = tempfile::tempdir().unwrap();
    let context = base::Context::system();
    let pepper = Pepper::random(&context);
    let db = Db::open(&DbUrl::SqliteFile(folder.path().join("lachan.db")), Options::default()).await.unwrap();
    db.migrate(&[audit::MIGRATIONS, vault::MIGRATIONS, &[TABLE]].concat()).await.unwrap();
    let code = crate::office::password("an");
    let locked = Person::create(&context, "an", 0).unwrap().lock(&context, &Lock::Code(&code), &pepper).unwrap();
    let mut tx = db.begin().await.unwrap();
    vault::add_person(&mut tx, &context, &actor("an"), &locked, "code", "main").await.unwrap();
    vault::create_vault(&mut tx, &context, &actor("an"), POLICE, "an").await.unwrap();
    let planted: Vec<String> = (0..1000).map(|n| format!("GIÁ-TRỊ-GIEO-{n:04}-bí mật")).collect();
    for text in &planted {
        let id = context.new_uuid().to_string();
        let key = vault::new_record(&mut tx, &context, note(&id), &[Holder::Agency(POLICE)]).await.unwrap();
        let sealed = key.seal_text(&context, &sealed::TEXT, &id, text).unwrap();
        tx.run(&statements::ADD, db::params![id.clone(), id, sealed]).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut stolen = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        stolen.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }

    assert!(contains(&stolen, b"cong-an-xa-mau"), "the search itself works");
    // Every planted value has both of these in it.
    for part in ["GIEO-", "-bí mật"] {
        assert!(!contains(&stolen, part.as_bytes()), "{part} stands in clear");
    }
    let stored = vault::list_locks(&mut &db, "an", "code").await.unwrap().remove(0).person;
    assert!(Person::unlock(&stored, &Lock::Code(&code), &Pepper::random(&context)).is_err());
    assert!(Person::unlock(&stored, &Lock::Code(&code), &pepper).is_ok());
}

/// Crypto-shredding reaches the file: the sealed copies of the key are overwritten, not only unlinked.
#[tokio::test]
async fn a_destroyed_key_is_gone_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let context = base::Context::system();
    let path = folder.path().join("lachan.db");
    let db = Db::open(&DbUrl::SqliteFile(path.clone()), Options::default()).await.unwrap();
    db.migrate(&[audit::MIGRATIONS, vault::MIGRATIONS].concat()).await.unwrap();
    let locked = Person::create(&context, "an", 0)
        .unwrap()
        .lock(&context, &Lock::Code(&crate::office::password("an")), &Pepper::random(&context))
        .unwrap();
    let mut tx = db.begin().await.unwrap();
    vault::add_person(&mut tx, &context, &actor("an"), &locked, "code", "main").await.unwrap();
    vault::create_vault(&mut tx, &context, &actor("an"), POLICE, "an").await.unwrap();
    vault::new_record(&mut tx, &context, note("1"), &[Holder::Agency(POLICE)]).await.unwrap();
    tx.commit().await.unwrap();
    let row = db.row(&statements::KEY, db::params![]).await.unwrap().unwrap();
    let sealed = row.blob("sealed").unwrap();

    let mut tx = db.begin().await.unwrap();
    vault::shred(&mut tx, &context, note("1")).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;

    let left = std::fs::read(&path).unwrap();
    assert!(contains(&left, b"cong-an-xa-mau"), "the log was merged into the file");
    assert!(!contains(&left, &sealed), "the sealed key is still in the file");
    assert!(!folder.path().join("lachan.db-wal").exists(), "the log is gone");
}

const TABLE: db::Migration = db::Migration {
    id: "test/0002_stolen",
    sql: "CREATE TABLE note_line (id TEXT NOT NULL PRIMARY KEY, note_id TEXT NOT NULL, text_sealed BYTEA)",
};

mod statements {
    db::statements! {
        ADD = "INSERT INTO note_line (id, note_id, text_sealed) VALUES ($1, $2, $3)";
        KEY = "SELECT sealed FROM record_key";
    }
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|window| window == needle)
}
