//! Accounts.

use db::{Query, Result, Row, Tx, params};

use super::statements;
use crate::{HashedPassword, model::Account, seed::SeedAccount};

fn from_row(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.text("id")?,
        login: row.text("login")?,
        unit: row.text("unit")?,
        password_hash: HashedPassword::stored(row.text("password_hash")?),
        duress_hash: row.opt_text("duress_hash")?.map(HashedPassword::stored),
    })
}

pub(crate) async fn account_by_login(q: &mut impl Query, login: &str) -> Result<Option<Account>> {
    q.row(&statements::ACCOUNT_BY_LOGIN, params![login]).await?.as_ref().map(from_row).transpose()
}

pub(crate) async fn account_by_id(q: &mut impl Query, id: &str) -> Result<Option<Account>> {
    q.row(&statements::ACCOUNT_BY_ID, params![id]).await?.as_ref().map(from_row).transpose()
}

/// How many accounts there are: none in an installation that nobody has set up yet.
///
/// # Errors
/// Only the database's.
pub async fn count_accounts(q: &mut impl Query) -> Result<i64> {
    q.count(&statements::COUNT_ACCOUNTS, params![]).await
}

pub(crate) async fn add_account(tx: &mut Tx, id: &str, seed: &SeedAccount<'_>, now: jiff::Timestamp) -> Result<()> {
    let values = params![
        id,
        crate::model::normal_login(seed.login),
        seed.person_id,
        base::one_line(seed.person_name),
        seed.unit,
        seed.agency,
        seed.roles.join(" "),
        seed.password.as_text(),
        now,
    ];
    tx.run(&statements::ADD_ACCOUNT, values).await.map(drop)
}

/// Changes the password if it is still the one that was proven; tells whether it was.
pub(crate) async fn set_password(tx: &mut Tx, account: &Account, new: &HashedPassword) -> Result<bool> {
    let values = params![&account.id, new.as_text(), account.password_hash.as_text()];
    Ok(tx.run(&statements::SET_PASSWORD, values).await? == 1)
}
