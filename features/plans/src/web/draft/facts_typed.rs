//! What a person typed into the form of a plan's facts, and what is wrong with it.

use ::web::{Errors, Posted};
use i18n::Translator;
use jiff::civil::Date;

use super::{
    partial_date::partial_date,
    typed::{check_length, filled},
};
use crate::{
    model::{PlanId, bounds, plan::PlanFacts},
    web::words::LEVELS,
};

/// The fields of the letterhead, the title and the signature.
#[derive(Debug, Clone, Default)]
pub(crate) struct FactsTyped {
    pub(crate) title: String,
    pub(crate) level: String,
    pub(crate) number: String,
    pub(crate) symbol: String,
    pub(crate) place: String,
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) issuer: String,
    pub(crate) signer_name: String,
    pub(crate) signer_title: String,
    pub(crate) signer_mode: String,
    pub(crate) period_from: String,
    pub(crate) period_to: String,
    pub(crate) parent: String,
}

impl FactsTyped {
    /// As a plan stands now.
    pub(crate) fn of(facts: &PlanFacts) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            title: facts.title.clone(),
            level: text(&facts.level),
            number: text(&facts.number),
            symbol: text(&facts.symbol),
            place: text(&facts.place),
            day: facts.date.day.map(|day| day.to_string()).unwrap_or_default(),
            month: facts.date.month.map(|month| month.to_string()).unwrap_or_default(),
            year: facts.date.year.map(|year| year.to_string()).unwrap_or_default(),
            issuer: text(&facts.issuer),
            signer_name: text(&facts.signer_name),
            signer_title: text(&facts.signer_title),
            signer_mode: text(&facts.signer_mode),
            period_from: facts.period_from.map(i18n::date).unwrap_or_default(),
            period_to: facts.period_to.map(i18n::date).unwrap_or_default(),
            parent: facts.parent.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// As it was sent.
    pub(crate) fn read(posted: &Posted) -> Self {
        Self {
            title: base::one_line(&posted.text("ten")),
            level: posted.line("cap"),
            number: posted.line("so"),
            symbol: posted.line("ky-hieu"),
            place: posted.line("noi-ban-hanh"),
            day: posted.line("ngay"),
            month: posted.line("thang"),
            year: posted.line("nam"),
            issuer: posted.line("co-quan"),
            signer_name: posted.line("nguoi-ky"),
            signer_title: posted.line("chuc-vu"),
            signer_mode: posted.line("the-thuc"),
            period_from: posted.line("tu-ngay"),
            period_to: posted.line("den-ngay"),
            parent: posted.line("ke-hoach-tren"),
        }
    }

    /// What it says, or what is wrong with it.
    pub(crate) fn facts(&self, tr: &Translator) -> Result<PlanFacts, Errors> {
        let mut errors = Errors::new();
        if self.title.is_empty() {
            errors.add("ten", tr.t("plans-i-error-title"));
        }
        check_length(&mut errors, tr, "ten", &self.title, bounds::LONGEST_TITLE);
        for (field, text) in [("so", &self.number), ("ky-hieu", &self.symbol)] {
            check_length(&mut errors, tr, field, text, bounds::LONGEST_NUMBER);
        }
        for (field, text) in [
            ("noi-ban-hanh", &self.place),
            ("co-quan", &self.issuer),
            ("nguoi-ky", &self.signer_name),
            ("chuc-vu", &self.signer_title),
            ("the-thuc", &self.signer_mode),
        ] {
            check_length(&mut errors, tr, field, text, bounds::LONGEST_LINE);
        }
        let date = partial_date(&self.day, &self.month, &self.year);
        if date.is_none() {
            errors.add("ngay", tr.t("plans-i-error-date"));
        }
        let mut day = |field: &str, text: &str| -> Option<Date> {
            let day = bounds::parse_day(text);
            if day.is_none() && !text.is_empty() {
                errors.add(field, tr.t("plans-i-error-day"));
            }
            day
        };
        let (from, to) = (day("tu-ngay", &self.period_from), day("den-ngay", &self.period_to));
        if matches!((from, to), (Some(from), Some(to)) if !bounds::is_period(from, to)) {
            errors.add("den-ngay", tr.t("plans-i-error-period"));
        }
        match date {
            Some(date) if errors.is_empty() => Ok(PlanFacts {
                title: self.title.clone(),
                level: filled(self.level.clone()).filter(|level| LEVELS.contains(&level.as_str())),
                number: filled(self.number.clone()),
                symbol: filled(self.symbol.clone()),
                place: filled(self.place.clone()),
                date,
                issuer: filled(self.issuer.clone()),
                signer_name: filled(self.signer_name.clone()),
                signer_title: filled(self.signer_title.clone()),
                signer_mode: filled(self.signer_mode.clone()),
                period_from: from,
                period_to: to,
                parent: self.parent.parse::<PlanId>().ok(),
            }),
            _ => Err(errors),
        }
    }

    /// The fields by message key, for showing two versions beside each other.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let date = [&self.day, &self.month, &self.year].map(|part| if part.is_empty() { "…" } else { part }).join("/");
        vec![
            ("plans-i-field-title", self.title.clone()),
            ("plans-i-field-number", self.number.clone()),
            ("plans-i-field-symbol", self.symbol.clone()),
            ("plans-i-field-date", date),
            ("plans-i-field-place", self.place.clone()),
            ("plans-i-field-issuer", self.issuer.clone()),
            ("plans-i-field-level", self.level.clone()),
            ("plans-i-field-from", self.period_from.clone()),
            ("plans-i-field-to", self.period_to.clone()),
            ("plans-i-field-signer", self.signer_name.clone()),
            ("plans-i-field-signer-title", self.signer_title.clone()),
            ("plans-i-field-signer-mode", self.signer_mode.clone()),
        ]
    }
}
