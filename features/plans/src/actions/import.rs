//! A document comes in, is read, and becomes a draft.

use access::{Actor, Thing};
use i18n::Translator;
use plandoc::{
    NotAPlan,
    plan::Note,
    source::{self, Limits, SourceError},
};
use thiserror::Error;
use web::Services;

use super::{
    bases::{link_bases, plan_above},
    recognise::known_agencies,
};
use crate::{
    model::{DocumentId, PlanId, draft, likeness},
    rights::{ImportPlan, SeeDraft, SeePlan},
    store::{
        documents::{self, Document, NewDocument, Reading},
        drafts,
        history::{self, About},
    },
};

/// Why a document gives no plan.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The person may not import, or there is no such document.
    #[error("no such document, or not permitted")]
    NotFound,
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The text is no plan.
    #[error(transparent)]
    NotAPlan(#[from] NotAPlan),
    /// The reader broke down.
    #[error("reading stopped: {0}")]
    Stopped(String),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl ImportError {
    /// A stable name: the end of a message key, and what is kept with a document that failed.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Source(error) => error.key(),
            Self::NotAPlan(reason) => reason.key(),
            Self::NotFound => "not-permitted",
            Self::Stopped(_) | Self::Db(_) => "stopped",
        }
    }

    /// What is wrong, and what to do next, in the words of the reader's language.
    pub fn told(&self, words: &Translator) -> String {
        let limit = match self {
            Self::Source(error) => error.limit().unwrap_or(0),
            _ => 0,
        };
        words.of(&format!("plans-i-error-{}", self.key()), limit)
    }
}

impl From<access::Refused> for ImportError {
    fn from(_: access::Refused) -> Self {
        Self::NotFound
    }
}

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

/// Takes in a document: reads it and makes a draft, or says why a person must choose or wait first.
pub(crate) async fn take_in(services: &Services, actor: &Actor, incoming: Incoming) -> Result<Taken, ImportError> {
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
    tx.commit().await?;
    if let Some(found) = found {
        return settle(services, actor, id, &found).await;
    }
    spawn_reading(services, actor, id, incoming);
    Ok(Taken::Waiting(id))
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

/// Refuses what is no plan. A text that calls itself a plan is taken even where the reader found nothing to do
/// in it: a person can add that.
fn check_plan(found: &Reading) -> Result<(), NotAPlan> {
    match found.plan.looks_like_plan() {
        Err(NotAPlan::NoTasks) if found.plan.document.kind.as_deref() == Some("KH") => Ok(()),
        verdict => verdict,
    }
}

/// Reads a file on a thread of its own: it may take a while, and a page of pictures takes a minute.
async fn read(file_name: &str, bytes: Vec<u8>, limits: Limits) -> Result<Reading, ImportError> {
    let file_name = file_name.to_owned();
    tokio::task::spawn_blocking(move || read_now(&file_name, &bytes, &limits))
        .await
        .map_err(|error| ImportError::Stopped(error.to_string()))?
}

fn read_now(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Reading, ImportError> {
    let text = source::read(file_name, bytes, limits)?;
    let normalised = plandoc::normalise(&text.text);
    let mut plan = plandoc::read_normalised(file_name, &normalised);
    if text.ocr {
        // Letters recognised from pictures may be wrong anywhere: the first thing to look at.
        plan.notes.insert(0, Note { kind: "recognised_text".to_owned(), text: String::new(), span: None });
    }
    let normalised = normalised.text;
    let plan_json = serde_json::to_string(&plan).map_err(|error| ImportError::Stopped(error.to_string()))?;
    Ok(Reading { fingerprint: likeness::fingerprint(&normalised), normalised, plan_json, plan })
}

/// Reads a document of pictures after the answer has gone out; the page that shows it asks again.
fn spawn_reading(services: &Services, actor: &Actor, id: DocumentId, incoming: Incoming) {
    let (services, actor) = (services.clone(), actor.clone());
    tokio::spawn(async move {
        if let Err(error) = read_slowly(&services, &actor, id, &incoming.file_name, incoming.bytes).await {
            tracing::warn!(document = %id, error = error.key(), "a document could not be read");
        }
    });
}

async fn read_slowly(
    services: &Services,
    actor: &Actor,
    id: DocumentId,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Taken, ImportError> {
    let outcome = match read(file_name, bytes, Limits::default()).await {
        Ok(found) => settle(services, actor, id, &found).await,
        Err(error) => Err(error),
    };
    if let Err(error) = &outcome {
        let permit = services.policy.permit::<ImportPlan>(actor, &Thing::of(actor.ground))?;
        let mut tx = services.db.begin().await?;
        documents::keep_failure(&mut tx, &permit, id, error.key()).await?;
        tx.commit().await?;
    }
    outcome
}

/// Reads a document once more, after reading it stopped half-way or failed.
pub(crate) async fn read_again(services: &Services, actor: &Actor, document: &Document) -> Result<(), ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let bytes = documents::bytes(&mut &services.db, &permit, document.id).await?.ok_or(ImportError::NotFound)?;
    let mut tx = services.db.begin().await?;
    documents::set_reading(&mut tx, &permit, document.id, "waiting").await?;
    tx.commit().await?;
    let incoming = Incoming {
        file_name: document.file_name.clone(),
        bytes,
        direction: document.direction.clone(),
        form_key: String::new(),
    };
    spawn_reading(services, actor, document.id, incoming);
    Ok(())
}

/// Keeps what was read, and makes a draft unless another plan is much like it.
async fn settle(services: &Services, actor: &Actor, id: DocumentId, found: &Reading) -> Result<Taken, ImportError> {
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
    tx.commit().await?;
    match (wants_draft, alike) {
        (false, _) => Ok(Taken::Registered(id)),
        (true, true) => Ok(Taken::Alike(id)),
        (true, false) => make_draft(services, actor, id).await.map(Taken::Draft),
    }
}

/// The plan most like a document among those that the person may see, if it is alike at all.
pub(crate) async fn closest(
    services: &Services,
    actor: &Actor,
    document: DocumentId,
    fingerprint: &str,
) -> Result<Option<PlanId>, ImportError> {
    let scope = services.policy.scope::<SeePlan>(actor)?;
    let known = documents::fingerprints(&mut &services.db, &scope, drafts_at(services, actor), document).await?;
    let likeness = |other: &str| likeness::likeness(fingerprint, other);
    Ok(known
        .into_iter()
        .map(|(plan, other)| (plan, likeness(&other)))
        .filter(|(_, share)| *share >= likeness::ALIKE)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(plan, _)| plan))
}

/// The position of the unit whose drafts the person may see: the own one, or none at all.
pub(crate) fn drafts_at(services: &Services, actor: &Actor) -> i64 {
    let may = services.policy.permit::<SeeDraft>(actor, &Thing::of(actor.ground)).is_ok();
    if may { actor.ground.first } else { -1 }
}

/// Makes a draft of a document that was read; the draft that is there already, if there is one.
pub(crate) async fn make_draft(services: &Services, actor: &Actor, id: DocumentId) -> Result<PlanId, ImportError> {
    let mut db = &services.db;
    let document = documents::find(&mut db, id).await?.ok_or(ImportError::NotFound)?;
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let (_, json, _) = documents::texts(&mut db, &permit, id).await?.ok_or(ImportError::NotFound)?;
    let read = serde_json::from_str(&json).map_err(|error| ImportError::Stopped(error.to_string()))?;
    let mut draft = draft::draft(read);
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

/// Keeps the other plan: the document stays in the register, no draft is made of it.
pub(crate) async fn keep_other(services: &Services, actor: &Actor, document: &Document) -> Result<(), ImportError> {
    let permit = services.policy.permit::<ImportPlan>(actor, &document.thing())?;
    let mut tx = services.db.begin().await?;
    documents::set_reading(&mut tx, &permit, document.id, "kept").await?;
    Ok(tx.commit().await?)
}

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
    documents::keep_reading(&mut tx, &permit, id, &found, "read", &title).await?;
    tx.commit().await?;
    make_draft(services, actor, id).await
}

/// The media type under which a file is given out again, by its content.
fn media_type(bytes: &[u8], file_name: &str) -> &'static str {
    if bytes.starts_with(b"PK") {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if bytes.starts_with(b"%PDF-") {
        return "application/pdf";
    }
    let lower = file_name.to_lowercase();
    if [".md", ".markdown"].iter().any(|ending| lower.ends_with(ending)) {
        "text/markdown; charset=utf-8"
    } else {
        "text/plain; charset=utf-8"
    }
}
