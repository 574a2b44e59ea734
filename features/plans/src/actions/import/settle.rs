//! What was read is kept, and becomes a draft unless another plan is much like it.

use access::{Actor, Thing};
use web::Services;

use super::{ImportError, Taken, closest::closest, make_draft::make_draft, read::check_plan};
use crate::{
    model::DocumentId,
    rights::ImportPlan,
    store::{
        documents::{self, Reading},
        history,
    },
};

/// Keeps what was read, and makes a draft unless another plan is much like it.
pub(super) async fn settle(
    services: &Services,
    actor: &Actor,
    id: DocumentId,
    found: &Reading,
) -> Result<Taken, ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &Thing::of(actor.ground))?;
    let document = documents::find(&mut &services.db, id).await?.ok_or(ImportError::NotFound)?;
    let wants_draft = document.direction == "out";
    if wants_draft {
        check_plan(found)?;
    }
    let alike = wants_draft && closest(services, actor, id, &found.fingerprint).await?.is_some();
    let title = found.plan.document.title.clone().unwrap_or_else(|| document.file_name.clone());
    let mut tx = services.db.begin().await?;
    let stands = if alike { "alike" } else { "read" };
    documents::keep_reading(&mut tx, &permit, id, found, stands, &title).await?;
    history::log_document(&mut tx, &services.context, actor, id, "document-read").await?;
    tx.commit().await?;
    match (wants_draft, alike) {
        (false, _) => Ok(Taken::Registered(id)),
        (true, true) => Ok(Taken::Alike(id)),
        (true, false) => make_draft(services, actor, id).await.map(Taken::Draft),
    }
}
