//! A fresh database for each test, on either engine.

mod cluster;
mod postgres;

use crate::database::Db;
use crate::error::Result;
use crate::migration::Migration;
use crate::url::{DbUrl, Options};

pub use postgres::postgres;

/// A fresh SQLite database in a temporary folder, gone with its last clone.
pub async fn sqlite() -> Result<Db> {
    Db::open(&DbUrl::SqliteTemporary, Options::default()).await
}

/// A fresh migrated database on each engine at hand: SQLite always, PostgreSQL where it is installed
/// (see [`postgres`]).
///
/// A test that must hold on both engines is one loop: `for db in both(MIGRATIONS).await? { … }`.
pub async fn both(migrations: &[Migration]) -> Result<Vec<Db>> {
    let small = sqlite().await?;
    small.migrate(migrations).await?;
    let mut databases = vec![small];
    databases.extend(postgres::migrated(migrations).await?);
    Ok(databases)
}
