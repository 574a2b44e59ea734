//! The log as a workbook.

use audit::Listed;
use i18n::Translator;
use jiff::Timestamp;
use papers::{Notes, Sheet, SheetColumn, Value, Workbook};

const COLUMNS: [(&str, u16); 10] = [
    ("adm-col-seq", 9),
    ("adm-col-at", 20),
    ("adm-col-who", 28),
    ("adm-col-account", 38),
    ("adm-col-org", 10),
    ("adm-col-action", 36),
    ("adm-col-object-type", 18),
    ("adm-col-object", 38),
    ("adm-col-class", 14),
    ("adm-col-reason", 40),
];

/// Entries of the log, one in a row.
pub(crate) fn workbook(entries: &[Listed], total: i64, now: Timestamp, tr: &Translator) -> Workbook {
    let title = tr.t("adm-log-title");
    Workbook {
        title: title.clone(),
        made_at: base::local_time(now),
        sheets: vec![Sheet {
            name: tr.t("adm-sheet"),
            titles: vec![title],
            columns: COLUMNS.iter().map(|(key, width)| SheetColumn { heading: tr.t(key), width: *width }).collect(),
            rows: entries.iter().map(|entry| row(entry, tr)).collect(),
        }],
        notes: Some(Notes {
            name: tr.t("adm-sheet-notes"),
            lines: vec![
                tr.of("adm-sheet-made", i18n::date_time(now)),
                tr.with(
                    "adm-sheet-count",
                    &[("n", i18n::integer(len(entries)).into()), ("all", i18n::integer(total).into())],
                ),
            ],
        }),
    }
}

fn len(entries: &[Listed]) -> i64 {
    i64::try_from(entries.len()).unwrap_or(i64::MAX)
}

fn row(entry: &Listed, tr: &Translator) -> Vec<Value> {
    vec![
        entry.seq.map_or(Value::Empty, Value::Whole),
        Value::Text(i18n::date_time(entry.at)),
        Value::Text(entry.name.clone().unwrap_or_default()),
        Value::Text(entry.account.clone()),
        Value::Text(entry.org.clone()),
        Value::Text(entry.action.clone()),
        Value::Text(entry.object_type.clone()),
        Value::Text(entry.object_id.clone()),
        Value::Text(tr.t(&format!("adm-class-{}", entry.class))),
        Value::Text(entry.reason.clone().unwrap_or_default()),
    ]
}
