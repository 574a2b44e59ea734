//! Putting a plan into force, and giving it its number later.

use access::Actor;
use calendar::PartialDate;
use jiff::civil::Date;
use web::Services;

use super::{DraftError, bases::link_bases};
use crate::{
    model::{
        DutyId, PlanId,
        plan::{Duty, PlanFacts, PlanHead},
        reporting::{self, ReportDay},
    },
    rights::IssuePlan,
    store::{
        draft_edits,
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

/// Gives an issued plan its number and date, which offices assign after signing.
pub(crate) async fn set_number(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    number: String,
    symbol: Option<String>,
    date: PartialDate,
) -> Result<(), DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let permit = services.policy.permit::<IssuePlan>(actor, &head.thing())?;
    let mut tx = services.db.begin().await?;
    let head = plans::take(&mut tx, plan).await?.ok_or(DraftError::NotFound)?;
    let facts = PlanFacts { number: Some(number), symbol, date, ..head.facts.clone() };
    let reference = facts.reference().unwrap_or_default();
    issued::set_number(&mut tx, &permit, &PlanHead { facts, ..head }).await?;
    let about = About { plan, obligation: None };
    history::add(&mut tx, &services.context, actor, about, "numbered", &reference).await?;
    Ok(tx.commit().await?)
}

/// Gives a reporting duty of an issued plan a day that its text does not say; `false` when it had that day.
pub(crate) async fn add_reporting_day(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    duty: DutyId,
    day: Date,
) -> Result<bool, DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let permit = services.policy.permit::<IssuePlan>(actor, &head.thing())?;
    let in_force_on = head.in_force_on.ok_or(DraftError::NotFound)?;
    let mut tx = services.db.begin().await?;
    let head = plans::take(&mut tx, plan).await?.ok_or(DraftError::NotFound)?;
    let duties = plans::duties(&mut tx, plan).await?;
    let duty: Duty = duties.into_iter().find(|old| old.id == duty && !old.dropped).ok_or(DraftError::NotFound)?;
    if !issued::add_reporting_date(&mut tx, &permit, &services.context, &head, &duty, day, in_force_on).await? {
        return Ok(false);
    }
    let due = duty.due.iter().cloned().chain([ReportDay::Once(day).stored()]).collect();
    draft_edits::set_duty_days(&mut tx, &permit, plan, &Duty { due, ..duty }).await?;
    let about = About { plan, obligation: None };
    history::add(&mut tx, &services.context, actor, about, "report-dated", &i18n::date(day)).await?;
    tx.commit().await?;
    Ok(true)
}
