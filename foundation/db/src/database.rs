//! The database and its transactions.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgPool;

use crate::error::{DbError, Result};
use crate::params::check_count;
use crate::postgres;
use crate::row::Row;
use crate::sqlite::{self, Sqlite};
use crate::statement::Statement;
use crate::url::{DbUrl, Engine, Options};
use crate::value::Value;

/// An open database; a clone is the same database.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    backend: Backend,
    longest_turn: Duration,
    /// Cleans up behind a temporary database when the last clone is gone; after the backend.
    _guard: Option<Guard>,
}

/// Something whose end cleans up.
pub(crate) type Guard = Box<dyn Any + Send + Sync>;

/// The engine behind a [`Db`].
pub(crate) enum Backend {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

impl Db {
    /// Opens a database. A SQLite file is made when it is missing; the schema is not touched
    /// (see [`Db::migrate`]).
    pub async fn open(url: &DbUrl, options: Options) -> Result<Self> {
        let DbUrl::SqliteTemporary = url else {
            return Self::open_guarded(url, options, None).await;
        };
        let folder = tempfile::Builder::new()
            .prefix("lachan-db-")
            .tempdir()
            .map_err(|error| DbError::own("make a temporary folder", error))?;
        let url = DbUrl::SqliteFile(folder.path().join("lachan.db"));
        Self::open_guarded(&url, options, Some(Box::new(folder))).await
    }

    /// Opens a database together with something that cleans up when its last clone is gone.
    pub(crate) async fn open_guarded(url: &DbUrl, options: Options, guard: Option<Guard>) -> Result<Self> {
        let backend = match url {
            DbUrl::SqliteFile(path) => Backend::Sqlite(sqlite::open(path, &options).await?),
            DbUrl::Postgres(url) => Backend::Postgres(postgres::open(url, &options).await?),
            DbUrl::SqliteTemporary => return Err(DbError::Url("sqlite".to_owned())),
        };
        Ok(Self { inner: Arc::new(Inner { backend, longest_turn: options.longest_turn, _guard: guard }) })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.backend() {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows, from what is committed.
    pub async fn rows(&self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        check_count(statement, &values)?;
        match self.backend() {
            Backend::Sqlite(sqlite) => {
                let mut reader = acquire(&sqlite.readers).await?;
                sqlite::rows(&mut reader, statement, values).await
            }
            Backend::Postgres(pool) => {
                let mut connection = acquire(pool).await?;
                postgres::rows(&mut connection, statement, values).await
            }
        }
    }

    /// The first row, if any, from what is committed.
    pub async fn row(&self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        check_count(statement, &values)?;
        match self.backend() {
            Backend::Sqlite(sqlite) => {
                let mut reader = acquire(&sqlite.readers).await?;
                sqlite::row(&mut reader, statement, values).await
            }
            Backend::Postgres(pool) => {
                let mut connection = acquire(pool).await?;
                postgres::row(&mut connection, statement, values).await
            }
        }
    }

    /// The first column of the first row as a whole number.
    pub async fn count(&self, statement: &Statement, values: Vec<Value>) -> Result<i64> {
        first_number(statement, self.row(statement, values).await?)
    }

    /// Begins a transaction. On SQLite this waits for a turn at the one writer: do nothing slow
    /// (no network, no password hashing) between `begin` and `commit`, and never begin a second
    /// transaction while holding one.
    pub async fn begin(&self) -> Result<Tx> {
        self.begin_within(self.inner.longest_turn).await
    }

    /// Begins a transaction that may hold the writer longer than [`Options::longest_turn`], for loading
    /// many rows at a quiet hour; everyone else waits meanwhile.
    pub async fn begin_within(&self, longest: Duration) -> Result<Tx> {
        let hold = match self.backend() {
            Backend::Sqlite(sqlite) => Hold::Sqlite(sqlite.writer.begin(longest).await?),
            Backend::Postgres(pool) => {
                Hold::Postgres(pool.begin().await.map_err(|error| DbError::of_step("begin", &error))?)
            }
        };
        Ok(Tx { hold, spoiled: false, afterwards: Vec::new() })
    }

    /// Closes the readers and lets the writer finish; what is begun later is told
    /// [`DbError::Closed`] once the last clone is gone.
    pub async fn close(self) {
        match self.backend() {
            Backend::Sqlite(sqlite) => sqlite.readers.close().await,
            Backend::Postgres(pool) => pool.close().await,
        }
        if let Some(inner) = Arc::into_inner(self.inner)
            && let Backend::Sqlite(sqlite) = inner.backend
        {
            sqlite.writer.close().await;
        }
    }

    pub(crate) fn backend(&self) -> &Backend {
        &self.inner.backend
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Db").field(&self.engine()).finish()
    }
}

pub(crate) async fn acquire<DB: sqlx::Database>(pool: &sqlx::Pool<DB>) -> Result<sqlx::pool::PoolConnection<DB>> {
    pool.acquire().await.map_err(|error| DbError::of_step("wait for a connection", &error))
}

/// A transaction: all of it or nothing. Dropping it undoes everything.
///
/// Reads see the transaction's own changes. After a statement failed, everything but dropping says
/// [`DbError::Spoiled`].
#[must_use = "a transaction that is dropped undoes its changes"]
pub struct Tx {
    hold: Hold,
    spoiled: bool,
    afterwards: Vec<Afterwards>,
}

/// Something to do once a transaction is safe.
type Afterwards = Box<dyn FnOnce() + Send>;

enum Hold {
    Sqlite(sqlite::Turn),
    Postgres(postgres::Transaction),
}

impl Tx {
    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.hold {
            Hold::Sqlite(_) => Engine::Sqlite,
            Hold::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows; also for a change with `RETURNING`.
    pub async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        self.enter(statement, &values)?;
        let outcome = match &mut self.hold {
            Hold::Sqlite(turn) => sqlite::rows(&mut *turn.connection().await?, statement, values).await,
            Hold::Postgres(tx) => postgres::rows(tx, statement, values).await,
        };
        self.leave(outcome)
    }

    /// The first row, if any; also for a change with `RETURNING`.
    pub async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        self.enter(statement, &values)?;
        let outcome = match &mut self.hold {
            Hold::Sqlite(turn) => sqlite::row(&mut *turn.connection().await?, statement, values).await,
            Hold::Postgres(tx) => postgres::row(tx, statement, values).await,
        };
        self.leave(outcome)
    }

    /// The first column of the first row as a whole number.
    pub async fn count(&mut self, statement: &Statement, values: Vec<Value>) -> Result<i64> {
        let row = self.row(statement, values).await?;
        first_number(statement, row)
    }

    /// Runs a statement and tells how many rows it changed.
    pub async fn run(&mut self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        self.enter(statement, &values)?;
        let outcome = match &mut self.hold {
            Hold::Sqlite(turn) => sqlite::run(&mut *turn.connection().await?, statement, values).await,
            Hold::Postgres(tx) => postgres::run(tx, statement, values).await,
        };
        self.leave(outcome)
    }

    /// Does something once the changes are safe, such as waking whoever waits for them; forgotten
    /// when the transaction is undone.
    pub fn after_commit(&mut self, work: impl FnOnce() + Send + 'static) {
        self.afterwards.push(Box::new(work));
    }

    /// Keeps the changes; resolves when they are safe on disk.
    pub async fn commit(self) -> Result<()> {
        if self.spoiled {
            return Err(DbError::Spoiled);
        }
        match self.hold {
            Hold::Sqlite(turn) => turn.commit().await?,
            Hold::Postgres(tx) => tx.commit().await.map_err(|error| DbError::of_step("commit", &error))?,
        }
        for work in self.afterwards {
            work();
        }
        Ok(())
    }

    pub(crate) fn postgres(&mut self) -> Option<&mut sqlx::PgConnection> {
        match &mut self.hold {
            Hold::Sqlite(_) => None,
            Hold::Postgres(tx) => Some(tx),
        }
    }

    pub(crate) fn sqlite(&mut self) -> Option<&mut sqlite::Turn> {
        match &mut self.hold {
            Hold::Sqlite(turn) => Some(turn),
            Hold::Postgres(_) => None,
        }
    }

    /// Marks the transaction as spoiled until the statement has come back whole; a cancelled
    /// statement therefore leaves it spoiled.
    fn enter(&mut self, statement: &Statement, values: &[Value]) -> Result<()> {
        if self.spoiled {
            return Err(DbError::Spoiled);
        }
        check_count(statement, values)?;
        self.spoiled = true;
        Ok(())
    }

    fn leave<T>(&mut self, outcome: Result<T>) -> Result<T> {
        self.spoiled = outcome.is_err();
        outcome
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

fn first_number(statement: &Statement, row: Option<Row>) -> Result<i64> {
    let row = row.ok_or(DbError::NoRow { statement: statement.name })?;
    let column = row.first_column().ok_or(DbError::NoRow { statement: statement.name })?;
    row.int(&column)
}
