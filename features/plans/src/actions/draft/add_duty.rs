//! A person adds a duty to report that the reader did not find.

use access::Actor;
use web::Services;

use super::open::{Open, short};
use crate::{
    actions::DraftError,
    model::{PlanId, plan::Duty},
    store::{draft_rows, plans},
};

/// Adds a duty to report at the end. The same identifier again changes nothing.
pub(crate) async fn add_duty(services: &Services, actor: &Actor, plan: PlanId, duty: &Duty) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let duties = plans::duties(&mut open.tx, plan).await?;
    if duties.iter().any(|old| old.id == duty.id) {
        return Ok(());
    }
    let ordinal = i64::try_from(duties.len()).unwrap_or(i64::MAX);
    draft_rows::add_duty(&mut open.tx, plan, ordinal, duty).await?;
    open.finish("duty-added", &short(&duty.text)).await
}
