//! What a person typed into the form of an obligation, and what is wrong with it.

use ::web::{Errors, Posted};
use i18n::Translator;

use super::typed::{check_length, count, filled};
use crate::{
    actions::draft::ItemWords,
    model::{bounds, plan::Item, timing::Timing},
};

/// One name a line.
fn names(posted: &Posted, field: &str) -> Vec<String> {
    let text = posted.text(field);
    text.lines().map(base::one_line).filter(|name| !name.is_empty()).collect()
}

/// The fields of an obligation.
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemTyped {
    pub(crate) text: String,
    pub(crate) deliverable: String,
    pub(crate) time: String,
    pub(crate) requested: bool,
    pub(crate) lead: String,
    pub(crate) coordinate: String,
    pub(crate) implement: String,
    pub(crate) section: String,
}

impl ItemTyped {
    /// As an obligation stands now.
    pub(crate) fn of(item: &Item, tr: &Translator) -> Self {
        Self {
            text: item.text.clone(),
            deliverable: item.deliverable.clone().unwrap_or_default(),
            time: item.timing.typed(tr),
            requested: item.requested,
            lead: item.names("lead").join("\n"),
            coordinate: item.names("coordinate").join("\n"),
            implement: item.names("implement").join("\n"),
            section: item.section.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// As it was sent.
    pub(crate) fn read(posted: &Posted) -> Self {
        Self {
            text: posted.text("noi-dung-muc"),
            deliverable: posted.line("san-pham"),
            time: posted.line("thoi-han"),
            requested: posted.has("de-nghi"),
            lead: posted.text("chu-tri"),
            coordinate: posted.text("phoi-hop"),
            implement: posted.text("thuc-hien"),
            section: posted.line("phan"),
        }
    }

    /// What it says, or what is wrong with it.
    pub(crate) fn words(&self, posted: &Posted, tr: &Translator) -> Result<ItemWords, Errors> {
        let mut errors = Errors::new();
        if self.text.is_empty() {
            errors.add("noi-dung-muc", tr.t("plans-i-error-text"));
        }
        check_length(&mut errors, tr, "noi-dung-muc", &self.text, bounds::LONGEST_TEXT);
        check_length(&mut errors, tr, "san-pham", &self.deliverable, bounds::LONGEST_TITLE);
        let timing = Timing::parse(&self.time);
        if timing.is_none() {
            errors.add("thoi-han", tr.t("plans-i-error-time"));
        }
        let roles = ["chu-tri", "phoi-hop", "thuc-hien"].map(|field| (field, names(posted, field)));
        for (field, names) in &roles {
            if names.len() > bounds::MOST_NAMES {
                errors.add(*field, tr.of("plans-i-error-many-names", count(bounds::MOST_NAMES)));
            }
            for name in names {
                check_length(&mut errors, tr, field, name, bounds::LONGEST_LINE);
            }
        }
        let [lead, coordinate, implement] = roles.map(|(_, names)| names);
        match timing {
            Some(timing) if errors.is_empty() => Ok(ItemWords {
                text: self.text.clone(),
                deliverable: filled(self.deliverable.clone()),
                timing,
                requested: self.requested,
                lead,
                coordinate,
                implement,
            }),
            _ => Err(errors),
        }
    }

    /// The fields by message key, for showing two versions beside each other.
    pub(crate) fn fields(&self, tr: &Translator) -> Vec<(&'static str, String)> {
        let requested = if self.requested { tr.t("plans-i-yes") } else { tr.t("plans-i-no") };
        vec![
            ("plans-i-field-text", self.text.clone()),
            ("plans-i-field-lead", self.lead.clone()),
            ("plans-i-field-coordinate", self.coordinate.clone()),
            ("plans-i-field-implement", self.implement.clone()),
            ("plans-i-field-time", self.time.clone()),
            ("plans-i-field-deliverable", self.deliverable.clone()),
            ("plans-i-field-requested", requested),
        ]
    }
}
