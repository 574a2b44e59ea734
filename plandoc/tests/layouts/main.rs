//! Layouts that differ from the reference plans: invented plans under `tests/samples/` with what a
//! careful clerk would read out of them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod committees;
mod offices;
mod two_levels;

use std::{fs, path::PathBuf};

use plandoc::plan::{Frequency, Plan, Task};

fn sample(name: &str) -> Plan {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples")).join(name);
    let plan = plandoc::read_text(name, &fs::read_to_string(path).unwrap());
    assert_eq!(plan.looks_like_plan(), Ok(()), "{name}");
    plan
}

fn task<'a>(plan: &'a Plan, id: &str) -> &'a Task {
    let ids: Vec<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
    plan.tasks.iter().find(|task| task.id == id).unwrap_or_else(|| panic!("no task {id} among {ids:?}"))
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.tasks.iter().map(|task| task.id.as_str()).collect()
}

fn reports(plan: &Plan) -> Vec<(Frequency, Vec<&str>)> {
    plan.reports.iter().map(|report| (report.frequency, report.due.iter().map(String::as_str).collect())).collect()
}

fn recipients(plan: &Plan) -> Vec<(&str, Option<&str>)> {
    plan.document.recipients.iter().map(|recipient| (recipient.text.as_str(), recipient.purpose.as_deref())).collect()
}
