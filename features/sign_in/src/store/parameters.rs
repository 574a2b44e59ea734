//! The dated rules of signing in.

use db::{Query, Result, Tx, params};
use jiff::civil::Date;

use super::statements_accounts as statements;
use crate::model::Parameters;

/// The rules that hold on a day.
pub(crate) async fn parameters(q: &mut impl Query, on: Date) -> Result<Parameters> {
    let second_factor = value(q, "second_factor", on).await?;
    let password_profile = value(q, "password_profile", on).await?;
    let most_looks = value(q, "most_looks_an_hour", on).await?;
    Ok(Parameters::of(second_factor.as_deref(), password_profile.as_deref(), most_looks.as_deref()))
}

async fn value(q: &mut impl Query, key: &str, on: Date) -> Result<Option<String>> {
    q.row(&statements::PARAMETER, params![key, on]).await?.map(|row| row.text("value")).transpose()
}

/// Sets a rule from a day on.
pub(crate) async fn set_parameter(tx: &mut Tx, key: &str, from: Date, value: &str, source: &str) -> Result<()> {
    tx.run(&statements::SET_PARAMETER, params![key, from, value, source]).await.map(drop)
}
