//! One agency: its unit, its names, its officers.

use ::web::{Answer, Page, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, State};

use super::unit_href;
use crate::{
    model::{Agency, CURRENT_TREE, Officer, Unit},
    rights::ViewOrganisation,
    store,
};

#[derive(Template)]
#[template(path = "organisation/agency.html")]
struct AgencyPage {
    page: Page,
    agency: Agency,
    unit: Unit,
    successor: Option<Agency>,
    officers: Vec<Officer>,
}

impl AgencyPage {
    fn unit_href(&self) -> String {
        unit_href(CURRENT_TREE, &self.unit.code)
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    visit.actor()?;
    let mut q = &services.db;
    let agency = store::agency(&mut q, &id).await?.ok_or(Problem::NotFound)?;
    let unit = store::unit(&mut q, &agency.unit).await?.ok_or(Problem::NotFound)?;
    visit.permit::<ViewOrganisation>(&unit.thing())?;
    let officers = store::officers_of_agency(&mut q, &id, services.context.today()).await?;
    let successor = match &agency.successor {
        Some(successor) => store::agency(&mut q, successor).await?,
        None => None,
    };
    let page = visit.page(agency.name.clone()).back(unit_href(CURRENT_TREE, &unit.code), unit.name.clone());
    html(&AgencyPage { page, agency, unit, successor, officers })
}
