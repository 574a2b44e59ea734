//! Leaving a vault without a member at hand who could give it new keys: an administrator ends a role or closes an account,
//! and opens no vault.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Tx, params};
use serde_json::json;

use super::{
    rotation::rotate,
    statements,
    vaults::{hold, list_vaults_of, live_public},
};
use crate::{
    error::{Result, VaultError},
    opener::Opener,
};

/// Takes an account out of every vault, at once: its copies of their secrets are destroyed, and each vault notes that it
/// needs new keys, which the next member who signs in gives it ([`rotate_if_left`]). `by` is nobody where the program acts
/// by itself. Gives the agencies.
///
/// The last member's copy stays, or nobody could ever open the vault again; it goes once somebody else is a member. What
/// keeps that person out meanwhile is the right that is gone.
///
/// # Errors
/// Only the database's.
pub async fn leave_vaults(tx: &mut Tx, context: &Context, by: Option<&Actor>, account: &str) -> Result<Vec<String>> {
    let agencies = list_vaults_of(tx, account).await?;
    for agency in &agencies {
        hold_live(tx, agency).await?;
        tx.run(&statements::ADD_LEAVING, params![agency, account, context.now()]).await?;
    }
    tx.run(&statements::REMOVE_LEAVER, params![account]).await?;
    tx.run(&statements::REMOVE_WAITING_LEAVER, params![account]).await?;
    let kept = list_vaults_of(tx, account).await?;
    for agency in &agencies {
        let payload = json!({ "account": account, "is_last": kept.contains(agency) });
        let entry = Entry::change("vault.leave", "vault", agency).payload(payload);
        match by {
            Some(by) => audit::record(tx, context, by, &entry).await?,
            None => audit::record_system(tx, context, &entry).await?,
        };
    }
    Ok(agencies)
}

/// Keeps a vault from getting new keys until the transaction ends; one that gets them just now is waited for.
async fn hold_live(tx: &mut Tx, agency: &str) -> Result<()> {
    let (version, _) = live_public(tx, agency).await?;
    match hold(tx, agency, version).await {
        Err(VaultError::Changed) => {
            let (version, _) = live_public(tx, agency).await?;
            hold(tx, agency, version).await
        }
        held => held,
    }
}

/// Whoever was to leave and is still the last member of a vault stays after all, because the right is given back.
///
/// # Errors
/// Only the database's.
pub async fn stay_in_vaults(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run(&statements::REMOVE_LEAVING_OF_MEMBER, params![account]).await?;
    Ok(())
}

/// Gives an agency's vault new keys if somebody has left it since it got the present ones; tells whether it did.
/// Somebody who is to leave does not do it.
///
/// # Errors
/// As [`rotate`].
pub async fn rotate_if_left(tx: &mut Tx, context: &Context, by: &Actor, opener: &Opener, agency: &str) -> Result<bool> {
    let leaving = list_leaving(tx, agency).await?;
    if leaving.is_empty() || leaving.iter().any(|account| account == opener.account()) {
        return Ok(false);
    }
    rotate(tx, context, by, opener, agency).await?;
    Ok(true)
}

/// Who has left a vault since it got its present keys.
///
/// # Errors
/// Only the database's.
pub async fn list_leaving(q: &mut impl Query, agency: &str) -> Result<Vec<String>> {
    let rows = q.rows(&statements::LIST_LEAVING, params![agency]).await?;
    Ok(rows.iter().map(|row| row.text("account")).collect::<Result<_, _>>()?)
}
