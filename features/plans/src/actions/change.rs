//! What a change changed, as the history keeps it.

use serde::{Deserialize, Serialize};

/// One field that became another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Which field: the end of a message key.
    pub(crate) field: String,
    /// What it was, in the form of the edit form.
    pub(crate) from: String,
    /// What it is now.
    pub(crate) to: String,
}

impl Change {
    /// A change, unless both sides are the same.
    pub(crate) fn of(field: &str, from: impl Into<String>, to: impl Into<String>) -> Option<Self> {
        let (from, to) = (from.into(), to.into());
        (from != to).then(|| Self { field: field.to_owned(), from, to })
    }
}

/// All that one change changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Changes {
    /// The version of the obligation that it made.
    pub(crate) version: i64,
    /// Field by field.
    pub(crate) changes: Vec<Change>,
}

impl Changes {
    /// The text kept in the history.
    pub(crate) fn detail(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads it back; `None` for an entry of another kind.
    pub(crate) fn read(detail: &str) -> Option<Self> {
        serde_json::from_str(detail).ok()
    }
}
