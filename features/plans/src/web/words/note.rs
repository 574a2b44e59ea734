//! Notes of the reader.

use i18n::Translator;

use crate::{model::plan::ReadingNote, web::views::short};

/// A note of the reader: what it is about, the words, the place.
#[derive(Debug)]
pub(crate) struct NoteView {
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) pair: String,
}

impl NoteView {
    /// A note in words. Kinds that the catalogue does not know are shown as "to look at".
    pub(crate) fn of(
        note: &ReadingNote,
        tr: &Translator,
        knows: impl Fn(&str) -> bool,
        paragraph: impl Fn(usize) -> Option<String>,
    ) -> Self {
        let key = format!("plans-i-note-{}", note.kind.replace('_', "-"));
        Self {
            kind: if knows(&key) { tr.t(&key) } else { tr.t("plans-i-note-other") },
            text: short(&note.text, 200),
            pair: note.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
    }
}
