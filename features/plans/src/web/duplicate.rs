//! A document between hand-in and draft: being read, failed, or much like another plan.

use ::web::{Answer, Page, Posted, Services, Visit, html, redirect, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{reading, upload, words::HeadView};
use crate::{
    actions::import::{self, Taken},
    model::{
        DocumentId,
        difference::{self, Piece, Side, Stretch},
        plan::PlanHead,
    },
    rights::ImportPlan,
    store::{
        documents::{self, Document},
        plans,
    },
};

/// Reading a page of pictures takes up to a minute; after this many seconds the page offers to read again.
const LONG: i64 = 600;
/// Differences shown; a longer list is no near-duplicate to a reader's eye.
const MOST_SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "plans/import/waiting.html")]
struct WaitingPage {
    page: Page,
    id: String,
    file_name: String,
    /// What is wrong, when reading failed.
    failure: String,
    offers_again: bool,
}

#[derive(Template)]
#[template(path = "plans/import/duplicate.html")]
struct DuplicatePage {
    page: Page,
    id: String,
    title: String,
    other: HeadView,
    other_href: String,
    stretches: Vec<StretchView>,
    count: usize,
    cut: bool,
}

/// Equal paragraphs, or a changed one.
struct StretchView {
    same: String,
    pieces: Vec<PieceView>,
}

struct PieceView {
    tag: &'static str,
    text: String,
}

/// Where the document stands, and what can be done.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let document = open(&visit, &services, &id).await?;
    match import::standing(&services, document.id).await.map_err(upload::problem)? {
        Taken::Draft(plan) => redirect(format!("/ke-hoach/{plan}/doc")),
        Taken::Waiting(_) => waiting(&visit, &services, &document),
        Taken::Alike(_) => alike(&visit, &services, &document).await,
        Taken::SameFile(_) | Taken::Registered(_) => redirect(format!("/van-ban/{}", document.id)),
    }
}

/// Makes a draft all the same, or keeps the other plan.
pub(crate) async fn choose(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let document = open(&visit, &services, &id).await?;
    if posted.line("chon") == "giu" {
        import::keep_other(&services, visit.actor()?, &document).await.map_err(upload::problem)?;
        return redirect_with(format!("/van-ban/{}", document.id), "plans-i-flash-kept", None);
    }
    let plan = import::make_draft(&services, visit.actor()?, document.id).await.map_err(upload::problem)?;
    redirect_with(format!("/ke-hoach/{plan}/doc"), "plans-i-flash-read", None)
}

/// Reads the document once more.
pub(crate) async fn again(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let document = open(&visit, &services, &id).await?;
    if ["waiting", "failed"].contains(&document.reading.as_str()) {
        import::read_again(&services, visit.actor()?, &document).await.map_err(upload::problem)?;
    }
    redirect(format!("/ke-hoach/nhap/{}", document.id))
}

async fn open(visit: &Visit, services: &Services, id: &str) -> Result<Document, ::web::Problem> {
    let id: DocumentId = id.parse()?;
    let document = documents::find(&mut &services.db, id).await?.ok_or(::web::Problem::NotFound)?;
    visit.permit::<ImportPlan>(&document.thing())?;
    Ok(document)
}

fn waiting(visit: &Visit, services: &Services, document: &Document) -> Answer {
    let failed = document.reading == "failed";
    let age = services.context.now().as_second() - document.uploaded_at.as_second();
    let key = if failed { "plans-i-failed-title" } else { "plans-i-waiting-title" };
    let mut page = visit.page(visit.tr.t(key)).back("/ke-hoach/nhap", visit.tr.t("plans-i-upload-title"));
    page.refresh = (!failed).then_some(2);
    let failure = document.failure.as_ref().filter(|_| failed);
    html(&WaitingPage {
        page,
        id: document.id.to_string(),
        file_name: document.file_name.clone(),
        failure: failure.map(|key| failure_text(visit, key)).unwrap_or_default(),
        offers_again: failed || age > LONG,
    })
}

/// A reader's error by its key, without the limit that a stored key does not carry.
pub(crate) fn failure_text(visit: &Visit, key: &str) -> String {
    let limits = plandoc::source::Limits::default();
    let limit = match key {
        "too-many-scanned-pages" => i64::from(limits.max_ocr_pages),
        "too-many-pages" => i64::from(limits.max_pages),
        "too-much-text" => i64::try_from(limits.max_text_chars).unwrap_or(0),
        _ => 0,
    };
    visit.tr.of(&format!("plans-i-error-{key}"), limit)
}

async fn alike(visit: &Visit, services: &Services, document: &Document) -> Answer {
    let actor = visit.actor()?;
    let mut db = &services.db;
    let permit = visit.permit::<ImportPlan>(&document.thing())?;
    let (text, _, fingerprint) =
        documents::texts(&mut db, &permit, document.id).await?.ok_or(::web::Problem::NotFound)?;
    let closest = import::closest(services, actor, document.id, &fingerprint).await.map_err(upload::problem)?;
    let Some(other) = closest else {
        // The other plan is gone or hidden by now: nothing to compare with.
        let plan = import::make_draft(services, actor, document.id).await.map_err(upload::problem)?;
        return redirect(format!("/ke-hoach/{plan}/doc"));
    };
    let other: PlanHead = plans::find(&mut db, other).await?.ok_or(::web::Problem::NotFound)?;
    let (old, _) = reading::texts(visit, services, &other).await?;
    let stretches = difference::differences(&old, &text);
    let count = difference::count(&stretches);
    let head = HeadView::of(&other, &visit.tr);
    html(&DuplicatePage {
        page: visit
            .page(visit.tr.t("plans-i-duplicate-title"))
            .back("/ke-hoach/nhap", visit.tr.t("plans-i-upload-title")),
        id: document.id.to_string(),
        title: document.title.clone(),
        other_href: if head.is_draft { format!("/ke-hoach/{}/doc", head.id) } else { format!("/ke-hoach/{}", head.id) },
        other: head,
        cut: stretches.len() > MOST_SHOWN,
        stretches: stretches.iter().take(MOST_SHOWN).map(|stretch| view(visit, stretch)).collect(),
        count,
    })
}

fn view(visit: &Visit, stretch: &Stretch) -> StretchView {
    match stretch {
        Stretch::Same(count) => StretchView { same: visit.tr.of("plans-i-duplicate-same", *count), pieces: Vec::new() },
        Stretch::Changed(pieces) => StretchView { same: String::new(), pieces: pieces.iter().map(piece).collect() },
    }
}

fn piece(piece: &Piece) -> PieceView {
    let tag = match piece.side {
        Side::Both => "span",
        Side::Old => "del",
        Side::New => "ins",
    };
    PieceView { tag, text: piece.text.clone() }
}
