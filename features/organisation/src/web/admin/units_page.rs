//! The units that an administrator looks after.

use ::web::{Answer, Page, Paging, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};

use crate::{
    model::Unit,
    rights::{EditOrganisation, Reorganise},
    store::entries,
    web::asked_page,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    tim: String,
    trang: Option<String>,
}

#[derive(Template)]
#[template(path = "organisation/admin/units.html")]
struct UnitsPage {
    page: Page,
    text: String,
    paging: Paging,
    units: Vec<Unit>,
    base: String,
    plans: bool,
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let scope = visit.scope::<EditOrganisation>()?;
    let text = base::one_line(&asked.tim);
    let page = asked_page(asked.trang.as_ref());
    let (paging, units) = entries::editable_units(&mut &services.db, &scope, &text, page).await?;
    let Ok(encoded) = askama::filters::urlencode(&text);
    let base = format!("/quan-tri/don-vi?tim={encoded}&");
    let plans = visit.scope::<Reorganise>().is_ok();
    let page = visit.page(visit.tr.t("organisation-admin-title"));
    html(&UnitsPage { page, text, paging, units, base, plans })
}
