//! One entry, and the proof that the log holds it.

use ::web::{Answer, Page, Problem, Services, Visit, download, html};
use askama::Template;
use audit::{AuditError, EntryId, Listed};
use axum::extract::{Path, State};
use serde_json::Value;

use super::log::note_look;
use super::view::{self, Row};
use crate::rights::SeeLog;

#[derive(Template)]
#[template(path = "administration/entry.html")]
struct EntryPage {
    page: Page,
    row: Row,
    entry: Listed,
    action: String,
    data: Vec<(String, String)>,
    proof: Option<String>,
}

/// The page.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    visit.scope::<SeeLog>()?;
    let id: EntryId = id.parse()?;
    let mut db = &services.db;
    let entry = audit::find(&mut db, id).await?.ok_or(Problem::NotFound)?;
    note_look(&visit, &services, "administration.view_entry", &id.to_string(), Value::Null).await?;
    let covered = audit::state(&mut db).await?.newest.map_or(0, |newest| newest.size);
    let is_covered = entry.seq.and_then(|seq| u64::try_from(seq).ok()).is_some_and(|seq| seq < covered);
    let tr = &visit.tr;
    html(&EntryPage {
        page: visit.page(tr.t("adm-entry-title")).back("/quan-tri/nhat-ky", tr.t("adm-log-title")),
        row: Row::of(&entry, &services, tr),
        action: view::action(&entry.action, &services, tr),
        data: data(entry.data.as_ref()),
        proof: is_covered.then(|| format!("/quan-tri/nhat-ky/muc/{id}/chung-minh")),
        entry,
    })
}

/// What else was noted, one line a field.
fn data(data: Option<&Value>) -> Vec<(String, String)> {
    let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match data {
        Some(Value::Object(fields)) => {
            let all = fields.iter().map(|(name, value)| (name.clone(), shown(value)));
            all.filter(|(_, value)| !value.is_empty()).collect()
        }
        Some(Value::Null) | None => Vec::new(),
        Some(other) => vec![(String::new(), shown(other))],
    }
}

/// The proof as a file.
pub(super) async fn proof(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    visit.scope::<SeeLog>()?;
    let id: EntryId = id.parse()?;
    let mut db = &services.db;
    let entry = audit::find(&mut db, id).await?.ok_or(Problem::NotFound)?;
    let seq = entry.seq.and_then(|seq| u64::try_from(seq).ok()).ok_or(Problem::NotFound)?;
    let proof = match audit::prove(&mut db, seq).await {
        Ok(proof) => proof.to_text(),
        Err(AuditError::NoEntry) => return Err(Problem::NotFound),
        Err(error) => return Err(Problem::Unexpected(error.to_string())),
    };
    download(&format!("muc-{seq}.tlog-proof"), "text/plain; charset=utf-8", proof.into_bytes())
}
