//! People's key pairs and locks.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Tx, params};

use super::statements;
use crate::{
    error::{Result, VaultError},
    keys::PublicKey,
    person::LockedPerson,
};

/// One lock of an account's live key pair.
#[derive(Debug, Clone)]
pub struct LockRow {
    /// Which of several: the credential of a passkey, the number of a code; `main` for the password.
    pub lock_id: String,
    /// The locked person.
    pub person: LockedPerson,
}

/// Enrols a person: a new key pair with its first lock. Ends the pair before it, if any (see [`reset_person`]).
///
/// # Errors
/// Only the database's.
pub async fn add_person(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    locked: &LockedPerson,
    kind: &str,
    lock_id: &str,
) -> Result<()> {
    put_person(tx, context, by, locked, kind, lock_id).await?;
    log(tx, context, by, "vault.enrol", &locked.account).await
}

async fn put_person(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    locked: &LockedPerson,
    kind: &str,
    lock_id: &str,
) -> Result<()> {
    tx.run(&statements::END_PERSON_KEYS, params![&locked.account]).await?;
    let values = params![&locked.account, locked.version, locked.public.as_bytes(), &by.account, context.now()];
    tx.run(&statements::ADD_PERSON_KEY, values).await?;
    add_lock(tx, context, locked, kind, lock_id).await
}

/// Adds one more lock around the same secret: a passkey, a recovery code.
///
/// # Errors
/// Only the database's.
pub async fn add_lock(tx: &mut Tx, context: &Context, locked: &LockedPerson, kind: &str, lock_id: &str) -> Result<()> {
    let values = params![&locked.account, locked.version, kind, lock_id, &locked.locked[..], context.now()];
    tx.run(&statements::ADD_PERSON_LOCK, values).await?;
    Ok(())
}

/// Puts a new lock in the place of one that was just opened: a changed password.
///
/// # Errors
/// [`VaultError::Changed`] when it is no longer the one that was opened.
pub async fn change_lock(
    tx: &mut Tx,
    context: &Context,
    old: &LockedPerson,
    new: &LockedPerson,
    kind: &str,
) -> Result<()> {
    let values = params![&old.account, old.version, kind, &old.locked[..], &new.locked[..], context.now()];
    let changed = tx.run(&statements::REPLACE_LOCK, values).await?;
    if changed == 1 && new.public == old.public { Ok(()) } else { Err(VaultError::Changed) }
}

/// Takes a lock away: a passkey that was lost, a code that was used.
///
/// # Errors
/// Only the database's.
pub async fn remove_lock(tx: &mut Tx, account: &str, kind: &str, lock_id: &str) -> Result<bool> {
    Ok(tx.run(&statements::REMOVE_LOCK, params![account, kind, lock_id]).await? == 1)
}

/// The locks of a kind around an account's live key pair.
///
/// # Errors
/// Only the database's.
pub async fn list_locks(q: &mut impl Query, account: &str, kind: &str) -> Result<Vec<LockRow>> {
    let rows = q.rows(&statements::FIND_LOCKS, params![account, kind]).await?;
    rows.iter()
        .map(|row| {
            let person = LockedPerson {
                account: account.to_owned(),
                version: row.int("version")?,
                public: PublicKey::from_slice(&row.blob("public_key")?)?,
                locked: row.blob("locked")?,
            };
            Ok(LockRow { lock_id: row.text("lock_id")?, person })
        })
        .collect()
}

/// The live public key of an account, with its version.
///
/// # Errors
/// Only the database's.
pub async fn find_public_key(q: &mut impl Query, account: &str) -> Result<Option<(i64, PublicKey)>> {
    let row = q.row(&statements::LIVE_PERSON_KEY, params![account]).await?;
    row.map(|row| Ok((row.int("version")?, PublicKey::from_slice(&row.blob("public_key")?)?))).transpose()
}

/// Starts a person anew whose password is lost and who has no other lock: all old locks are destroyed, the new pair is
/// enrolled, and every vault the person belonged to puts them on its list of those to be admitted. Tells these agencies.
///
/// Make the person with [`Person::create`](crate::Person::create) after the version that [`find_public_key`] tells. Nothing that was sealed
/// to the old pair opens again, which is right: who resets a password must not gain what the person could read.
///
/// # Errors
/// Only the database's.
pub async fn reset_person(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    new: &LockedPerson,
    kind: &str,
) -> Result<Vec<String>> {
    let last = tx.count(&statements::LAST_PERSON_VERSION, params![&new.account]).await?;
    if new.version <= last {
        return Err(VaultError::Changed);
    }
    tx.run(&statements::REMOVE_LOCKS, params![&new.account]).await?;
    put_person(tx, context, by, new, kind, "main").await?;
    let rows = tx.rows(&statements::REMOVE_EVERYWHERE, params![&new.account]).await?;
    let mut agencies: Vec<String> = rows.iter().map(|row| row.text("agency")).collect::<Result<_, _>>()?;
    agencies.sort();
    agencies.dedup();
    for agency in &agencies {
        tx.run(&statements::ADD_WAITING, params![agency, &new.account, context.now()]).await?;
    }
    log(tx, context, by, "vault.reset_person", &new.account).await?;
    Ok(agencies)
}

async fn log(tx: &mut Tx, context: &Context, by: &Actor, action: &str, account: &str) -> Result<()> {
    audit::record(tx, context, by, &Entry::change(action, "account", account)).await?;
    Ok(())
}

/// Seals bytes to an account's live public key.
pub(super) async fn seal_to_account(
    tx: &mut Tx,
    context: &Context,
    account: &str,
    bound: impl FnOnce(i64) -> Vec<u8>,
    bytes: &[u8],
) -> Result<(i64, Vec<u8>)> {
    let (version, public) =
        find_public_key(tx, account).await?.ok_or_else(|| VaultError::NoPersonKey(account.to_owned()))?;
    Ok((version, public.seal(context, &bound(version), bytes)?))
}
