//! SQLite: many readers, one writer that lets waiting transactions share one sync to disk.

mod batch;
mod turn;
mod writer;

use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Arguments as _, SqlSafeStr as _};

use crate::error::{DbError, Result};
use crate::row::Row;
use crate::statement::Statement;
use crate::url::Options;
use crate::value::Value;

pub(crate) use turn::Turn;
pub(crate) use writer::Writer;

/// How many prepared statements one connection keeps: more than the whole system has.
const STATEMENT_CACHE: usize = 1_000;

/// An open SQLite file.
pub(crate) struct Sqlite {
    pub(crate) readers: SqlitePool,
    pub(crate) writer: Writer,
}

/// Opens a file, making it when it is missing.
pub(crate) async fn open(path: &Path, options: &Options) -> Result<Sqlite> {
    make_private(path).map_err(|error| DbError::own("make the SQLite file", error))?;
    // The writer comes first: it makes the file and switches it to WAL.
    let writer = Writer::open(connect(path, options.patience), options).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.patience)
        // A reader of a local file does not go stale; asking each time costs a thread hop.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(connect(path, options.patience).pragma("query_only", "ON"))
        .await
        .map_err(|error| DbError::of_step("open SQLite for reading", &error))?;
    Ok(Sqlite { readers, writer })
}

/// Makes a new file that only its owner can read; SQLite gives its companion files the same rights.
fn make_private(path: &Path) -> std::io::Result<()> {
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path).map(|_| ())
}

fn connect(path: &Path, patience: Duration) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(patience)
        // What is deleted is overwritten with zeros: destroying a key must destroy it on the disk.
        .pragma("secure_delete", "ON")
        .statement_cache_capacity(STATEMENT_CACHE)
}

/// Copies the whole into a new file that only its owner can read.
pub(crate) async fn copy_into(connection: &mut SqliteConnection, path: &Path) -> Result<()> {
    let wrong = |error| DbError::own("copy the SQLite file", error);
    // SQLite takes an empty file for a new one.
    std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(path).map_err(wrong)?;
    let name = path.to_str().ok_or_else(|| wrong(std::io::Error::other("the path is not UTF-8")))?;
    let failed = |error| DbError::of_step("copy the SQLite file", &error);
    // A copy writes to another file, which a reader may not either.
    sqlx::query("PRAGMA query_only = OFF").execute(&mut *connection).await.map_err(failed)?;
    let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(&mut *connection).await.map_err(failed);
    sqlx::query("PRAGMA query_only = ON").execute(connection).await.map_err(failed)?;
    copied.map(drop)
}

/// All rows of a statement.
pub(crate) async fn rows(
    connection: &mut SqliteConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_with(statement.sql.into_sql_str(), bind(statement, values)?)
        .fetch_all(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(rows.into_iter().map(|row| Row::sqlite(statement.name, row)).collect())
}

/// The first row of a statement.
pub(crate) async fn row(
    connection: &mut SqliteConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Option<Row>> {
    let row = sqlx::query_with(statement.sql.into_sql_str(), bind(statement, values)?)
        .fetch_optional(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(row.map(|row| Row::sqlite(statement.name, row)))
}

/// Runs a statement and tells how many rows it changed.
pub(crate) async fn run(connection: &mut SqliteConnection, statement: &Statement, values: Vec<Value>) -> Result<u64> {
    let done = sqlx::query_with(statement.sql.into_sql_str(), bind(statement, values)?)
        .execute(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(done.rows_affected())
}

fn bind(statement: &Statement, values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        let added = match value {
            Value::Null => arguments.add(None::<i64>),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Blob(bytes) => arguments.add(bytes),
        };
        added.map_err(|error| DbError::own(statement.name, error))?;
    }
    Ok(arguments)
}
