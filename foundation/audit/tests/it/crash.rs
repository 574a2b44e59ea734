use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use audit::{Entry, LogKey, Sequencer, record};
use base::Context;
use db::{Db, DbUrl, Migration, Options, params};

use crate::common::officer;

const CHILD: &str = "LACHAN_TEST_CRASH_FILE";
/// How often the program is killed; `LACHAN_CRASH_ROUNDS=200` for the long run.
const ROUNDS: usize = 12;

const CHANGE: Migration =
    Migration { id: "test/0001_change", sql: "CREATE TABLE change (id TEXT NOT NULL PRIMARY KEY)" };

mod statements {
    db::statements! {
        CHANGE = "INSERT INTO change (id) VALUES ($1)";
        COUNT_CHANGES = "SELECT COUNT(*) AS n FROM change";
        COUNT_UNTOLD = "SELECT COUNT(*) AS n FROM change c
                        WHERE NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.object_id = c.id)";
        COUNT_ENTRIES = "SELECT COUNT(*) AS n FROM audit_entry";
        HAS = "SELECT COUNT(*) AS n FROM change WHERE id = $1";
    }
}

/// The program is this same test, which takes the other role when it finds the file's name in its environment.
#[test]
fn after_kill_nine_there_are_as_many_leaves_as_changes() {
    if let Ok(file) = std::env::var(CHILD) {
        return runtime().block_on(change_for_ever(Path::new(&file)));
    }
    let rounds = std::env::var("LACHAN_CRASH_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("crash.db");
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        acknowledged.extend(run_and_kill(&file, 5 + (round * 13) % 90));
    }

    runtime().block_on(judge(&file, folder.path(), &acknowledged));
}

async fn judge(file: &Path, folder: &Path, acknowledged: &[String]) {
    let db = open(file).await;
    let key = key_beside(file);
    let note = Sequencer::new(db.clone(), Context::system(), key.clone()).checkpoint().await.unwrap();
    let changes = db.count(&statements::COUNT_CHANGES, params![]).await.unwrap();
    let entries = db.count(&statements::COUNT_ENTRIES, params![]).await.unwrap();
    let leaves = note.checkpoint(&key.verifier()).unwrap().size;
    println!("{changes} changes, {} acknowledged", acknowledged.len());
    assert_eq!((entries, i64::try_from(leaves)), (changes, Ok(changes)));
    assert_eq!(db.count(&statements::COUNT_UNTOLD, params![]).await.unwrap(), 0);
    for id in acknowledged {
        assert_eq!(db.count(&statements::HAS, params![id]).await.unwrap(), 1);
    }
    let out = folder.join("log");
    audit::export(&mut &db, &key.verifier(), &out).await.unwrap();
    assert_eq!(audit::verify(&out, &key.verifier(), None).unwrap().checkpoint.size, leaves);
    assert_eq!(audit::check_payloads(&mut &db, leaves).await.unwrap(), None);
}

/// Starts the child, kills it after so many acknowledgements, and gives all that it made.
fn run_and_kill(file: &Path, after: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::after_kill_nine_there_are_as_many_leaves_as_changes", "--nocapture"])
        .env(CHILD, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    let mut killed = false;
    // After the kill, what still stands in the pipe was acknowledged too.
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        acknowledged.extend(line.unwrap().strip_prefix("done ").map(str::to_owned));
        if !killed && acknowledged.len() >= after {
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    assert!(killed, "the child ended by itself");
    acknowledged
}

/// Eight writers and a sequencer that numbers and signs without rest.
async fn change_for_ever(file: &Path) {
    let db = open(file).await;
    let sequencer = Sequencer::new(db.clone(), Context::system(), key_beside(file));
    for _ in 0..8 {
        tokio::spawn(change_on(db.clone()));
    }
    loop {
        sequencer.checkpoint().await.unwrap();
    }
}

async fn change_on(db: Db) {
    let context = Context::system();
    loop {
        let id = context.new_uuid().to_string();
        let mut tx = db.begin().await.unwrap();
        tx.run(&statements::CHANGE, params![&id]).await.unwrap();
        record(&mut tx, &context, &officer(), &Entry::change("test.change", "thing", &id)).await.unwrap();
        tx.commit().await.unwrap();
        println!("done {id}");
    }
}

async fn open(file: &Path) -> Db {
    let db = Db::open(&DbUrl::SqliteFile(file.to_owned()), Options::default()).await.unwrap();
    db.migrate(&[audit::MIGRATIONS, &[CHANGE]].concat()).await.unwrap();
    db
}

/// The same key in every round.
fn key_beside(file: &Path) -> LogKey {
    let path = file.with_extension("key");
    if !path.exists() {
        std::fs::write(&path, LogKey::draw(&Context::system(), "lachan.example/log").unwrap().to_secret_line())
            .unwrap();
    }
    LogKey::parse(&std::fs::read(path).unwrap()).unwrap()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
