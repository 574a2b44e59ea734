//! Grants or refuses what somebody else asked.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use db::Tx;
use vault::{GlassState, Opener};

use super::find;
use crate::{
    actions::keyring::{Against, Done, told},
    rights::DecideBreakGlass,
    store,
};

/// Lets the asker see the record until the time is over.
pub(crate) async fn grant(
    services: &Services,
    actor: &Actor,
    _: &Permit<DecideBreakGlass>,
    opener: &Opener,
    id: &str,
) -> Done {
    let mut tx = services.db.begin().await?;
    if let Err(against) = undecided(&mut tx, actor, id).await? {
        return Ok(Err(against));
    }
    match vault::grant_break_glass(&mut tx, &services.context, actor, opener, id).await {
        Ok(_) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Refuses it.
pub(crate) async fn refuse(
    services: &Services,
    actor: &Actor,
    _: &Permit<DecideBreakGlass>,
    opener: &Opener,
    id: &str,
) -> Done {
    let mut tx = services.db.begin().await?;
    match undecided(&mut tx, actor, id).await? {
        Ok(()) | Err(GONE) => {}
        Err(against) => return Ok(Err(against)),
    }
    match vault::refuse_break_glass(&mut tx, &services.context, actor, opener, id).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// The asker does not work with what is sealed to the agency any more: such a request can only be refused.
const GONE: Against = Against("sign-in-glass-gone");

async fn undecided(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Result<(), Against>, Problem> {
    let glass = find(tx, actor, id).await?;
    if glass.state != GlassState::Asked {
        return Ok(Err(Against("sign-in-glass-decided")));
    }
    let works_here = store::keyring::is_keeper(tx, &glass.agency, &glass.account).await?;
    Ok(if works_here { Ok(()) } else { Err(GONE) })
}
