//! One unit: where it lies, who acts in it, what it was made from or what took it.

use ::web::{Answer, Page, Paging, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, Query, State};

use super::{asked_page, look_up_page::dates, unit_href};
use crate::{
    model::{Agency, Committee, Member, Succession, Tree, Unit},
    rights::ViewOrganisation,
    store,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    trang: Option<String>,
}

#[derive(Template)]
#[template(path = "organisation/unit.html")]
struct UnitPage {
    page: Page,
    tree: Tree,
    unit: Unit,
    above: Vec<Unit>,
    paging: Paging,
    children: Vec<Unit>,
    committee: Option<(Committee, Vec<Member>)>,
    agencies: Vec<Agency>,
    before: Vec<Succession>,
    after: Vec<Succession>,
    base: String,
}

impl UnitPage {
    fn href(tree: &str, unit: &Unit) -> String {
        unit_href(tree, &unit.code)
    }

    fn dates(&self) -> String {
        dates(&self.page, &self.tree)
    }

    fn is_current(&self) -> bool {
        self.tree.valid_to.is_none()
    }

    fn has_committee_level(&self) -> bool {
        self.is_current() && self.unit.level != "country"
    }
}

pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Path((tree, code)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.actor()?;
    let mut q = &services.db;
    let tree = store::tree(&mut q, &tree).await?.ok_or(Problem::NotFound)?;
    let mut above = store::unit_path_in(&mut q, &tree.id, &code).await?;
    let unit = above.pop().ok_or(Problem::NotFound)?;
    let permit = visit.permit::<ViewOrganisation>(&unit.thing())?;
    let count = store::count_children(&mut q, &permit, &tree.id, &code).await?;
    let paging = Paging::new(asked_page(asked.trang.as_ref()), count);
    let children = store::children(&mut q, &permit, &tree.id, &code, paging).await?;
    let before = store::predecessors(&mut q, &permit, &tree.id, &code).await?;
    let after = store::unit_successors(&mut q, &permit, &tree.id, &code).await?;
    let (mut committee, mut agencies) = (None, Vec::new());
    // Agencies and committees stand at units of today's tree only.
    if tree.valid_to.is_none() {
        let today = services.context.today();
        agencies = store::agencies_of(&mut q, &code, today).await?;
        if let Some(found) = store::committee_of(&mut q, &code, today).await? {
            let members = store::members_of(&mut q, &found.id, today).await?;
            committee = Some((found, members));
        }
    }
    let base = format!("{}?", unit_href(&tree.id, &code));
    let page = visit.page(unit.name.clone()).back("/to-chuc", visit.tr.t("organisation-title"));
    html(&UnitPage { page, tree, unit, above, paging, children, committee, agencies, before, after, base })
}
