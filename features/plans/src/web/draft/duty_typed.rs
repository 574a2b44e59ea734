//! What a person typed into the form of a duty to report, and what is wrong with it.

use ::web::{Errors, Posted};
use i18n::Translator;

use super::typed::{check_length, filled};
use crate::model::{bounds, plan::Duty, reporting::ReportDay};

/// How often a report may be due.
pub(crate) const FREQUENCIES: [&str; 9] =
    ["once", "daily", "weekly", "monthly", "quarterly", "six_monthly", "annual", "ad_hoc", "periodic"];

/// The fields of a duty to report.
#[derive(Debug, Clone, Default)]
pub(crate) struct DutyTyped {
    pub(crate) text: String,
    pub(crate) frequency: String,
    pub(crate) days: String,
    pub(crate) rule: String,
    pub(crate) reporter: String,
    pub(crate) recipient: String,
    pub(crate) via: String,
}

impl DutyTyped {
    /// As a duty stands now.
    pub(crate) fn of(duty: &Duty) -> Self {
        let days: Vec<String> =
            duty.due.iter().filter_map(|text| ReportDay::parse(text)).map(ReportDay::typed).collect();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            text: duty.text.clone(),
            frequency: duty.frequency.clone(),
            days: days.join("\n"),
            rule: duty.rule.clone(),
            reporter: text(&duty.reporter),
            recipient: text(&duty.recipient),
            via: text(&duty.via),
        }
    }

    /// As it was sent.
    pub(crate) fn read(posted: &Posted) -> Self {
        Self {
            text: posted.text("noi-dung-muc"),
            frequency: posted.line("ky"),
            days: posted.text("ngay"),
            rule: posted.line("quy-tac"),
            reporter: posted.line("nguoi-bao-cao"),
            recipient: posted.line("gui"),
            via: posted.line("qua"),
        }
    }

    /// The duty with what it says, or what is wrong with it.
    pub(crate) fn duty(&self, old: &Duty, tr: &Translator) -> Result<Duty, Errors> {
        let mut errors = Errors::new();
        if self.text.is_empty() {
            errors.add("noi-dung-muc", tr.t("plans-i-error-text"));
        }
        check_length(&mut errors, tr, "noi-dung-muc", &self.text, bounds::LONGEST_TEXT);
        for (field, text) in [("nguoi-bao-cao", &self.reporter), ("gui", &self.recipient), ("qua", &self.via)] {
            check_length(&mut errors, tr, field, text, bounds::LONGEST_LINE);
        }
        let typed = self.days.split([',', ';', '\n']).map(str::trim).filter(|day| !day.is_empty());
        let days: Option<Vec<ReportDay>> = typed.map(ReportDay::parse_typed).collect();
        let Some(days) = days.filter(|days| days.len() <= bounds::MOST_DAYS) else {
            errors.add("ngay", tr.t("plans-i-error-report-days"));
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let frequency = if FREQUENCIES.contains(&self.frequency.as_str()) { &self.frequency } else { "periodic" };
        Ok(Duty {
            text: self.text.clone(),
            frequency: frequency.to_owned(),
            due: days.into_iter().map(ReportDay::stored).collect(),
            rule: if self.rule == "before" { "before".to_owned() } else { "by".to_owned() },
            reporter: filled(self.reporter.clone()),
            recipient: filled(self.recipient.clone()),
            via: filled(self.via.clone()),
            ..old.clone()
        })
    }
}
