//! Signed checkpoints, on screen and as minutes to be printed, signed and kept apart from the machine.

use std::collections::HashMap;

use ::web::{Answer, Page, Paging, Problem, Services, Visit, download, html};
use askama::Template;
use audit::{SignedNote, StoredCheckpoint};
use axum::extract::{Path, Query, State};
use qrcode::{EcLevel, QrCode, render::svg};

use crate::rights::SeeLog;

#[derive(Template)]
#[template(path = "administration/checkpoints.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    waiting: i64,
    paging: Paging,
}

#[derive(Template)]
#[template(path = "administration/minutes.html")]
struct MinutesPage {
    page: Page,
    row: Row,
    qr: String,
}

struct Row {
    href: String,
    size: i64,
    origin: String,
    root: String,
    made_at: String,
    seen_at: String,
}

impl Row {
    fn of(stored: &StoredCheckpoint) -> Result<Self, Problem> {
        let told = |_| Problem::Unexpected(format!("checkpoint {} cannot be read", stored.size));
        let (origin, checkpoint) = SignedNote::parse(&stored.note).and_then(|note| note.unchecked()).map_err(told)?;
        Ok(Self {
            href: format!("/quan-tri/nhat-ky/diem-kiem-tra/{}", stored.size),
            size: i64::try_from(checkpoint.size).unwrap_or(i64::MAX),
            origin,
            root: checkpoint.root.to_string(),
            made_at: i18n::date_time(stored.made_at),
            seen_at: i18n::date_time(stored.seen_at),
        })
    }
}

/// The list.
pub(super) async fn list(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeLog>()?;
    let mut db = &services.db;
    let total = audit::count_checkpoints(&mut db).await?;
    let paging = Paging::new(query.get("trang").and_then(|page| page.parse().ok()), total);
    let stored = audit::checkpoints(&mut db, Paging::ROWS, paging.offset()).await?;
    let waiting = audit::state(&mut db).await?.waiting;
    let title = visit.tr.t("adm-checkpoints-title");
    html(&ListPage {
        page: visit.page(title).back("/quan-tri", visit.tr.t("adm-title")),
        rows: stored.iter().map(Row::of).collect::<Result<_, _>>()?,
        waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        paging,
    })
}

async fn found(visit: &Visit, services: &Services, size: &str) -> Result<StoredCheckpoint, Problem> {
    visit.scope::<SeeLog>()?;
    let size: u64 = size.parse().map_err(|_| Problem::NotFound)?;
    audit::checkpoint(&mut &services.db, size).await?.ok_or(Problem::NotFound)
}

/// The minutes.
pub(super) async fn minutes(visit: Visit, State(services): State<Services>, Path(size): Path<String>) -> Answer {
    let stored = found(&visit, &services, &size).await?;
    let row = Row::of(&stored)?;
    let qr = qr(&format!("{}\n{}\n{}\n", row.origin, row.size, row.root))?;
    let back = "/quan-tri/nhat-ky/diem-kiem-tra";
    let page = visit.page(visit.tr.t("adm-minutes-title")).back(back, visit.tr.t("adm-checkpoints-title"));
    html(&MinutesPage { page, row, qr })
}

/// The signed checkpoint as a file, for `lachan audit verify --from`.
pub(super) async fn file(visit: Visit, State(services): State<Services>, Path(size): Path<String>) -> Answer {
    let stored = found(&visit, &services, &size).await?;
    let name = format!("diem-kiem-tra-{}.txt", stored.size);
    download(&name, "text/plain; charset=utf-8", stored.note.into_bytes())
}

/// A QR code as SVG that stands in the page.
fn qr(text: &str) -> Result<String, Problem> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Problem::Unexpected(format!("qr: {error}")))?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // What stands in a page begins with its element, not with an XML declaration.
    Ok(image.find("<svg").map_or(String::new(), |at| image.split_at(at).1.to_owned()))
}
