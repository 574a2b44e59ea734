//! One agency: its unit, its names, its officers.

use ::web::{Answer, Page, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, State};

use super::unit_href;
use crate::{
    model::{Agency, Officer, Tree, Unit},
    rights::ViewOrganisation,
    store,
};

#[derive(Template)]
#[template(path = "organisation/agency.html")]
struct AgencyPage {
    page: Page,
    agency: Agency,
    tree: Tree,
    unit: Unit,
    successor: Option<Agency>,
    officers: Vec<Officer>,
}

impl AgencyPage {
    fn unit_href(&self) -> String {
        unit_href(&self.tree.id, &self.unit.code)
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    visit.actor()?;
    let mut q = &services.db;
    let agency = store::agency(&mut q, &id).await?.ok_or(Problem::NotFound)?;
    let (tree, unit) = place_of(&mut q, &agency).await?.ok_or(Problem::NotFound)?;
    visit.permit::<ViewOrganisation>(&unit.thing())?;
    let officers = store::officers_of_agency(&mut q, &id, services.context.today()).await?;
    let successor = match &agency.successor {
        Some(successor) => store::agency(&mut q, successor).await?,
        None => None,
    };
    let page = visit.page(agency.name.clone()).back(unit_href(&tree.id, &unit.code), unit.name.clone());
    html(&AgencyPage { page, agency, tree, unit, successor, officers })
}

/// The unit of an agency: today's, or for one that has ended that of the tree of its last day.
async fn place_of(q: &mut impl db::Query, agency: &Agency) -> db::Result<Option<(Tree, Unit)>> {
    let tree = match agency.valid_to {
        Some(last) => store::tree_at(q, last).await?,
        None => store::current_tree(q).await?,
    };
    let Some(tree) = tree else { return Ok(None) };
    let unit = store::unit_in(q, &tree.id, &agency.unit).await?;
    Ok(unit.map(|unit| (tree, unit)))
}
