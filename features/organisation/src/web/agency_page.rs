//! One agency: its unit, its names, its officers.

use ::web::{Answer, Page, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, State};

use super::unit_href;
use crate::{
    model::{self, Agency, Officer, Tree, Unit},
    rights::ViewOrganisation,
    store::{self, Successor},
};

#[derive(Template)]
#[template(path = "organisation/agency.html")]
struct AgencyPage {
    page: Page,
    agency: Agency,
    tree: Tree,
    unit: Unit,
    successors: Vec<Successor>,
    officers: Vec<Officer>,
}

impl AgencyPage {
    /// The kind of agency that took over, where none of it has been entered.
    fn kind_of(&self, one: &Successor) -> String {
        let Some(by) = one.by else { return String::new() };
        let level = self.page.kind("organisation-level-one", by.to_level);
        format!("{} ({level})", model::title_of_kind(by.to_kind))
    }

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
    let successors = store::successors(&mut q, &agency, None, services.context.today()).await?;
    let page = visit.page(agency.name.clone()).back(unit_href(&tree.id, &unit.code), unit.name.clone());
    html(&AgencyPage { page, agency, tree, unit, successors, officers })
}

/// The unit of an agency: for one that has ended that of the tree of its last day where it is known, else today's.
async fn place_of(q: &mut impl db::Query, agency: &Agency) -> db::Result<Option<(Tree, Unit)>> {
    let then = match agency.valid_to {
        Some(last) => store::tree_at(q, last).await?,
        None => None,
    };
    for tree in then.into_iter().chain(store::current_tree(q).await?) {
        if let Some(unit) = store::unit_in(q, &tree.id, &agency.unit).await? {
            return Ok(Some((tree, unit)));
        }
    }
    Ok(None)
}
