//! A plan gets its number.

use access::Actor;
use calendar::PartialDate;
use web::Services;

use super::DraftError;
use crate::{
    model::{
        PlanId,
        plan::{PlanFacts, PlanHead},
    },
    rights::IssuePlan,
    store::{
        history::{self, About},
        issued, plans,
    },
};

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
