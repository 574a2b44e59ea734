//! The log as a workbook; taking it away is logged first.

use std::collections::HashMap;

use ::web::{Answer, Problem, Services, Visit, download};
use axum::extract::{Query, State};

use super::log::{Asked, note_look};
use crate::papers;
use crate::rights::SeeLog;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The most rows of a workbook; its notes say when there are more.
const MOST: i64 = 10_000;

/// The file.
pub(super) async fn workbook(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeLog>()?;
    let asked = Asked::of(&query, services.context.today());
    note_look(&visit, &services, "administration.export_log", "workbook", asked.payload()).await?;
    let mut db = &services.db;
    let filter = asked.filter();
    let total = audit::count(&mut db, &filter).await?;
    let entries = audit::list(&mut db, &filter, MOST, 0).await?;
    let book = papers::workbook(&entries, total, services.context.now(), &visit.tr);
    let bytes = tokio::task::spawn_blocking(move || ::papers::xlsx(&book))
        .await
        .map_err(|error| Problem::Unexpected(format!("workbook: {error}")))?
        .map_err(|error| Problem::Unexpected(format!("workbook: {error}")))?;
    download("nhat-ky.xlsx", XLSX, bytes)
}
