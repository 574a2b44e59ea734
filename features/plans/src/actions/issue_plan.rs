//! Putting a plan into force.

use access::Actor;
use jiff::civil::Date;
use web::Services;

use super::{DraftError, bases::link_bases};
use crate::{
    model::{PlanId, plan::PlanFacts, reporting},
    rights::IssuePlan,
    store::{
        history::{self, About},
        issued, plans,
    },
};

/// The period of a plan, where both its days are known.
pub(crate) fn period(facts: &PlanFacts) -> Option<(Date, Date)> {
    facts.period_from.zip(facts.period_to)
}

/// Puts a draft into force from a day: its obligations bind, its reporting duties enter the calendar, its bases
/// are linked to documents of ours.
///
/// # Errors
/// [`DraftError::NotFound`] when there is no such plan or the person may not issue it, [`DraftError::Issued`] when
/// it is in force already.
pub async fn issue_plan(services: &Services, actor: &Actor, plan: PlanId, in_force_on: Date) -> Result<(), DraftError> {
    issue(services, actor, plan, None, in_force_on).await
}

/// The same for the version that the person saw.
pub(crate) async fn issue(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: Option<i64>,
    in_force_on: Date,
) -> Result<(), DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let permit = services.policy.permit::<IssuePlan>(actor, &head.thing())?;
    let mut tx = services.db.begin().await?;
    let head = plans::take_draft(&mut tx, plan).await?.ok_or(DraftError::Issued)?;
    if base_version.is_some_and(|base| head.version != base + 1) {
        return Err(DraftError::Stale);
    }
    issued::issue(&mut tx, &permit, actor, plan, in_force_on, services.context.now()).await?;
    for duty in plans::duties(&mut tx, plan).await?.iter().filter(|duty| !duty.dropped) {
        for day in reporting::days(&duty.due, period(&head.facts)) {
            issued::add_reporting_date(&mut tx, &permit, &services.context, &head, duty, day, in_force_on).await?;
        }
    }
    let about = About { plan, obligation: None };
    history::add(&mut tx, &services.context, actor, about, "issued", &i18n::date(in_force_on)).await?;
    tx.commit().await?;
    Ok(link_bases(services, actor, plan).await?)
}
