//! The forms for obligations of a draft: edit, split, merge, drop, add.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use base::uuid::Uuid;

use super::{
    draft_typed::ItemTyped,
    plan_words::{Choice, section_name},
    reading,
};
use crate::{
    actions::{DraftError, edit_draft},
    model::{
        ObligationId, bounds,
        plan::{Item, PlanHead, PlanState, WholePlan},
    },
    rights::EditPlan,
    store::plans,
};

/// Two versions of one field.
#[derive(Debug)]
pub(crate) struct ConflictView {
    pub(crate) field: String,
    pub(crate) now: String,
    pub(crate) mine: String,
}

#[derive(Template)]
#[template(path = "plans/import/item.html")]
struct ItemPage {
    page: Page,
    errors: Errors,
    action: String,
    typed: ItemTyped,
    /// Version of the obligation that the person saw; empty for a new one.
    base: String,
    /// Identifier of a new obligation.
    form_key: String,
    /// The sentence that it came from.
    sections: Vec<Choice>,
    conflict: Vec<ConflictView>,
}

#[derive(Template)]
#[template(path = "plans/import/split.html")]
struct SplitPage {
    page: Page,
    errors: Errors,
    action: String,
    clause: String,
    text: String,
    base: i64,
    stale: bool,
}

/// A draft that the person may edit.
pub(crate) async fn open(visit: &Visit, services: &Services, id: &str) -> Result<WholePlan, Problem> {
    let head: PlanHead = reading::head(services, id).await?;
    let permit = visit.permit::<EditPlan>(&head.thing())?;
    if head.state != PlanState::Draft {
        return Err(Problem::NotFound);
    }
    Ok(plans::whole(&mut &services.db, &permit, head).await?)
}

fn find<'a>(plan: &'a WholePlan, id: &str) -> Result<&'a Item, Problem> {
    let id: ObligationId = id.parse()?;
    plan.items.iter().find(|item| item.id == id).ok_or(Problem::NotFound)
}

/// The page of a form of this draft.
pub(crate) fn page(visit: &Visit, plan: &WholePlan, title: String) -> Page {
    visit.page(title).back(format!("/ke-hoach/{}/doc", plan.head.id), visit.tr.t("plans-i-to-reading"))
}

/// A page that says that somebody else was first, status 409.
pub(crate) fn conflict(template: &impl Template) -> Answer {
    let mut response = html(template)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The fields in which two versions differ.
pub(crate) fn differing(
    visit: &Visit,
    now: Vec<(&'static str, String)>,
    mine: Vec<(&'static str, String)>,
) -> Vec<ConflictView> {
    now.into_iter()
        .zip(mine)
        .filter(|((_, now), (_, mine))| now != mine)
        .map(|((key, now), (_, mine))| ConflictView { field: visit.tr.t(key), now, mine })
        .collect()
}

fn to_item(plan: &WholePlan, item: &str) -> String {
    format!("/ke-hoach/{}/doc#d-{item}", plan.head.id)
}

impl ItemPage {
    fn edit(visit: &Visit, plan: &WholePlan, item: &Item, typed: ItemTyped) -> Self {
        Self {
            page: page(visit, plan, visit.tr.of("plans-i-item-title", &item.clause)),
            errors: Errors::new(),
            action: format!("/ke-hoach/{}/muc/{}", plan.head.id, item.id),
            typed,
            base: item.version.to_string(),
            form_key: String::new(),
            sections: Vec::new(),
            conflict: Vec::new(),
        }
    }

    fn add(visit: &Visit, plan: &WholePlan, typed: ItemTyped, form_key: String) -> Self {
        let none =
            Choice { value: String::new(), text: visit.tr.t("plans-i-no-section"), selected: typed.section.is_empty() };
        let sections = plan.sections.iter().map(|section| {
            let value = section.id.to_string();
            Choice { selected: value == typed.section, value, text: section_name(&section.label, &section.heading) }
        });
        Self {
            page: page(visit, plan, visit.tr.t("plans-i-add-title")),
            errors: Errors::new(),
            action: format!("/ke-hoach/{}/muc/them", plan.head.id),
            sections: std::iter::once(none).chain(sections).collect(),
            typed,
            base: String::new(),
            form_key,
            conflict: Vec::new(),
        }
    }

    fn refuse(mut self, errors: Errors) -> Answer {
        self.errors = errors;
        self.page = self.page.refused();
        invalid(&self)
    }
}

/// The form of one obligation.
pub(crate) async fn edit_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    html(&ItemPage::edit(&visit, &plan, item, ItemTyped::of(item, &visit.tr)))
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
    let base = posted.line("ban");
    let mut form = ItemPage::edit(&visit, &plan, item, typed.clone());
    let words = match typed.words(&posted, &visit.tr) {
        Ok(words) => words,
        Err(errors) => {
            // The version that the person saw stays, so that a conflict is not lost with the mistake.
            form.base = base;
            return form.refuse(errors);
        }
    };
    let base = base.parse().unwrap_or(-1);
    match edit_draft::edit_item(&services, visit.actor()?, plan.head.id, item.id, base, &words).await {
        Ok(()) => redirect_with(to_item(&plan, &item.id.to_string()), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            let now = ItemTyped::of(item, &visit.tr).fields(&visit.tr);
            form.conflict = differing(&visit, now, typed.fields(&visit.tr));
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form of a new obligation.
pub(crate) async fn add_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let key = services.context.new_uuid().to_string();
    html(&ItemPage::add(&visit, &plan, ItemTyped::default(), key))
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
    let key = Uuid::parse_str(posted.raw("form_key")).unwrap_or_else(|_| services.context.new_uuid()).to_string();
    let words = match typed.words(&posted, &visit.tr) {
        Ok(words) => words,
        Err(errors) => return ItemPage::add(&visit, &plan, typed, key).refuse(errors),
    };
    let new: ObligationId = key.parse()?;
    let section = plan.sections.iter().map(|section| section.id).find(|id| id.to_string() == typed.section);
    edit_draft::add_item(&services, visit.actor()?, plan.head.id, new, section, &words).await?;
    redirect_with(to_item(&plan, &key), "plans-i-flash-added", None)
}

/// The form that splits an obligation.
pub(crate) async fn split_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    html(&split_page(&visit, &plan, item, sentences(&item.text)))
}

fn split_page(visit: &Visit, plan: &WholePlan, item: &Item, text: String) -> SplitPage {
    SplitPage {
        page: page(visit, plan, visit.tr.of("plans-i-split-title", &item.clause)),
        errors: Errors::new(),
        action: format!("/ke-hoach/{}/muc/{}/tach", plan.head.id, item.id),
        clause: item.clause.clone(),
        text,
        base: item.version,
        stale: false,
    }
}

/// The text with a blank line after each sentence, as a first proposal.
fn sentences(text: &str) -> String {
    let mut parts: Vec<String> = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(last) = parts.last_mut() else { break };
        last.push(letter);
        let ends = matches!(letter, '.' | ';' | '\n') && letters.peek().is_none_or(|next| next.is_whitespace());
        if ends {
            parts.push(String::new());
        }
    }
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Splits an obligation at its blank lines.
pub(crate) async fn split(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    let text = posted.text("cac-phan");
    let parts = parts(&text);
    let base = posted.line("ban").parse().unwrap_or(-1);
    if parts.len() > bounds::MOST_PARTS {
        let mut form = split_page(&visit, &plan, item, text);
        form.base = base;
        form.errors.add("cac-phan", visit.tr.t("plans-i-error-many-parts"));
        form.page = form.page.refused();
        return invalid(&form);
    }
    match edit_draft::split_item(&services, visit.actor()?, plan.head.id, item.id, base, &parts).await {
        Ok(count) => {
            let count = i64::try_from(count).ok();
            redirect_with(to_item(&plan, &item.id.to_string()), "plans-i-flash-split", count)
        }
        Err(DraftError::Nothing) => {
            let mut form = split_page(&visit, &plan, item, text);
            form.base = base;
            form.errors.add("cac-phan", visit.tr.t("plans-i-error-parts"));
            form.page = form.page.refused();
            invalid(&form)
        }
        Err(DraftError::Stale) => {
            let mut form = split_page(&visit, &plan, item, text);
            form.stale = true;
            form.clause.clone_from(&item.text);
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}

/// The parts between blank lines.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(line.trim());
        }
    }
    parts.iter().filter(|part| !part.is_empty()).map(|part| part.join("\n")).collect()
}

/// Merges an obligation with the next one.
pub(crate) async fn merge(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    let base = posted.line("ban").parse().unwrap_or(-1);
    let done = edit_draft::merge_item(&services, visit.actor()?, plan.head.id, item.id, base).await;
    after(&plan, item, done, "plans-i-flash-merged")
}

/// Takes an obligation out.
pub(crate) async fn drop_item(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    set_dropped(&visit, &services, (&id, &item), &posted, true).await
}

/// Takes an obligation in again.
pub(crate) async fn restore(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    set_dropped(&visit, &services, (&id, &item), &posted, false).await
}

async fn set_dropped(
    visit: &Visit,
    services: &Services,
    (id, item): (&str, &str),
    posted: &Posted,
    dropped: bool,
) -> Answer {
    let plan = open(visit, services, id).await?;
    let item = find(&plan, item)?;
    let base = posted.line("ban").parse().unwrap_or(-1);
    let done = edit_draft::drop_item(services, visit.actor()?, plan.head.id, item.id, base, dropped).await;
    after(&plan, item, done, if dropped { "plans-i-flash-dropped" } else { "plans-i-flash-restored" })
}

/// Back to the item, saying what was done or why nothing was.
fn after(plan: &WholePlan, item: &Item, done: Result<(), DraftError>, key: &'static str) -> Answer {
    let to = to_item(plan, &item.id.to_string());
    match done {
        Ok(()) => redirect_with(to, key, None),
        Err(DraftError::Stale) => redirect_with(to, "plans-i-flash-stale", None),
        Err(DraftError::Nothing) => redirect_with(to, "plans-i-flash-no-next", None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_parts_and_a_single_line_end_does_not() {
        assert_eq!(parts("Một\nhai\n\n\nBa\n"), ["Một\nhai", "Ba"]);
        assert!(parts(" \n ").is_empty());
    }

    #[test]
    fn a_proposal_to_split_keeps_numbers_and_dates_whole() {
        assert_eq!(sentences("Rà soát 1.234 hộ. Báo cáo; gửi xã."), "Rà soát 1.234 hộ.\n\nBáo cáo;\n\ngửi xã.");
    }
}
