//! A file becomes a draft in one go, for the command line and the demonstration.

use access::{Actor, Thing};
use plandoc::source::Limits;
use web::Services;

use super::{
    ImportError,
    make_draft::make_draft,
    read::{check_plan, media_type, read},
};
use crate::{
    model::{DocumentId, PlanId},
    rights::ImportPlan,
    store::{
        documents::{self, NewDocument},
        history,
    },
};

/// Imports a file as a plan of the actor's unit and waits until it is read, pages of pictures too. A file that
/// was imported before gives the plan made then; a plan much like another is imported all the same.
///
/// # Errors
/// [`ImportError`]: the person may not import, the file cannot be read, or it is no plan.
pub async fn import_plan(
    services: &Services,
    actor: &Actor,
    file_name: &str,
    bytes: &[u8],
) -> Result<PlanId, ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &Thing::of(actor.ground))?;
    if let Some(id) = documents::of_bytes(&mut &services.db, &permit, actor, bytes).await? {
        return make_draft(services, actor, id).await;
    }
    let found = read(file_name, bytes.to_vec(), Limits::default()).await?;
    check_plan(&found)?;
    let id = DocumentId::new(&services.context);
    let form_key = services.context.new_uuid().to_string();
    let new = NewDocument {
        id,
        direction: "out",
        file_name,
        media_type: media_type(bytes, file_name),
        bytes,
        form_key: &form_key,
        at: services.context.now(),
    };
    let title = found.plan.document.title.clone().unwrap_or_else(|| file_name.to_owned());
    let mut tx = services.db.begin().await?;
    documents::add(&mut tx, &permit, actor, &new).await?;
    history::log_document(&mut tx, &services.context, actor, id, "document-taken").await?;
    documents::keep_reading(&mut tx, &permit, id, &found, "read", &title).await?;
    history::log_document(&mut tx, &services.context, actor, id, "document-read").await?;
    tx.commit().await?;
    make_draft(services, actor, id).await
}
