//! Of two plans much alike the other one is kept.

use access::Actor;
use web::Services;

use super::ImportError;
use crate::{
    rights::ImportPlan,
    store::{
        documents::{self, Document},
        history,
    },
};

/// Keeps the other plan: the document stays in the register, no draft is made of it.
pub(crate) async fn keep_other(services: &Services, actor: &Actor, document: &Document) -> Result<(), ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let mut tx = services.db.begin().await?;
    documents::set_reading(&mut tx, &permit, document.id, "kept").await?;
    history::log_document(&mut tx, &services.context, actor, document.id, "document-kept").await?;
    Ok(tx.commit().await?)
}
