//! What the forms of a draft have in common: fields that may be empty, texts that may be too long.

use ::web::Errors;
use i18n::Translator;

use crate::model::bounds;

/// The text, unless it is empty.
pub(crate) fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Says so where a text is longer than it may be; once a field.
pub(crate) fn check_length(errors: &mut Errors, tr: &Translator, field: &str, text: &str, most: usize) {
    if !bounds::fits(text, most) && errors.at(field).is_none() {
        errors.add(field, tr.of("plans-i-error-long", count(most)));
    }
}

pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
