//! Bringing the schema up to date.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::database::{Db, Tx};
use crate::error::{DbError, Result};
use crate::params;
use crate::statement::Statement;

/// How long all migrations together may take: ten years of a country are rebuilt within it.
const LONGEST: Duration = Duration::from_hours(1);

/// Serialises programs that start at the same moment on PostgreSQL; SQLite needs none, its writer is
/// alone. The number is this table's own, picked once.
const LOCK: Statement = Statement {
    name: "migration::LOCK",
    sql: "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(1380138)) AS wait",
};

/// What has been applied.
const APPLIED: Statement =
    Statement { name: "migration::APPLIED", sql: "SELECT id, checksum FROM schema_migration ORDER BY place" };

/// Remembers one.
const REMEMBER: Statement = Statement {
    name: "migration::REMEMBER",
    sql: "INSERT INTO schema_migration (place, id, checksum)
          SELECT COALESCE(MAX(place), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT)
          FROM schema_migration",
};

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    place BIGINT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    checksum TEXT NOT NULL
)";

/// One step of the schema: one text for both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// `feature/number_what`, as in `plans/0001_create`.
    pub id: &'static str,
    /// The SQL text; several statements are separated by `;`.
    pub sql: &'static str,
}

impl Db {
    /// Applies what is missing, in the order given, all in one transaction; tells the ids applied.
    ///
    /// Refuses when the text of an applied migration has changed ([`DbError::MigrationChanged`]), when the
    /// database knows one that this program does not ([`DbError::MigrationUnknown`]), or when an id
    /// is given twice.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>> {
        refuse_twins(migrations)?;
        let mut tx = self.begin_within(LONGEST).await?;
        if tx.postgres().is_some() {
            tx.row(&LOCK, params![]).await?;
        }
        execute_text(&mut tx, LEDGER, "make schema_migration").await?;
        let mut applied = applied(&mut tx).await?;
        let mut done = Vec::new();
        for migration in migrations {
            let checksum = checksum(migration.sql);
            match applied.remove(migration.id) {
                Some(old) if old == checksum => {}
                Some(_) => {
                    return Err(DbError::MigrationChanged { id: migration.id.to_owned() });
                }
                None => {
                    execute_text(&mut tx, migration.sql, migration.id).await?;
                    tx.run(&REMEMBER, params![migration.id, checksum]).await?;
                    done.push(migration.id);
                }
            }
        }
        if let Some(id) = applied.into_keys().min() {
            return Err(DbError::MigrationUnknown { id });
        }
        tx.commit().await?;
        Ok(done)
    }
}

fn refuse_twins(migrations: &[Migration]) -> Result<()> {
    let mut seen = HashSet::new();
    match migrations.iter().find(|migration| !seen.insert(migration.id)) {
        Some(twin) => Err(DbError::MigrationTwice { id: twin.id.to_owned() }),
        None => Ok(()),
    }
}

async fn applied(tx: &mut Tx) -> Result<HashMap<String, String>> {
    let rows = tx.rows(&APPLIED, params![]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.text("checksum")?))).collect()
}

/// Runs a text of several statements without parameters.
async fn execute_text(tx: &mut Tx, sql: &'static str, what: &str) -> Result<()> {
    let told = |error: &sqlx::Error| DbError::of_step(what, error);
    if let Some(connection) = tx.postgres() {
        sqlx::raw_sql(sql).execute(connection).await.map_err(|error| told(&error))?;
    } else if let Some(turn) = tx.sqlite() {
        let mut connection = turn.connection().await?;
        sqlx::raw_sql(sql).execute(&mut *connection).await.map_err(|error| told(&error))?;
    }
    Ok(())
}

/// SHA-256 of the text; line ends do not count, because a checkout may change them.
fn checksum(sql: &str) -> String {
    base::sha256_hex(sql.replace("\r\n", "\n").as_bytes())
}
