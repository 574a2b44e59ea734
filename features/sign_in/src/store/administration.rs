//! Accounts as an administrator sees and changes them.

use access::{Ground, Permit, Scope, Thing};
use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;

use super::statements_accounts as statements;
use crate::{
    HashedPassword,
    model::{AccountRow, AccountState, Filter},
    rights::{ManageAccounts, SeeAccounts},
};

fn from_row(row: &Row) -> Result<AccountRow> {
    let state = match (row.flag("active")?, row.opt_instant("activated_at")?) {
        (false, _) => AccountState::Disabled,
        (true, None) => AccountState::Invited,
        (true, Some(_)) => AccountState::Active,
    };
    Ok(AccountRow {
        id: row.text("id")?,
        login: row.text("login")?,
        person_id: row.text("person_id")?,
        person_name: row.text("person_name")?,
        unit: row.text("unit")?,
        unit_name: row.text("unit_name")?,
        agency_name: row.opt_text("agency_name")?,
        roles: row.text("roles")?.split_whitespace().map(ToOwned::to_owned).collect(),
        state,
        disabled_why: row.opt_text("disabled_why")?,
        created_at: row.instant("created_at")?,
        last_sign_in_at: row.opt_instant("last_sign_in_at")?,
        waiting: row.int("waiting")?,
    })
}

/// What the policy needs to know of an account.
pub(crate) async fn place(q: &mut impl Query, id: &str) -> Result<Option<Thing>> {
    let tree = organisation::current_tree_id(q).await?;
    let row = q.row(&statements::PLACE, params![tree, id]).await?;
    row.map(|row| Ok(Thing::of(Ground { first: row.int("pos")?, last: row.int("last")? }))).transpose()
}

/// One account that the policy lets the actor see.
pub(crate) async fn account(q: &mut impl Query, _: Permit<SeeAccounts>, id: &str) -> Result<Option<AccountRow>> {
    any_account(q, id).await
}

/// One account, for its owner's own page and for what the operator does at the terminal.
pub(crate) async fn any_account(q: &mut impl Query, id: &str) -> Result<Option<AccountRow>> {
    let tree = organisation::current_tree_id(q).await?;
    q.row(&statements::ACCOUNT, params![tree, id]).await?.as_ref().map(from_row).transpose()
}

/// Every account, for the operator's terminal.
pub(crate) async fn every_account(q: &mut impl Query) -> Result<Vec<AccountRow>> {
    let tree = organisation::current_tree_id(q).await?;
    q.rows(&statements::EVERY_ACCOUNT, params![tree]).await?.iter().map(from_row).collect()
}

/// A page of the accounts that the actor may see.
pub(crate) async fn accounts(
    q: &mut impl Query,
    scope: &Scope<SeeAccounts>,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<AccountRow>> {
    let mut values = narrowed(&organisation::current_tree_id(q).await?, scope, filter);
    values.extend(params![limit, offset]);
    q.rows(&statements::ACCOUNTS, values).await?.iter().map(from_row).collect()
}

/// How many accounts a list has.
pub(crate) async fn count_listed(q: &mut impl Query, scope: &Scope<SeeAccounts>, filter: &Filter) -> Result<i64> {
    let values = narrowed(&organisation::current_tree_id(q).await?, scope, filter);
    q.count(&statements::COUNT_LISTED, values).await
}

fn narrowed(tree: &str, scope: &Scope<SeeAccounts>, filter: &Filter) -> Vec<db::Value> {
    let [one, two, three] = filter.patterns();
    params![tree, scope.first, scope.last, one, two, three, &filter.state, &filter.role]
}

/// People of a unit who have an account already.
pub(crate) async fn people_with_account(q: &mut impl Query, unit: &str) -> Result<Vec<String>> {
    let rows = q.rows(&statements::PEOPLE_WITH_ACCOUNT, params![unit]).await?;
    rows.iter().map(|row| row.text("person_id")).collect()
}

/// The account of a name, closed ones too.
pub(crate) async fn id_by_login(q: &mut impl Query, login: &str) -> Result<Option<String>> {
    q.row(&statements::ID_BY_LOGIN, params![login]).await?.map(|row| row.text("id")).transpose()
}

/// How many accounts in use could confirm something for this one.
pub(crate) async fn count_confirmers(q: &mut impl Query, id: &str) -> Result<i64> {
    q.count(&statements::COUNT_CONFIRMERS, params![id]).await
}

/// An account that nobody has taken yet.
#[derive(Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) id: &'a str,
    pub(crate) login: &'a str,
    pub(crate) person_id: &'a str,
    pub(crate) person_name: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) agency: Option<&'a str>,
}

/// Adds an account without a password; tells whether its name was free.
pub(crate) async fn add_invited(tx: &mut Tx, new: &NewAccount<'_>, now: Timestamp) -> Result<bool> {
    let nobody = HashedPassword::of_nobody();
    let values =
        params![new.id, new.login, new.person_id, new.person_name, new.unit, new.agency, nobody.as_text(), now];
    Ok(tx.run(&statements::ADD_INVITED, values).await? == 1)
}

/// Closes an account; tells whether it was open. Its sessions and invitations end with it.
pub(crate) async fn disable(tx: &mut Tx, id: &str, why: &str, now: Timestamp) -> Result<bool> {
    let closed = tx.run(&statements::DISABLE, params![id, now, why]).await? == 1;
    if closed {
        super::end_all(tx, id).await?;
        super::invitations::withdraw(tx, id, now).await?;
    }
    Ok(closed)
}

/// Opens a closed account again; tells whether it was closed.
pub(crate) async fn enable(tx: &mut Tx, _: Permit<ManageAccounts>, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(&statements::ENABLE, params![id, now]).await? == 1)
}

/// The owner takes the account.
pub(crate) async fn activate(tx: &mut Tx, id: &str, password: &HashedPassword, now: Timestamp) -> Result<bool> {
    Ok(tx.run(&statements::ACTIVATE, params![id, password.as_text(), now]).await? == 1)
}

/// Notes a sign-in.
pub(crate) async fn note_sign_in(tx: &mut Tx, id: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::NOTE_SIGN_IN, params![id, now]).await.map(drop)
}
