//! New keys for a vault, and what was sealed to the old ones.

use access::Actor;
use base::Context;
use db::{Tx, params};
use jiff::ToSpan as _;
use serde_json::json;

use super::{
    leaving::list_leaving,
    records::{AGENCY, Record, record_bound},
    shares::split_again,
    statements,
    vaults::{add_vault, hold, live_public, log, put_member},
};
use crate::{
    error::{Result, VaultError},
    keys::{KeyPair, PublicKey},
    opener::{Opener, link_bound_of, vault_secret},
};

/// Retired vaults are kept this long after nothing needs them: a transaction that began before may still write to them.
const KEEP_LINKS_HOURS: i64 = 24;

/// Gives an agency's vault a new key pair for its present members, without those who have left it. Old records stay readable through a link, and
/// [`reseal_step`] moves them over.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener is no member, [`VaultError::Changed`] when it was rotated in between.
pub async fn rotate(tx: &mut Tx, context: &Context, by: &Actor, opener: &Opener, agency: &str) -> Result<()> {
    rotate_without(tx, context, by, opener, agency, None).await
}

/// Takes a member out, which rotates the vault: what is received from now on they cannot open.
///
/// # Errors
/// As [`rotate`]; [`VaultError::LastMember`] when nobody else would be left.
pub async fn remove_member(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    agency: &str,
    account: &str,
) -> Result<()> {
    tx.run(&statements::REMOVE_WAITING, params![agency, account]).await?;
    rotate_without(tx, context, by, opener, agency, Some(account)).await
}

async fn rotate_without(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    agency: &str,
    without: Option<&str>,
) -> Result<()> {
    opener.must_be(by)?;
    let (version, old) = opener.live_vault(tx, agency).await?;
    hold(tx, agency, version).await?;
    let members = tx.rows(&statements::LIST_MEMBERS, params![agency, version]).await?;
    let leaving = list_leaving(tx, agency).await?;
    let mut staying = Vec::new();
    for member in &members {
        let account = member.text("account")?;
        if Some(account.as_str()) != without && !leaving.contains(&account) {
            staying.push((account, member.text("admitted_by")?));
        }
    }
    if staying.is_empty() {
        return Err(VaultError::LastMember);
    }
    let index = opener.index_key_secret(tx, agency, version, &old).await?;
    if tx.run(&statements::RETIRE_VAULT, params![agency, version, context.now()]).await? != 1 {
        return Err(VaultError::Changed);
    }
    let (next, new) = (version + 1, KeyPair::generate(context)?);
    add_vault(tx, context, by, (agency, next), &new, &index).await?;
    for (account, admitted_by) in &staying {
        put_member(tx, context, (agency, next), &new, account, admitted_by).await?;
    }
    add_link(tx, context, by, (agency, version), &old, ((agency, next), new.public())).await?;
    tx.run(&statements::REMOVE_MEMBERS, params![agency, version]).await?;
    tx.run(&statements::REMOVE_LEAVING, params![agency]).await?;
    split_again(tx, context, by, (agency, next), &new).await?;
    if staying.iter().any(|(account, _)| account == opener.account()) {
        opener.keep(agency, next, new);
    }
    let without = without.map(ToOwned::to_owned).into_iter().chain(leaving).collect::<Vec<_>>();
    let action = if without.is_empty() { "vault.rotate" } else { "vault.remove_member" };
    log(tx, context, by, action, agency, json!({ "version": next, "without": without })).await
}

/// Hands an agency's vault to its successor (agencies merge or are renamed): the members of the successor's vault open
/// everything that was sealed to the old one, and nothing is sealed to the old one any more.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener is no member of the old one, [`VaultError::NoVault`] when the successor has
/// none.
pub async fn adopt(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    old: &str,
    successor: &str,
) -> Result<()> {
    opener.must_be(by)?;
    let (version, pair) = opener.live_vault(tx, old).await?;
    let (above, public) = live_public(tx, successor).await?;
    hold(tx, successor, above).await?;
    add_link(tx, context, by, (old, version), &pair, ((successor, above), &public)).await?;
    if tx.run(&statements::RETIRE_VAULT, params![old, version, context.now()]).await? != 1 {
        return Err(VaultError::Changed);
    }
    log(tx, context, by, "vault.adopt", successor, json!({ "old": old })).await
}

/// What a step of re-sealing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resealed {
    /// Record keys that were moved to the live vault.
    pub moved: usize,
    /// Whether nothing is left that is sealed to a retired one.
    pub is_done: bool,
}

/// Moves at most `most` record keys from retired versions of an agency's vault to the live one. Call it in a member's
/// session, a step at a time, until it is done; only then do the old secrets disappear.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener is no member.
pub async fn reseal_step(tx: &mut Tx, context: &Context, opener: &Opener, agency: &str, most: u32) -> Result<Resealed> {
    let (live, pair) = opener.live_vault(tx, agency).await?;
    hold(tx, agency, live).await?;
    let rows = tx.rows(&statements::LIST_OLD_KEYS, params![agency, live, most]).await?;
    for row in &rows {
        let (kind, id) = (row.text("record_type")?, row.text("record_id")?);
        let record = Record { kind: &kind, id: &id };
        let (version, key_version) = (row.int("holder_version")?, row.int("key_version")?);
        let sealed = row.blob("sealed")?;
        let old = opener.vault(tx, agency, version).await?;
        let secret = old.open_secret(&record_bound(record, key_version, AGENCY, agency, version), &sealed)?;
        let bound = record_bound(record, key_version, AGENCY, agency, live);
        let renewed = pair.public().seal(context, &bound, secret.expose())?;
        // One that somebody else moved or ended in between is theirs.
        tx.run(&statements::RENEW_RECORD_KEY, params![kind, id, agency, sealed, live, renewed]).await?;
    }
    let is_done = rows.len() < usize::try_from(most).unwrap_or(usize::MAX);
    if is_done {
        let before = context.now().checked_sub(KEEP_LINKS_HOURS.hours()).unwrap_or_else(|_| context.now());
        tx.run(&statements::DROP_LINKS, params![agency, live, before]).await?;
    }
    Ok(Resealed { moved: rows.len(), is_done })
}

async fn add_link(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    below: (&str, i64),
    old: &KeyPair,
    (above, public): ((&str, i64), &PublicKey),
) -> Result<()> {
    let sealed = public.seal(context, &link_bound_of(below, above), vault_secret(old).expose())?;
    let values = params![below.0, below.1, above.0, above.1, sealed, &by.account];
    tx.run(&statements::ADD_LINK, values).await?;
    Ok(())
}
