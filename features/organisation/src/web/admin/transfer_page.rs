//! A person goes to another post, perhaps of another unit.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, Query, State};

use super::errors_of;
use crate::{
    actions::{
        Fault, OrganisationError,
        edit_entry::{choices, editable, open_entry, transfer},
    },
    model::{Entry, EntryKind, Unit},
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    den: String,
}

#[derive(Template)]
#[template(path = "organisation/admin/transfer.html")]
struct TransferPage {
    page: Page,
    errors: Errors,
    /// The post of now.
    old: Entry,
    /// The unit chosen, once it is.
    unit: Option<Unit>,
    agencies: Vec<(String, String)>,
    new: Entry,
    asked: String,
    reason: String,
}

impl TransferPage {
    fn action(&self) -> String {
        format!("/quan-tri/chuyen-cong-tac/{}", self.old.id)
    }
}

/// The form: first the unit is named, then the post in it.
pub(super) async fn form(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let new = |unit: String, services: &Services, old: &Entry| Entry {
        kind: EntryKind::Post,
        id: services.context.new_uuid().to_string(),
        unit,
        version: 0,
        values: vec![
            old.value("nguoi").to_owned(),
            String::new(),
            old.value("chuc-danh").to_owned(),
            i18n::date(services.context.today()),
            String::new(),
        ],
    };
    let actor = visit.actor()?;
    let (old, here, _) = open_entry(&services, actor, EntryKind::Post, &id).await?;
    let code = base::one_line(&asked.den);
    let frame = visit.page(visit.tr.t("organisation-transfer-title"));
    let page = frame.back(format!("/quan-tri/don-vi/{}", here.code), here.name.clone());
    let entry = new(code.clone(), &services, &old);
    let reason = String::new();
    if code.is_empty() {
        let (errors, unit, agencies) = (Errors::new(), None, Vec::new());
        return html(&TransferPage { page, errors, old, unit, agencies, new: entry, asked: code, reason });
    }
    match editable(&services, actor, &code).await {
        Ok((unit, permit)) => {
            let offered = choices(&mut &services.db, &permit, &unit, EntryKind::Post, None).await?;
            let agencies = offered.into_iter().next().map(|(_, list)| list).unwrap_or_default();
            let (errors, unit) = (Errors::new(), Some(unit));
            html(&TransferPage { page, errors, old, unit, agencies, new: entry, asked: code, reason })
        }
        Err(OrganisationError::NotFound) => {
            let errors = errors_of(&visit, &[Fault { field: "den", key: "organisation-fault-unit" }]);
            let (unit, agencies, page) = (None, Vec::new(), page.refused());
            invalid(&TransferPage { page, errors, old, unit, agencies, new: entry, asked: code, reason })
        }
        Err(other) => Err(other.into()),
    }
}

/// Ends the old post and begins the new one.
pub(super) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let actor = visit.actor()?;
    let (old, here, _) = open_entry(&services, actor, EntryKind::Post, &id).await?;
    let (unit, permit) = editable(&services, actor, &posted.line("den")).await?;
    let key = posted.line("ma-muc").parse::<base::uuid::Uuid>().map_err(|_| Problem::BadRequest)?.to_string();
    let values = vec![
        old.value("nguoi").to_owned(),
        posted.line("co-quan"),
        posted.line("chuc-danh"),
        posted.line("tu-ngay"),
        String::new(),
    ];
    let new = Entry { kind: EntryKind::Post, id: key, unit: unit.code.clone(), version: 0, values };
    let base = posted.line("version").parse().unwrap_or(-1);
    let reason = posted.text("ly-do");
    let errors = match transfer(&services, actor, &id, base, &new, &reason).await {
        Ok(()) => {
            return redirect_with(format!("/quan-tri/don-vi/{}", here.code), "organisation-flash-moved", None);
        }
        Err(OrganisationError::Invalid(faults)) => errors_of(&visit, &faults),
        Err(OrganisationError::Stale) => errors_of(&visit, &[Fault { field: "den", key: "organisation-fault-stale" }]),
        Err(other) => return Err(other.into()),
    };
    let offered = choices(&mut &services.db, &permit, &unit, EntryKind::Post, None).await?;
    let agencies = offered.into_iter().next().map(|(_, list)| list).unwrap_or_default();
    let frame = visit.page(visit.tr.t("organisation-transfer-title")).refused();
    let page = frame.back(format!("/quan-tri/don-vi/{}", here.code), here.name.clone());
    let asked = unit.code.clone();
    invalid(&TransferPage { page, errors, old, unit: Some(unit), agencies, new, asked, reason })
}
