//! How many durable actions a second one SQLite file takes from 64 writers at once.
//!
//! Three ways over the same table on the same disk: our transactions grouped, our transactions one
//! sync each, and the bare driver writing the same number of rows per sync. Goals: grouped is at least
//! three times one by one, and at least half of the bare driver.
//!
//! `LACHAN_BENCH_DIR` names the folder (and so the disk); `LACHAN_BENCH_SECONDS` the time for each way.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use db::{Db, DbUrl, Migration, Options, params};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

const WRITERS: u64 = 64;
const INSERT_TEXT: &str = "INSERT INTO entry (id, body, at) VALUES ($1, $2, $3)";
const BODY: &str = "one line of work that a commune reports in the evening";

mod statements {
    db::statements! {
        INSERT = super::INSERT_TEXT;
        COUNT = "SELECT COUNT(*) AS n FROM entry";
    }
}

const MIGRATIONS: &[Migration] = &[Migration {
    id: "bench/0001_create",
    sql: "CREATE TABLE entry (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, at BIGINT NOT NULL)",
}];

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let parent = std::env::var_os("LACHAN_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::Builder::new().prefix("lachan-bench-").tempdir_in(parent)?;
    let seconds = std::env::var("LACHAN_BENCH_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let time = Duration::from_secs(seconds);

    println!("one sync of this disk     {:>9.3} ms", sync_milliseconds(folder.path())?);
    let alone = Options { largest_batch: 1, ..Options::default() };
    let grouped = runtime.block_on(ours(&folder.path().join("grouped.db"), Options::default(), time))?;
    let one_by_one = runtime.block_on(ours(&folder.path().join("alone.db"), alone, time))?;
    let bare = runtime.block_on(bare_driver(&folder.path().join("bare.db"), time))?;
    println!("grouped, {WRITERS} writers      {grouped:>9.0} actions/s");
    println!("one by one, {WRITERS} writers   {one_by_one:>9.0} actions/s");
    println!("bare driver, {WRITERS} a sync   {bare:>9.0} rows/s");
    println!("grouped / one by one      {:>9.2} (goal 3.00)", grouped / one_by_one);
    println!("grouped / bare driver     {:>9.2} (goal 0.50)", grouped / bare);
    Ok(())
}

/// Mean time of a small append with a sync, which bounds what one by one can reach.
fn sync_milliseconds(folder: &Path) -> Outcome<f64> {
    const ROUNDS: u32 = 50;
    let mut file = std::fs::File::create(folder.join("sync"))?;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1_000.0 / f64::from(ROUNDS))
}

/// Our own way: each action is a transaction of its own.
async fn ours(path: &Path, options: Options, time: Duration) -> Outcome<f64> {
    let db = Db::open(&DbUrl::SqliteFile(path.to_owned()), options).await?;
    db.migrate(MIGRATIONS).await?;
    let next = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let writers: Vec<_> = (0..WRITERS).map(|_| tokio::spawn(act(db.clone(), Arc::clone(&next), start, time))).collect();
    for writer in writers {
        writer.await??;
    }
    let elapsed = start.elapsed();
    per_second(db.count(&statements::COUNT, params![]).await?, elapsed)
}

async fn act(db: Db, next: Arc<AtomicU64>, start: Instant, time: Duration) -> db::Result<()> {
    while start.elapsed() < time {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let mut tx = db.begin().await?;
        tx.run(&statements::INSERT, params![format!("{number:020}"), BODY, 1_i64]).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The driver alone: one task, 64 rows in one transaction, the same settings.
async fn bare_driver(path: &Path, time: Duration) -> Outcome<f64> {
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::raw_sql(MIGRATIONS[0].sql).execute(&mut connection).await?;
    let mut number = 0_u32;
    let start = Instant::now();
    while start.elapsed() < time {
        let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
        for _ in 0..WRITERS {
            number += 1;
            sqlx::query(INSERT_TEXT).bind(format!("{number:020}")).bind(BODY).bind(1_i64).execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    per_second(i64::from(number), start.elapsed())
}

fn per_second(count: i64, elapsed: Duration) -> Outcome<f64> {
    Ok(f64::from(u32::try_from(count)?) / elapsed.as_secs_f64())
}
