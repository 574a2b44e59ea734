//! A log to work on.

use std::path::Path;
use std::sync::Arc;

use access::{Actor, Class, Ground};
use audit::{Entry, EntryId, LogKey, MIGRATIONS, Sequencer, record};
use base::{Context, FixedClock, SeededChance};
use db::Db;
use db::testing::both;
use serde_json::json;

/// One database with its sequencer.
pub(crate) struct Log {
    pub(crate) db: Db,
    pub(crate) context: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) key: LogKey,
    pub(crate) sequencer: Sequencer,
}

/// An empty log on each engine.
pub(crate) async fn logs() -> Vec<Log> {
    both(MIGRATIONS).await.unwrap().into_iter().map(log).collect()
}

/// The log of a migrated database.
pub(crate) fn log(db: Db) -> Log {
    let clock = Arc::new(FixedClock::at("2026-03-04T05:00:00Z".parse().unwrap()));
    let context = Context::new(clock.clone(), Arc::new(SeededChance::new(138)));
    let key = LogKey::draw(&context, "lachan.example/log").unwrap();
    let sequencer = Sequencer::new(db.clone(), context.clone(), key.clone());
    Log { db, context, clock, key, sequencer }
}

/// An invented officer.
pub(crate) fn officer() -> Actor {
    Actor {
        account: "account-1".into(),
        person: "person-1".into(),
        name: "Trần Mẫu Một".into(),
        unit: "99".into(),
        unit_name: "Tỉnh Mẫu".into(),
        ground: Ground { first: 1, last: 3 },
        agency: None,
        roles: Vec::new(),
        ceiling: Class::Sealed,
    }
}

impl Log {
    /// Writes an entry in a transaction of its own.
    pub(crate) async fn write(&self, object: &str) -> EntryId {
        let mut tx = self.db.begin().await.unwrap();
        let entry = Entry::change("test.change", "thing", object).reason("vì sao").payload(json!({ "n": object }));
        let id = record(&mut tx, &self.context, &officer(), &entry).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Writes many, numbers them and signs a checkpoint.
    pub(crate) async fn fill(&self, entries: std::ops::Range<u32>) -> String {
        let mut tx = self.db.begin().await.unwrap();
        for n in entries {
            let object = n.to_string();
            record(&mut tx, &self.context, &officer(), &Entry::change("test.change", "thing", &object)).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.sequencer.checkpoint().await.unwrap().to_text()
    }

    /// Writes the log into a folder.
    pub(crate) async fn export(&self, folder: &Path) {
        audit::export(&mut &self.db, &self.key.verifier(), folder).await.unwrap();
    }
}
