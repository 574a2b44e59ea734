//! Who leads, helps and carries out, against the truth.

use std::collections::BTreeSet;

use plandoc::plan::Role;
use serde_json::Value;

use crate::{Case, cases, folded};

/// Right, missing and surplus names of one role.
#[derive(Default)]
struct Score {
    right: usize,
    missing: usize,
    surplus: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        let total = 2 * self.right + self.missing + self.surplus;
        if total == 0 { 1.0 } else { 2.0 * self.right as f64 / total as f64 }
    }
}

/// The texts by which the truth knows an agency in a task.
fn names_of(case: &Case, task: &Value, agency: &str) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for mention in task["agency_mentions"].as_array().unwrap() {
        if mention["agency"] == agency {
            names.insert(folded(mention["text"].as_str().unwrap()));
        }
    }
    for known in case.list("agencies").iter().filter(|known| known["id"] == agency) {
        for form in known["forms"].as_array().unwrap() {
            names.insert(folded(form["form"].as_str().unwrap()));
        }
    }
    names
}

fn score(case: &Case, task: &Value, field: &str, got: &[String], score: &mut Score) {
    let mut left: Vec<String> = got.iter().map(|name| folded(name)).collect();
    for agency in task[field].as_array().unwrap() {
        let names = names_of(case, task, agency.as_str().unwrap());
        if let Some(at) = left
            .iter()
            .position(|name| names.contains(name) || names.iter().any(|form| form.starts_with(&format!("{name} gửi"))))
        {
            left.remove(at);
            score.right += 1;
        } else {
            score.missing += 1;
            println!("  {} {} {field}: missing {agency} {names:?}", case.witness, task["id"]);
        }
    }
    for name in left {
        score.surplus += 1;
        println!("  {} {} {field}: surplus {name:?}", case.witness, task["id"]);
    }
}

#[test]
fn agencies_stand_in_their_roles() {
    for case in cases().unwrap_or_default() {
        let (mut lead, mut coordinate, mut implement) = (Score::default(), Score::default(), Score::default());
        let mut right_leads = 0;
        for (task, want) in case.plan.tasks.iter().zip(case.list("tasks")) {
            let before = lead.missing + lead.surplus;
            score(&case, want, "lead_agencies", &task.lead, &mut lead);
            right_leads += usize::from(before == lead.missing + lead.surplus);
            score(&case, want, "coordinating_agencies", &task.coordinate, &mut coordinate);
            score(&case, want, "implementing_agencies", &task.implement, &mut implement);
        }
        println!(
            "{}: leads right in {right_leads}/{} tasks, F1 lead {:.3} coordinate {:.3} implement {:.3}",
            case.witness,
            case.plan.tasks.len(),
            lead.f1(),
            coordinate.f1(),
            implement.f1()
        );
        assert!(right_leads * 100 >= 97 * case.plan.tasks.len(), "{}", case.witness);
        assert!(coordinate.f1() >= 0.95, "{}", case.witness);
        assert!(implement.f1() >= 0.95, "{}", case.witness);
    }
}

#[test]
fn every_role_has_the_rule_of_the_truth() {
    let (mut right, mut all) = (0, 0);
    for case in cases().unwrap_or_default() {
        for (task, want) in case.plan.tasks.iter().zip(case.list("tasks")) {
            for mention in want["agency_mentions"].as_array().unwrap() {
                all += 1;
                let name = folded(mention["text"].as_str().unwrap());
                let rule = mention["basis"].as_str().unwrap();
                let hit = task.assignments.iter().any(|found| {
                    let own = folded(&found.name);
                    found.rule == rule && (own == name || name.ends_with(&own) || own.ends_with(&name))
                });
                right += usize::from(hit);
                if !hit {
                    println!(
                        "  {} {}: {rule} {name:?} not among {:?}",
                        case.witness,
                        task.id,
                        task.assignments.iter().map(|a| (&a.rule, &a.name)).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    println!("rules right: {right}/{all}");
    assert!(right * 100 >= 99 * all);
    assert!(Role::Lead != Role::Via);
}
