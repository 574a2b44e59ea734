//! One small door to both database engines: SQLite (embedded, the default) and PostgreSQL.
//!
//! A feature writes each SQL text once, with [`statements!`], in the part of SQL that both engines
//! read alike, and runs it through [`Db`] (reads) or [`Tx`] (reads and writes, all or nothing).
//! Nothing outside this crate knows the driver.
//!
//! The portable part of SQL:
//! - column types are `TEXT`, `BIGINT`, `DOUBLE PRECISION` and `BYTEA`, nothing else;
//!   yes/no is `BIGINT` 0/1, an instant is `BIGINT` microseconds since 1970 in UTC, a date is `TEXT`
//!   in ISO form, an id is `TEXT`;
//! - parameters are `$1`, `$2` …; the type of each must follow from its place (write
//!   `CAST($1 AS BIGINT)` where it does not, as in `SELECT $1`, `COALESCE($1, $2)` or
//!   `CAST($1 AS TEXT) IS NULL OR owner = $1`);
//! - `SUM` of integers is `CAST(SUM(x) AS BIGINT)`, an average is `CAST(AVG(x) AS DOUBLE PRECISION)`;
//! - `INSERT … ON CONFLICT … DO UPDATE`, `RETURNING`, recursive CTEs and `COUNT(*) FILTER` work;
//!   integer keys that number themselves and constraints checked late do not.
//!
//! A statement that fails spoils its transaction on both engines (PostgreSQL does so by nature):
//! ask for `ON CONFLICT DO NOTHING` and look at the row count instead of catching the error.

mod checks;
mod copy;
mod database;
mod error;
mod migration;
mod params;
mod postgres;
mod query;
mod row;
mod schema;
mod sqlite;
mod statement;
pub mod testing;
mod url;
mod value;

pub use checks::check_statements;
pub use database::{Db, Tx};
pub use error::{DbError, EngineError, Result};
pub use migration::Migration;
pub use query::Query;
pub use row::Row;
pub use schema::{Column, TypeClass, schema};
pub use statement::Statement;
pub use url::{DbUrl, Engine, Options};
pub use value::Value;
