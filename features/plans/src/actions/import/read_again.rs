//! A document is read once more, after reading it stopped half-way or failed.

use access::Actor;
use web::Services;

use super::{ImportError, recognise::recognise_later};
use crate::{
    rights::ImportPlan,
    store::{
        documents::{self, Document},
        history,
    },
};

/// Lets the document wait again, with a new job.
pub(crate) async fn read_again(services: &Services, actor: &Actor, document: &Document) -> Result<(), ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let mut tx = services.db.begin().await?;
    documents::set_reading(&mut tx, &permit, document.id, "waiting").await?;
    history::log_document(&mut tx, &services.context, actor, document.id, "document-waiting").await?;
    recognise_later(&mut tx, &services.context, document.id).await?;
    Ok(tx.commit().await?)
}
