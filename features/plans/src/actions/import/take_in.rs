//! A document comes in.

use access::{Actor, Thing};
use plandoc::source::{Limits, SourceError};
use web::Services;

use super::{
    ImportError, Taken,
    read::{check_plan, media_type, read},
    recognise::recognise_later,
    settle::settle,
    standing::standing,
};
use crate::{
    model::DocumentId,
    rights::ImportPlan,
    store::{
        documents::{self, NewDocument},
        history,
    },
};

/// A document as a person hands it in.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    /// The name of the file.
    pub(crate) file_name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// `out` for a plan of the own unit, `in` for a document received, `internal`.
    pub(crate) direction: String,
    /// Makes a second press of the button harmless.
    pub(crate) form_key: String,
}

/// Takes in a document: reads it and makes a draft, or says why a person must choose or wait first.
pub(crate) async fn take_in(services: &Services, actor: &Actor, incoming: &Incoming) -> Result<Taken, ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &Thing::of(actor.ground))?;
    let mut db = &services.db;
    if let Some(id) = documents::of_form(&mut db, &permit, actor, &incoming.form_key).await? {
        return standing(services, id).await;
    }
    if let Some(id) = documents::of_bytes(&mut db, &permit, actor, &incoming.bytes).await? {
        return Ok(Taken::SameFile(id));
    }
    let quick = Limits { allow_ocr: false, ..Limits::default() };
    let found = match read(&incoming.file_name, incoming.bytes.clone(), quick).await {
        Ok(found) => Some(found),
        Err(ImportError::Source(SourceError::NoTextLayer)) => None,
        Err(error) => return Err(error),
    };
    if let Some(found) = &found
        && incoming.direction == "out"
    {
        check_plan(found)?;
    }
    let id = DocumentId::new(&services.context);
    let new = NewDocument {
        id,
        direction: &incoming.direction,
        file_name: &incoming.file_name,
        media_type: media_type(&incoming.bytes, &incoming.file_name),
        bytes: &incoming.bytes,
        form_key: &incoming.form_key,
        at: services.context.now(),
    };
    let mut tx = services.db.begin().await?;
    if !documents::add(&mut tx, &permit, actor, &new).await? {
        // The other press may stand in the same batch and be committed with this one only.
        let id = documents::of_form(&mut tx, &permit, actor, &incoming.form_key).await?;
        tx.commit().await?;
        return standing(services, id.ok_or(ImportError::NotFound)?).await;
    }
    history::log_document(&mut tx, &services.context, actor, id, "document-taken").await?;
    let Some(found) = found else {
        // The pages are pictures, and recognising the letters of one takes up to a minute.
        recognise_later(&mut tx, &services.context, id).await?;
        tx.commit().await?;
        return Ok(Taken::Waiting(id));
    };
    tx.commit().await?;
    settle(services, actor, id, &found).await
}
