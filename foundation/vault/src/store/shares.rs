//! Trustees: who brings a vault back when its members are lost.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;
use serde_json::json;

use super::{people::find_public_key, recovery_statements as statements};
use crate::{
    bound::bind,
    error::{Result, VaultError},
    keys::{KeyPair, PublicKey},
    opener::{Opener, vault_secret},
    shamir,
};

/// Fewest shares that may bring a vault back: one person alone never can.
pub const FEWEST_NEEDED: u8 = 2;
/// Most trustees of one vault.
pub const MOST_TRUSTEES: usize = 16;

/// How well a vault is secured against the loss of all its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryState {
    /// How many trustees are needed.
    pub needed: i64,
    /// The trustees whose share opens.
    pub usable: Vec<String>,
    /// The trustees whose share is lost, because their key pair is another one now: split anew.
    pub lost: Vec<String>,
    /// When it was split.
    pub made_at: Timestamp,
    /// When it was last rehearsed with success, if ever.
    pub rehearsed_at: Option<Timestamp>,
}

impl RecoveryState {
    /// Whether the trustees who are left could still bring the vault back.
    pub fn is_enough(&self) -> bool {
        i64::try_from(self.usable.len()).is_ok_and(|usable| usable >= self.needed)
    }
}

/// Splits the secret of an agency's vault among trustees, in place of any earlier split, whose shares are destroyed.
///
/// When a trustee has gone, name the others and rotate the vault afterwards: shares that somebody copied then bring back
/// a retired key only.
///
/// # Errors
/// [`VaultError::Refused`] for too few, too many or repeated trustees; [`VaultError::NoPersonKey`] for one without a key
/// pair; [`VaultError::NotHeld`] when the opener is no member.
pub async fn set_trustees(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    agency: &str,
    trustees: &[&str],
    needed: u8,
) -> Result<()> {
    opener.must_be(by)?;
    let mut distinct = trustees.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let is_sound = needed >= FEWEST_NEEDED
        && usize::from(needed) <= trustees.len()
        && trustees.len() <= MOST_TRUSTEES
        && distinct.len() == trustees.len();
    if !is_sound {
        return Err(VaultError::Refused("trustees-unsound"));
    }
    let (version, pair) = opener.live_vault(tx, agency).await?;
    super::vaults::hold(tx, agency, version).await?;
    let mut keys = Vec::with_capacity(trustees.len());
    for account in trustees {
        let key = find_public_key(tx, account).await?;
        let (person_version, public) = key.ok_or_else(|| VaultError::NoPersonKey((*account).to_owned()))?;
        keys.push(((*account).to_owned(), person_version, public));
    }
    split_among(tx, context, by, (agency, version), &pair, &keys, needed).await
}

/// Splits a rotated vault's new secret among the trustees of the old one whose shares still open. Where they have become
/// too few, no split is left, which [`recovery_state`] tells.
pub(super) async fn split_again(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    (agency, version): (&str, i64),
    pair: &KeyPair,
) -> Result<()> {
    let Some(set) = tx.row(&statements::LIVE_SET, params![agency]).await? else { return Ok(()) };
    let (set_no, needed) = (set.int("set_no")?, set.int("needed")?);
    let mut keys = Vec::new();
    for row in tx.rows(&statements::LIST_SHARES, params![agency, set_no]).await? {
        let account = row.text("account")?;
        if row.flag("is_usable")?
            && let Some((person_version, public)) = find_public_key(tx, &account).await?
        {
            keys.push((account, person_version, public));
        }
    }
    let needed = u8::try_from(needed).map_err(|_| VaultError::Form)?;
    if keys.len() >= usize::from(needed) {
        return split_among(tx, context, by, (agency, version), pair, &keys, needed).await;
    }
    tx.run(&statements::END_SETS, params![agency]).await?;
    tx.run(&statements::DROP_SHARES, params![agency]).await?;
    let entry = Entry::change("vault.lose_trustees", "vault", agency).payload(json!({ "left": keys.len() }));
    audit::record(tx, context, by, &entry).await?;
    Ok(())
}

/// How well an agency's vault is secured; `None` when it is not split at all.
///
/// # Errors
/// Only the database's.
pub async fn recovery_state(q: &mut impl Query, agency: &str) -> Result<Option<RecoveryState>> {
    let Some(set) = q.row(&statements::LIVE_SET, params![agency]).await? else { return Ok(None) };
    let set_no = set.int("set_no")?;
    let rehearsal = q.row(&statements::LAST_REHEARSAL, params![agency, set_no]).await?;
    let mut state = RecoveryState {
        needed: set.int("needed")?,
        usable: Vec::new(),
        lost: Vec::new(),
        made_at: set.instant("made_at")?,
        rehearsed_at: rehearsal.map(|row| row.opt_instant("ended_at")).transpose()?.flatten(),
    };
    for row in q.rows(&statements::LIST_SHARES, params![agency, set_no]).await? {
        let list = if row.flag("is_usable")? { &mut state.usable } else { &mut state.lost };
        list.push(row.text("account")?);
    }
    Ok(Some(state))
}

/// The agencies that made an account a trustee of their vault.
///
/// # Errors
/// Only the database's.
pub async fn list_trusteeships(q: &mut impl Query, account: &str) -> Result<Vec<String>> {
    let rows = q.rows(&statements::TRUSTED_BY, params![account]).await?;
    Ok(rows.iter().map(|row| row.text("agency")).collect::<Result<_, _>>()?)
}

async fn split_among(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    (agency, version): (&str, i64),
    pair: &KeyPair,
    keys: &[(String, i64, PublicKey)],
    needed: u8,
) -> Result<()> {
    let shares = shamir::split(context, vault_secret(pair), needed, keys.len())?;
    let set_no = tx.count(&statements::LAST_SET, params![agency]).await? + 1;
    tx.run(&statements::END_SETS, params![agency]).await?;
    tx.run(&statements::DROP_SHARES, params![agency]).await?;
    let values = params![agency, set_no, version, needed, &by.account, context.now()];
    tx.run(&statements::ADD_SET, values).await?;
    for ((account, person_version, public), share) in keys.iter().zip(&shares) {
        let bound = share_bound((agency, set_no), version, account, *person_version);
        let sealed = public.seal(context, &bound, share)?;
        let values = params![agency, set_no, account, *person_version, sealed, commitment(agency, set_no, share)];
        tx.run(&statements::ADD_SHARE, values).await?;
    }
    let payload =
        json!({ "set": set_no, "needed": needed, "trustees": keys.iter().map(|key| &key.0).collect::<Vec<_>>() });
    audit::record(tx, context, by, &Entry::change("vault.set_trustees", "vault", agency).payload(payload)).await?;
    Ok(())
}

/// What a share is bound to where it is sealed to its trustee.
pub(super) fn share_bound((agency, set_no): (&str, i64), version: i64, account: &str, person_version: i64) -> Vec<u8> {
    let parts = [
        agency.as_bytes(),
        &set_no.to_be_bytes(),
        &version.to_be_bytes(),
        account.as_bytes(),
        &person_version.to_be_bytes(),
    ];
    bind("lachan.vault.share/1", &parts)
}

/// A hash that tells a true share from another; the share itself is 256 random bits, so it tells nothing else.
pub(super) fn commitment(agency: &str, set_no: i64, share: &[u8]) -> String {
    base::sha256_hex(&bind("lachan.vault.share-commitment/1", &[agency.as_bytes(), &set_no.to_be_bytes(), share]))
}
