//! A duty to report gets a day.

use access::Actor;
use jiff::civil::Date;
use web::Services;

use super::DraftError;
use crate::{
    model::{DutyId, PlanId, plan::Duty, reporting::ReportDay},
    rights::IssuePlan,
    store::{
        draft_rows,
        history::{self, About},
        issued, plans,
    },
};

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
    draft_rows::set_duty_days(&mut tx, &permit, plan, &Duty { due, ..duty }).await?;
    let about = About { plan, obligation: None };
    history::add(&mut tx, &services.context, actor, about, "report-dated", &i18n::date(day)).await?;
    tx.commit().await?;
    Ok(true)
}
