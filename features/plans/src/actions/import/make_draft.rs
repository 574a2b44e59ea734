//! A document that was read becomes a draft.

use access::Actor;
use web::Services;

use super::ImportError;
use crate::{
    actions::{
        bases::{link_bases, plan_above},
        recognise::known_agencies,
    },
    model::{DocumentId, PlanId, drafting},
    rights::ImportPlan,
    store::{
        documents, drafts,
        history::{self, About},
    },
};

/// Makes a draft of a document that was read; the draft that is there already, if there is one.
pub(crate) async fn make_draft(services: &Services, actor: &Actor, id: DocumentId) -> Result<PlanId, ImportError> {
    let mut db = &services.db;
    let document = documents::find(&mut db, id).await?.ok_or(ImportError::NotFound)?;
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let (_, json, _) = documents::texts(&mut db, &permit, id).await?.ok_or(ImportError::NotFound)?;
    let read = serde_json::from_str(&json).map_err(|error| ImportError::Stopped(error.to_string()))?;
    let mut draft = drafting::draft(read);
    if draft.facts.title.is_empty() {
        draft.facts.title.clone_from(&document.title);
    }
    let known = known_agencies(services, actor, &draft).await?;
    draft.facts.parent = plan_above(services, actor, id, &draft).await?;
    let mut tx = services.db.begin().await?;
    // The document is taken first, so that of two presses the second finds the first one's draft.
    documents::set_reading(&mut tx, &permit, id, "read").await?;
    if let Some(plan) = documents::plan_of(&mut tx, id).await? {
        return Ok(plan);
    }
    let plan = drafts::add(&mut tx, &permit, &services.context, actor, id, &draft, &known).await?;
    let about = About { plan, obligation: None };
    history::add(&mut tx, &services.context, actor, about, "imported", &document.file_name).await?;
    tx.commit().await?;
    link_bases(services, actor, plan).await?;
    Ok(plan)
}
