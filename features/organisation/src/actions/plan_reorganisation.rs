//! Planning a reorganisation: its document, its day, its steps; and looking at what it would do.

use ::web::Services;
use access::{Actor, Thing};
use contracts::territory::FollowsUnits;
use jiff::civil::Date;

use super::{
    Fault, Obstacle, OrganisationError,
    prepare::{prepare, tree_in_force},
};
use crate::{
    model::{self, COUNTRY, Head, Node, Plan, Preview, State, Step},
    rights::Reorganise,
    store::{self, About, reorganisations, reorganisations::NewPlan},
};

/// What is typed about a reorganisation itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What it is called.
    pub title: String,
    /// The document that orders it.
    pub citation: String,
    /// First day of the new tree.
    pub effective_on: Date,
}

impl Facts {
    pub(super) fn check(&self) -> Result<(), OrganisationError> {
        let mut faults = Vec::new();
        if self.title.trim().is_empty() {
            faults.push(Fault { field: "ten", key: "organisation-fault-title" });
        }
        if self.citation.trim().is_empty() {
            faults.push(Fault { field: "can-cu", key: "organisation-fault-citation" });
        }
        if faults.is_empty() { Ok(()) } else { Err(OrganisationError::Invalid(faults)) }
    }
}

/// Begins a plan; gives its identifier.
pub async fn plan_reorganisation(
    services: &Services,
    actor: &Actor,
    facts: &Facts,
    steps: &[Step],
) -> Result<String, OrganisationError> {
    services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    facts.check()?;
    let id = services.context.new_uuid().to_string();
    let new = NewPlan {
        id: &id,
        title: &facts.title,
        citation: &facts.citation,
        effective_on: facts.effective_on,
        origin: "steps",
    };
    let mut tx = services.db.begin().await?;
    reorganisations::add(&mut tx, &new, actor, services.context.now()).await?;
    reorganisations::set_steps(&mut tx, &id, steps).await?;
    let about = About { unit: COUNTRY, subject: "reorganisation", id: &id };
    store::add_event(&mut tx, &services.context, actor, about, "planned", &facts.citation, &facts.title).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes facts and steps anew, if nobody changed the plan since version `base`. The steps need not fit yet.
pub async fn change_plan(
    services: &Services,
    actor: &Actor,
    id: &str,
    base: i64,
    facts: &Facts,
    steps: &[Step],
) -> Result<(), OrganisationError> {
    services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    facts.check()?;
    let mut tx = services.db.begin().await?;
    if !reorganisations::claim(&mut tx, id, base).await? {
        return Err(OrganisationError::Stale);
    }
    reorganisations::set_head(&mut tx, id, &facts.title, &facts.citation, facts.effective_on).await?;
    reorganisations::set_steps(&mut tx, id, steps).await?;
    let about = About { unit: COUNTRY, subject: "reorganisation", id };
    store::add_event(&mut tx, &services.context, actor, about, "changed", &facts.citation, &facts.title).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a plan up before it was applied.
pub async fn drop_plan(services: &Services, actor: &Actor, id: &str, reason: &str) -> Result<(), OrganisationError> {
    services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    let mut tx = services.db.begin().await?;
    let now = services.context.now();
    if !reorganisations::settle(&mut tx, id, (State::Planned, State::Dropped), None, &actor.name, now).await? {
        return Err(Obstacle::State.into());
    }
    let about = About { unit: COUNTRY, subject: "reorganisation", id };
    store::add_event(&mut tx, &services.context, actor, about, "dropped", reason, "").await?;
    tx.commit().await?;
    Ok(())
}

/// The latest two hundred reorganisations, the newest day first, for one who may reorganise.
pub async fn reorganisations(services: &Services, actor: &Actor) -> Result<Vec<Head>, OrganisationError> {
    services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    Ok(reorganisations::list(&mut &services.db).await?)
}

/// A plan, for one who may reorganise.
pub async fn find_plan(services: &Services, actor: &Actor, id: &str) -> Result<Plan, OrganisationError> {
    services.policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    reorganisations::find(&mut &services.db, id).await?.ok_or(OrganisationError::NotFound)
}

/// The units as the tree in force would have them after some steps.
pub(crate) async fn preview_steps(services: &Services, steps: &[Step]) -> Result<Vec<Node>, OrganisationError> {
    let (_, old) = tree_in_force(&mut &services.db).await?;
    let outcome = model::carry_out(&old, steps).map_err(|(place, error)| Obstacle::Step(place, error))?;
    Ok(outcome.nodes)
}

/// What a plan would do to the tree in force; writes nothing.
pub async fn preview_plan(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    plan: &Plan,
) -> Result<Preview, OrganisationError> {
    let facts = Facts {
        title: plan.head.title.clone(),
        citation: plan.head.citation.clone(),
        effective_on: plan.head.effective_on,
    };
    preview_facts(services, actor, followers, &facts, &plan.steps).await
}

/// The same for steps that are not written down.
pub async fn preview_facts(
    services: &Services,
    actor: &Actor,
    followers: &[FollowsUnits],
    facts: &Facts,
    steps: &[Step],
) -> Result<Preview, OrganisationError> {
    facts.check()?;
    let mut q = &services.db;
    let (tree, old) = tree_in_force(&mut q).await?;
    if steps.is_empty() {
        return Err(Obstacle::Empty.into());
    }
    let outcome = model::carry_out(&old, steps).map_err(|(place, error)| Obstacle::Step(place, error))?;
    let first = facts.effective_on;
    let prepared = prepare(&mut q, &services.policy, actor, followers, (tree, old), outcome, first).await?;
    Ok(prepared.preview)
}
