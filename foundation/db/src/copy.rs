//! A copy of a living database, for a backup.

use std::path::Path;

use crate::{
    database::{Backend, Db, acquire},
    error::{DbError, Result},
    sqlite,
};

impl Db {
    /// Writes a whole, consistent copy of an SQLite database into a new file, as it stood at one moment; readers and the
    /// writer go on meanwhile (SQLite's `VACUUM INTO`).
    ///
    /// # Errors
    /// [`DbError::OtherEngine`] on PostgreSQL, which has tools of its own; the engine's where the file exists or cannot be
    /// written.
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        match self.backend() {
            Backend::Sqlite(sqlite) => {
                let mut reader = acquire(&sqlite.readers).await?;
                sqlite::copy_into(&mut reader, path).await
            }
            Backend::Postgres(_) => Err(DbError::OtherEngine),
        }
    }
}
