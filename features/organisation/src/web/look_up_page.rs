//! Search over units of today and of before, and over agencies.

use ::web::{Answer, Page, Paging, Services, Visit, html};
use access::Thing;
use askama::Template;
use axum::extract::{Query, State};

use super::{asked_page, unit_href};
use crate::{
    model::{COUNTRY, Tree, Unit},
    rights::ViewOrganisation,
    store::{self, Hit, Hits},
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    tim: String,
    trang: Option<String>,
}

#[derive(Template)]
#[template(path = "organisation/look_up.html")]
struct LookUpPage {
    page: Page,
    text: String,
    hits: Option<Hits>,
    provinces: Vec<Unit>,
    trees: Vec<Tree>,
    base: String,
}

impl LookUpPage {
    fn href(hit: &Hit) -> String {
        unit_href(&hit.tree, &hit.unit.code)
    }

    fn current_href(&self, unit: &Unit) -> String {
        unit_href(self.trees.first().map_or("", |tree| tree.id.as_str()), &unit.code)
    }

    /// "Từ 01/07/2025" or "Đến 30/06/2025".
    fn dates(&self, tree: &str) -> String {
        self.trees.iter().find(|one| one.id == tree).map(|tree| dates(&self.page, tree)).unwrap_or_default()
    }

    /// The day on which the units that took it began.
    fn since(&self, tree: &str) -> String {
        let begun = self.trees.iter().find(|one| one.id == tree).and_then(|tree| tree.valid_from);
        begun.map(|day| self.page.date(&day)).unwrap_or_default()
    }
}

/// From when until when a tree was or is in force, in words.
pub(super) fn dates(page: &Page, tree: &Tree) -> String {
    match (tree.valid_from, tree.valid_to) {
        (Some(from), None) => page.of("organisation-since", page.date(&from)),
        (None, Some(to)) => page.of("organisation-until", page.date(&to)),
        (Some(from), Some(to)) => page.xy("organisation-between", page.date(&from), page.date(&to)),
        (None, None) => String::new(),
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let actor = visit.actor()?;
    let permit = visit.permit::<ViewOrganisation>(&Thing::of(actor.ground))?;
    let mut q = &services.db;
    let text = base::one_line(&asked.tim);
    let page = asked_page(asked.trang.as_ref());
    let trees = store::trees(&mut q).await?;
    let (hits, provinces) = if text.is_empty() {
        let all = Paging::new(None, Paging::ROWS);
        let current = trees.first().map_or("", |tree| tree.id.as_str());
        (None, store::children(&mut q, &permit, current, COUNTRY, all).await?)
    } else {
        let today = services.context.today();
        (Some(store::look_up(&mut q, &permit, &text, page, today).await?), Vec::new())
    };
    let Ok(encoded) = askama::filters::urlencode(&text);
    let base = format!("/to-chuc?tim={encoded}&");
    let page = visit.page(visit.tr.t("organisation-title"));
    html(&LookUpPage { page, text, hits, provinces, trees, base })
}
