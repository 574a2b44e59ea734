//! Writing values in the type that the server expects at each place.

use sqlx::postgres::{PgArguments, PgStatement, PgTypeInfo};
use sqlx::{Arguments as _, Either, Encode, Postgres, Statement as _, Type, TypeInfo as _};

use crate::error::{DbError, Result};
use crate::statement::Statement;
use crate::value::Value;

/// Encodes the values, or tells which one does not fit its place.
pub(super) fn bind(statement: &Statement, prepared: &PgStatement, values: Vec<Value>) -> Result<PgArguments> {
    let types: &[PgTypeInfo] = match prepared.parameters() {
        Some(Either::Left(types)) => types,
        _ => &[],
    };
    let mut arguments = PgArguments::default();
    for (place, (value, wanted)) in values.into_iter().zip(types).enumerate() {
        let given = value.kind();
        if !add(&mut arguments, value, wanted) {
            return Err(DbError::ParameterType {
                statement: statement.name,
                number: place + 1,
                given,
                wanted: wanted.name().to_owned(),
            });
        }
    }
    Ok(arguments)
}

/// Adds one value as the wanted type; `false` when it does not fit.
fn add(arguments: &mut PgArguments, value: Value, wanted: &PgTypeInfo) -> bool {
    match (value, wanted.name()) {
        (Value::Null, _) => put(arguments, None::<i64>),
        (Value::Int(number), "INT8") => put(arguments, number),
        (Value::Int(number), "INT4") => i32::try_from(number).is_ok_and(|number| put(arguments, number)),
        (Value::Int(number), "INT2") => i16::try_from(number).is_ok_and(|number| put(arguments, number)),
        (Value::Int(number @ (0 | 1)), "BOOL") => put(arguments, number == 1),
        (Value::Real(number), "FLOAT8") => put(arguments, number),
        (Value::Text(text), "TEXT" | "VARCHAR" | "CHAR" | "NAME") => put(arguments, text),
        (Value::Blob(bytes), "BYTEA") => put(arguments, bytes),
        _ => false,
    }
}

fn put<T>(arguments: &mut PgArguments, value: T) -> bool
where
    T: for<'t> Encode<'t, Postgres> + Type<Postgres>,
{
    arguments.add(value).is_ok()
}
