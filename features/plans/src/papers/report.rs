//! Báo cáo kết quả thực hiện: counts, results by obligation, targets, difficulties, proposals.

use papers::{Align, Block, Heading, Level, Mark, Paper, Text};

use super::{Facts, frame};
use crate::{
    model::{Status, work::Role},
    store::progress::Accepted,
};

/// The report on a plan over a period.
pub(crate) fn report(facts: &Facts) -> Paper {
    let tr = &facts.tr;
    let cited = frame::plan_cited(facts);
    Paper {
        letterhead: frame::letterhead(facts, "plans-w-p-report-symbol"),
        heading: Heading::Named {
            kind: tr.t("plans-w-p-report-kind"),
            subject: Text::plain(tr.of("plans-w-p-report-subject", &facts.plan.title)),
        },
        addressed_to: facts.above.iter().map(Text::plain).collect(),
        legal_bases: vec![Text::plain(tr.of("plans-w-p-basis", &cited))],
        body: body(facts),
        signature: frame::signature(facts),
        copies_to: vec![
            frame::words(tr, "plans-w-p-copy-above"),
            frame::words(tr, "plans-w-p-copy-members"),
            frame::words(tr, "plans-w-p-copy-archive"),
        ],
        appendices: Vec::new(),
    }
}

fn body(facts: &Facts) -> Vec<Block> {
    let tr = &facts.tr;
    let days = [
        ("x", frame::committee_name(facts).into()),
        ("y", i18n::date(facts.period.from).into()),
        ("z", i18n::date(facts.period.to).into()),
    ];
    let mut body = vec![Block::Paragraph(Text::plain(tr.with("plans-w-p-report-lead", &days)))];
    body.push(part(facts, "I.", "plans-w-p-part-state"));
    body.extend(state(facts));
    body.push(part(facts, "II.", "plans-w-p-part-results"));
    body.push(Block::Table(frame::table(tr, &RESULT_COLUMNS, results(facts))));
    body.push(part(facts, "III.", "plans-w-p-part-targets"));
    body.extend(targets(facts));
    body.push(part(facts, "IV.", "plans-w-p-part-difficulties"));
    body.extend(remarks(facts, |report| report.difficulty.as_deref(), "plans-w-p-no-difficulties"));
    body.push(part(facts, "V.", "plans-w-p-part-proposals"));
    body.extend(remarks(facts, |report| report.proposal.as_deref(), "plans-w-p-no-proposals"));
    body
}

fn part(facts: &Facts, label: &str, key: &str) -> Block {
    Block::Heading { level: Level::Part, label: label.to_owned(), text: frame::words(&facts.tr, key) }
}

/// The counts by status on the last day of the period; a status that nothing has is not named.
fn state(facts: &Facts) -> Vec<Block> {
    let tr = &facts.tr;
    let total = i64::try_from(facts.works.len()).unwrap_or(i64::MAX);
    let args = [("x", i18n::date(facts.period.to).into()), ("n", total.into())];
    let mut blocks = vec![Block::Paragraph(Text::plain(tr.with("plans-w-p-state-lead", &args)))];
    for status in
        [Status::Done, Status::DoneLate, Status::InProgress, Status::NotStarted, Status::Late, Status::Elapsed]
    {
        let count = facts.count(status);
        if count == 0 {
            continue;
        }
        let share = i18n::percent(count, total).unwrap_or_default();
        let args = [("x", tr.t(&status.message()).into()), ("n", count.into()), ("y", share.into())];
        blocks.push(Block::Item(Mark::Dash, Text::plain(tr.with("plans-w-p-state-line", &args))));
    }
    blocks
}

const RESULT_COLUMNS: [(&str, u16, Align); 6] = [
    ("plans-w-p-col-number", 7, Align::Center),
    ("plans-w-p-col-duty", 30, Align::Left),
    ("plans-w-p-col-lead", 16, Align::Left),
    ("plans-w-p-col-due", 14, Align::Center),
    ("plans-w-p-col-result", 25, Align::Left),
    ("plans-w-p-col-percent", 8, Align::Right),
];

fn results(facts: &Facts) -> Vec<Vec<String>> {
    let tr = &facts.tr;
    (1..)
        .zip(&facts.works)
        .map(|(number, work)| {
            let mut lines = vec![tr.t(&work.status.message())];
            match facts.within(work.id).last() {
                Some(report) => lines.push(report.text.clone()),
                None if facts.last(work.id).is_some() => lines.push(tr.t("plans-w-p-nothing-new")),
                None => lines.push(tr.t("plans-w-p-nothing-accepted")),
            }
            vec![
                i18n::integer(number),
                work.text.clone(),
                facts.bodies(work.id, Role::Lead),
                work.timing.shown(tr),
                lines.join("\n"),
                i18n::integer(work.percent),
            ]
        })
        .collect()
}

const TARGET_COLUMNS: [(&str, u16, Align); 4] = [
    ("plans-w-p-col-number", 6, Align::Center),
    ("plans-w-p-col-target", 56, Align::Left),
    ("plans-w-p-col-wanted", 18, Align::Center),
    ("plans-w-p-col-reached", 20, Align::Center),
];

fn targets(facts: &Facts) -> Vec<Block> {
    let tr = &facts.tr;
    if facts.targets.is_empty() {
        return vec![Block::Paragraph(frame::words(tr, "plans-w-p-no-targets"))];
    }
    let rows = (1..)
        .zip(&facts.targets)
        .map(|(number, target)| {
            let sign = match target.comparator.as_deref() {
                Some(">=") => "≥ ",
                Some("<=") => "≤ ",
                Some(">") => "> ",
                Some("<") => "< ",
                _ => "",
            };
            let wanted = target.value.map(|value| {
                let unit = target.unit_text.as_deref().unwrap_or_default();
                let gap = if unit.is_empty() || unit == "%" { "" } else { " " };
                format!("{sign}{}{gap}{unit}", i18n::decimal(value))
            });
            vec![
                i18n::integer(number),
                target.text.clone(),
                wanted.unwrap_or_else(|| tr.t("plans-w-p-target-in-words")),
                tr.t("plans-w-p-no-figure"),
            ]
        })
        .collect();
    vec![Block::Table(frame::table(tr, &TARGET_COLUMNS, rows))]
}

/// What accepted reports of the period say in one field, by obligation.
fn remarks(facts: &Facts, field: fn(&Accepted) -> Option<&str>, none: &str) -> Vec<Block> {
    let tr = &facts.tr;
    let blocks: Vec<Block> = facts
        .works
        .iter()
        .flat_map(|work| facts.within(work.id).map(move |report| (work, report)))
        .filter_map(|(work, report)| field(report).map(|said| (work, said)))
        .map(|(work, said)| {
            let lead = facts.bodies(work.id, Role::Lead);
            let args = [("x", (if lead.is_empty() { work.clause.clone() } else { lead }).into()), ("y", said.into())];
            Block::Item(Mark::Dash, Text::plain(tr.with("plans-w-p-remark", &args)))
        })
        .collect();
    if blocks.is_empty() { vec![Block::Paragraph(frame::words(tr, none))] } else { blocks }
}
