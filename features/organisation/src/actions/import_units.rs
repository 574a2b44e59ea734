//! Reading a later list of units: what differs, what would move, and putting it in force.

use ::web::Services;
use access::Actor;
use contracts::territory::FollowsUnits;
use jiff::civil::Date;
use std::time::Duration;

use super::{
    Obstacle, OrganisationError,
    apply::carry,
    plan_reorganisation::Facts,
    prepare::{prepare, tree_in_force},
};
use crate::{
    model::{Preview, UnitList},
    store::{reorganisations, reorganisations::NewPlan},
};

/// What a list would change from a day on; writes nothing.
pub async fn preview_list(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    list: &UnitList,
    first: Date,
) -> Result<Preview, OrganisationError> {
    let mut q = &services.db;
    let (tree, old) = tree_in_force(&mut q).await?;
    let outcome = list.outcome(&old).map_err(Obstacle::List)?;
    Ok(prepare(&mut q, &services.policy, actor, followers, (tree, old), outcome, first).await?.preview)
}

/// Puts a list in force as the tree from a day on; files and people follow.
///
/// # Errors
/// [`OrganisationError::Obstacle`]: then nothing changed. A list that is the tree in force already is no error and
/// changes nothing.
pub async fn apply_list(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    list: &UnitList,
    facts: &Facts,
) -> Result<Preview, OrganisationError> {
    let mut tx = services.db.begin_within(Duration::from_mins(5)).await?;
    let (tree, old) = tree_in_force(&mut tx).await?;
    let outcome = list.outcome(&old).map_err(Obstacle::List)?;
    let first = facts.effective_on;
    let prepared = prepare(&mut tx, &services.policy, actor, followers, (tree, old), outcome, first).await?;
    if prepared.preview.difference.is_empty() && prepared.moves.is_empty() {
        return Ok(prepared.preview);
    }
    let id = services.context.new_uuid().to_string();
    let Facts { title, citation, .. } = facts;
    let new = NewPlan { id: &id, title, citation, effective_on: first, origin: "list" };
    reorganisations::add(&mut tx, &new, actor, services.context.now()).await?;
    let plan = reorganisations::find(&mut tx, &id).await?.ok_or(OrganisationError::NotFound)?;
    let preview = carry(&mut tx, services, actor, followers, &plan.head, prepared, &list.source).await?;
    tx.commit().await?;
    Ok(preview)
}
