//! A fresh database for each test, on either engine.

use crate::database::Db;
use crate::error::Result;
use crate::url::{DbUrl, Options};

/// A fresh SQLite database in a temporary folder, gone with its last clone.
pub async fn sqlite() -> Result<Db> {
    Db::open(&DbUrl::SqliteTemporary, Options::default()).await
}
