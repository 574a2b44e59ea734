//! Taking a row back: a page of its own that says what follows and asks why.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};
use workdays::ListedRow;

use super::{title, under_year, year_path};
use crate::actions::set_workdays::{Refused, permit, standing_row, withdraw};

#[derive(Template)]
#[template(path = "administration/workdays/withdraw.html")]
struct WithdrawPage {
    page: Page,
    errors: Errors,
    action: String,
    cancel: String,
    what: String,
    citation: String,
    reason: String,
}

/// The year whose list shows the row; a rule shows in every year.
fn year_of(row: &ListedRow, services: &Services) -> i16 {
    if row.told.kind.is_of_every_year() { services.context.today().year() } else { row.told.day.year() }
}

fn page(visit: &Visit, services: &Services, row: &ListedRow, reason: String, errors: Errors) -> WithdrawPage {
    let year = year_of(row, services);
    let frame = under_year(visit, visit.tr.t("adm-days-withdraw"), year);
    WithdrawPage {
        page: if errors.is_empty() { frame } else { frame.refused() },
        errors,
        action: format!("/quan-tri/ngay-nghi/dong/{}/thu-hoi", row.key),
        cancel: year_path(year),
        what: title(services, &visit.tr, &row.told),
        citation: row.told.citation.clone(),
        reason,
    }
}

/// The page.
pub(in crate::web) async fn form(visit: Visit, State(services): State<Services>, Path(key): Path<String>) -> Answer {
    let permit = permit(&services, visit.actor()?).await?;
    let row = standing_row(&services, &permit, &mut &services.db, &key).await?;
    html(&page(&visit, &services, &row, String::new(), Errors::new()))
}

/// Takes it back.
pub(in crate::web) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Path(key): Path<String>,
    posted: Posted,
) -> Answer {
    let permit = permit(&services, visit.actor()?).await?;
    let row = standing_row(&services, &permit, &mut &services.db, &key).await?;
    let reason = posted.text("ly-do");
    match withdraw(&services, visit.actor()?, &key, &reason).await {
        Ok(()) => redirect_with(year_path(year_of(&row, &services)), "adm-flash-day-withdrawn", None),
        Err(Refused::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults);
            invalid(&page(&visit, &services, &row, reason, errors))
        }
        Err(other) => Err(other.into()),
    }
}
