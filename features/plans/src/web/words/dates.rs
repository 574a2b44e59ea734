//! Dates, periods and campaigns of a plan.

use calendar::PartialDate;
use i18n::Translator;

use crate::model::plan::{Campaign, PlanFacts};

/// "ngày … tháng 3 năm 2024"; says so where nothing is written.
pub(crate) fn partial_date(date: PartialDate, tr: &Translator) -> String {
    if date == PartialDate::default() {
        return tr.t("plans-i-date-none");
    }
    let part = |number: Option<String>| number.unwrap_or_else(|| "…".to_owned());
    tr.with(
        "plans-i-date-parts",
        &[
            ("d", part(date.day.map(|day| format!("{day:02}"))).into()),
            (
                "m",
                part(date.month.map(|month| if month < 3 { format!("{month:02}") } else { month.to_string() })).into(),
            ),
            ("y", part(date.year.map(|year| year.to_string())).into()),
        ],
    )
}

/// "01/01/2026 – 31/12/2026"; empty where nothing is known.
pub(super) fn period(facts: &PlanFacts, tr: &Translator) -> String {
    match (facts.period_from, facts.period_to) {
        (Some(from), Some(to)) => {
            tr.with("plans-i-period", &[("x", i18n::date(from).into()), ("y", i18n::date(to).into())])
        }
        (Some(day), None) | (None, Some(day)) => i18n::date(day),
        (None, None) => String::new(),
    }
}

/// A campaign: its name and its days.
pub(crate) fn campaign(campaign: &Campaign, tr: &Translator) -> (String, String) {
    let day =
        |text: &Option<String>| text.as_deref().map(|text| text.parse().map_or_else(|_| text.to_owned(), i18n::date));
    let days = match (day(&campaign.starts_on), day(&campaign.ends_on)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => tr.with("plans-i-period", &[("x", from.into()), ("y", to.into())]),
        (Some(day), None) | (None, Some(day)) => day,
        (None, None) => String::new(),
    };
    (campaign.name.clone(), days)
}
