//! Mending an obligation after issue; two people's changes are laid side by side, field by field.

use askama::Template;
use axum::extract::{Path, State};
use web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};

use super::obligation::Head;
use crate::{
    actions::{
        WorkError,
        edit_obligation::{Fields, edit_obligation},
        open_work,
    },
    model::{
        ObligationId,
        merge::{Field, Side},
        work::Obligation,
    },
    rights::AssignDuty,
    store::obligations,
};

#[derive(Debug, Template)]
#[template(path = "plans/work/edit.html")]
struct EditPage {
    page: Page,
    errors: Errors,
    head: Head,
    fields: Fields,
    /// What the fields held when the form was opened, by name.
    base: Vec<(&'static str, String)>,
}

/// One field of the page that shows two versions.
#[derive(Debug)]
struct Choice {
    name: &'static str,
    label: String,
    base: String,
    mine: String,
    theirs: String,
    same: bool,
    take_mine: bool,
    take_theirs: bool,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/conflict.html")]
struct ConflictPage {
    page: Page,
    errors: Errors,
    head: Head,
    choices: Vec<Choice>,
}

async fn open(visit: &Visit, services: &Services, id: ObligationId) -> Result<(Obligation, Fields), Problem> {
    let found = open_work::obligation(services, visit.actor()?, id).await?;
    visit.permit::<AssignDuty>(&found.thing())?;
    let parties = obligations::parties(&mut &services.db, id).await?;
    let fields = Fields::of(&found, &parties, &visit.tr);
    Ok((found, fields))
}

fn page_of(visit: &Visit, id: ObligationId, title: &str) -> Page {
    visit.page(visit.tr.t(title)).back(format!("/nhiem-vu/{id}"), visit.tr.t("plans-w-back-duty"))
}

fn named(fields: &Fields) -> Vec<(&'static str, String)> {
    Fields::NAMES.into_iter().zip(fields.values().map(str::to_owned)).collect()
}

/// The form.
pub(crate) async fn form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let id: ObligationId = id.parse()?;
    let (found, fields) = open(&visit, &services, id).await?;
    html(&EditPage {
        page: page_of(&visit, id, "plans-w-edit-title"),
        errors: Errors::new(),
        head: Head::of(&found, &visit, &services),
        base: named(&fields),
        fields,
    })
}

/// Writes the form; what somebody else changed meanwhile is shown beside it and nothing is overwritten.
pub(crate) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let id: ObligationId = id.parse()?;
    let (found, now) = open(&visit, &services, id).await?;
    let version: i64 = posted.line("version").parse().unwrap_or(-1);
    let typed = Fields::read(|name| posted.text(name));
    if version != found.work.version {
        return conflict(&visit, &services, &found, &posted, &typed, &now, false);
    }
    let resolving = posted.has("xung-dot");
    let Some(fields) = chosen(&posted, &typed, &now, resolving) else {
        return conflict(&visit, &services, &found, &posted, &typed, &now, true);
    };
    match edit_obligation(&services, visit.actor()?, id, version, &fields).await {
        Ok(()) => redirect_with(format!("/nhiem-vu/{id}"), "plans-w-flash-edited", None),
        Err(WorkError::Stale) => {
            let (found, now) = open(&visit, &services, id).await?;
            conflict(&visit, &services, &found, &posted, &fields, &now, false)
        }
        Err(WorkError::Invalid(faults)) => {
            let mut errors = Errors::new();
            for fault in faults {
                errors.add(fault.field, visit.tr.t(fault.key));
            }
            invalid(&EditPage {
                page: page_of(&visit, id, "plans-w-edit-title").refused(),
                errors,
                head: Head::of(&found, &visit, &services),
                base: if resolving { named(&now) } else { base_of(&posted) },
                fields,
            })
        }
        Err(other) => Err(other.into()),
    }
}

/// What the fields held when the form was opened, as the form carries it.
fn base_of(posted: &Posted) -> Vec<(&'static str, String)> {
    Fields::NAMES.into_iter().map(|name| (name, posted.text(&format!("goc-{name}")))).collect()
}

/// The fields as decided: those of the form, or on the page of two versions the side chosen for each. `None`
/// when a choice is missing.
fn chosen(posted: &Posted, typed: &Fields, now: &Fields, resolving: bool) -> Option<Fields> {
    if !resolving {
        return Some(typed.clone());
    }
    let mut values = Vec::new();
    for ((name, mine), theirs) in Fields::NAMES.into_iter().zip(typed.values()).zip(now.values()) {
        let value = match posted.line(&format!("giu-{name}")).as_str() {
            _ if mine == theirs => mine,
            "cua-toi" => mine,
            "hien-tai" => theirs,
            _ => return None,
        };
        values.push((name, value.to_owned()));
    }
    Some(Fields::read(|name| values.iter().find(|(one, _)| *one == name).map_or_else(String::new, |(_, v)| v.clone())))
}

fn conflict(
    visit: &Visit,
    services: &Services,
    found: &Obligation,
    posted: &Posted,
    typed: &Fields,
    now: &Fields,
    missing: bool,
) -> Answer {
    let mut errors = Errors::new();
    let choices: Vec<Choice> = base_of(posted)
        .into_iter()
        .zip(typed.values())
        .zip(now.values())
        .map(|(((name, base), mine), theirs)| {
            let field = Field { name, base, mine: mine.to_owned(), theirs: theirs.to_owned() };
            let side = field.side();
            let label = visit.tr.t(&format!("plans-w-label-{name}"));
            if missing && side == Side::Both && posted.line(&format!("giu-{name}")).is_empty() {
                errors.add(format!("giu-{name}"), visit.tr.of("plans-w-choose-side", &label));
            }
            let told = posted.line(&format!("giu-{name}"));
            Choice {
                name,
                label,
                same: side == Side::Same,
                take_mine: told == "cua-toi" || (told.is_empty() && side == Side::Mine),
                take_theirs: told == "hien-tai" || (told.is_empty() && side == Side::Theirs),
                base: field.base,
                mine: field.mine,
                theirs: field.theirs,
            }
        })
        .collect();
    invalid(&ConflictPage {
        page: page_of(visit, found.work.id, "plans-w-conflict-title").refused(),
        errors,
        head: Head::of(found, visit, services),
        choices,
    })
}
