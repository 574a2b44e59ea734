//! A report was sent.

use access::{Actor, Thing};
use web::Services;

use super::WorkError;
use crate::{
    model::PlanId,
    rights::{MarkReported, ReviewProgress},
    store::{
        dates,
        history::{self, About},
    },
};

/// Notes that the report of a date was sent; noting it again changes nothing. Gives the plan.
///
/// # Errors
/// [`WorkError::NotFound`] where it is not for the person to note.
pub async fn mark_reported(services: &Services, actor: &Actor, date: &str) -> Result<PlanId, WorkError> {
    // Ours are all of this form; anything else is not asked of the database.
    if base::uuid::Uuid::parse_str(date).is_err() {
        return Err(WorkError::NotFound);
    }
    let (plan, ground, title) = dates::report_place(&mut &services.db, date).await?.ok_or(WorkError::NotFound)?;
    let permit = services.policy.permit::<MarkReported>(actor, &Thing::of(ground))?;
    let mut tx = services.db.begin().await?;
    if dates::mark(&mut tx, &permit, date, actor, services.context.now()).await? {
        let about = About { plan, obligation: None };
        history::add(&mut tx, &services.context, actor, about, "reported", &title).await?;
        tx.commit().await?;
    }
    Ok(plan)
}

/// Whether the person acts for the whole unit and so reads what is sent to the unit.
pub(crate) fn acts_for_unit(services: &Services, actor: &Actor) -> bool {
    services.policy.permit::<ReviewProgress>(actor, &Thing::of(actor.ground)).is_ok()
}
