//! PostgreSQL: a pool; every transaction is the server's own.

mod arguments;

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::{Executor as _, SqlSafeStr as _, Statement as _};

use crate::error::{DbError, Result};
use crate::row::Row;
use crate::statement::Statement;
use crate::url::Options;
use crate::value::Value;

/// A transaction of the server; undone when dropped.
pub(crate) type Transaction = sqlx::Transaction<'static, sqlx::Postgres>;

/// How many prepared statements one connection keeps: more than the whole system has.
const STATEMENT_CACHE: usize = 1_000;

/// Opens the pool and makes sure that one connection works.
pub(crate) async fn open(url: &str, options: &Options) -> Result<PgPool> {
    let connect = PgConnectOptions::from_str(url)
        .map_err(|_| DbError::Url("postgres".to_owned()))?
        .application_name("lachan")
        .statement_cache_capacity(STATEMENT_CACHE)
        // A server may be set up with another default; the features count on this one.
        .options([("default_transaction_isolation", "read committed")]);
    PgPoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.patience)
        .connect_with(connect)
        .await
        .map_err(|error| DbError::of_step("open PostgreSQL", &error))
}

/// All rows of a statement.
pub(crate) async fn rows(connection: &mut PgConnection, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
    let prepared = prepare(connection, statement).await?;
    let arguments = arguments::bind(statement, &prepared, values)?;
    let rows: Vec<PgRow> = prepared
        .query_with(arguments)
        .fetch_all(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(rows.into_iter().map(|row| Row::postgres(statement.name, row)).collect())
}

/// The first row of a statement.
pub(crate) async fn row(
    connection: &mut PgConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Option<Row>> {
    let prepared = prepare(connection, statement).await?;
    let arguments = arguments::bind(statement, &prepared, values)?;
    let row = prepared
        .query_with(arguments)
        .fetch_optional(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(row.map(|row| Row::postgres(statement.name, row)))
}

/// Runs a statement and tells how many rows it changed.
pub(crate) async fn run(connection: &mut PgConnection, statement: &Statement, values: Vec<Value>) -> Result<u64> {
    let prepared = prepare(connection, statement).await?;
    let arguments = arguments::bind(statement, &prepared, values)?;
    let done = prepared
        .query_with(arguments)
        .execute(connection)
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))?;
    Ok(done.rows_affected())
}

/// Prepares a statement, letting the server decide the type of each parameter from its place.
///
/// Declaring the types ourselves would make the outcome depend on which call came first, because a
/// NULL has no type of its own and a prepared statement is kept.
pub(crate) async fn prepare(
    connection: &mut PgConnection,
    statement: &Statement,
) -> Result<sqlx::postgres::PgStatement> {
    connection
        .prepare(statement.sql.into_sql_str())
        .await
        .map_err(|error| DbError::of_statement(statement.name, &error))
}
