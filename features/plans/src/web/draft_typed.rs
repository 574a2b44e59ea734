//! What a person typed into the forms of a draft, and what is wrong with it.

use ::web::{Errors, Posted};
use calendar::PartialDate;
use i18n::{Translator, parse_date};
use jiff::civil::Date;

use crate::{
    actions::edit_draft::ItemWords,
    model::{
        PlanId,
        plan::{Duty, Item, PlanFacts, Target},
        reporting::ReportDay,
        timing::Timing,
    },
};

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// One name a line.
fn names(posted: &Posted, field: &str) -> Vec<String> {
    let text = posted.text(field);
    text.lines().map(base::one_line).filter(|name| !name.is_empty()).collect()
}

/// The fields of an obligation.
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemTyped {
    pub(crate) text: String,
    pub(crate) deliverable: String,
    pub(crate) time: String,
    pub(crate) requested: bool,
    pub(crate) lead: String,
    pub(crate) coordinate: String,
    pub(crate) implement: String,
    pub(crate) section: String,
}

impl ItemTyped {
    /// As an obligation stands now.
    pub(crate) fn of(item: &Item, tr: &Translator) -> Self {
        Self {
            text: item.text.clone(),
            deliverable: item.deliverable.clone().unwrap_or_default(),
            time: item.timing.typed(tr),
            requested: item.requested,
            lead: item.names("lead").join("\n"),
            coordinate: item.names("coordinate").join("\n"),
            implement: item.names("implement").join("\n"),
            section: item.section.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// As it was sent.
    pub(crate) fn read(posted: &Posted) -> Self {
        Self {
            text: posted.text("noi-dung-muc"),
            deliverable: posted.line("san-pham"),
            time: posted.line("thoi-han"),
            requested: posted.has("de-nghi"),
            lead: posted.text("chu-tri"),
            coordinate: posted.text("phoi-hop"),
            implement: posted.text("thuc-hien"),
            section: posted.line("phan"),
        }
    }

    /// What it says, or what is wrong with it.
    pub(crate) fn words(&self, posted: &Posted, tr: &Translator) -> Result<ItemWords, Errors> {
        let mut errors = Errors::new();
        if self.text.is_empty() {
            errors.add("noi-dung-muc", tr.t("plans-i-error-text"));
        }
        let timing = Timing::parse(&self.time);
        if timing.is_none() {
            errors.add("thoi-han", tr.t("plans-i-error-time"));
        }
        match timing {
            Some(timing) if errors.is_empty() => Ok(ItemWords {
                text: self.text.clone(),
                deliverable: filled(self.deliverable.clone()),
                timing,
                requested: self.requested,
                lead: names(posted, "chu-tri"),
                coordinate: names(posted, "phoi-hop"),
                implement: names(posted, "thuc-hien"),
            }),
            _ => Err(errors),
        }
    }

    /// The fields by message key, for showing two versions beside each other.
    pub(crate) fn fields(&self, tr: &Translator) -> Vec<(&'static str, String)> {
        let requested = if self.requested { tr.t("plans-i-yes") } else { tr.t("plans-i-no") };
        vec![
            ("plans-i-field-text", self.text.clone()),
            ("plans-i-field-lead", self.lead.clone()),
            ("plans-i-field-coordinate", self.coordinate.clone()),
            ("plans-i-field-implement", self.implement.clone()),
            ("plans-i-field-time", self.time.clone()),
            ("plans-i-field-deliverable", self.deliverable.clone()),
            ("plans-i-field-requested", requested),
        ]
    }
}

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
        let date = partial_date(&self.day, &self.month, &self.year);
        if date.is_none() {
            errors.add("ngay", tr.t("plans-i-error-date"));
        }
        let mut day = |field: &str, text: &str| -> Option<Date> {
            let day = parse_date(text);
            if day.is_none() && !text.is_empty() {
                errors.add(field, tr.t("plans-i-error-day"));
            }
            day
        };
        let (from, to) = (day("tu-ngay", &self.period_from), day("den-ngay", &self.period_to));
        if matches!((from, to), (Some(from), Some(to)) if to < from) {
            errors.add("den-ngay", tr.t("plans-i-error-period"));
        }
        match date {
            Some(date) if errors.is_empty() => Ok(PlanFacts {
                title: self.title.clone(),
                level: filled(self.level.clone()).filter(|level| super::plan_words::LEVELS.contains(&level.as_str())),
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

/// A date of which parts may be blank; `None` when a part is no part of a date.
pub(crate) fn partial_date(day: &str, month: &str, year: &str) -> Option<PartialDate> {
    fn part<T: std::str::FromStr + PartialOrd>(text: &str, first: T, last: T) -> Option<Option<T>> {
        if text.is_empty() || text == "…" {
            return Some(None);
        }
        let number = text.parse().ok()?;
        (first <= number && number <= last).then_some(Some(number))
    }
    let date = PartialDate { day: part(day, 1, 31)?, month: part(month, 1, 12)?, year: part(year, 1945, 2200)? };
    let whole = date.day.is_some() && date.month.is_some() && date.year.is_some();
    (!whole || date.full().is_some()).then_some(date)
}

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

/// Reads `1.234,5`.
fn number(text: &str) -> Option<f64> {
    text.replace('.', "")
        .replace(',', ".")
        .trim_end_matches('%')
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

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
    pub(crate) fn duty(&self, old: Duty, tr: &Translator) -> Result<Duty, Errors> {
        let mut errors = Errors::new();
        if self.text.is_empty() {
            errors.add("noi-dung-muc", tr.t("plans-i-error-text"));
        }
        let typed = self.days.split([',', ';', '\n']).map(str::trim).filter(|day| !day.is_empty());
        let days: Option<Vec<ReportDay>> = typed.map(ReportDay::parse_typed).collect();
        let Some(days) = days else {
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
            ..old
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_lack_its_day_and_its_month_but_not_be_wrong() {
        let march = PartialDate { year: Some(2024), month: Some(3), day: None };

        assert_eq!(partial_date("", "3", "2024"), Some(march));
        assert_eq!(partial_date("", "", ""), Some(PartialDate::default()));
        assert_eq!(partial_date("31", "2", "2024"), None);
        assert_eq!(partial_date("x", "2", "2024"), None);
    }

    #[test]
    fn a_number_is_read_the_vietnamese_way() {
        assert_eq!(number("1.234,5"), Some(1234.5));
        assert_eq!(number("90%"), Some(90.0));
        assert_eq!(number("chín mươi"), None);
    }
}
