//! Targets.

use i18n::Translator;

use crate::model::plan::Target;

/// One target.
#[derive(Debug)]
pub(crate) struct TargetView {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) goal: String,
    pub(crate) dropped: bool,
    pub(crate) pair: String,
}

impl TargetView {
    /// A target in words.
    pub(crate) fn of(target: &Target, tr: &Translator, paragraph: impl Fn(usize) -> Option<String>) -> Self {
        Self {
            id: target.id.to_string(),
            text: target.text.clone(),
            goal: goal(target, tr),
            dropped: target.dropped,
            pair: target.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
    }
}

/// "≥ 90 % số vụ", "không để xảy ra", "mọi, tất cả".
pub(crate) fn goal(target: &Target, tr: &Translator) -> String {
    let subject = target.subject.clone().unwrap_or_default();
    let words = match (target.kind.as_str(), target.value) {
        ("zero", _) => tr.t("plans-i-target-zero"),
        (_, Some(value)) => {
            let sign = match target.comparator.as_deref() {
                Some(">=") => "≥ ",
                Some("<=") => "≤ ",
                Some(">") => "> ",
                Some("<") => "< ",
                _ => "",
            };
            let unit = target.unit.as_deref().unwrap_or_default();
            // `80%` without a space (ux.md L-01), `12 buổi` with one.
            let gap = if unit == "%" { "" } else { " " };
            format!("{sign}{}{gap}{unit}", i18n::decimal(value))
        }
        _ => tr.t("plans-i-target-universal"),
    };
    format!("{} {}", words.trim(), subject).trim().to_owned()
}
