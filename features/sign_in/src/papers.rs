//! The quarterly review as a workbook, with the fields that an account list has (ux.md §6.4).

use i18n::Translator;
use jiff::Timestamp;
use papers::{Notes, Sheet, SheetColumn, Value, Workbook};

use crate::model::{Review, Reviewed};

const COLUMNS: [(&str, u16); 13] = [
    ("sign-in-review-col-number", 6),
    ("sign-in-login", 22),
    ("sign-in-name", 30),
    ("sign-in-unit", 26),
    ("sign-in-agency", 34),
    ("sign-in-roles", 40),
    ("sign-in-state", 16),
    ("sign-in-created", 18),
    ("sign-in-last", 18),
    ("sign-in-review-col-second", 14),
    ("sign-in-review-col-verdict", 16),
    ("sign-in-review-col-by", 26),
    ("sign-in-review-col-at", 18),
];

/// One account in a row.
pub(crate) fn review_workbook(
    tr: &Translator,
    unit_name: &str,
    review: &Review,
    accounts: &[Reviewed],
    now: Timestamp,
) -> Workbook {
    let title = tr.of("sign-in-review-title", review.period.as_str());
    let signed = match (&review.signed_name, review.signed_at) {
        (Some(name), Some(at)) => {
            tr.with("sign-in-review-signed", &[("x", name.as_str().into()), ("y", i18n::date_time(at).into())])
        }
        _ => tr.t("sign-in-review-unsigned"),
    };
    Workbook {
        title: title.clone(),
        made_at: base::local_time(now),
        sheets: vec![Sheet {
            name: review.period.clone(),
            titles: vec![title, unit_name.to_owned()],
            columns: COLUMNS.iter().map(|(key, width)| SheetColumn { heading: tr.t(key), width: *width }).collect(),
            rows: (1..).zip(accounts).map(|(number, account)| row(tr, number, account)).collect(),
        }],
        notes: Some(Notes { name: tr.t("sign-in-review-notes"), lines: vec![signed, tr.t("sign-in-review-rule")] }),
    }
}

fn row(tr: &Translator, number: i64, account: &Reviewed) -> Vec<Value> {
    let instant = |at: Option<Timestamp>| at.map_or(Value::Empty, |at| Value::Text(i18n::date_time(at)));
    let text = |text: Option<&String>| text.map_or(Value::Empty, |text| Value::Text(text.clone()));
    let roles: Vec<_> = account.roles.iter().map(|role| tr.t(&format!("sign-in-role-{role}"))).collect();
    let state = if account.is_active { "active" } else { "disabled" };
    vec![
        Value::Whole(number),
        Value::Text(account.login.clone()),
        Value::Text(account.person_name.clone()),
        Value::Text(account.unit_name.clone()),
        text(account.agency_name.as_ref()),
        Value::Text(roles.join("; ")),
        Value::Text(tr.t(&format!("sign-in-state-{state}"))),
        instant(Some(account.created_at)),
        instant(account.last_sign_in_at),
        Value::Text(tr.t(if account.has_second_proof { "sign-in-yes" } else { "sign-in-no" })),
        account
            .verdict
            .as_ref()
            .map_or(Value::Empty, |verdict| Value::Text(tr.t(&format!("sign-in-verdict-{verdict}")))),
        text(account.by_name.as_ref()),
        instant(account.at),
    ]
}
