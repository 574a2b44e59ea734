//! The register of one unit: its agencies, committee, posts and seats, those that ended too, and its history.

use ::web::{Answer, Page, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, State};

use crate::{
    actions::edit_entry::editable,
    model::{Entry, EntryKind, Unit},
    store::{self, Event, entries},
};

/// One kind of entry with its rows.
struct Part {
    kind: EntryKind,
    rows: Vec<Row>,
    /// Whether something can be added now.
    open: bool,
}

/// One row of the register.
struct Row {
    id: String,
    text: String,
    detail: String,
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "organisation/admin/unit.html")]
struct UnitPage {
    page: Page,
    unit: Unit,
    parts: Vec<Part>,
    events: Vec<Event>,
}

impl UnitPage {
    /// The words of an event's changed fields, one line each.
    fn lines(&self, event: &Event) -> Vec<String> {
        change_lines(&self.page, event)
    }
}

/// "Tên: A → B" for each field that a correction changed; the text itself for other events.
pub(super) fn change_lines(page: &Page, event: &Event) -> Vec<String> {
    let line = |line: &str| {
        let mut cells = line.split('\t');
        match (cells.next(), cells.next(), cells.next()) {
            (Some(field), Some(old), Some(new)) => {
                let label = page.kind("organisation-field", field);
                // Identifiers say nothing to a reader.
                let is_key = matches!(field, "ke-tuc" | "thuong-truc" | "co-quan" | "can-bo" | "loai");
                if is_key { label } else { format!("{label}: {old} → {new}") }
            }
            _ => line.to_owned(),
        }
    };
    event.detail.lines().filter(|text| !text.is_empty()).map(line).collect()
}

fn row(page: &Page, (entry, person, _): (Entry, String, String), agencies: &[(String, String)]) -> Row {
    let name_of =
        |id: &str| agencies.iter().find(|(one, _)| one == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let (text, detail) = match entry.kind {
        EntryKind::Agency => (entry.value("ten").to_owned(), entry.value("ten-khac").replace('\n', "; ")),
        EntryKind::Committee => (entry.value("ten").to_owned(), name_of(entry.value("thuong-truc"))),
        EntryKind::Post => (person, format!("{}, {}", entry.value("chuc-danh"), name_of(entry.value("co-quan")))),
        EntryKind::Seat => {
            let seat = page.kind("organisation-seat", entry.value("vi-tri"));
            (person, format!("{seat}, {}", entry.value("chuc-vu")))
        }
    };
    let (from, to) = (entry.value("tu-ngay").to_owned(), entry.value("den-ngay").to_owned());
    Row { id: entry.id, text, detail, from, to }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(code): Path<String>) -> Answer {
    let (unit, permit) = editable(&services, visit.actor()?, &code).await.map_err(Problem::from)?;
    let mut q = &services.db;
    let page = visit.page(unit.name.clone()).back("/quan-tri/don-vi", visit.tr.t("organisation-admin-title"));
    let mut agencies = Vec::new();
    let mut parts = Vec::new();
    let mut has_committee = false;
    for kind in EntryKind::ALL {
        let found = entries::entries_of(&mut q, &permit, kind, &code).await?;
        if kind == EntryKind::Agency {
            agencies = found.iter().map(|(one, ..)| (one.id.clone(), one.value("ten").to_owned())).collect();
        }
        let stands = found.iter().any(|(one, ..)| one.to().is_none());
        has_committee |= kind == EntryKind::Committee && stands;
        let open = match kind {
            EntryKind::Agency => true,
            EntryKind::Committee => !stands,
            EntryKind::Post => !agencies.is_empty(),
            EntryKind::Seat => has_committee,
        };
        parts.push(Part { kind, open, rows: found.into_iter().map(|one| row(&page, one, &agencies)).collect() });
    }
    let events = store::events_of_unit(&mut q, &code).await?;
    html(&UnitPage { page, unit, parts, events })
}
