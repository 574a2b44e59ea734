//! The head of a plan.

use i18n::Translator;

use super::dates::{partial_date, period};
use crate::{
    model::plan::{PlanHead, PlanState},
    web::views::short,
};

/// The head of a plan.
#[derive(Debug)]
pub(crate) struct HeadView {
    pub(crate) id: String,
    pub(crate) document: String,
    pub(crate) title: String,
    pub(crate) unit: String,
    pub(crate) state: &'static str,
    pub(crate) state_text: String,
    pub(crate) reference: String,
    pub(crate) has_number: bool,
    pub(crate) date: String,
    pub(crate) period: String,
    pub(crate) in_force_on: String,
    pub(crate) version: i64,
    pub(crate) is_draft: bool,
}

impl HeadView {
    /// The head of a plan in words.
    pub(crate) fn of(head: &PlanHead, tr: &Translator) -> Self {
        Self {
            id: head.id.to_string(),
            document: head.document.to_string(),
            title: title(head),
            unit: head.unit_name.clone(),
            state: head.state.key(),
            state_text: tr.t(&format!("plans-i-state-{}", head.state.key())),
            reference: head.facts.reference().unwrap_or_default(),
            has_number: head.facts.number.is_some(),
            date: partial_date(head.facts.date, tr),
            period: period(&head.facts, tr),
            in_force_on: head.in_force_on.map(i18n::date).unwrap_or_default(),
            version: head.version,
            is_draft: head.state == PlanState::Draft,
        }
    }
}

/// The title on one line.
pub(crate) fn title(head: &PlanHead) -> String {
    short(&head.facts.title, 300)
}
