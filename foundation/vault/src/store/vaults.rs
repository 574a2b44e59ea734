//! Vaults and their members.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;
use serde_json::json;

use super::{people::seal_to_account, statements};
use crate::{
    error::{Result, VaultError},
    keys::{KeyPair, PublicKey},
    opener::{Opener, index_bound, member_bound, vault_secret},
    secret::Secret32,
};

/// A member of a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: String,
    /// Who let them in.
    pub admitted_by: String,
    /// When.
    pub admitted_at: Timestamp,
}

/// Somebody who waits to be admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The account.
    pub account: String,
    /// Since when.
    pub asked_at: Timestamp,
}

/// Makes the vault of an agency with its first member, who needs a key pair already.
///
/// # Errors
/// [`VaultError::Refused`] when the agency has one, [`VaultError::NoPersonKey`] for the first member.
pub async fn create_vault(tx: &mut Tx, context: &Context, by: &Actor, agency: &str, first: &str) -> Result<()> {
    if has_vault(tx, agency).await? {
        return Err(VaultError::Refused("vault-exists"));
    }
    let pair = KeyPair::generate(context)?;
    add_vault(tx, context, by, (agency, 1), &pair, &Secret32::random(context)).await?;
    put_member(tx, context, (agency, 1), &pair, first, &by.account).await?;
    log(tx, context, by, "vault.create", agency, json!({ "first": first })).await
}

/// Whether an agency has a vault.
///
/// # Errors
/// Only the database's.
pub async fn has_vault(q: &mut impl Query, agency: &str) -> Result<bool> {
    Ok(q.row(&statements::LIVE_VAULT, params![agency]).await?.is_some())
}

/// Lets an account into an agency's vault. Whoever admits must be a member: nobody else could.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener is no member, [`VaultError::NoPersonKey`] when the new one has no key pair.
pub async fn admit(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    agency: &str,
    account: &str,
) -> Result<()> {
    opener.must_be(by)?;
    let (version, pair) = opener.live_vault(tx, agency).await?;
    hold(tx, agency, version).await?;
    put_member(tx, context, (agency, version), &pair, account, opener.account()).await?;
    tx.run(&statements::REMOVE_WAITING, params![agency, account]).await?;
    tx.run(&statements::REMOVE_LEAVING_ONE, params![agency, account]).await?;
    log(tx, context, by, "vault.admit", agency, json!({ "account": account })).await
}

/// The members of an agency's vault.
///
/// # Errors
/// Only the database's.
pub async fn list_members(q: &mut impl Query, agency: &str) -> Result<Vec<Member>> {
    let Some(live) = q.row(&statements::LIVE_VAULT, params![agency]).await? else { return Ok(Vec::new()) };
    let rows = q.rows(&statements::LIST_MEMBERS, params![agency, live.int("version")?]).await?;
    rows.iter()
        .map(|row| {
            Ok(Member {
                account: row.text("account")?,
                admitted_by: row.text("admitted_by")?,
                admitted_at: row.instant("admitted_at")?,
            })
        })
        .collect()
}

/// The agencies whose vaults an account opens.
///
/// # Errors
/// Only the database's.
pub async fn list_vaults_of(q: &mut impl Query, account: &str) -> Result<Vec<String>> {
    let rows = q.rows(&statements::LIST_VAULTS_OF, params![account]).await?;
    Ok(rows.iter().map(|row| row.text("agency")).collect::<Result<_, _>>()?)
}

/// Who waits to be admitted to an agency's vault: after a lost password, for one.
///
/// # Errors
/// Only the database's.
pub async fn list_waiting(q: &mut impl Query, agency: &str) -> Result<Vec<Waiting>> {
    let rows = q.rows(&statements::LIST_WAITING, params![agency]).await?;
    rows.iter().map(|row| Ok(Waiting { account: row.text("account")?, asked_at: row.instant("asked_at")? })).collect()
}

/// The live public key of an agency's vault, with its version: what the public writes to.
pub(super) async fn live_public(q: &mut impl Query, agency: &str) -> Result<(i64, PublicKey)> {
    let row = q.row(&statements::LIVE_VAULT, params![agency]).await?;
    let row = row.ok_or_else(|| VaultError::NoVault(agency.to_owned()))?;
    Ok((row.int("version")?, PublicKey::from_slice(&row.blob("public_key")?)?))
}

/// Notes a change of a vault in the log.
pub(super) async fn log(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    action: &str,
    agency: &str,
    payload: serde_json::Value,
) -> Result<()> {
    audit::record(tx, context, by, &Entry::change(action, "vault", agency).payload(payload)).await?;
    Ok(())
}

/// Keeps the live version from being retired until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx, agency: &str, version: i64) -> Result<()> {
    match tx.run(&statements::HOLD_VAULT, params![agency, version]).await? {
        1 => Ok(()),
        _ => Err(VaultError::Changed),
    }
}

pub(super) async fn add_vault(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    (agency, version): (&str, i64),
    pair: &KeyPair,
    index: &Secret32,
) -> Result<()> {
    let index = pair.public().seal(context, &index_bound(agency, version), index.expose())?;
    let values = params![agency, version, pair.public().as_bytes(), index, &by.account, context.now()];
    tx.run(&statements::ADD_VAULT, values).await?;
    Ok(())
}

pub(crate) async fn put_member(
    tx: &mut Tx,
    context: &Context,
    (agency, version): (&str, i64),
    pair: &KeyPair,
    account: &str,
    by: &str,
) -> Result<()> {
    let bound = |person_version| member_bound(agency, version, account, person_version);
    let (person_version, sealed) = seal_to_account(tx, context, account, bound, vault_secret(pair).expose()).await?;
    let values = params![agency, version, account, person_version, sealed, by, context.now()];
    tx.run(&statements::ADD_MEMBER, values).await?;
    Ok(())
}
