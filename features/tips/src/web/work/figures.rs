//! The figures of a year, counted from the records themselves: every number leads to the rows behind it.

use std::collections::BTreeMap;

use ::web::{Answer, Page, Problem, Services, Visit, download, html};
use askama::Template;
use axum::extract::{Query, State};
use papers::{Notes, Sheet, SheetColumn, Value, Workbook};
use serde::Deserialize;

use super::book::XLSX;
use crate::{
    model::law::{
        Channel, TipKind,
        figures::{Cell, Counts, Measure, count, total},
    },
    rights::{CountTips, SeeTips},
    store::{counted, lists::Reader, path},
};

/// Below this, a count is shown as such to whoever may not see the tips themselves (ux.md S-57).
const SMALL: u64 = 5;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    nam: Option<i16>,
}

/// One number.
#[derive(Debug, Clone)]
struct Figure {
    text: String,
    /// The rows behind it; empty where there are none, or the reader may not see them.
    href: String,
}

/// One line of a table.
#[derive(Debug, Clone)]
struct Line {
    name: String,
    figures: Vec<Figure>,
    /// The same as numbers, for the workbook.
    counts: Vec<u64>,
}

/// One table.
#[derive(Debug, Clone)]
struct FigureTable {
    title: String,
    first: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "tips/work/figures.html")]
struct FiguresPage {
    page: Page,
    year: i16,
    unit: String,
    tables: Vec<FigureTable>,
    may_see: bool,
}

impl FiguresPage {
    fn measures() -> impl Iterator<Item = &'static str> {
        Measure::ALL.iter().map(|measure| measure.key())
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page(visit.tr.t("tips-figures-title")).back("/tin-bao", visit.tr.t("tips-w-queue-title"));
    let (year, may_see, tables) = gather(&visit, &services, &page, &asked).await?;
    let unit = visit.actor()?.unit_name.clone();
    html(&FiguresPage { page, year, unit, tables, may_see })
}

/// The same as a workbook.
pub(super) async fn workbook(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("");
    let (year, may_see, tables) = gather(&visit, &services, &page, &asked).await?;
    let actor = visit.actor()?;
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    let entry = audit::Entry::look("tips.exported-figures", "agency", agency);
    audit::record_now(&services.db, &services.context, actor, &entry).await?;
    let sheets = tables.into_iter().map(|table| sheet(&page, &actor.unit_name, table, may_see)).collect();
    let book = Workbook {
        title: page.of("tips-figures-heading", year.to_string()),
        made_at: base::local_time(services.context.now()),
        sheets,
        notes: None::<Notes>,
    };
    let bytes = tokio::task::spawn_blocking(move || papers::xlsx(&book))
        .await
        .map_err(|error| Problem::Unexpected(format!("figures: {error}")))?
        .map_err(|error| Problem::Unexpected(format!("figures: {error}")))?;
    download(&format!("so-lieu-tin-bao-{year}.xlsx"), XLSX, bytes)
}

fn sheet(page: &Page, unit: &str, table: FigureTable, may_see: bool) -> Sheet {
    let heading = |measure: &Measure| SheetColumn { heading: page.kind("tips-measure", measure.key()), width: 14 };
    let first = SheetColumn { heading: table.first.clone(), width: 30 };
    let value = |count: &u64| match i64::try_from(*count) {
        Ok(whole) if may_see || *count == 0 || *count >= SMALL => Value::Whole(whole),
        _ => Value::Text(page.of("tips-figures-small", i64::try_from(SMALL).unwrap_or_default())),
    };
    Sheet {
        name: table.first,
        titles: vec![table.title, unit.to_owned()],
        columns: std::iter::once(first).chain(Measure::ALL.iter().map(heading)).collect(),
        rows: table
            .lines
            .into_iter()
            .map(|line| std::iter::once(Value::Text(line.name)).chain(line.counts.iter().map(value)).collect())
            .collect(),
    }
}

async fn gather(
    visit: &Visit,
    services: &Services,
    page: &Page,
    asked: &Asked,
) -> Result<(i16, bool, Vec<FigureTable>), Problem> {
    visit.scope::<CountTips>()?;
    let actor = visit.actor()?;
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    let reader = Reader { agency, person: &actor.person };
    let now = services.context.now();
    let year = asked.nam.filter(|year| (2000..=2100).contains(year)).unwrap_or_else(|| services.context.today().year());
    let holidays = services.holidays().await?;
    let law = path::law(&holidays)?;
    let rows = counted::list(&mut &services.db, reader, (year, now), law).await?;
    let cells = count(rows.iter().map(|row| &row.counted));
    let may_see = services.policy.may::<SeeTips>(actor);
    let maker = Maker { page, year, cells, may_see };
    Ok((year, may_see, vec![maker.by_month(), maker.by_kind(), maker.by_channel()]))
}

struct Maker<'a> {
    page: &'a Page,
    year: i16,
    cells: BTreeMap<Cell, Counts>,
    may_see: bool,
}

impl Maker<'_> {
    fn by_month(&self) -> FigureTable {
        let months = (1..=12_i8).map(|month| {
            let name = self.page.of("tips-figures-month", i64::from(month));
            self.line(name, &format!("&thang={month}"), |cell| cell.month.month == month)
        });
        let all = self.line(self.page.t("tips-figures-all"), "", |_| true);
        self.table("month", months.chain([all]).collect())
    }

    fn by_kind(&self) -> FigureTable {
        let kinds = TipKind::ALL.iter().map(|kind| {
            let name = self.page.kind("tips-w-kind", kind.key());
            self.line(name, &format!("&loai={}", kind.key()), |cell| cell.kind == Some(*kind))
        });
        let none = self.line(self.page.t("tips-figures-no-kind"), "&loai=none", |cell| cell.kind.is_none());
        self.table("kind", kinds.chain([none]).collect())
    }

    fn by_channel(&self) -> FigureTable {
        let channels = Channel::ALL.iter().map(|channel| {
            let name = self.page.kind("tips-w-channel", channel.key());
            self.line(name, &format!("&kenh={}", channel.key()), |cell| cell.channel == *channel)
        });
        self.table("channel", channels.filter(|line| line.counts.iter().any(|count| *count > 0)).collect())
    }

    fn table(&self, by: &str, lines: Vec<Line>) -> FigureTable {
        let title = self.page.kind("tips-figures-by", by);
        FigureTable { title, first: self.page.kind("tips-figures-first", by), lines }
    }

    fn line(&self, name: String, filter: &str, is_asked: impl Fn(&Cell) -> bool) -> Line {
        let sum = total(&self.cells, |cell| cell.month.year == self.year && is_asked(cell));
        let counts: Vec<u64> = Measure::ALL.iter().map(|measure| sum.get(*measure)).collect();
        let figures = Measure::ALL.iter().zip(&counts).map(|(measure, count)| self.figure(*measure, *count, filter));
        Line { name, figures: figures.collect(), counts: counts.clone() }
    }

    fn figure(&self, measure: Measure, count: u64, filter: &str) -> Figure {
        let whole = i64::try_from(count).unwrap_or(i64::MAX);
        if !self.may_see && (1..SMALL).contains(&count) {
            let text = self.page.of("tips-figures-small", i64::try_from(SMALL).unwrap_or_default());
            return Figure { text, href: String::new() };
        }
        let href = if self.may_see && count > 0 {
            format!("/tin-bao/so-tiep-nhan?nam={}&so={}{filter}", self.year, measure.key())
        } else {
            String::new()
        };
        Figure { text: self.page.number(&whole), href }
    }
}
