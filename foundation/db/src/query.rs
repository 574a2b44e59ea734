//! Reading, wherever one stands.

use std::future::Future;

use crate::database::{Db, Tx};
use crate::error::Result;
use crate::row::Row;
use crate::statement::Statement;
use crate::value::Value;

/// Something that answers reads: a [`Tx`], which sees its own changes, or a [`Db`].
///
/// A store function takes `&mut impl Query`; call it with `&mut tx`, or with `&mut &db`
/// (or `&mut db.clone()`).
pub trait Query: Send {
    /// All rows.
    fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> impl Future<Output = Result<Vec<Row>>> + Send;

    /// The first row, if any.
    fn row(&mut self, statement: &Statement, values: Vec<Value>) -> impl Future<Output = Result<Option<Row>>> + Send;

    /// The first column of the first row, which must be a whole number.
    fn count(&mut self, statement: &Statement, values: Vec<Value>) -> impl Future<Output = Result<i64>> + Send;
}

impl Query for Tx {
    async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        Tx::rows(self, statement, values).await
    }

    async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Tx::row(self, statement, values).await
    }

    async fn count(&mut self, statement: &Statement, values: Vec<Value>) -> Result<i64> {
        Tx::count(self, statement, values).await
    }
}

impl Query for Db {
    async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        Db::rows(self, statement, values).await
    }

    async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Db::row(self, statement, values).await
    }

    async fn count(&mut self, statement: &Statement, values: Vec<Value>) -> Result<i64> {
        Db::count(self, statement, values).await
    }
}

impl Query for &Db {
    async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        Db::rows(self, statement, values).await
    }

    async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Db::row(self, statement, values).await
    }

    async fn count(&mut self, statement: &Statement, values: Vec<Value>) -> Result<i64> {
        Db::count(self, statement, values).await
    }
}
