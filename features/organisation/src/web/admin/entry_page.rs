//! The forms of one entry: add, correct with a reason, end with a date. What somebody else changed meanwhile is laid
//! beside what was typed, field by field, and nothing is overwritten.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::errors_of;
use crate::{
    actions::{
        OrganisationError,
        edit_entry::{Choices, Mending, add_entry, choices, editable, open_entry, save_entry},
    },
    model::{Entry, EntryKind, Unit},
};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Add,
    Correct,
    End,
}

#[derive(Template)]
#[template(path = "organisation/admin/entry.html")]
struct EntryPage {
    page: Page,
    errors: Errors,
    entry: Entry,
    choices: Choices,
    purpose: Purpose,
    action: String,
    reason: String,
    unit: Unit,
}

impl EntryPage {
    /// The choices of a field; none for a field that is typed.
    fn choices_of(&self, field: &str) -> Option<&Vec<(String, String)>> {
        self.choices.iter().find(|(name, _)| *name == field).map(|(_, offered)| offered)
    }

    fn is_seat(field: &str) -> bool {
        field == "vi-tri"
    }

    fn is_long(field: &str) -> bool {
        field == "ten-khac"
    }

    fn label(&self, field: &str) -> String {
        self.page.kind("organisation-field", field)
    }

    fn hint(&self, field: &str) -> String {
        match field {
            "tu-ngay" | "den-ngay" => self.page.t("organisation-hint-date"),
            "ten-khac" => self.page.t("organisation-hint-names"),
            _ => String::new(),
        }
    }

    fn seats(&self) -> Vec<(String, String)> {
        ["head", "deputy", "standing", "member"]
            .map(|seat| (seat.to_owned(), self.page.kind("organisation-seat", seat)))
            .to_vec()
    }

    /// Whether a field is shown: an end asks for the day and the successor alone, an entry that begins has no end.
    fn shows(&self, field: &str) -> bool {
        match self.purpose {
            Purpose::Add => !matches!(field, "den-ngay" | "ke-tuc"),
            Purpose::Correct => true,
            Purpose::End => matches!(field, "den-ngay" | "ke-tuc"),
        }
    }
}

/// One field of the page that shows two versions.
struct Difference {
    name: &'static str,
    label: String,
    mine: String,
    mine_text: String,
    theirs_text: String,
    same: bool,
}

#[derive(Template)]
#[template(path = "organisation/admin/conflict.html")]
struct ConflictPage {
    page: Page,
    errors: Errors,
    version: i64,
    action: String,
    reason: String,
    fields: Vec<Difference>,
}

fn kind_of(slug: &str) -> Result<EntryKind, Problem> {
    EntryKind::from_slug(slug).ok_or(Problem::NotFound)
}

/// The frame of a form at a unit.
fn frame(visit: &Visit, unit: &Unit, purpose: Purpose, kind: EntryKind) -> Page {
    let group = match purpose {
        Purpose::Add => "organisation-add",
        Purpose::Correct => "organisation-correct",
        Purpose::End => "organisation-end",
    };
    let title = visit.tr.t(&format!("{group}-{}", kind.subject()));
    visit.page(title).back(format!("/quan-tri/don-vi/{}", unit.code), unit.name.clone())
}

/// The entry with the fields that a form shows, as typed.
fn typed(mut entry: Entry, posted: &Posted) -> Entry {
    for field in entry.kind.fields() {
        if posted.has(field) {
            let value = if *field == "ten-khac" { posted.text(field) } else { posted.line(field) };
            entry.set(field, &value);
        }
    }
    // However a date was typed, it is kept in one form, so that the same day is no change.
    for field in ["tu-ngay", "den-ngay"] {
        if let Some(day) = i18n::parse_date(entry.value(field)) {
            entry.set(field, &i18n::date(day));
        }
    }
    entry
}

/// The form of a new entry.
pub(super) async fn add_form(
    visit: Visit,
    State(services): State<Services>,
    Path((code, slug)): Path<(String, String)>,
) -> Answer {
    let (unit, permit) = editable(&services, visit.actor()?, &code).await?;
    let kind = kind_of(&slug)?;
    let id = services.context.new_uuid().to_string();
    let values = vec![String::new(); kind.fields().len()];
    let mut entry = Entry { kind, id, unit: code.clone(), version: 0, values };
    entry.set("tu-ngay", &i18n::date(services.context.today()));
    let choices = choices(&mut &services.db, &permit, &unit, kind, None).await?;
    let action = format!("/quan-tri/don-vi/{code}/them/{slug}");
    let page = frame(&visit, &unit, Purpose::Add, kind);
    let (errors, reason) = (Errors::new(), String::new());
    html(&EntryPage { page, errors, entry, choices, purpose: Purpose::Add, action, reason, unit })
}

/// Adds an entry; a refused form keeps what was typed.
pub(super) async fn add(
    visit: Visit,
    State(services): State<Services>,
    Path((code, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let kind = kind_of(&slug)?;
    let (unit, permit) = editable(&services, visit.actor()?, &code).await?;
    let id = posted.line("ma-muc").parse::<base::uuid::Uuid>().map_err(|_| Problem::BadRequest)?.to_string();
    let values = vec![String::new(); kind.fields().len()];
    let entry = typed(Entry { kind, id, unit: code.clone(), version: 0, values }, &posted);
    let reason = posted.text("ly-do");
    match add_entry(&services, visit.actor()?, &entry, &reason).await {
        Ok(()) => redirect_with(format!("/quan-tri/don-vi/{code}"), "organisation-flash-added", None),
        Err(OrganisationError::Invalid(faults)) => {
            let errors = errors_of(&visit, &faults);
            let choices = choices(&mut &services.db, &permit, &unit, kind, None).await?;
            let page = frame(&visit, &unit, Purpose::Add, kind).refused();
            let action = format!("/quan-tri/don-vi/{code}/them/{slug}");
            invalid(&EntryPage { page, errors, entry, choices, purpose: Purpose::Add, action, reason, unit })
        }
        Err(other) => Err(other.into()),
    }
}

async fn mend_form(visit: &Visit, services: &Services, slug: &str, id: &str, purpose: Purpose) -> Answer {
    let kind = kind_of(slug)?;
    let (mut entry, unit, permit) = open_entry(services, visit.actor()?, kind, id).await?;
    if purpose == Purpose::End && entry.value("den-ngay").is_empty() {
        entry.set("den-ngay", &i18n::date(services.context.today()));
    }
    let choices = choices(&mut &services.db, &permit, &unit, kind, Some(&entry)).await?;
    let page = frame(visit, &unit, purpose, kind);
    let action = action_of(slug, id, purpose);
    let (errors, reason) = (Errors::new(), String::new());
    html(&EntryPage { page, errors, entry, choices, purpose, action, reason, unit })
}

fn action_of(slug: &str, id: &str, purpose: Purpose) -> String {
    let end = if purpose == Purpose::End { "/ket-thuc" } else { "" };
    format!("/quan-tri/muc/{slug}/{id}{end}")
}

/// The form of a correction.
pub(super) async fn edit_form(
    visit: Visit,
    State(services): State<Services>,
    Path((slug, id)): Path<(String, String)>,
) -> Answer {
    mend_form(&visit, &services, &slug, &id, Purpose::Correct).await
}

/// The form of an end.
pub(super) async fn end_form(
    visit: Visit,
    State(services): State<Services>,
    Path((slug, id)): Path<(String, String)>,
) -> Answer {
    mend_form(&visit, &services, &slug, &id, Purpose::End).await
}

/// Writes a correction.
pub(super) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path((slug, id)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    mend(&visit, &services, &slug, &id, &posted, Purpose::Correct).await
}

/// Writes an end.
pub(super) async fn end(
    visit: Visit,
    State(services): State<Services>,
    Path((slug, id)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    mend(&visit, &services, &slug, &id, &posted, Purpose::End).await
}

async fn mend(visit: &Visit, services: &Services, slug: &str, id: &str, posted: &Posted, purpose: Purpose) -> Answer {
    let kind = kind_of(slug)?;
    let (now, unit, permit) = open_entry(services, visit.actor()?, kind, id).await?;
    let base = posted.line("version").parse().unwrap_or(-1);
    let mut wanted = typed(now.clone(), posted);
    let reason = posted.text("ly-do");
    let offered = choices(&mut &services.db, &permit, &unit, kind, Some(&now)).await?;
    let chosen = if posted.has("xung-dot") { choose(&mut wanted, &now, posted) } else { true };
    if base != now.version || !chosen {
        return conflict(visit, &unit, &now, &wanted, &offered, (slug, purpose, reason), base == now.version);
    }
    let how = if purpose == Purpose::End { Mending::Ended } else { Mending::Corrected };
    match save_entry(services, visit.actor()?, &wanted, base, how, &reason).await {
        Ok(()) => {
            let done = if purpose == Purpose::End { "organisation-flash-ended" } else { "organisation-flash-saved" };
            redirect_with(format!("/quan-tri/don-vi/{}", unit.code), done, None)
        }
        Err(OrganisationError::Stale) => {
            let (now, unit, _) = open_entry(services, visit.actor()?, kind, id).await?;
            conflict(visit, &unit, &now, &wanted, &offered, (slug, purpose, reason), false)
        }
        Err(OrganisationError::Invalid(faults)) => {
            let errors = errors_of(visit, &faults);
            let page = frame(visit, &unit, purpose, kind).refused();
            let action = action_of(slug, id, purpose);
            invalid(&EntryPage { page, errors, entry: wanted, choices: offered, purpose, action, reason, unit })
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the side chosen for each field that differs; tells whether a side was chosen for all.
fn choose(wanted: &mut Entry, now: &Entry, posted: &Posted) -> bool {
    for (field, theirs, _) in wanted.clone().changes_from(now) {
        match posted.line(&format!("giu-{field}")).as_str() {
            "cua-toi" => {}
            "hien-tai" => wanted.set(field, &theirs),
            _ => return false,
        }
    }
    true
}

fn conflict(
    visit: &Visit,
    unit: &Unit,
    now: &Entry,
    wanted: &Entry,
    offered: &Choices,
    (slug, purpose, reason): (&str, Purpose, String),
    missing: bool,
) -> Answer {
    let text = |field: &str, value: &str| {
        let known = offered.iter().find(|(name, _)| *name == field);
        known.and_then(|(_, list)| list.iter().find(|(key, _)| key == value)).map_or(value, |(_, text)| text).to_owned()
    };
    let mut errors = Errors::new();
    let mut fields = Vec::new();
    for ((name, mine), theirs) in now.kind.fields().iter().zip(&wanted.values).zip(&now.values) {
        let label = visit.tr.t(&format!("organisation-field-{name}"));
        if missing && mine != theirs {
            errors.add(format!("giu-{name}"), visit.tr.of("organisation-choose-side", &label));
        }
        let (mine_text, theirs_text) = (text(name, mine), text(name, theirs));
        fields.push(Difference { name, label, mine: mine.clone(), mine_text, theirs_text, same: mine == theirs });
    }
    let page = visit.page(visit.tr.t("organisation-conflict-title"));
    let page = page.back(format!("/quan-tri/don-vi/{}", unit.code), unit.name.clone()).refused();
    let action = action_of(slug, &now.id, purpose);
    invalid(&ConflictPage { page, errors, version: now.version, action, reason, fields })
}
