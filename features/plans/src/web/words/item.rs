//! Obligations of a plan, by heading.

use i18n::Translator;

use crate::{
    model::{
        SectionId,
        plan::{Item, WholePlan},
    },
    web::views::short,
};

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
    let mut groups: Vec<(Option<SectionId>, GroupView)> = Vec::new();
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
