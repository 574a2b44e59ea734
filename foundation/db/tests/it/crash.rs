use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use db::{Db, DbUrl, Options, params};

use crate::{MIGRATIONS, statements as sql};

const CHILD: &str = "LACHAN_TEST_CRASH_FILE";

/// Kills a program in the middle of its writing, again and again over one file. The program is this
/// same test, which takes the other role when it finds the file's name in its environment.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    if let Ok(file) = std::env::var(CHILD) {
        return write_for_ever(Path::new(&file));
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("crash.db");
    let mut acknowledged = HashSet::new();

    for round in 0..20 {
        let before = acknowledged.len();
        acknowledged.extend(run_and_kill(&file, 10 + round * 7));
        assert!(acknowledged.len() > before);
    }

    let lost = missing(&file, &acknowledged);
    assert_eq!(lost, Vec::<String>::new(), "of {}", acknowledged.len());
}

/// Starts the child, kills it after so many acknowledgements, and gives all that it made.
fn run_and_kill(file: &Path, after: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::what_was_acknowledged_survives_a_kill", "--nocapture"])
        .env(CHILD, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    let mut killed = false;
    // After the kill, what still stands in the pipe was acknowledged too.
    while let Some(Ok(line)) = lines.next() {
        acknowledged.extend(line.strip_prefix("done ").map(str::to_owned));
        if !killed && acknowledged.len() >= after {
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    assert!(killed, "the child ended by itself");
    acknowledged
}

fn missing(file: &Path, acknowledged: &HashSet<String>) -> Vec<String> {
    runtime().block_on(async {
        let db = Db::open(&DbUrl::SqliteFile(file.to_owned()), Options::default()).await.unwrap();
        let mut missing = Vec::new();
        for id in acknowledged {
            if db.count(&sql::HAS_OFFICE, params![id]).await.unwrap() == 0 {
                missing.push(id.clone());
            }
        }
        missing
    })
}

/// Sixteen writers; each prints an id only after its commit resolved.
fn write_for_ever(file: &Path) {
    runtime().block_on(async {
        let db = Db::open(&DbUrl::SqliteFile(file.to_owned()), Options::default()).await.unwrap();
        db.migrate(MIGRATIONS).await.unwrap();
        let writers: Vec<_> = (0..16).map(|_| tokio::spawn(write_on(db.clone()))).collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

async fn write_on(db: Db) {
    let context = base::Context::system();
    loop {
        let id = context.new_uuid().to_string();
        let mut tx = db.begin().await.unwrap();
        tx.run(&sql::ADD_OFFICE, params![&id, &id]).await.unwrap();
        tx.commit().await.unwrap();
        println!("done {id}");
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
