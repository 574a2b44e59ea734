//! The lodging book (sổ theo dõi tiếp nhận, phân loại nguồn tin về tội phạm; mẫu 294, TT 119/2021/TT-BCA): every tip with
//! its number, none left out; or the rows behind one figure.

use ::web::{Answer, Page, Paging, Problem, Services, Visit, download, html};
use access::Actor;
use askama::Template;
use axum::extract::{Query, State};
use papers::{Notes, PaperError, Sheet, SheetColumn, Value, Workbook};
use serde::Deserialize;

use super::{book_paper, words::RowView};
use crate::{
    error::Result,
    model::law::{
        Channel, TipKind,
        figures::{Counted, Measure, Month},
    },
    rights::SeeTips,
    store::{
        counted,
        lists::{self, Reader, TipRow},
        path,
    },
};

/// The media type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The most rows of one file.
const MOST_ROWS: i64 = 20_000;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    nam: Option<i64>,
    trang: Option<i64>,
    /// Key of the measure whose rows are asked for.
    #[serde(default)]
    so: String,
    thang: Option<i8>,
    /// Key of the kind, or `none`.
    #[serde(default)]
    loai: String,
    /// Key of the channel.
    #[serde(default)]
    kenh: String,
}

impl Asked {
    fn measure(&self) -> Option<Measure> {
        Measure::from_key(&self.so)
    }

    /// Whether a record is among the rows behind the figure.
    fn holds(&self, measure: Measure, year: i64, counted: &Counted) -> bool {
        let Some(month) = counted.at(measure).map(Month::of) else { return false };
        let kind = counted.kind.map_or("none", TipKind::key);
        i64::from(month.year) == year
            && self.thang.is_none_or(|asked| asked == month.month)
            && (self.loai.is_empty() || self.loai == kind)
            && (self.kenh.is_empty() || self.kenh == counted.channel.key())
    }

    /// The filter as it stands in an address, without the year.
    fn query(&self) -> String {
        let Some(measure) = self.measure() else { return String::new() };
        let month = self.thang.map_or_else(String::new, |month| format!("&thang={month}"));
        let part = |name: &str, value: Option<&str>| value.map_or_else(String::new, |value| format!("&{name}={value}"));
        // Only keys that are known go back into an address.
        let kind = TipKind::from_key(&self.loai).map(TipKind::key).or((self.loai == "none").then_some("none"));
        let channel = Channel::from_key(&self.kenh).map(Channel::key);
        format!("&so={}{month}{}{}", measure.key(), part("loai", kind), part("kenh", channel))
    }

    /// What the filter says, in words; empty where there is none.
    fn told(&self, page: &Page) -> String {
        let Some(measure) = self.measure() else { return String::new() };
        let mut parts = vec![page.kind("tips-measure", measure.key())];
        parts.extend(self.thang.map(|month| page.of("tips-figures-month", i64::from(month))));
        parts.extend(TipKind::from_key(&self.loai).map(|kind| page.kind("tips-w-kind", kind.key())));
        parts.extend((self.loai == "none").then(|| page.t("tips-figures-no-kind")));
        parts.extend(Channel::from_key(&self.kenh).map(|channel| page.kind("tips-w-channel", channel.key())));
        parts.join(", ")
    }
}

#[derive(Template)]
#[template(path = "tips/work/book.html")]
struct BookPage {
    page: Page,
    rows: Vec<RowView>,
    paging: Paging,
    year: i64,
    query: String,
    filter: String,
}

impl BookPage {
    fn base(&self) -> String {
        format!("/tin-bao/so-tiep-nhan?nam={}{}&", self.year, self.query)
    }
}

fn reader(actor: &Actor) -> Result<Reader<'_>, Problem> {
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    Ok(Reader { agency, person: &actor.person })
}

fn year_of(asked: &Asked, services: &Services) -> i64 {
    asked.nam.unwrap_or_else(|| i64::from(services.context.today().year()))
}

/// The rows behind a figure; `None` where the whole book is asked for.
async fn filtered(services: &Services, reader: Reader<'_>, asked: &Asked, year: i64) -> Result<Option<Vec<TipRow>>> {
    let (Some(measure), Ok(counted_year)) = (asked.measure(), i16::try_from(year)) else { return Ok(None) };
    let holidays = services.holidays().await?;
    let law = path::law(&holidays)?;
    let when = (counted_year, services.context.now());
    let rows = counted::list(&mut &services.db, reader, when, law).await?;
    Ok(Some(rows.into_iter().filter(|row| asked.holds(measure, year, &row.counted)).map(|row| row.row).collect()))
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    visit.scope::<SeeTips>()?;
    let reader = reader(visit.actor()?)?;
    let year = year_of(&asked, &services);
    let mut q = &services.db;
    let (paging, rows) = if let Some(all) = filtered(&services, reader, &asked, year).await? {
        let paging = Paging::new(asked.trang, i64::try_from(all.len()).unwrap_or(i64::MAX));
        let (skip, take) = (usize::try_from(paging.offset()).unwrap_or(0), usize::try_from(Paging::ROWS).unwrap_or(50));
        (paging, all.into_iter().skip(skip).take(take).collect())
    } else {
        let paging = Paging::new(asked.trang, lists::count_book(&mut q, reader, year).await?);
        (paging, lists::book(&mut q, reader, year, (Paging::ROWS, paging.offset())).await?)
    };
    let page = visit.page(visit.tr.t("tips-w-book-title")).back("/tin-bao", visit.tr.t("tips-w-queue-title"));
    let filter = asked.told(&page);
    let rows = rows.into_iter().map(|row| RowView::of(&page, row)).collect();
    html(&BookPage { page, rows, paging, year, query: asked.query(), filter })
}

/// All rows asked for, for a file. That they leave the system is in the log before they do.
async fn exported(visit: &Visit, services: &Services, page: &Page, asked: &Asked) -> Result<Vec<RowView>, Problem> {
    visit.scope::<SeeTips>()?;
    let actor = visit.actor()?;
    let reader = reader(actor)?;
    let year = year_of(asked, services);
    let entry = audit::Entry::look("tips.exported-book", "agency", reader.agency).class(access::Class::Restricted);
    audit::record_now(&services.db, &services.context, actor, &entry).await?;
    let mut q = &services.db;
    let rows = match filtered(services, reader, asked, year).await? {
        Some(rows) => rows,
        None => lists::book(&mut q, reader, year, (MOST_ROWS, 0)).await?,
    };
    Ok(rows.into_iter().map(|row| RowView::of(page, row)).collect())
}

/// Setting a file takes a moment of a core: it must not hold up the pages of others.
async fn made<T: Send + 'static>(
    input: T,
    make: fn(&T) -> std::result::Result<Vec<u8>, PaperError>,
) -> Result<Vec<u8>, Problem> {
    tokio::task::spawn_blocking(move || make(&input))
        .await
        .map_err(|error| Problem::Unexpected(format!("book: {error}")))?
        .map_err(|error| Problem::Unexpected(format!("book: {error}")))
}

/// The lodging book of a year as a workbook. What was told is in none of its cells.
pub(super) async fn workbook(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let (page, year) = (visit.page(""), year_of(&asked, &services));
    let views = exported(&visit, &services, &page, &asked).await?;
    let column = |(key, width): (&str, u16)| SheetColumn { heading: page.kind("tips-w-column", key), width };
    let sheet = Sheet {
        name: page.of("tips-w-book-sheet", year.to_string()),
        titles: titles(&page, year, &asked, visit.actor()?),
        columns: COLUMNS.map(column).to_vec(),
        rows: views.iter().map(|view| cells(&page, view).into_iter().map(Value::Text).collect()).collect(),
    };
    let book = Workbook {
        title: page.of("tips-w-book-heading", year.to_string()),
        made_at: base::local_time(services.context.now()),
        sheets: vec![sheet],
        notes: None::<Notes>,
    };
    download(&format!("so-tiep-nhan-{year}.xlsx"), XLSX, made(book, papers::xlsx).await?)
}

/// The lodging book of a year as a paper, to be printed, signed and bound.
pub(super) async fn document(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let (page, year) = (visit.page(""), year_of(&asked, &services));
    let views = exported(&visit, &services, &page, &asked).await?;
    let actor = visit.actor()?;
    let agency = match &actor.agency {
        Some(id) => organisation::agency(&mut &services.db, id).await?,
        None => None,
    };
    let facts = book_paper::Facts {
        issuer: agency.map_or_else(|| actor.unit_name.clone(), |agency| agency.name),
        place: actor.unit_name.clone(),
        titles: titles(&page, year, &asked, actor),
        rows: views.iter().map(|view| cells(&page, view)).collect(),
        today: services.context.today(),
    };
    let paper = book_paper::book(&page, facts);
    download(&format!("so-tiep-nhan-{year}.docx"), DOCX, made(paper, papers::docx).await?)
}

/// The columns of the book, with their widths.
pub(super) const COLUMNS: [(&str, u16); 7] =
    [("number", 12), ("received", 18), ("channel", 22), ("privacy", 30), ("kind", 22), ("place", 26), ("stage", 30)];

fn titles(page: &Page, year: i64, asked: &Asked, actor: &Actor) -> Vec<String> {
    let filter = asked.told(page);
    let heading = page.of("tips-w-book-heading", year.to_string());
    [heading, filter, actor.unit_name.clone()].into_iter().filter(|title| !title.is_empty()).collect()
}

fn cells(page: &Page, view: &RowView) -> Vec<String> {
    let row = &view.row;
    vec![
        view.number.clone(),
        page.date_time(&row.received_at),
        page.kind("tips-w-channel", &row.channel),
        page.kind("tips-privacy", &row.privacy),
        row.kind.as_ref().map_or_else(String::new, |kind| page.kind("tips-w-kind", kind)),
        view.place.clone(),
        page.kind("tips-w-stage", &row.stage),
    ]
}
