//! A reorganisation is taken back, as long as nothing new stands on it.

use ::web::Services;
use access::{Actor, Thing};
use contracts::territory::FollowsUnits;
use std::time::Duration;

use super::{Obstacle, OrganisationError};
use crate::{
    model::{COUNTRY, State},
    rights::Reorganise,
    store::{self, About, follow_bodies, reorganisations},
};

/// Puts the tree of before in force again and everything back where it stood.
///
/// # Errors
/// [`Obstacle::NotLatest`], [`Obstacle::Newcomers`] and the like: then nothing changed.
pub async fn undo_reorganisation(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    id: &str,
    reason: &str,
) -> Result<(), OrganisationError> {
    let mut tx = services.db.begin_within(Duration::from_mins(5)).await?;
    let plan = reorganisations::find(&mut tx, id).await?.ok_or(OrganisationError::NotFound)?;
    let head = plan.head;
    let (State::Applied, Some(old), Some(new)) = (head.state, &head.old_tree, &head.new_tree) else {
        return Err(Obstacle::State.into());
    };
    let mut permit = services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    for unit in reorganisations::concerned(&mut tx, id, new).await? {
        permit = services.policy.permit::<Reorganise>(actor, &unit.thing())?;
    }
    if store::current_tree(&mut tx).await?.is_none_or(|tree| tree.id != *new) {
        return Err(Obstacle::NotLatest.into());
    }
    let newcomers = reorganisations::newcomers(&mut tx, id, head.effective_on, followers).await?;
    if newcomers > 0 {
        return Err(Obstacle::Newcomers(newcomers).into());
    }
    follow_bodies::unmake(&mut tx, id).await?;
    for follows in followers {
        reorganisations::follow_back(&mut tx, id, follows, old).await?;
    }
    reorganisations::drop_tree(&mut tx, &permit, old, new).await?;
    reorganisations::forget(&mut tx, id).await?;
    let (by, at) = (actor.name.as_str(), services.context.now());
    if !reorganisations::settle(&mut tx, id, (State::Applied, State::Undone), None, by, at).await? {
        return Err(OrganisationError::Stale);
    }
    let about = About { unit: COUNTRY, subject: "reorganisation", id };
    store::add_event(&mut tx, &services.context, actor, about, "undone", reason, &head.title).await?;
    tx.commit().await?;
    Ok(())
}
