//! Keys after a reorganisation: the vault of an agency that ended goes to its successor as soon as one of its members
//! opens the tips, because only a member can hand it on.

use access::Actor;
use vault::{Opener, VaultError};
use web::Services;

use crate::{
    error::{Result, TipError},
    store::follows::{self, OldVault},
};

/// What became of the keys of an agency's predecessors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Followed {
    /// Names of the predecessors whose vault this request handed on.
    pub(crate) taken: Vec<String>,
    /// Those whose vault still waits for one of its members, with the tips that wait with it.
    pub(crate) waiting: Vec<OldVault>,
}

/// Hands the vaults of the predecessors of a person's agency on, as far as the person can open them, and makes the
/// successor's vault where it has none yet. Does nothing where nothing waits: one statement.
///
/// # Errors
/// The vault's and the database's; somebody who did the same at this moment is no error.
pub(crate) async fn follow_vaults(services: &Services, actor: &Actor, opener: Option<&Opener>) -> Result<Followed> {
    let Some(agency) = actor.agency.as_deref() else { return Ok(Followed::default()) };
    let mut q = &services.db;
    let old = follows::old_vaults(&mut q, agency, &actor.account).await?;
    let Some(opener) = opener else { return Ok(Followed { taken: Vec::new(), waiting: old }) };
    if follows::is_renewal_due(&mut q, agency).await? {
        forgive(renew(services, actor, opener, agency).await)?;
    }
    if !old.iter().any(|one| one.is_mine) {
        return Ok(Followed { taken: Vec::new(), waiting: old });
    }
    if forgive(hand_on(services, actor, opener, (agency, &old)).await)?.is_none() {
        let waiting = follows::old_vaults(&mut q, agency, &actor.account).await?;
        return Ok(Followed { taken: Vec::new(), waiting });
    }
    let (taken, waiting): (Vec<_>, Vec<_>) = old.into_iter().partition(|one| one.is_mine);
    Ok(Followed { taken: taken.into_iter().map(|one| one.name).collect(), waiting })
}

/// Somebody else was quicker, or the person is no member after all: then there is nothing to do.
fn forgive(outcome: Result<()>) -> Result<Option<()>> {
    match outcome {
        Ok(()) => Ok(Some(())),
        Err(TipError::Stale | TipError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn hand_on(
    services: &Services,
    actor: &Actor,
    opener: &Opener,
    (agency, old): (&str, &[OldVault]),
) -> Result<()> {
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    if !vault::has_vault(&mut tx, agency).await? {
        vault::create_vault(&mut tx, context, actor, agency, &actor.account).await?;
    }
    // Whoever belonged to a predecessor belongs to the successor; only a member of it can let them in.
    let present = members(&mut tx, agency).await?;
    if present.contains(&actor.account) {
        for one in old {
            for account in members(&mut tx, &one.agency).await? {
                if present.contains(&account) {
                    continue;
                }
                match vault::admit(&mut tx, context, actor, opener, agency, &account).await {
                    // Without a key pair there is nothing to seal to; a colleague admits them later.
                    Ok(()) | Err(VaultError::NoPersonKey(_)) => {}
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    for one in old.iter().filter(|one| one.is_mine) {
        vault::adopt(&mut tx, context, actor, opener, &one.agency, agency).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn members(tx: &mut db::Tx, agency: &str) -> Result<Vec<String>> {
    Ok(vault::list_members(tx, agency).await?.into_iter().map(|member| member.account).collect())
}

/// Another key for a vault that others could open for a while.
async fn renew(services: &Services, actor: &Actor, opener: &Opener, agency: &str) -> Result<()> {
    let mut tx = services.db.begin().await?;
    vault::rotate(&mut tx, &services.context, actor, opener, agency).await?;
    follows::renewed(&mut tx, agency).await?;
    tx.commit().await?;
    Ok(())
}
