//! Where a database is and how to use it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::error::{DbError, Result};

/// Which engine stands behind a [`Db`](crate::Db).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// Address of a database.
///
/// `sqlite:path/to/file.db`, `sqlite::memory:` (a file that vanishes with the last [`Db`](crate::Db))
/// or `postgres://user:password@host/name`.
#[derive(Clone, PartialEq, Eq)]
pub enum DbUrl {
    /// One SQLite file, made when it is missing.
    SqliteFile(PathBuf),
    /// A SQLite file in a temporary folder.
    SqliteTemporary,
    /// A PostgreSQL address; holds the password.
    Postgres(String),
}

impl DbUrl {
    /// The engine this address needs.
    pub fn engine(&self) -> Engine {
        match self {
            Self::SqliteFile(_) | Self::SqliteTemporary => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

impl FromStr for DbUrl {
    type Err = DbError;

    fn from_str(text: &str) -> Result<Self> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        match path {
            Some(":memory:") => Ok(Self::SqliteTemporary),
            Some(path) if !path.is_empty() => Ok(Self::SqliteFile(PathBuf::from(path))),
            // The text itself may hold a password, so only its beginning is told.
            _ => Err(DbError::Url(text.split(':').next().unwrap_or_default().to_owned())),
        }
    }
}

impl fmt::Display for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SqliteFile(path) => write!(f, "sqlite:{}", path.display()),
            Self::SqliteTemporary => f.write_str("sqlite::memory:"),
            // Everything between `//` and `@` may be secret.
            Self::Postgres(url) => {
                let place = url.rsplit('@').next().unwrap_or_default();
                write!(f, "postgres://[sealed]@{}", place.trim_start_matches("postgres://"))
            }
        }
    }
}

impl fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How to use a database; [`Options::default`] fits almost everyone.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections that read (SQLite) or do everything (PostgreSQL).
    pub connections: u32,
    /// How long to wait for a connection, or for another process to leave the SQLite file.
    pub patience: Duration,
    /// SQLite: how many transactions may share one sync to disk.
    pub largest_batch: usize,
    /// SQLite: after this time a batch takes nobody else in, so that its members hear back.
    pub longest_batch: Duration,
    /// SQLite: how long one transaction may hold the only writer before it is undone.
    pub longest_turn: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 8,
            patience: Duration::from_secs(10),
            largest_batch: 256,
            longest_batch: Duration::from_millis(50),
            longest_turn: Duration::from_secs(10),
        }
    }
}
