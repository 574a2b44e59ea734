//! The form for the facts of a draft: number, date, issuer, period, signer, plan above.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    facts_typed::FactsTyped,
    form::{DraftForm, Frame, base_version, differing, open, page, reading_at},
};
use crate::{
    actions::{DraftError, draft},
    model::plan::WholePlan,
    store::plan_lists,
    web::{
        views::short,
        words::{Choice, LEVELS},
    },
};

#[derive(Template)]
#[template(path = "plans/import/facts.html")]
struct FactsPage {
    page: Page,
    frame: Frame,
    typed: FactsTyped,
    levels: Vec<Choice>,
    above: Vec<Choice>,
}

impl DraftForm for FactsPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

async fn facts_page(
    visit: &Visit,
    services: &Services,
    plan: &WholePlan,
    typed: FactsTyped,
) -> Result<FactsPage, Problem> {
    let tr = &visit.tr;
    let above = plan_lists::plans_above(&mut &services.db, plan.head.ground.first).await?;
    let none = Choice { value: String::new(), text: tr.t("plans-i-parent-none"), selected: typed.parent.is_empty() };
    let above = above.into_iter().map(|above| {
        let value = above.id.to_string();
        Choice {
            selected: value == typed.parent,
            value,
            text: format!("{} – {}", above.unit_name, short(&above.title, 120)),
        }
    });
    Ok(FactsPage {
        page: page(visit, plan, tr.t("plans-i-facts-title")),
        frame: Frame::change(format!("/ke-hoach/{}/thong-tin", plan.head.id), plan.head.version),
        levels: Choice::of(tr, "plans-i-level", &LEVELS, &typed.level),
        above: std::iter::once(none).chain(above).collect(),
        typed,
    })
}

/// The form of the facts.
pub(crate) async fn form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = FactsTyped::of(&plan.head.facts);
    html(&facts_page(&visit, &services, &plan, typed).await?)
}

/// Writes the facts.
pub(crate) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = FactsTyped::read(&posted);
    let form = facts_page(&visit, &services, &plan, typed.clone()).await?;
    let facts = match typed.facts(&visit.tr) {
        Ok(facts) => facts,
        Err(errors) => return form.refuse(&posted, errors),
    };
    match draft::edit_facts(&services, visit.actor()?, plan.head.id, base_version(&posted), &facts).await {
        Ok(()) => redirect_with(reading_at(&plan, "thong-tin"), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            form.outrun(differing(&visit, FactsTyped::of(&plan.head.facts).fields(), typed.fields()))
        }
        Err(error) => Err(error.into()),
    }
}
