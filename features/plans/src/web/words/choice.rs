//! Choices of a list.

use i18n::Translator;

/// A choice of a list.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) selected: bool,
}

impl Choice {
    /// The choices `values`, whose texts are the messages `group-value`, with an empty one first.
    pub(crate) fn of(tr: &Translator, group: &str, values: &[&str], selected: &str) -> Vec<Self> {
        std::iter::once(Self {
            value: String::new(),
            text: tr.t(&format!("{group}-any")),
            selected: selected.is_empty(),
        })
        .chain(values.iter().map(|value| Self {
            value: (*value).to_owned(),
            text: tr.t(&format!("{group}-{value}")),
            selected: *value == selected,
        }))
        .collect()
    }
}

/// The levels of government, highest first.
pub(crate) const LEVELS: [&str; 4] = ["central", "province", "district", "commune"];
