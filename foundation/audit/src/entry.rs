//! What a feature hands in.

use access::Class;
use serde_json::Value;

base::id! {
    /// One entry of the log.
    EntryId
}
db::text_values!(EntryId);

/// What is put into the log, in the change's own transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// What was done, as the policy names it: `plans.issue`.
    pub action: &'a str,
    /// What it was done to: the kind of thing and its id.
    pub object: (&'a str, &'a str),
    /// The class of the most protected data touched.
    pub class: Class,
    /// Why, as the officer typed it; can be shredded.
    pub reason: Option<&'a str>,
    /// Whether something was looked at, not changed: [`viewers`](crate::viewers) lists looks.
    pub is_look: bool,
    /// What else is worth knowing: ids, counts, keys of choices; can be shredded.
    pub payload: Value,
}

impl<'a> Entry<'a> {
    /// A change of something internal.
    pub fn change(action: &'a str, object_type: &'a str, object_id: &'a str) -> Self {
        Self {
            action,
            object: (object_type, object_id),
            class: Class::Internal,
            reason: None,
            is_look: false,
            payload: Value::Null,
        }
    }

    /// A look at something sealed: shown, printed, exported or downloaded.
    pub fn look(action: &'a str, object_type: &'a str, object_id: &'a str) -> Self {
        Self { class: Class::Sealed, is_look: true, ..Self::change(action, object_type, object_id) }
    }

    /// With the class of the data touched.
    #[must_use]
    pub fn class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    /// With the reason that the officer typed.
    #[must_use]
    pub fn reason(self, reason: &'a str) -> Self {
        Self { reason: Some(reason), ..self }
    }

    /// With more: ids, counts, keys of choices.
    #[must_use]
    pub fn payload(self, payload: Value) -> Self {
        Self { payload, ..self }
    }
}
