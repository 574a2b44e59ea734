//! The form that splits an obligation at its blank lines.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    form::{DraftForm, Frame, base_version, open, page},
    item_form::{find, to_item},
};
use crate::{
    actions::{DraftError, draft},
    model::{
        bounds,
        plan::{Item, WholePlan},
    },
};

#[derive(Template)]
#[template(path = "plans/import/split.html")]
struct SplitPage {
    page: Page,
    frame: Frame,
    /// The obligation as it stands now.
    now: String,
    text: String,
}

impl DraftForm for SplitPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

impl SplitPage {
    fn new(visit: &Visit, plan: &WholePlan, item: &Item, text: String) -> Self {
        Self {
            page: page(visit, plan, visit.tr.of("plans-i-split-title", &item.clause)),
            frame: Frame::change(format!("/ke-hoach/{}/muc/{}/tach", plan.head.id, item.id), item.version),
            now: item.text.clone(),
            text,
        }
    }
}

/// The form with a proposal.
pub(crate) async fn form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    html(&SplitPage::new(&visit, &plan, item, sentences(&item.text)))
}

/// Splits an obligation.
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
    let form = SplitPage::new(&visit, &plan, item, text);
    let wrong = |key: &str| {
        let mut errors = Errors::new();
        errors.add("cac-phan", visit.tr.t(key));
        errors
    };
    if parts.len() > bounds::MOST_PARTS || !parts.iter().all(|part| bounds::fits(part, bounds::LONGEST_TEXT)) {
        return form.refuse(&posted, wrong("plans-i-error-many-parts"));
    }
    let base = base_version(&posted);
    match draft::split_item(&services, visit.actor()?, plan.head.id, item.id, base, &parts).await {
        Ok(count) => redirect_with(to_item(&plan, item.id), "plans-i-flash-split", i64::try_from(count).ok()),
        Err(DraftError::Nothing) => form.refuse(&posted, wrong("plans-i-error-parts")),
        Err(DraftError::Stale) => form.outrun(Vec::new()),
        Err(error) => Err(error.into()),
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
