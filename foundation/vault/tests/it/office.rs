//! An invented office: two agencies, some people, and one kind of record with two sealed columns.

use std::sync::Arc;

use base::{Context, FixedClock, SystemChance};
use db::{Db, Migration, params};
use secrecy::SecretString;
use vault::{Holder, Lock, LockedPerson, Opener, Pepper, Person, Record, RecordKey};

pub(crate) use vault::testing::actor;

pub(crate) mod sealed {
    vault::sealed_columns! {
        /// What was told.
        TEXT = "note": "note_line"."text_sealed", key "id", of "note_id";
        /// Who told it.
        NAME = "note": "note_line"."name_sealed", key "id", of "note_id";
    }
}

mod statements {
    db::statements! {
        ADD = "INSERT INTO note_line (id, note_id, text_sealed, name_sealed) VALUES ($1, $2, $3, $4)";
        FIND = "SELECT text_sealed, name_sealed FROM note_line WHERE id = $1";
        LISTED = "SELECT k.holder AS holder, k.holder_version AS holder_version, k.sealed AS sealed,
                r.key_version AS key_version
            FROM record_key k JOIN sealed_record r ON r.record_type = k.record_type AND r.record_id = k.record_id
            WHERE k.record_type = 'note' AND k.record_id = $1";
        SWAP = "UPDATE note_line SET text_sealed = name_sealed, name_sealed = text_sealed WHERE id = $1";
    }
}

const NOTES: Migration = Migration {
    id: "test/0001_notes",
    sql: "CREATE TABLE note_line (id TEXT NOT NULL PRIMARY KEY, note_id TEXT NOT NULL, text_sealed BYTEA, name_sealed BYTEA)",
};

pub(crate) const POLICE: &str = "cong-an-xa-mau";
pub(crate) const HEALTH: &str = "so-y-te-mau";

/// One database with the office in it.
pub(crate) struct Office {
    pub(crate) db: Db,
    pub(crate) context: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) pepper: Pepper,
}

/// The office on each engine at hand.
pub(crate) async fn offices() -> Vec<Office> {
    let migrations: Vec<_> = audit::MIGRATIONS.iter().chain(vault::MIGRATIONS).copied().chain([NOTES]).collect();
    let databases = db::testing::both(&migrations).await.unwrap();
    databases
        .into_iter()
        .map(|db| {
            let clock = Arc::new(FixedClock::at("2026-11-23T02:00:00Z".parse().unwrap()));
            let context = Context::new(clock.clone(), Arc::new(SystemChance));
            let pepper = Pepper::random(&context);
            Office { db, context, clock, pepper }
        })
        .collect()
}

pub(crate) fn password(of: &str) -> SecretString {
    SecretString::from(format!("mật khẩu dài của {of}"))
}

impl Office {
    /// A new person with a key pair; the lock is a code, which is quick.
    pub(crate) async fn enrol(&self, account: &str) -> Opener {
        let (person, locked) = self.make(account, 0);
        let mut tx = self.db.begin().await.unwrap();
        vault::add_person(&mut tx, &self.context, &actor(account), &locked, "code", "main").await.unwrap();
        tx.commit().await.unwrap();
        Opener::new(person)
    }

    pub(crate) fn make(&self, account: &str, before: i64) -> (Person, LockedPerson) {
        let person = Person::create(&self.context, account, before).unwrap();
        let locked = person.lock(&self.context, &Lock::Code(&password(account)), &self.pepper).unwrap();
        (person, locked)
    }

    pub(crate) async fn vault(&self, agency: &str, first: &str) {
        let mut tx = self.db.begin().await.unwrap();
        vault::create_vault(&mut tx, &self.context, &actor(first), agency, first).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn admit(&self, by: &Opener, agency: &str, account: &str) -> vault::Result<()> {
        let mut tx = self.db.begin().await.unwrap();
        vault::admit(&mut tx, &self.context, &actor(by.account()), by, agency, account).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    pub(crate) async fn rotate(&self, by: &Opener, agency: &str) {
        let mut tx = self.db.begin().await.unwrap();
        vault::rotate(&mut tx, &self.context, &actor(by.account()), by, agency).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A note for some agencies, written by nobody in particular: no opener is needed.
    pub(crate) async fn write(&self, id: &str, agencies: &[&str], text: &str, name: &str) {
        let holders: Vec<_> = agencies.iter().map(|agency| Holder::Agency(agency)).collect();
        let mut tx = self.db.begin().await.unwrap();
        let key = vault::new_record(&mut tx, &self.context, note(id), &holders).await.unwrap();
        self.add_line(&mut tx, &key, id, id, text, name).await;
        tx.commit().await.unwrap();
    }

    pub(crate) async fn add_line(
        &self,
        tx: &mut db::Tx,
        key: &RecordKey,
        line: &str,
        id: &str,
        text: &str,
        name: &str,
    ) {
        let text = key.seal_text(&self.context, &sealed::TEXT, line, text).unwrap();
        let name = key.seal_text(&self.context, &sealed::NAME, line, name).unwrap();
        tx.run(&statements::ADD, params![line, id, text, name]).await.unwrap();
    }

    /// Text and name of a note, as somebody reads them.
    pub(crate) async fn read(&self, by: &Opener, id: &str) -> vault::Result<(String, String)> {
        let key = vault::open_record(&mut &self.db, &self.context, by, note(id)).await?;
        self.read_with(&key, id).await
    }

    pub(crate) async fn read_with(&self, key: &RecordKey, line: &str) -> vault::Result<(String, String)> {
        let (text, name) = self.stored(line).await;
        let text = key.open_text(&sealed::TEXT, line, &text)?;
        let name = key.open_text(&sealed::NAME, line, &name)?;
        Ok((text.to_string(), name.to_string()))
    }

    pub(crate) async fn stored(&self, line: &str) -> (Vec<u8>, Vec<u8>) {
        let row = self.db.row(&statements::FIND, params![line]).await.unwrap().unwrap();
        (row.blob("text_sealed").unwrap(), row.blob("name_sealed").unwrap())
    }

    pub(crate) async fn listed_key(&self, id: &str) -> vault::ListedKey {
        let row = self.db.row(&statements::LISTED, params![id]).await.unwrap().unwrap();
        vault::ListedKey {
            agency: row.text("holder").unwrap(),
            vault_version: row.int("holder_version").unwrap(),
            key_version: row.int("key_version").unwrap(),
            sealed: row.blob("sealed").unwrap(),
        }
    }

    /// Somebody with the database in hand exchanges two columns of a row.
    pub(crate) async fn swap_columns(&self, line: &str) {
        let mut tx = self.db.begin().await.unwrap();
        tx.run(&statements::SWAP, params![line]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

pub(crate) fn note(id: &str) -> Record<'_> {
    Record { kind: "note", id }
}

pub(crate) fn pair(text: &str, name: &str) -> (String, String) {
    (text.to_owned(), name.to_owned())
}
