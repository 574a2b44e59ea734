//! One row that came back.

use std::fmt;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _};

use crate::error::{DbError, Result};
use crate::value::Value;

/// One row of an answer; columns are read by name.
///
/// Each reader says [`DbError::NoColumn`], [`DbError::NullColumn`] or [`DbError::ColumnType`] when the
/// column is not what it should be; the `opt_` readers take NULL as `None`.
pub struct Row {
    statement: &'static str,
    cells: Cells,
}

enum Cells {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    pub(crate) fn sqlite(statement: &'static str, row: SqliteRow) -> Self {
        Self { statement, cells: Cells::Sqlite(row) }
    }

    pub(crate) fn postgres(statement: &'static str, row: PgRow) -> Self {
        Self { statement, cells: Cells::Postgres(row) }
    }

    /// A whole number.
    pub fn int(&self, column: &str) -> Result<i64> {
        self.required(column, self.opt_int(column)?)
    }

    /// A whole number or nothing.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(number) => Ok(Some(number)),
            other => Err(self.mismatch(column, &other, "int")),
        }
    }

    /// A floating-point number.
    pub fn real(&self, column: &str) -> Result<f64> {
        self.required(column, self.opt_real(column)?)
    }

    /// A floating-point number or nothing.
    pub fn opt_real(&self, column: &str) -> Result<Option<f64>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Real(number) => Ok(Some(number)),
            // SQLite gives `COALESCE(SUM(x), 0)` over nothing as a whole number.
            Value::Int(number) => i32::try_from(number)
                .map(|small| Some(f64::from(small)))
                .map_err(|_| self.mismatch(column, &Value::Int(number), "real")),
            other => Err(self.mismatch(column, &other, "real")),
        }
    }

    /// Text.
    pub fn text(&self, column: &str) -> Result<String> {
        self.required(column, self.opt_text(column)?)
    }

    /// Text or nothing.
    pub fn opt_text(&self, column: &str) -> Result<Option<String>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            other => Err(self.mismatch(column, &other, "text")),
        }
    }

    /// Bytes.
    pub fn blob(&self, column: &str) -> Result<Vec<u8>> {
        self.required(column, self.opt_blob(column)?)
    }

    /// Bytes or nothing.
    pub fn opt_blob(&self, column: &str) -> Result<Option<Vec<u8>>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Blob(bytes) => Ok(Some(bytes)),
            other => Err(self.mismatch(column, &other, "blob")),
        }
    }

    /// A yes/no stored as 0 or 1, or the outcome of a comparison.
    pub fn flag(&self, column: &str) -> Result<bool> {
        self.required(column, self.opt_flag(column)?)
    }

    /// A yes/no or nothing.
    pub fn opt_flag(&self, column: &str) -> Result<Option<bool>> {
        match self.opt_int(column)? {
            None => Ok(None),
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            Some(other) => Err(self.mismatch(column, &Value::Int(other), "flag")),
        }
    }

    /// An instant stored as microseconds since 1970 in UTC.
    pub fn instant(&self, column: &str) -> Result<jiff::Timestamp> {
        self.required(column, self.opt_instant(column)?)
    }

    /// An instant or nothing.
    pub fn opt_instant(&self, column: &str) -> Result<Option<jiff::Timestamp>> {
        let Some(microseconds) = self.opt_int(column)? else { return Ok(None) };
        jiff::Timestamp::from_microsecond(microseconds)
            .map(Some)
            .map_err(|_| self.mismatch(column, &Value::Int(microseconds), "instant"))
    }

    /// A date stored in ISO form.
    pub fn date(&self, column: &str) -> Result<jiff::civil::Date> {
        self.required(column, self.opt_date(column)?)
    }

    /// A date or nothing.
    pub fn opt_date(&self, column: &str) -> Result<Option<jiff::civil::Date>> {
        let Some(text) = self.opt_text(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.mismatch(column, &Value::Text(text), "date"))
    }

    /// A text column read as something with a text form: an id, a status.
    pub fn parsed<T: std::str::FromStr>(&self, column: &str) -> Result<T> {
        self.required(column, self.opt_parsed(column)?)
    }

    /// The same, or nothing.
    pub fn opt_parsed<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>> {
        let Some(text) = self.opt_text(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.mismatch(column, &Value::Text(text), std::any::type_name::<T>()))
    }

    /// The value as it is, whatever its kind.
    pub fn value(&self, column: &str) -> Result<Value> {
        let decoded = match &self.cells {
            Cells::Sqlite(row) => sqlite_value(row, column),
            Cells::Postgres(row) => postgres_value(row, column),
        };
        decoded.map_err(|found| match found {
            Strange::NoColumn => DbError::NoColumn { statement: self.statement, column: column.to_owned() },
            Strange::Type(found) => DbError::ColumnType {
                statement: self.statement,
                column: column.to_owned(),
                found,
                wanted: "int, real, text or blob",
            },
        })
    }

    /// Name of the first column, for statements that give one number.
    pub(crate) fn first_column(&self) -> Option<String> {
        match &self.cells {
            Cells::Sqlite(row) => row.columns().first().map(|column| column.name().to_owned()),
            Cells::Postgres(row) => row.columns().first().map(|column| column.name().to_owned()),
        }
    }

    fn required<T>(&self, column: &str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| DbError::NullColumn { statement: self.statement, column: column.to_owned() })
    }

    fn mismatch(&self, column: &str, found: &Value, wanted: &'static str) -> DbError {
        DbError::ColumnType {
            statement: self.statement,
            column: column.to_owned(),
            found: found.kind().to_owned(),
            wanted,
        }
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of {}", self.statement)
    }
}

enum Strange {
    NoColumn,
    Type(String),
}

fn sqlite_value(row: &SqliteRow, column: &str) -> Result<Value, Strange> {
    let raw = row.try_get_raw(column).map_err(|_| Strange::NoColumn)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let found = raw.type_info().name().to_owned();
    let decoded = match found.as_str() {
        "INTEGER" | "BOOLEAN" => row.try_get_unchecked(column).map(Value::Int),
        "REAL" => row.try_get_unchecked(column).map(Value::Real),
        "TEXT" | "DATE" | "TIME" | "DATETIME" => row.try_get_unchecked(column).map(Value::Text),
        "BLOB" => row.try_get_unchecked(column).map(Value::Blob),
        _ => return Err(Strange::Type(found)),
    };
    decoded.map_err(|_| Strange::Type(found))
}

fn postgres_value(row: &PgRow, column: &str) -> Result<Value, Strange> {
    let raw = row.try_get_raw(column).map_err(|_| Strange::NoColumn)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let found = raw.type_info().name().to_owned();
    let decoded = match found.as_str() {
        "INT8" => row.try_get(column).map(Value::Int),
        "INT4" => row.try_get::<i32, _>(column).map(Value::from),
        "INT2" => row.try_get::<i16, _>(column).map(Value::from),
        "BOOL" => row.try_get::<bool, _>(column).map(Value::from),
        "FLOAT8" => row.try_get(column).map(Value::Real),
        "FLOAT4" => row.try_get::<f32, _>(column).map(|number| Value::Real(f64::from(number))),
        "TEXT" | "VARCHAR" | "CHAR" | "NAME" => row.try_get(column).map(Value::Text),
        "BYTEA" => row.try_get(column).map(Value::Blob),
        _ => return Err(Strange::Type(found)),
    };
    decoded.map_err(|_| Strange::Type(found))
}
