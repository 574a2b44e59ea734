//! Bảng phân công: who leads, helps and carries out what by when, as an appendix across the page.

use papers::{Align, Appendix, Block, Heading, Orientation, Paper, Text};

use super::{Facts, frame};
use crate::model::work::Role;

/// The assignment of a plan.
pub(crate) fn assignment(facts: &Facts) -> Paper {
    let tr = &facts.tr;
    let cited = frame::plan_cited(facts);
    Paper {
        letterhead: frame::letterhead(facts, "plans-w-p-assign-symbol"),
        heading: Heading::Named {
            kind: tr.t("plans-w-p-assign-kind"),
            subject: Text::plain(tr.of("plans-w-p-assign-subject", &facts.plan.title)),
        },
        addressed_to: Vec::new(),
        legal_bases: vec![Text::plain(tr.of("plans-w-p-basis", &cited))],
        body: vec![Block::Paragraph(Text::plain(tr.with(
            "plans-w-p-assign-lead",
            &[("x", frame::committee_name(facts).into()), ("n", facts.works.len().into())],
        )))],
        signature: frame::signature(facts),
        copies_to: vec![frame::words(tr, "plans-w-p-copy-bodies"), frame::words(tr, "plans-w-p-copy-archive")],
        appendices: vec![Appendix {
            label: tr.t("plans-w-p-appendix"),
            title: frame::words(tr, "plans-w-p-assign-table"),
            belongs_to: Some(Text::plain(tr.of("plans-w-p-appendix-of", &cited))),
            orientation: Orientation::Landscape,
            body: vec![Block::Table(frame::table(tr, &COLUMNS, rows(facts)))],
        }],
    }
}

const COLUMNS: [(&str, u16, Align); 7] = [
    ("plans-w-p-col-number", 5, Align::Center),
    ("plans-w-p-col-duty", 29, Align::Left),
    ("plans-w-p-col-lead", 13, Align::Left),
    ("plans-w-p-col-coordinate", 15, Align::Left),
    ("plans-w-p-col-implement", 13, Align::Left),
    ("plans-w-p-col-people", 13, Align::Left),
    ("plans-w-p-col-due", 12, Align::Center),
];

fn rows(facts: &Facts) -> Vec<Vec<String>> {
    (1..)
        .zip(&facts.works)
        .map(|(number, work)| {
            vec![
                i18n::integer(number),
                work.text.clone(),
                facts.bodies(work.id, Role::Lead),
                facts.bodies(work.id, Role::Coordinate),
                facts.bodies(work.id, Role::Implement),
                facts.names(work.id),
                work.timing.shown(&facts.tr),
            ]
        })
        .collect()
}
