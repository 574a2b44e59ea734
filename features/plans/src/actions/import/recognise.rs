//! Recognising the letters of a document of pictures: a job in the queue, which survives a restart.

use std::time::Duration;

use access::{Actor, Class, Ground};
use base::Context;
use db::Tx;
use jobs::{Failure, NewJob};
use organisation::roles::STANDING_OFFICE;
use plandoc::source::Limits;
use serde_json::json;
use web::Services;

use super::{ImportError, make_draft::make_draft, read::read, settle::settle};
use crate::{
    model::DocumentId,
    rights::ImportPlan,
    store::{
        documents::{self, Document},
        history,
    },
};

/// The kind of the job; its payload is `{"document": id}`.
pub(crate) const RECOGNISE: &str = "plans.recognise";

/// Puts the job into the queue, with the transaction that lets the document wait.
pub(super) async fn recognise_later(tx: &mut Tx, context: &Context, id: DocumentId) -> db::Result<()> {
    let job = NewJob::new(RECOGNISE, json!({ "document": id.to_string() }));
    jobs::enqueue(tx, context, job).await.map(drop)
}

/// Reads a document that waits. It goes on where a program that died left it, and changes nothing when all is done.
pub(crate) async fn recognise(services: &Services, id: DocumentId) -> Result<(), Failure> {
    match go_on(services, id).await {
        Ok(()) => Ok(()),
        Err(ImportError::Db(error)) => Err(Failure::Database(error)),
        Err(error) => {
            tracing::warn!(document = %id, error = error.key(), "a document could not be read");
            Ok(())
        }
    }
}

async fn go_on(services: &Services, id: DocumentId) -> Result<(), ImportError> {
    let mut db = &services.db;
    let Some(document) = documents::find(&mut db, id).await? else { return Ok(()) };
    let actor = handed_in_by(services, &document).await?;
    match document.reading.as_str() {
        "waiting" => read_slowly(services, &actor, &document).await,
        "read" if document.direction == "out" => make_draft(services, &actor, id).await.map(drop),
        _ => Ok(()),
    }
}

/// Nobody waits for the answer: a busy machine may take longer over a page than a person would.
fn unhurried() -> Limits {
    Limits { ocr_page_timeout: Duration::from_mins(10), ..Limits::default() }
}

async fn read_slowly(services: &Services, actor: &Actor, document: &Document) -> Result<(), ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let bytes = documents::bytes(&mut &services.db, &permit, document.id).await?.ok_or(ImportError::NotFound)?;
    let outcome = match read(&document.file_name, bytes, unhurried()).await {
        Ok(found) => settle(services, actor, document.id, &found).await,
        Err(error) => Err(error),
    };
    match outcome {
        // The queue tries again.
        Ok(_) | Err(ImportError::Db(_)) => outcome.map(drop),
        Err(error) => {
            let mut tx = services.db.begin().await?;
            documents::keep_failure(&mut tx, &permit, document.id, error.key()).await?;
            history::log_document(&mut tx, &services.context, actor, document.id, "document-failed").await?;
            tx.commit().await?;
            Err(error)
        }
    }
}

/// The person who handed the document in, whose right to do so was asked then.
async fn handed_in_by(services: &Services, document: &Document) -> Result<Actor, ImportError> {
    let mut db = &services.db;
    let unit = organisation::unit(&mut db, &document.unit).await?.ok_or(ImportError::NotFound)?;
    let officers = organisation::officers_of_unit(&mut db, &unit.code, services.context.today()).await?;
    let officer = officers.into_iter().find(|officer| officer.person.id == document.uploaded_by);
    Ok(Actor {
        account: String::new(),
        person: document.uploaded_by.clone(),
        // Somebody who has left since then: the unit stands for them.
        name: officer.map_or_else(|| unit.name.clone(), |officer| officer.person.name),
        unit: unit.code,
        unit_name: unit.name,
        ground: Ground { first: document.ground.first, last: document.ground.last },
        agency: None,
        roles: vec![STANDING_OFFICE.to_owned()],
        ceiling: Class::Restricted,
    })
}
