//! The form of a row: a new one, or one that takes the place of another.

use std::collections::HashMap;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use workdays::{ListedRow, RowKind};

use super::{name, under_year, year_path};
use crate::actions::set_workdays::{Refused, Typed, enter, permit, standing_row};

#[derive(Template)]
#[template(path = "administration/workdays/form.html")]
struct FormPage {
    page: Page,
    errors: Errors,
    action: String,
    cancel: String,
    fields: Fields,
    kinds: Vec<(String, String)>,
    checks: Vec<(String, String)>,
    /// Whether a row is corrected, for which a reason is asked.
    corrects: bool,
}

/// The fields as typed.
#[derive(Debug, Clone, Default)]
struct Fields {
    id: String,
    kind: String,
    day: String,
    name: String,
    citation: String,
    check: String,
    from: String,
    reason: String,
}

impl Fields {
    fn posted(posted: &Posted) -> Self {
        Self {
            id: posted.line("ma-muc"),
            kind: posted.line("loai"),
            day: posted.line("ngay"),
            name: posted.line("ten"),
            citation: posted.line("can-cu"),
            check: posted.line("doi-chieu"),
            from: posted.line("tu-ngay"),
            reason: posted.text("ly-do"),
        }
    }

    fn typed(&self) -> Result<Typed, Problem> {
        let id = self.id.parse::<base::uuid::Uuid>().map_err(|_| Problem::BadRequest)?;
        Ok(Typed {
            id: id.to_string(),
            kind: RowKind::from_key(&self.kind),
            day: i18n::parse_date(&self.day),
            name: self.name.clone(),
            citation: self.citation.clone(),
            is_verified: match self.check.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            valid_from: i18n::parse_date(&self.from),
            reason: self.reason.clone(),
        })
    }

    /// The year whose list one came from.
    fn year(&self, today: Date) -> i16 {
        i18n::parse_date(&self.day).map_or(today.year(), Date::year)
    }
}

/// The form with its choices; `replaces` is the key of the row that is corrected.
fn page(visit: &Visit, services: &Services, fields: Fields, errors: Errors, replaces: Option<&str>) -> FormPage {
    let tr = &visit.tr;
    let year = fields.year(services.context.today());
    let title = tr.t(if replaces.is_some() { "adm-days-correct" } else { "adm-days-add" });
    let kinds =
        RowKind::ENTERED.iter().map(|kind| (kind.key().to_owned(), tr.t(&format!("adm-days-kind-{}", kind.key()))));
    let action = match replaces {
        Some(key) => format!("/quan-tri/ngay-nghi/dong/{key}"),
        None => "/quan-tri/ngay-nghi/them".to_owned(),
    };
    let frame = under_year(visit, title, year);
    FormPage {
        page: if errors.is_empty() { frame } else { frame.refused() },
        errors,
        action,
        cancel: year_path(year),
        fields,
        kinds: kinds.collect(),
        checks: ["yes", "no"].map(|key| (key.to_owned(), tr.t(&format!("adm-days-check-{key}")))).to_vec(),
        corrects: replaces.is_some(),
    }
}

/// The form of a new row; the list of an unknown year asks for its notice.
pub(in crate::web) async fn add_form(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    permit(&services, visit.actor()?).await?;
    let today = services.context.today();
    let asked = |name: &str| query.get(name).map(|value| base::one_line(value)).unwrap_or_default();
    let fields = Fields {
        id: services.context.new_uuid().to_string(),
        kind: RowKind::from_key(&asked("loai")).unwrap_or(RowKind::Rest).key().to_owned(),
        day: i18n::parse_date(&asked("ngay")).map(i18n::date).unwrap_or_default(),
        check: "yes".to_owned(),
        from: i18n::date(today),
        ..Fields::default()
    };
    html(&page(&visit, &services, fields, Errors::new(), None))
}

/// Enters a new row.
pub(in crate::web) async fn add(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    save(&visit, &services, &posted, None).await
}

/// The form of a row that is corrected, filled with what it says.
pub(in crate::web) async fn correct_form(
    visit: Visit,
    State(services): State<Services>,
    Path(key): Path<String>,
) -> Answer {
    let row = correctable(&visit, &services, &key).await?;
    let fields = Fields {
        id: services.context.new_uuid().to_string(),
        kind: row.told.kind.key().to_owned(),
        day: i18n::date(row.told.day),
        name: name(&services, &visit.tr, &row.told.name),
        citation: row.told.citation.clone(),
        check: if row.told.is_verified { "yes" } else { "no" }.to_owned(),
        from: i18n::date(services.context.today()),
        reason: String::new(),
    };
    html(&page(&visit, &services, fields, Errors::new(), Some(&key)))
}

/// Puts another row in the place of one.
pub(in crate::web) async fn correct(
    visit: Visit,
    State(services): State<Services>,
    Path(key): Path<String>,
    posted: Posted,
) -> Answer {
    save(&visit, &services, &posted, Some(&key)).await
}

/// A row that counts and is no rule of the law: those come with the program and can only be withdrawn.
async fn correctable(visit: &Visit, services: &Services, key: &str) -> Result<ListedRow, Problem> {
    let permit = permit(services, visit.actor()?).await?;
    let row = standing_row(services, &permit, &mut &services.db, key).await?;
    if row.told.kind == RowKind::Rule { Err(Problem::NotFound) } else { Ok(row) }
}

async fn save(visit: &Visit, services: &Services, posted: &Posted, replaces: Option<&str>) -> Answer {
    permit(services, visit.actor()?).await?;
    let fields = Fields::posted(posted);
    match enter(services, visit.actor()?, &fields.typed()?, replaces).await {
        Ok(row) => redirect_with(year_path(row.told.day.year()), "adm-flash-day-entered", None),
        Err(Refused::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults);
            invalid(&page(visit, services, fields, errors, replaces))
        }
        Err(other) => Err(other.into()),
    }
}
