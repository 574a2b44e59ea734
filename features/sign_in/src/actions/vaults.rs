//! What signing in and the end of a right do to the vaults of agencies (design.md §4).
//!
//! An administrator opens no vault, so nobody can give it new keys in the moment in which somebody leaves. The copy of its
//! secret goes at once, in the same transaction; the new keys come with the next member who signs in with the password,
//! and with them, step by step, what was sealed to the old ones.

use ::web::{Problem, Services};
use access::Actor;
use contracts::roles::OF_THE_VAULT;
use db::Tx;
use vault::{Opener, VaultError};

use crate::{
    model::AccountRow,
    person::{broken, oneself},
    store::roles,
};

/// Record keys that one transaction moves over.
const AT_ONCE: u32 = 50;
/// Transactions after one sign-in; what is left waits for the next.
const STEPS: u32 = 200;

/// Takes an account, which is closed in the same transaction, out of every vault. `by` is nobody at the terminal and by
/// the clock.
pub(crate) async fn leave(
    tx: &mut Tx,
    services: &Services,
    by: Option<&Actor>,
    account: &str,
) -> Result<(), VaultError> {
    vault::leave_vaults(tx, &services.context, by, account).await.map(drop)
}

/// Takes an account, of which a role of the vault ended in the same transaction, out of every vault unless another role
/// keeps it there.
pub(crate) async fn leave_after_role(
    tx: &mut Tx,
    services: &Services,
    by: &Actor,
    account: &str,
    grant: &str,
) -> Result<(), Problem> {
    let ended = roles::list(tx, account).await?.into_iter().find(|one| one.id == grant && one.confirmed_at.is_some());
    if !ended.is_some_and(|ended| OF_THE_VAULT.contains(&ended.role.as_str())) {
        return Ok(());
    }
    let holding = roles::holding(tx, account).await?;
    if holding.iter().any(|role| OF_THE_VAULT.contains(&role.as_str())) {
        return Ok(());
    }
    leave(tx, services, Some(by), account).await.map_err(broken)
}

/// Whoever was to leave and is the last member still, stays: a role was given back, or the account was opened again.
pub(crate) async fn stay(tx: &mut Tx, account: &str) -> Result<(), Problem> {
    let holding = roles::holding(tx, account).await?;
    if holding.iter().any(|role| OF_THE_VAULT.contains(&role.as_str())) {
        vault::stay_in_vaults(tx, account).await.map_err(broken)?;
    }
    Ok(())
}

/// Looks after the vaults of somebody who has just signed in with the password, while the pages go on.
pub(crate) fn look_after(services: &Services, owner: &AccountRow, opener: Opener) {
    let (services, owner) = (services.clone(), oneself(owner));
    tokio::spawn(async move {
        match look_after_all(&services, &owner, &opener).await {
            // Somebody else gives it new keys in this very moment, or took the person out of it.
            Ok(()) | Err(VaultError::Changed | VaultError::NotHeld) => {}
            Err(error) => tracing::error!(account = owner.account, %error, "vaults were not looked after"),
        }
    });
}

async fn look_after_all(services: &Services, owner: &Actor, opener: &Opener) -> Result<(), VaultError> {
    let (db, context) = (&services.db, &services.context);
    for agency in vault::list_vaults_of(&mut &*db, &owner.account).await? {
        renew_if_left(services, owner, opener, &agency).await?;
        for _ in 0..STEPS {
            let mut tx = db.begin().await?;
            let done = vault::reseal_step(&mut tx, context, opener, &agency, AT_ONCE).await?;
            tx.commit().await?;
            if done.is_done {
                break;
            }
        }
    }
    Ok(())
}

/// Gives a vault new keys where somebody left it. The transaction ends here, whatever comes of it: what follows begins
/// one of its own, and there is one writer.
async fn renew_if_left(services: &Services, owner: &Actor, opener: &Opener, agency: &str) -> Result<(), VaultError> {
    let mut tx = services.db.begin().await?;
    if vault::rotate_if_left(&mut tx, &services.context, owner, opener, agency).await? {
        tx.commit().await?;
        tracing::info!(agency, by = owner.account, "a vault got new keys because somebody left");
    }
    Ok(())
}
