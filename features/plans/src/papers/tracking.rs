//! The tracking table as a workbook, for people who go on in a spreadsheet.

use papers::{Notes, Sheet, SheetColumn, Value, Workbook};

use super::{Facts, frame};
use crate::model::work::Role;

const COLUMNS: [(&str, u16); 13] = [
    ("plans-w-p-col-number", 5),
    ("plans-w-p-col-clause", 8),
    ("plans-w-p-col-duty", 60),
    ("plans-w-p-col-lead", 24),
    ("plans-w-p-col-coordinate", 30),
    ("plans-w-p-col-implement", 24),
    ("plans-w-p-col-people", 24),
    ("plans-w-p-col-due", 18),
    ("plans-w-p-col-last-day", 12),
    ("plans-w-p-col-status", 16),
    ("plans-w-p-col-percent", 8),
    ("plans-w-p-col-completed", 12),
    ("plans-w-p-col-result", 60),
];

/// The obligations of a plan, one in a row.
pub(crate) fn tracking(facts: &Facts) -> Workbook {
    let tr = &facts.tr;
    let title = tr.of("plans-w-p-tracking-title", &facts.plan.title);
    let at = i18n::date_time(facts.now);
    Workbook {
        title: title.clone(),
        made_at: base::local_time(facts.now),
        sheets: vec![Sheet {
            name: tr.t("plans-w-p-tracking-sheet"),
            titles: vec![title, tr.of("plans-w-p-tracking-as-of", i18n::date(facts.period.to))],
            columns: COLUMNS.iter().map(|(key, width)| SheetColumn { heading: tr.t(key), width: *width }).collect(),
            rows: rows(facts),
        }],
        notes: Some(Notes {
            name: tr.t("plans-w-p-notes"),
            lines: vec![
                tr.of("plans-w-p-notes-source", frame::plan_cited(facts)),
                tr.of("plans-w-p-notes-made", at),
                tr.t("plans-w-p-notes-rule"),
            ],
        }),
    }
}

fn rows(facts: &Facts) -> Vec<Vec<Value>> {
    let date = |day: Option<jiff::civil::Date>| day.map_or(Value::Empty, Value::Date);
    (1..)
        .zip(&facts.works)
        .map(|(number, work)| {
            vec![
                Value::Whole(number),
                Value::Text(work.clause.clone()),
                Value::Text(work.text.clone()),
                Value::Text(facts.bodies(work.id, Role::Lead)),
                Value::Text(facts.bodies(work.id, Role::Coordinate)),
                Value::Text(facts.bodies(work.id, Role::Implement)),
                Value::Text(facts.names(work.id)),
                Value::Text(work.timing.shown(&facts.tr)),
                date(work.facts.due_last),
                Value::Text(facts.tr.t(&work.status.message())),
                Value::Whole(work.percent),
                date(work.facts.completed_on),
                facts.last(work.id).map_or(Value::Empty, |report| Value::Text(report.text.clone())),
            ]
        })
        .collect()
}
