//! Where a document stands.

use web::Services;

use super::ImportError;
use crate::{
    model::{DocumentId, PlanId},
    store::documents,
};

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// A draft was made of it.
    Draft(PlanId),
    /// The very same file was there before.
    SameFile(DocumentId),
    /// Its pages are pictures: it is being read.
    Waiting(DocumentId),
    /// Another plan is much like it: a person has to choose.
    Alike(DocumentId),
    /// It stands in the register; no draft is made of it.
    Registered(DocumentId),
}

/// Where a document stands that came in before.
pub(crate) async fn standing(services: &Services, id: DocumentId) -> Result<Taken, ImportError> {
    let mut db = &services.db;
    if let Some(plan) = documents::plan_of(&mut db, id).await? {
        return Ok(Taken::Draft(plan));
    }
    let document = documents::find(&mut db, id).await?.ok_or(ImportError::NotFound)?;
    Ok(match document.reading.as_str() {
        "waiting" | "failed" => Taken::Waiting(id),
        "alike" => Taken::Alike(id),
        _ => Taken::Registered(id),
    })
}
