//! What the demonstration and the command line need beside the pages' own actions.

use access::Actor;
use jiff::civil::Date;
use web::Services;

use super::{DraftError, WorkError, draft, open_work};
use crate::{
    model::{ObligationId, PlanId},
    rights::SeePlan,
    store::{
        issued,
        obligations::{self, PlanFilter},
        plans,
    },
};

/// The obligations of an issued plan in its order, each with its present version.
///
/// # Errors
/// [`WorkError::NotFound`] where there is no such issued plan or the person may not see it.
pub async fn clauses(services: &Services, actor: &Actor, plan: PlanId) -> Result<Vec<(ObligationId, i64)>, WorkError> {
    let (plan, _permit) = open_work::plan::<SeePlan>(services, actor, plan).await?;
    let rows =
        obligations::of_plan(&mut &services.db, plan.id, &PlanFilter::default(), services.context.today()).await?;
    Ok(rows.into_iter().map(|work| (work.id, work.version)).collect())
}

/// The reporting dates of an issued plan: identifier and day.
///
/// # Errors
/// [`WorkError::NotFound`] where there is no such issued plan or the person may not see it.
pub async fn reporting_days(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
) -> Result<Vec<(String, Date)>, WorkError> {
    let (plan, permit) = open_work::plan::<SeePlan>(services, actor, plan).await?;
    let dates = issued::reporting_dates(&mut &services.db, &permit, plan.id).await?;
    Ok(dates.into_iter().map(|date| (date.id, date.due_on)).collect())
}

/// Says that a draft carries out an issued plan of a unit above.
///
/// # Errors
/// [`DraftError::NotFound`] where either is not the person's to tie.
pub async fn place_below(services: &Services, actor: &Actor, plan: PlanId, above: PlanId) -> Result<(), DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let facts = crate::model::plan::PlanFacts { parent: Some(above), ..head.facts };
    draft::edit_facts(services, actor, plan, head.version, &facts).await
}
