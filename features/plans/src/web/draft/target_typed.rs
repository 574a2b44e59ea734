//! What a person typed into the form of a target, and what is wrong with it.

use ::web::{Errors, Posted};
use i18n::Translator;

use super::typed::{check_length, filled};
use crate::model::{bounds, plan::Target};

/// The fields of a target.
#[derive(Debug, Clone, Default)]
pub(crate) struct TargetTyped {
    pub(crate) text: String,
    pub(crate) kind: String,
    pub(crate) comparator: String,
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) subject: String,
}

impl TargetTyped {
    /// As a target stands now.
    pub(crate) fn of(target: &Target) -> Self {
        Self {
            text: target.text.clone(),
            kind: target.kind.clone(),
            comparator: target.comparator.clone().unwrap_or_default(),
            value: target.value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default(),
            unit: target.unit.clone().unwrap_or_default(),
            subject: target.subject.clone().unwrap_or_default(),
        }
    }

    /// As it was sent.
    pub(crate) fn read(posted: &Posted) -> Self {
        Self {
            text: posted.text("noi-dung-muc"),
            kind: posted.line("loai"),
            comparator: posted.line("so-sanh"),
            value: posted.line("gia-tri"),
            unit: posted.line("don-vi-tinh"),
            subject: posted.line("doi-tuong"),
        }
    }

    /// The target with what it says, or what is wrong with it.
    pub(crate) fn target(&self, old: Target, tr: &Translator) -> Result<Target, Errors> {
        let mut errors = Errors::new();
        if self.text.is_empty() {
            errors.add("noi-dung-muc", tr.t("plans-i-error-text"));
        }
        check_length(&mut errors, tr, "noi-dung-muc", &self.text, bounds::LONGEST_TEXT);
        check_length(&mut errors, tr, "don-vi-tinh", &self.unit, bounds::LONGEST_LINE);
        check_length(&mut errors, tr, "doi-tuong", &self.subject, bounds::LONGEST_LINE);
        let kind = if ["zero", "universal"].contains(&self.kind.as_str()) { &self.kind } else { "numeric" };
        let value = if kind == "numeric" { number(&self.value) } else { old.value };
        if value.is_none() && kind == "numeric" {
            errors.add("gia-tri", tr.t("plans-i-error-number"));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let comparator =
            if ["=", ">=", ">", "<=", "<"].contains(&self.comparator.as_str()) { &self.comparator } else { "=" };
        Ok(Target {
            text: self.text.clone(),
            kind: kind.to_owned(),
            comparator: Some(comparator.to_owned()),
            value,
            unit: filled(self.unit.clone()),
            subject: filled(self.subject.clone()),
            ..old
        })
    }
}

/// Far more than there are people or đồng to count, and still exact.
const LARGEST_NUMBER: f64 = 1e15;

/// Reads `1.234,5`.
fn number(text: &str) -> Option<f64> {
    text.replace('.', "")
        .replace(',', ".")
        .trim_end_matches('%')
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.abs() <= LARGEST_NUMBER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_the_vietnamese_way() {
        assert_eq!(number("1.234,5"), Some(1234.5));
        assert_eq!(number("90%"), Some(90.0));
        for none in ["chín mươi", "1e300", "inf", "NaN"] {
            assert_eq!(number(none), None, "{none}");
        }
    }
}
