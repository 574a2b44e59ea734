//! A reorganisation comes into force: the new tree, and everything that stands on it, in one transaction.

use ::web::Services;
use access::Actor;
use contracts::territory::{FollowsUnits, Stands};
use db::Tx;
use std::time::Duration;

use super::{
    Obstacle, OrganisationError,
    plan_reorganisation::Facts,
    prepare::{Prepared, prepare, tree_in_force},
};
use crate::{
    model::{self, COUNTRY, Head, Outcome, Preview, State, Step},
    store::{
        self, About,
        follow_bodies::Hand,
        load,
        reorganisations::{self, NewPlan, What},
    },
};

/// The longest that a reorganisation of the whole country may hold the writer.
const LONGEST: Duration = Duration::from_mins(5);

/// Applies a planned reorganisation at version `base`, on its day or later.
///
/// # Errors
/// [`OrganisationError::NotFound`], [`OrganisationError::Stale`], [`OrganisationError::Obstacle`]: then nothing changed.
pub async fn apply_reorganisation(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    id: &str,
    base: i64,
) -> Result<Preview, OrganisationError> {
    let mut tx = services.db.begin_within(LONGEST).await?;
    let plan = reorganisations::find(&mut tx, id).await?.ok_or(OrganisationError::NotFound)?;
    if plan.head.state != State::Planned {
        return Err(Obstacle::State.into());
    }
    let (tree, old) = tree_in_force(&mut tx).await?;
    if plan.steps.is_empty() {
        return Err(Obstacle::Empty.into());
    }
    let outcome = model::carry_out(&old, &plan.steps).map_err(|(place, error)| Obstacle::Step(place, error))?;
    let first = plan.head.effective_on;
    let prepared = prepare(&mut tx, &services.policy, actor, followers, (tree, old), outcome, first).await?;
    if !reorganisations::claim(&mut tx, id, base).await? {
        return Err(OrganisationError::Stale);
    }
    let source = plan.head.citation.clone();
    let preview = carry(&mut tx, services, actor, followers, &plan.head, prepared, &source).await?;
    tx.commit().await?;
    Ok(preview)
}

/// Plans steps and applies them at once, both or neither.
///
/// # Errors
/// As [`apply_reorganisation`].
pub async fn apply_steps(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    facts: &Facts,
    steps: &[Step],
) -> Result<Preview, OrganisationError> {
    facts.check()?;
    if steps.is_empty() {
        return Err(Obstacle::Empty.into());
    }
    let mut tx = services.db.begin_within(LONGEST).await?;
    let (tree, old) = tree_in_force(&mut tx).await?;
    let outcome = model::carry_out(&old, steps).map_err(|(place, error)| Obstacle::Step(place, error))?;
    let first = facts.effective_on;
    let prepared = prepare(&mut tx, &services.policy, actor, followers, (tree, old), outcome, first).await?;
    let id = services.context.new_uuid().to_string();
    let Facts { title, citation, .. } = facts;
    let new = NewPlan { id: &id, title, citation, effective_on: first, origin: "steps" };
    reorganisations::add(&mut tx, &new, actor, services.context.now()).await?;
    reorganisations::set_steps(&mut tx, &id, steps).await?;
    let plan = reorganisations::find(&mut tx, &id).await?.ok_or(OrganisationError::NotFound)?;
    let preview = carry(&mut tx, services, actor, followers, &plan.head, prepared, citation).await?;
    tx.commit().await?;
    Ok(preview)
}

/// The same within a transaction, for a plan or a list that was just written.
pub(super) async fn carry(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    head: &Head,
    prepared: Prepared,
    source: &str,
) -> Result<Preview, OrganisationError> {
    let Prepared { tree, permit, numbered, outcome, moves, watched, agencies, committees, preview } = prepared;
    let first = head.effective_on;
    if first > services.context.today() {
        return Err(Obstacle::Early(first).into());
    }
    if let Some(begun) = tree.valid_from.filter(|begun| first <= *begun) {
        return Err(Obstacle::Before(begun).into());
    }
    if !preview.strays.is_empty() {
        return Err(Obstacle::Strays(preview.strays).into());
    }
    let new_tree = first.to_string();
    reorganisations::next_tree(tx, &permit, &tree, &new_tree, first, source).await?;
    load::add_units(tx, &new_tree, &numbered).await?;
    let pairs: Vec<_> = outcome.lineage.pairs().collect();
    load::add_successions(tx, &tree.id, &new_tree, &pairs).await?;
    for one in &moves {
        reorganisations::add_move(tx, &head.id, What::Unit, &one.old, &one.new).await?;
    }
    for code in &watched {
        reorganisations::add_move(tx, &head.id, What::Unit, code, code).await?;
    }
    let mut hand = Hand { tx, context: &services.context, id: &head.id, first };
    hand.agencies(&agencies).await?;
    hand.committees(&committees).await?;
    for follows in followers {
        reorganisations::follow(tx, &head.id, follows, &new_tree).await?;
    }
    check_totals(tx, followers, &outcome, &preview).await?;
    let (by, at) = (actor.name.as_str(), services.context.now());
    let trees = Some((tree.id.as_str(), new_tree.as_str()));
    if !reorganisations::settle(tx, &head.id, (State::Planned, State::Applied), trees, by, at).await? {
        return Err(OrganisationError::Stale);
    }
    let about = About { unit: COUNTRY, subject: "reorganisation", id: &head.id };
    store::add_event(tx, &services.context, actor, about, "applied", &head.citation, &head.title).await?;
    Ok(preview)
}

/// Every row that stood somewhere stands somewhere now; else nothing is kept.
async fn check_totals(
    tx: &mut Tx,
    followers: &[FollowsUnits],
    outcome: &Outcome,
    preview: &Preview,
) -> Result<(), OrganisationError> {
    let known = model::by_code(&outcome.nodes);
    for rows in followers.iter().flat_map(|follows| follows.rows) {
        let counts = reorganisations::counts(tx, rows).await?;
        let placed =
            counts.iter().filter(|(code, _)| rows.stands == Stands::InAgency || known.contains_key(code.as_str()));
        let after: i64 = placed.map(|(_, n)| n).sum();
        let before = preview.tallies.iter().find(|tally| tally.key == rows.key).map(|tally| tally.before);
        if before != Some(after) {
            return Err(Obstacle::Totals(rows.key).into());
        }
    }
    Ok(())
}
