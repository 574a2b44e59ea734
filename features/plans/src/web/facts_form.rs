//! The form for the facts of a draft: number, date, issuer, period, signer, plan above.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    draft_items::{ConflictView, conflict, differing, open, page},
    draft_rows::{base_version, reading},
    facts_typed::FactsTyped,
    plan_words::{Choice, LEVELS},
    views::short,
};
use crate::{
    actions::{DraftError, edit_draft},
    model::plan::WholePlan,
    store::plan_lists,
};

#[derive(Template)]
#[template(path = "plans/import/facts.html")]
struct FactsPage {
    page: Page,
    errors: Errors,
    action: String,
    base: i64,
    typed: FactsTyped,
    levels: Vec<Choice>,
    above: Vec<Choice>,
    conflict: Vec<ConflictView>,
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
        errors: Errors::new(),
        action: format!("/ke-hoach/{}/thong-tin", plan.head.id),
        base: plan.head.version,
        levels: Choice::of(tr, "plans-i-level", &LEVELS, &typed.level),
        above: std::iter::once(none).chain(above).collect(),
        typed,
        conflict: Vec::new(),
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
    let base = base_version(&posted);
    let mut form = facts_page(&visit, &services, &plan, typed.clone()).await?;
    let facts = match typed.facts(&visit.tr) {
        Ok(facts) => facts,
        Err(errors) => {
            form.base = base;
            form.errors = errors;
            form.page = form.page.refused();
            return invalid(&form);
        }
    };
    match edit_draft::edit_facts(&services, visit.actor()?, plan.head.id, base, &facts).await {
        Ok(()) => redirect_with(reading(&plan, "thong-tin"), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            form.conflict = differing(&visit, FactsTyped::of(&plan.head.facts).fields(), typed.fields());
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}
