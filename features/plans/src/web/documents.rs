//! The register of documents: received, sent, internal.

use std::collections::HashMap;

use ::web::{Answer, Page, Paging, Problem, Services, Visit, download, html};
use askama::Template;
use axum::extract::{Path, Query, State};

use super::words::{Choice, partial_date};
use crate::{
    model::DocumentId,
    rights::{ImportPlan, SeeDocument},
    store::documents::{self, Document, DocumentFilter},
};

const DIRECTIONS: [&str; 3] = ["in", "out", "internal"];

#[derive(Template)]
#[template(path = "plans/import/documents.html")]
struct ListPage {
    page: Page,
    rows: Vec<DocumentView>,
    paging: Paging,
    base: String,
    words: String,
    directions: Vec<Choice>,
    kinds: Vec<Choice>,
    filtered: bool,
    may_import: bool,
}

#[derive(Template)]
#[template(path = "plans/import/document.html")]
struct DocumentPage {
    page: Page,
    document: DocumentView,
    paragraphs: Vec<String>,
    may_draft: bool,
    unfinished: bool,
}

struct DocumentView {
    id: String,
    title: String,
    file_name: String,
    direction: String,
    kind: String,
    reference: String,
    date: String,
    issuer: String,
    size: String,
    uploaded: String,
    reading: String,
    reading_text: String,
    plan: String,
}

impl DocumentView {
    fn of(document: &Document, plan: Option<String>, visit: &Visit) -> Self {
        let tr = &visit.tr;
        let reference = match (&document.number, &document.symbol) {
            (None, None) => tr.t("plans-i-no-number"),
            (number, symbol) => {
                let number = number.as_deref().unwrap_or("…");
                symbol.as_ref().map_or_else(|| number.to_owned(), |symbol| format!("{number}/{symbol}"))
            }
        };
        Self {
            id: document.id.to_string(),
            title: document.title.clone(),
            file_name: document.file_name.clone(),
            direction: tr.t(&format!("plans-i-direction-{}", document.direction)),
            kind: document.type_code.clone().unwrap_or_default(),
            reference,
            date: partial_date(document.date, tr),
            issuer: document.issuer.clone().unwrap_or_default(),
            size: tr.of("plans-i-size", (document.size + 1023) / 1024),
            uploaded: i18n::date_time(document.uploaded_at),
            reading: document.reading.clone(),
            reading_text: tr.t(&format!("plans-i-reading-{}", document.reading)),
            plan: plan.unwrap_or_default(),
        }
    }
}

/// The register.
pub(crate) async fn list(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let scope = visit.scope::<SeeDocument>()?;
    let mut db = &services.db;
    let text = |name: &str| query.get(name).map(|value| base::one_line(value)).unwrap_or_default();
    let filter = DocumentFilter {
        direction: text("huong"),
        kind: text("loai"),
        words: text("tim"),
        page: text("trang").parse().ok(),
    };
    let (paging, rows) = documents::register(&mut db, &scope, &filter).await?;
    let kinds = documents::kinds(&mut db, &scope).await?;
    let tr = &visit.tr;
    let any = Choice { value: String::new(), text: tr.t("plans-i-kind-any"), selected: filter.kind.is_empty() };
    let kinds = kinds.into_iter().map(|kind| Choice { text: kind.clone(), selected: kind == filter.kind, value: kind });
    html(&ListPage {
        page: visit.page(tr.t("plans-i-documents-title")),
        rows: rows
            .iter()
            .map(|(document, plan)| DocumentView::of(document, plan.map(|plan| plan.to_string()), &visit))
            .collect(),
        paging,
        base: super::address(
            "/van-ban",
            &[("huong", &filter.direction), ("loai", &filter.kind), ("tim", &filter.words)],
        ),
        directions: Choice::of(tr, "plans-i-direction", &DIRECTIONS, &filter.direction),
        kinds: std::iter::once(any).chain(kinds).collect(),
        filtered: !(filter.words.is_empty() && filter.direction.is_empty() && filter.kind.is_empty()),
        words: filter.words,
        may_import: visit.may::<ImportPlan>(&access::Thing::of(visit.actor()?.ground)),
    })
}

async fn open(visit: &Visit, services: &Services, id: &str) -> Result<Document, Problem> {
    let id: DocumentId = id.parse()?;
    let document = documents::find(&mut &services.db, id).await?.ok_or(Problem::NotFound)?;
    visit.permit::<SeeDocument>(&document.thing())?;
    Ok(document)
}

/// One document: facts and text.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let document = open(&visit, &services, &id).await?;
    let mut db = &services.db;
    let plan = documents::plan_of(&mut db, document.id).await?;
    let permit = visit.permit::<SeeDocument>(&document.thing())?;
    let (text, _, _) = documents::texts(&mut db, &permit, document.id).await?.ok_or(Problem::NotFound)?;
    let is_read = ["read", "kept"].contains(&document.reading.as_str());
    html(&DocumentPage {
        page: visit.page(document.title.clone()).back("/van-ban", visit.tr.t("plans-i-documents-title")),
        may_draft: plan.is_none() && is_read && visit.may::<ImportPlan>(&document.thing()),
        unfinished: !is_read,
        document: DocumentView::of(&document, plan.map(|plan| plan.to_string()), &visit),
        paragraphs: text.lines().map(str::to_owned).collect(),
    })
}

/// The file as it came in.
pub(crate) async fn file(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let document = open(&visit, &services, &id).await?;
    let permit = visit.permit::<SeeDocument>(&document.thing())?;
    let found = documents::content(&mut &services.db, &permit, document.id).await?;
    let (name, media_type, bytes) = found.ok_or(Problem::NotFound)?;
    download(&name, &media_type, bytes)
}
