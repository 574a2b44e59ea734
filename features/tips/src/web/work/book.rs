//! The lodging book (sổ theo dõi tiếp nhận, phân loại nguồn tin về tội phạm; mẫu 294, TT 119/2021/TT-BCA): every tip with
//! its number, none left out.

use ::web::{Answer, Page, Paging, Problem, Services, Visit, download, html};
use askama::Template;
use axum::extract::{Query, State};
use papers::{Notes, Sheet, SheetColumn, Value, Workbook};
use serde::Deserialize;

use super::words::RowView;
use crate::{
    rights::SeeTips,
    store::lists::{self, Reader},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The most rows of one workbook.
const MOST_ROWS: i64 = 20_000;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    nam: Option<i64>,
    trang: Option<i64>,
}

#[derive(Template)]
#[template(path = "tips/work/book.html")]
struct BookPage {
    page: Page,
    rows: Vec<RowView>,
    paging: Paging,
    year: i64,
}

impl BookPage {
    fn base(&self) -> String {
        format!("/tin-bao/so-tiep-nhan?nam={}&", self.year)
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    visit.scope::<SeeTips>()?;
    let actor = visit.actor()?;
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    let reader = Reader { agency, person: &actor.person };
    let year = asked.nam.unwrap_or_else(|| i64::from(services.context.today().year()));
    let mut q = &services.db;
    let paging = Paging::new(asked.trang, lists::count_book(&mut q, reader, year).await?);
    let rows = lists::book(&mut q, reader, year, (Paging::ROWS, paging.offset())).await?;
    let page = visit.page(visit.tr.t("tips-w-book-title")).back("/tin-bao", visit.tr.t("tips-w-queue-title"));
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        views.push(RowView::of(&mut q, &page, row, services.context.now()).await?);
    }
    html(&BookPage { page, rows: views, paging, year })
}

/// The lodging book of a year as a workbook. What was told is in none of its cells.
pub(super) async fn workbook(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    visit.scope::<SeeTips>()?;
    let actor = visit.actor()?;
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    let reader = Reader { agency, person: &actor.person };
    let year = asked.nam.unwrap_or_else(|| i64::from(services.context.today().year()));
    let mut q = &services.db;
    let entry = audit::Entry::look("tips.exported-book", "agency", agency).class(access::Class::Restricted);
    audit::record_now(&services.db, &services.context, actor, &entry).await?;
    let page = visit.page("");
    let mut rows = Vec::new();
    for row in lists::book(&mut q, reader, year, (MOST_ROWS, 0)).await? {
        let view = RowView::of(&mut q, &page, row, services.context.now()).await?;
        rows.push(cells(&page, &view));
    }
    let columns = [
        ("number", 12),
        ("received", 18),
        ("channel", 22),
        ("privacy", 30),
        ("kind", 22),
        ("place", 26),
        ("stage", 30),
    ];
    let column = |(key, width): (&str, u16)| SheetColumn { heading: page.kind("tips-w-column", key), width };
    let sheet = Sheet {
        name: page.of("tips-w-book-sheet", year.to_string()),
        titles: vec![page.of("tips-w-book-heading", year.to_string()), actor.unit_name.clone()],
        columns: columns.map(column).to_vec(),
        rows,
    };
    let book = Workbook {
        title: page.of("tips-w-book-heading", year.to_string()),
        made_at: base::local_time(services.context.now()),
        sheets: vec![sheet],
        notes: None::<Notes>,
    };
    let bytes = tokio::task::spawn_blocking(move || papers::xlsx(&book))
        .await
        .map_err(|error| Problem::Unexpected(format!("book: {error}")))?
        .map_err(|error| Problem::Unexpected(format!("book: {error}")))?;
    download(&format!("so-tiep-nhan-{year}.xlsx"), XLSX, bytes)
}

fn cells(page: &Page, view: &RowView) -> Vec<Value> {
    let row = &view.row;
    let kind = row.kind.as_ref().map_or(Value::Empty, |kind| Value::Text(page.kind("tips-w-kind", kind)));
    vec![
        Value::Text(view.number.clone()),
        Value::Text(page.date_time(&row.received_at)),
        Value::Text(page.kind("tips-w-channel", &row.channel)),
        Value::Text(page.kind("tips-privacy", &row.privacy)),
        kind,
        Value::Text(view.place.clone()),
        Value::Text(page.kind("tips-w-stage", &row.stage)),
    ]
}
