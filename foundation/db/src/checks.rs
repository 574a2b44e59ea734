//! Checks over all SQL texts.

use sqlx::{Either, Executor as _, SqlSafeStr as _, Statement as _};

use crate::database::{Backend, Db};
use crate::error::{DbError, Result};
use crate::params::highest_parameter;
use crate::postgres;
use crate::statement::Statement;

/// Prepares every statement and tells the faults, one line each; an empty list is good.
///
/// Run it on both engines over a migrated database: a wrong table, column or type is then found
/// without data. On PostgreSQL it also finds a parameter whose type does not follow from its place.
pub async fn check_statements(db: &Db, statements: &[&Statement]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for statement in statements {
        match parameters(db, statement).await {
            Ok(found) if found == highest_parameter(statement.sql) => {}
            Ok(found) => faults.push(format!(
                "{}: the engine sees {found} parameters; they must be numbered without a gap, \
                 in one statement",
                statement.name
            )),
            Err(DbError::Closed) => return Err(DbError::Closed),
            Err(error) => faults.push(error.to_string()),
        }
    }
    Ok(faults)
}

/// Prepares one statement and counts its parameters.
async fn parameters(db: &Db, statement: &Statement) -> Result<usize> {
    let told = |error: sqlx::Error| DbError::of_statement(statement.name, &error);
    match db.backend() {
        Backend::Sqlite(sqlite) => {
            let mut reader = sqlite.readers.acquire().await.map_err(told)?;
            let prepared = reader.prepare(statement.sql.into_sql_str()).await.map_err(told)?;
            Ok(count(prepared.parameters()))
        }
        Backend::Postgres(pool) => {
            let mut connection = pool.acquire().await.map_err(told)?;
            let prepared = postgres::prepare(&mut connection, statement).await?;
            Ok(count(prepared.parameters()))
        }
    }
}

fn count<T>(parameters: Option<Either<&[T], usize>>) -> usize {
    match parameters {
        Some(Either::Left(types)) => types.len(),
        Some(Either::Right(number)) => number,
        None => 0,
    }
}
