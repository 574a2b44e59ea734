//! A letter was read.

use access::Actor;
use web::Services;

use super::{WorkError, mark_reported::acts_for_unit};
use crate::{
    model::ReminderId,
    rights::MyWork,
    store::{history, reminders},
};

/// Notes that an urging letter was read; again, or somebody else's, changes nothing.
pub(crate) async fn see_reminder(services: &Services, actor: &Actor, id: ReminderId) -> Result<(), WorkError> {
    services.policy.scope::<MyWork>(actor)?;
    let for_unit = acts_for_unit(services, actor);
    let mut tx = services.db.begin().await?;
    if reminders::see(&mut tx, id, actor, for_unit, services.context.now()).await? {
        history::log_reminder(&mut tx, &services.context, actor, id).await?;
        tx.commit().await?;
        return Ok(());
    }
    Err(WorkError::NotFound)
}
