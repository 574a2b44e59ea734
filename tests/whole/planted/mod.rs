//! A thousand planted strings go through the house, and nothing that the house leaves behind holds one of them.
//!
//! Each test starts itself anew as a process of its own, with a temporary folder of its own, and searches all of it:
//! database, write-ahead log, PostgreSQL's whole folder, temporary files, what the program said, a backup, a dump.

mod walk;

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use db::{Db, DbUrl, Options, Statement, params};
use house::{
    Station,
    planted::{Plants, Search},
    station,
};
use walk::walk;

use crate::apart::{apart, search_all, told};

/// How many strings are planted.
const COUNT: usize = 1_000;
/// A text that stands in clear, to see that the search finds what is there.
const PLAIN: &str = "Công an xã Suối Mẫu";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

#[test]
fn none_of_a_thousand_planted_strings_is_left_behind_on_sqlite() -> Result<()> {
    search(Engine::Sqlite, "planted::none_of_a_thousand_planted_strings_is_left_behind_on_sqlite")
}

#[test]
fn none_of_a_thousand_planted_strings_is_left_behind_on_postgresql() -> Result<()> {
    search(Engine::Postgres, "planted::none_of_a_thousand_planted_strings_is_left_behind_on_postgresql")
}

fn search(engine: Engine, test: &str) -> Result<()> {
    apart(test, move |folder| async move { walk_and_search(engine, &folder).await })
}

async fn walk_and_search(engine: Engine, folder: &Path) -> Result<()> {
    let database = match engine {
        Engine::Sqlite => Db::open(&DbUrl::SqliteFile(folder.join("data/lachan.db")), Options::default()).await?,
        Engine::Postgres => match db::testing::postgres().await? {
            Some(database) => database,
            None => return Ok(()),
        },
    };
    let station = Station::open(database).await?;
    let mut plants = Plants::new(COUNT);
    let receipts = walk(&station, &mut plants).await?;
    ensure!(plants.left() == 0, "{} strings were never planted", plants.left());
    back_up(engine, folder)?;

    let secrets = plants.all().iter().map(String::as_str).chain(receipts.iter().map(String::as_str));
    let search = Search::new(secrets.chain([station::PASSWORD]))?;
    let (found, files) = search_all(&search, folder)?;
    ensure!(found.is_empty(), "left behind:\n{}", told(&found));
    must_have_searched(engine, folder, &files)?;

    // The search can fail: one string in a plain column is found in the database and in the backup.
    let planted = plants.all().first().context("no string")?;
    plant_in_clear(station.db(), planted).await?;
    back_up(engine, folder)?;
    let (found, _) = search_all(&search, folder)?;
    ensure!(found.iter().all(|found| &found.text == planted), "{}", told(&found));
    for place in ["backup", if engine == Engine::Sqlite { "data" } else { "tmp" }] {
        let is_there = found.iter().any(|found| found.file.starts_with(folder.join(place)));
        ensure!(is_there, "a string planted in clear was not noticed in {place}:\n{}", told(&found));
    }
    Ok(())
}

/// Whether the search has seen what it is for, and finds what stands there in clear.
fn must_have_searched(engine: Engine, folder: &Path, files: &[PathBuf]) -> Result<()> {
    let has = |part: &str| files.iter().any(|file| file.to_string_lossy().contains(part));
    let wanted: &[&str] = match engine {
        Engine::Sqlite => &["data/lachan.db", "data/lachan.db-wal", "backup/lachan.db", "log", "said"],
        Engine::Postgres => &["/base/", "/pg_wal/", "backup/dump.sql", "log", "said"],
    };
    for part in wanted {
        ensure!(has(part), "{part} was not searched: {files:?}");
    }
    let (found, _) = Search::new([PLAIN])?.folder(&folder.join("backup"))?;
    ensure!(!found.is_empty(), "the search does not find what stands in the backup");
    Ok(())
}

async fn plant_in_clear(db: &Db, text: &str) -> Result<()> {
    const PLANT: Statement = Statement { name: "planted::PLANT", sql: "UPDATE person SET name = $1 WHERE id = $2" };
    let mut tx = db.begin().await?;
    ensure!(tx.run(&PLANT, params![text, "person-99001-women"]).await? == 1, "nobody was renamed");
    tx.commit().await?;
    Ok(())
}

/// A backup as an operator makes one: SQLite's own copy, PostgreSQL's own dump.
fn back_up(engine: Engine, folder: &Path) -> Result<()> {
    let into = folder.join("backup");
    if engine == Engine::Sqlite {
        let file = into.join("lachan.db");
        if file.exists() {
            fs::remove_file(&file)?;
        }
        // From outside, while the house is open, as an operator does it.
        let mut copy = Command::new("python3");
        copy.args(["-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', (sys.argv[2],))"]);
        copy.arg(folder.join("data/lachan.db")).arg(&file);
        ensure!(copy.stdin(Stdio::null()).status()?.success(), "the backup failed");
        return Ok(());
    }
    let socket = fs::read_dir(folder.join("tmp"))?.flatten().map(|entry| entry.path().join("socket"));
    let socket = socket.into_iter().find(|socket| socket.is_dir()).context("no server")?;
    let mut dump = Command::new(newest_program("pg_dumpall").context("pg_dumpall is not installed")?);
    dump.arg("--host").arg(&socket).args(["--username", "lachan", "--file"]).arg(into.join("dump.sql"));
    ensure!(dump.stdin(Stdio::null()).status()?.success(), "the dump failed");
    ensure!(fs::metadata(into.join("dump.sql"))?.size() > 100_000, "the dump is empty");
    Ok(())
}

fn newest_program(name: &str) -> Option<PathBuf> {
    let mut found: Vec<_> = fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path()).collect();
    found.sort_by_key(|path| path.file_name().and_then(OsStr::to_str).and_then(|name| name.parse::<u32>().ok()));
    found.into_iter().rev().map(|path| path.join("bin").join(name)).find(|path| path.is_file())
}
