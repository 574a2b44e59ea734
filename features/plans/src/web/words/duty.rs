//! Duties to report.

use i18n::Translator;

use crate::model::{plan::Duty, reporting::ReportDay};

/// One duty to report.
#[derive(Debug)]
pub(crate) struct DutyView {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) frequency: String,
    pub(crate) days: String,
    pub(crate) who: String,
    pub(crate) dropped: bool,
    pub(crate) pair: String,
}

impl DutyView {
    /// A duty in words.
    pub(crate) fn of(duty: &Duty, tr: &Translator, paragraph: impl Fn(usize) -> Option<String>) -> Self {
        let who = [
            ("plans-i-duty-reporter", &duty.reporter),
            ("plans-i-duty-recipient", &duty.recipient),
            ("plans-i-duty-via", &duty.via),
        ];
        let who: Vec<String> =
            who.iter().filter_map(|(key, name)| name.as_ref().map(|name| tr.of(key, name))).collect();
        Self {
            id: duty.id.to_string(),
            text: duty.text.clone(),
            frequency: tr.t(&format!("plans-i-frequency-{}", duty.frequency)),
            days: duty_days(duty, tr),
            who: who.join(" · "),
            dropped: duty.dropped,
            pair: duty.span.filter(|span| span.1 > 0).and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
    }
}

/// The days of a duty; empty where it has none.
pub(crate) fn duty_days(duty: &Duty, tr: &Translator) -> String {
    let days: Vec<String> = duty
        .due
        .iter()
        .filter_map(|text| ReportDay::parse(text))
        .map(|day| match day {
            ReportDay::Monthly(day) => tr.of("plans-i-duty-day-of-month", i64::from(day)),
            day => day.typed(),
        })
        .collect();
    if days.is_empty() {
        return String::new();
    }
    let rule = if duty.rule == "before" { "plans-i-duty-before" } else { "plans-i-duty-on" };
    tr.of(rule, days.join(", "))
}
