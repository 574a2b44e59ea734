//! The form of an obligation: editing one, and adding one.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    form::{DraftForm, Frame, base_version, differing, open, page, reading_at},
    item_typed::ItemTyped,
};
use crate::{
    actions::{DraftError, draft},
    model::{
        ObligationId,
        plan::{Item, WholePlan},
    },
    web::words::{Choice, section_name},
};

#[derive(Template)]
#[template(path = "plans/import/item.html")]
struct ItemPage {
    page: Page,
    frame: Frame,
    typed: ItemTyped,
    /// Where a new one may stand; empty for one that stands somewhere.
    sections: Vec<Choice>,
}

impl DraftForm for ItemPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

impl ItemPage {
    fn change(visit: &Visit, plan: &WholePlan, item: &Item, typed: ItemTyped) -> Self {
        Self {
            page: page(visit, plan, visit.tr.of("plans-i-item-title", &item.clause)),
            frame: Frame::change(format!("/ke-hoach/{}/muc/{}", plan.head.id, item.id), item.version),
            typed,
            sections: Vec::new(),
        }
    }

    fn new(visit: &Visit, services: &Services, plan: &WholePlan, typed: ItemTyped, posted: Option<&Posted>) -> Self {
        let none =
            Choice { value: String::new(), text: visit.tr.t("plans-i-no-section"), selected: typed.section.is_empty() };
        let sections = plan.sections.iter().map(|section| {
            let value = section.id.to_string();
            Choice { selected: value == typed.section, value, text: section_name(&section.label, &section.heading) }
        });
        Self {
            page: page(visit, plan, visit.tr.t("plans-i-add-title")),
            frame: Frame::add(format!("/ke-hoach/{}/muc/them", plan.head.id), posted, services),
            sections: std::iter::once(none).chain(sections).collect(),
            typed,
        }
    }
}

/// An obligation of a draft.
pub(super) fn find<'a>(plan: &'a WholePlan, id: &str) -> Result<&'a Item, Problem> {
    let id: ObligationId = id.parse()?;
    plan.items.iter().find(|item| item.id == id).ok_or(Problem::NotFound)
}

/// The address of an obligation on the reading page.
pub(super) fn to_item(plan: &WholePlan, item: ObligationId) -> String {
    reading_at(plan, &format!("d-{item}"))
}

/// The form of one obligation.
pub(crate) async fn edit_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    html(&ItemPage::change(&visit, &plan, item, ItemTyped::of(item, &visit.tr)))
}

/// Writes one obligation.
pub(crate) async fn edit(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    let typed = ItemTyped::read(&posted);
    let form = ItemPage::change(&visit, &plan, item, typed.clone());
    let words = match typed.words(&posted, &visit.tr) {
        Ok(words) => words,
        Err(errors) => return form.refuse(&posted, errors),
    };
    let base = base_version(&posted);
    match draft::edit_item(&services, visit.actor()?, plan.head.id, item.id, base, &words).await {
        Ok(()) => redirect_with(to_item(&plan, item.id), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            let now = ItemTyped::of(item, &visit.tr).fields(&visit.tr);
            form.outrun(differing(&visit, now, typed.fields(&visit.tr)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The form of a new obligation.
pub(crate) async fn add_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    html(&ItemPage::new(&visit, &services, &plan, ItemTyped::default(), None))
}

/// Adds an obligation.
pub(crate) async fn add(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = ItemTyped::read(&posted);
    let form = ItemPage::new(&visit, &services, &plan, typed.clone(), Some(&posted));
    let words = match typed.words(&posted, &visit.tr) {
        Ok(words) => words,
        Err(errors) => return form.refuse(&posted, errors),
    };
    let new: ObligationId = form.frame.form_key.parse()?;
    let section = plan.sections.iter().map(|section| section.id).find(|id| id.to_string() == typed.section);
    draft::add_item(&services, visit.actor()?, plan.head.id, new, section, &words).await?;
    redirect_with(to_item(&plan, new), "plans-i-flash-added", None)
}
