//! Targets, reports, documents and letterheads against the hand-made truth. Prints figures, asserts floors.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod documents;
mod letterhead;

use std::{fs, path::PathBuf};

use plandoc::plan::{CampaignKind, Comparator, DueRule, Frequency, Plan, TargetKind};
use serde_json::{Value, json};

const PLANS: [(&str, &str); 5] = [
    ("000", "lai_chau_2024"),
    ("001", "lai_chau_2024"),
    ("002", "tam_duong_2021"),
    ("003", "binh_trung_2024"),
    ("004", "bac_giang_2024"),
];

fn cases() -> Vec<(&'static str, Plan, Value)> {
    let mission = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/mission"));
    if !mission.is_dir() {
        println!("skipped: no reference material at {}", mission.display());
        return Vec::new();
    }
    let seeds: Vec<PathBuf> = fs::read_dir(mission.join("seeds")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let read = |(witness, name): (&'static str, &str)| {
        let seed = seeds.iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(witness)).unwrap();
        let truth = fs::read_to_string(mission.join(format!("truth/{name}.json"))).unwrap();
        let plan = plandoc::read_text(witness, &fs::read_to_string(seed).unwrap());
        (witness, plan, serde_json::from_str(&truth).unwrap())
    };
    PLANS.into_iter().map(read).collect()
}

fn overlaps(witness: &str, truth: &Value, span: plandoc::plan::Span) -> bool {
    let want = &truth["span"][witness];
    let (Some(start), Some(end)) = (want[0].as_u64(), want[1].as_u64()) else { return false };
    (span.start as u64) < end && start < span.end as u64
}

#[test]
fn every_target_has_its_number_comparator_unit_and_kind() {
    for (witness, plan, truth) in cases() {
        let want = truth["targets"].as_array().unwrap();
        let mut right = 0;
        for (target, expected) in plan.targets.iter().zip(want) {
            let kind = match target.kind {
                TargetKind::Numeric => "numeric",
                TargetKind::Zero => "zero",
                TargetKind::Universal => "universal",
            };
            let comparator = if target.comparator == Comparator::MoreThan { ">" } else { "=" };
            let got = json!([kind, comparator, target.value, target.unit, target.metric]);
            let value = expected["value"].as_f64();
            let wanted = json!([expected["kind"], expected["comparator"], value, expected["unit"], expected["metric"]]);
            if got == wanted && overlaps(witness, expected, target.span) {
                right += 1;
            } else {
                println!(
                    "  {witness} {}: got {got} {:?}, want {wanted} {}",
                    expected["id"], target.text, expected["text"]
                );
            }
        }
        println!("{witness}: targets {right}/{} (found {})", want.len(), plan.targets.len());
        for target in plan.targets.iter().skip(want.len()) {
            println!("  {witness} surplus {:?}", target.text);
        }
        assert_eq!((right, plan.targets.len()), (want.len(), want.len()), "{witness}");
    }
}

fn frequency_name(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Once => "once",
        Frequency::Monthly => "monthly",
        Frequency::Quarterly => "quarterly",
        Frequency::SixMonthly => "semiannual",
        Frequency::Annual => "annual",
        Frequency::AdHoc => "ad_hoc",
        Frequency::Periodic => "unspecified",
        Frequency::Daily | Frequency::Weekly => "often",
    }
}

fn report_key(expected: &Value) -> (String, Vec<String>, Vec<String>, String) {
    let name = expected["frequency"].as_str().unwrap();
    let (name, period) = name.split_once(':').unwrap_or((name, ""));
    let name = if name == "periodic_unspecified" { "unspecified" } else { name };
    let due = expected["due"].as_array().unwrap().iter().map(|due| {
        let (month, day) = (due["month"].as_u64().unwrap(), due["day"].as_u64().unwrap());
        due["year"].as_u64().map_or(format!("{month:02}-{day:02}"), |year| format!("{year}-{month:02}-{day:02}"))
    });
    let periods = Some(period.to_owned()).filter(|period| !period.is_empty());
    (name.to_owned(), due.collect(), periods.into_iter().collect(), expected["kind"].as_str().unwrap().to_owned())
}

#[test]
fn every_reporting_duty_has_its_frequency_and_days() {
    for (witness, plan, truth) in cases() {
        let mut want: Vec<_> = truth["reporting"].as_array().unwrap().iter().map(report_key).collect();
        let mut got: Vec<_> = plan
            .reports
            .iter()
            .map(|report| {
                let kind = serde_json::to_value(report.kind).unwrap();
                (
                    frequency_name(report.frequency).to_owned(),
                    report.due.clone(),
                    report.periods.clone(),
                    kind.as_str().unwrap().to_owned(),
                )
            })
            .collect();
        println!("{witness}: reports {} of {}", got.len(), want.len());
        for report in &plan.reports {
            println!(
                "   {:?} {:?} {:?} | {:?} -> {:?} via {:?} | {}",
                report.frequency, report.due, report.kind, report.reporter, report.to, report.via, report.text
            );
            assert!(report.due.is_empty() || report.rule == Some(DueRule::Before), "{witness}");
        }
        want.sort();
        got.sort();
        assert_eq!(got, want, "{witness}");
    }
}

#[test]
fn reports_go_from_whom_to_whom_through_whom() {
    for (witness, plan, truth) in cases() {
        let forms = |ids: &Value| -> Vec<String> {
            let ids: Vec<&str> = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            let known = truth["agencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|agency| ids.contains(&agency["id"].as_str().unwrap()));
            known
                .flat_map(|agency| agency["forms"].as_array().unwrap())
                .map(|form| form["form"].as_str().unwrap().to_lowercase())
                .collect()
        };
        for expected in truth["reporting"].as_array().unwrap() {
            let key = report_key(expected);
            let Some(found) = plan
                .reports
                .iter()
                .find(|report| overlaps(witness, expected, report.span) && frequency_name(report.frequency) == key.0)
            else {
                panic!("{witness}: nothing at {}", expected["id"]);
            };
            for (field, name) in [("recipient", &found.to), ("via", &found.via)] {
                let forms = forms(&expected[field]);
                let right = match name {
                    Some(name) => forms
                        .iter()
                        .any(|form| form.contains(&name.to_lowercase()) || name.to_lowercase().contains(form)),
                    None => forms.is_empty() || expected["note"].is_string(),
                };
                assert!(right, "{witness} {}: {field} {name:?} not in {forms:?}", expected["id"]);
            }
        }
    }
}

#[test]
fn aliases_have_their_expansions() {
    for (witness, plan, truth) in cases() {
        let got: Vec<Value> = plan.aliases.iter().map(|alias| json!([alias.alias, alias.expansion])).collect();
        let want: Vec<Value> = truth["aliases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|alias| json!([alias["alias"], alias["expansion"]]))
            .collect();
        assert_eq!(got, want, "{witness}");
    }
}

#[test]
fn campaigns_days_and_periods_are_found_with_their_dates() {
    for (witness, plan, truth) in cases() {
        for campaign in &plan.campaigns {
            println!("  {witness}: {:?} {:?} {:?}..{:?}", campaign.kind, campaign.name, campaign.from, campaign.to);
        }
        let mut got: Vec<Value> = plan
            .campaigns
            .iter()
            .map(|campaign| json!([kind_name(campaign.kind), campaign.from, campaign.to]))
            .collect();
        let mut want: Vec<Value> = truth["campaigns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|campaign| {
                let kind = campaign["kind"].as_str().unwrap().replace("model_period", "programme_period");
                json!([kind, campaign["start"], campaign["end"]])
            })
            .collect();
        got.sort_by_key(Value::to_string);
        want.sort_by_key(Value::to_string);
        assert_eq!(got, want, "{witness}");
    }
}

fn kind_name(kind: CampaignKind) -> &'static str {
    match kind {
        CampaignKind::Campaign => "campaign",
        CampaignKind::CommemorativeDay => "commemorative_day",
        CampaignKind::ProgrammePeriod => "programme_period",
        CampaignKind::PlanYear => "plan_year",
    }
}

#[test]
fn the_two_transcriptions_of_one_plan_give_the_same_items() {
    let cases = cases();
    let [(_, left, _), (_, right, _), ..] = cases.as_slice() else { return };
    let items = |plan: &Plan| {
        let tasks: Vec<_> = plan
            .tasks
            .iter()
            .map(|task| json!([task.id, task.lead, task.coordinate, task.implement, task.due]))
            .collect();
        let targets: Vec<_> =
            plan.targets.iter().map(|target| json!([target.metric, target.value, target.unit])).collect();
        let reports: Vec<_> = plan
            .reports
            .iter()
            .map(|report| json!([report.frequency, report.due, report.reporter, report.to]))
            .collect();
        let sections: Vec<_> = plan.sections.iter().map(|section| json!([section.id, section.heading])).collect();
        json!([tasks, targets, reports, sections])
    };

    assert_eq!(items(left), items(right));
}

#[test]
fn the_traps_of_the_texts_are_noted() {
    let kinds = |plan: &Plan| plan.notes.iter().map(|note| note.kind.clone()).collect::<Vec<_>>();
    for (witness, plan, _) in cases() {
        println!("{witness}: {:?}", plan.notes.iter().map(|note| (&note.kind, &note.text)).collect::<Vec<_>>());
        let expected: &[&str] = match witness {
            "001" => &["blank_number", "blank_date"],
            "003" => &["blank_number", "blank_date", "doubtful_agency", "due_before_issue"],
            "004" => &["repeated_label", "type_symbol_mismatch"],
            _ => &["no_number_line", "date_from_title"],
        };
        for kind in expected {
            assert!(kinds(&plan).iter().any(|found| found == kind), "{witness}: {kind}");
        }
    }
}
