//! What pages of a plan show, in words.

use calendar::PartialDate;
use i18n::Translator;

use super::views::short;
use crate::model::{
    plan::{Basis, Campaign, Duty, Item, PlanFacts, PlanHead, PlanState, ReadingNote, Target, WholePlan},
    reporting::ReportDay,
};

/// A choice of a list.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) selected: bool,
}

impl Choice {
    /// The choices `values`, whose texts are the messages `group-value`, with an empty one first.
    pub(crate) fn of(tr: &Translator, group: &str, values: &[&str], selected: &str) -> Vec<Self> {
        std::iter::once(Self {
            value: String::new(),
            text: tr.t(&format!("{group}-any")),
            selected: selected.is_empty(),
        })
        .chain(values.iter().map(|value| Self {
            value: (*value).to_owned(),
            text: tr.t(&format!("{group}-{value}")),
            selected: *value == selected,
        }))
        .collect()
    }
}

/// The levels of government, highest first.
pub(crate) const LEVELS: [&str; 4] = ["central", "province", "district", "commune"];

/// The head of a plan.
#[derive(Debug)]
pub(crate) struct HeadView {
    pub(crate) id: String,
    pub(crate) document: String,
    pub(crate) title: String,
    pub(crate) unit: String,
    pub(crate) state: &'static str,
    pub(crate) state_text: String,
    pub(crate) reference: String,
    pub(crate) has_number: bool,
    pub(crate) date: String,
    pub(crate) period: String,
    pub(crate) in_force_on: String,
    pub(crate) version: i64,
    pub(crate) is_draft: bool,
}

impl HeadView {
    /// The head of a plan in words.
    pub(crate) fn of(head: &PlanHead, tr: &Translator) -> Self {
        Self {
            id: head.id.to_string(),
            document: head.document.to_string(),
            title: title(head),
            unit: head.unit_name.clone(),
            state: head.state.key(),
            state_text: tr.t(&format!("plans-i-state-{}", head.state.key())),
            reference: head.facts.reference().unwrap_or_default(),
            has_number: head.facts.number.is_some(),
            date: partial_date(head.facts.date, tr),
            period: period(&head.facts, tr),
            in_force_on: head.in_force_on.map(i18n::date).unwrap_or_default(),
            version: head.version,
            is_draft: head.state == PlanState::Draft,
        }
    }
}

/// The title on one line.
pub(crate) fn title(head: &PlanHead) -> String {
    short(&head.facts.title, 300)
}

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
pub(crate) fn period(facts: &PlanFacts, tr: &Translator) -> String {
    match (facts.period_from, facts.period_to) {
        (Some(from), Some(to)) => {
            tr.with("plans-i-period", &[("x", i18n::date(from).into()), ("y", i18n::date(to).into())])
        }
        (Some(day), None) | (None, Some(day)) => i18n::date(day),
        (None, None) => String::new(),
    }
}

/// One obligation of a plan.
#[derive(Debug)]
pub(crate) struct ItemView {
    pub(crate) id: String,
    pub(crate) clause: String,
    pub(crate) text: String,
    pub(crate) lead: String,
    pub(crate) coordinate: String,
    pub(crate) implement: String,
    pub(crate) due: String,
    pub(crate) deliverable: String,
    pub(crate) requested: bool,
    pub(crate) dropped: bool,
    pub(crate) changed: String,
    pub(crate) version: i64,
    /// Anchor of its paragraph in the text; empty for one that a person added.
    pub(crate) pair: String,
    pub(crate) status: &'static str,
    pub(crate) status_text: String,
    pub(crate) percent: i64,
}

impl ItemView {
    /// An obligation in words; `paragraph` gives the anchor of the paragraph that holds a character.
    pub(crate) fn of(
        item: &Item,
        tr: &Translator,
        today: jiff::civil::Date,
        paragraph: impl Fn(usize) -> Option<String>,
    ) -> Self {
        let status = item.status(today);
        Self {
            id: item.id.to_string(),
            clause: item.clause.clone(),
            text: item.text.clone(),
            lead: item.names("lead").join(", "),
            coordinate: item.names("coordinate").join(", "),
            implement: item.names("implement").join(", "),
            due: item.timing.shown(tr),
            deliverable: item.deliverable.clone().unwrap_or_default(),
            requested: item.requested,
            dropped: item.dropped,
            changed: if item.origin == "read" {
                String::new()
            } else {
                tr.t(&format!("plans-i-origin-{}", item.origin))
            },
            version: item.version,
            pair: item.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
            status: status.key(),
            status_text: tr.t(&status.message()),
            percent: item.percent,
        }
    }
}

/// Obligations under one heading.
#[derive(Debug)]
pub(crate) struct GroupView {
    pub(crate) heading: String,
    pub(crate) items: Vec<ItemView>,
}

/// The obligations by heading, in the order of the plan.
pub(crate) fn groups(
    plan: &WholePlan,
    tr: &Translator,
    today: jiff::civil::Date,
    paragraph: impl Fn(usize) -> Option<String>,
) -> Vec<GroupView> {
    let mut groups: Vec<(Option<crate::model::SectionId>, GroupView)> = Vec::new();
    for item in &plan.items {
        let view = ItemView::of(item, tr, today, &paragraph);
        match groups.last_mut() {
            Some((section, group)) if *section == item.section => group.items.push(view),
            _ => groups.push((item.section, GroupView { heading: heading(plan, item, tr), items: vec![view] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn heading(plan: &WholePlan, item: &Item, tr: &Translator) -> String {
    let section = item.section.and_then(|id| plan.sections.iter().find(|section| section.id == id));
    section.map_or_else(|| tr.t("plans-i-no-section"), |section| section_name(&section.label, &section.heading))
}

/// Label and words of a heading.
pub(crate) fn section_name(label: &str, heading: &str) -> String {
    format!("{label} {}", short(heading, 160)).trim().to_owned()
}

/// One target.
#[derive(Debug)]
pub(crate) struct TargetView {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) goal: String,
    pub(crate) dropped: bool,
    pub(crate) pair: String,
}

impl TargetView {
    /// A target in words.
    pub(crate) fn of(target: &Target, tr: &Translator, paragraph: impl Fn(usize) -> Option<String>) -> Self {
        Self {
            id: target.id.to_string(),
            text: target.text.clone(),
            goal: goal(target, tr),
            dropped: target.dropped,
            pair: target.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
    }
}

/// "≥ 90 % số vụ", "không để xảy ra", "mọi, tất cả".
pub(crate) fn goal(target: &Target, tr: &Translator) -> String {
    let subject = target.subject.clone().unwrap_or_default();
    let words = match (target.kind.as_str(), target.value) {
        ("zero", _) => tr.t("plans-i-target-zero"),
        (_, Some(value)) => {
            let sign = match target.comparator.as_deref() {
                Some(">=") => "≥ ",
                Some("<=") => "≤ ",
                Some(">") => "> ",
                Some("<") => "< ",
                _ => "",
            };
            let unit = target.unit.as_deref().unwrap_or_default();
            // `80%` without a space (ux.md L-01), `12 buổi` with one.
            let gap = if unit == "%" { "" } else { " " };
            format!("{sign}{}{gap}{unit}", i18n::decimal(value))
        }
        _ => tr.t("plans-i-target-universal"),
    };
    format!("{} {}", words.trim(), subject).trim().to_owned()
}

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

/// One legal basis.
#[derive(Debug)]
pub(crate) struct BasisView {
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) text: String,
    /// Where it leads, if it is one of ours.
    pub(crate) href: String,
    pub(crate) pair: String,
}

impl BasisView {
    /// A basis in words; `documents` says whether the reader may open the register of documents.
    pub(crate) fn of(
        basis: &Basis,
        tr: &Translator,
        documents: bool,
        paragraph: impl Fn(usize) -> Option<String>,
    ) -> Self {
        let reference = match (&basis.number, &basis.symbol) {
            (Some(number), Some(symbol)) => tr.of("plans-i-number", format!("{number}/{symbol}")),
            (Some(number), None) => tr.of("plans-i-number", number),
            _ => String::new(),
        };
        let date = basis.date_text.as_deref().map(|text| text.parse().map_or_else(|_| text.to_owned(), i18n::date));
        let parts = [
            basis.type_name.clone(),
            Some(reference),
            date.map(|date| tr.of("plans-i-basis-date", date)),
            basis.issuer.as_ref().map(|issuer| tr.of("plans-i-basis-issuer", issuer)),
            basis.subject.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        Self {
            id: basis.id.clone(),
            role: tr.t(&format!("plans-i-basis-{}", basis.role)),
            text: parts.join(" "),
            href: match (&basis.plan, &basis.document) {
                (Some(plan), _) => format!("/ke-hoach/{plan}"),
                (None, Some(document)) if documents => format!("/van-ban/{document}"),
                _ => String::new(),
            },
            pair: basis.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
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
