//! The reader against the hand-made truth of four plans (five texts). Prints figures, asserts floors.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::{fs, path::PathBuf};

use plandoc::plan::{Plan, Role};
use serde_json::Value;

const PLANS: [(&str, &str); 5] = [
    ("000", "lai_chau_2024"),
    ("001", "lai_chau_2024"),
    ("002", "tam_duong_2021"),
    ("003", "binh_trung_2024"),
    ("004", "bac_giang_2024"),
];

struct Case {
    witness: &'static str,
    plan: Plan,
    truth: Value,
    text: Vec<char>,
}

fn cases() -> Option<Vec<Case>> {
    let mission = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/mission"));
    if !mission.is_dir() {
        println!("skipped: no reference material at {}", mission.display());
        return None;
    }
    let seeds: Vec<PathBuf> = fs::read_dir(mission.join("seeds")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let cases = PLANS.iter().map(|(witness, name)| {
        let seed = seeds.iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(witness)).unwrap();
        let source = fs::read_to_string(seed).unwrap();
        let truth = fs::read_to_string(mission.join(format!("truth/{name}.json"))).unwrap();
        Case {
            witness,
            plan: plandoc::read_text(witness, &source),
            truth: serde_json::from_str(&truth).unwrap(),
            text: plandoc::normalise(&source).text.chars().collect(),
        }
    });
    Some(cases.collect())
}

impl Case {
    fn list(&self, name: &str) -> &[Value] {
        self.truth[name].as_array().unwrap()
    }

    fn span(&self, value: &Value) -> [usize; 2] {
        let span = &value["span"][self.witness];
        [span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize]
    }

    /// Strips the plan's prefix from an id of the truth.
    fn id(&self, id: &str) -> String {
        let prefix = format!("{}-", self.truth["prefix"].as_str().unwrap());
        id.strip_prefix(&prefix).unwrap_or(id).to_owned()
    }

    fn words(&self, span: [usize; 2]) -> String {
        self.text[span[0]..span[1]].iter().collect()
    }
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

fn folded(name: &str) -> String {
    let mut out = String::new();
    for word in
        name.to_lowercase().replace('ỷ', "ủ").split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.strip_prefix("các ").map_or(out.clone(), str::to_owned)
}

fn sections_of<'a>(node: &'a Value, found: &mut Vec<&'a Value>) {
    if matches!(node["kind"].as_str(), Some("part" | "section" | "inline_section")) {
        found.push(node);
    }
    for child in node["children"].as_array().unwrap() {
        sections_of(child, found);
    }
}

#[test]
fn every_section_is_found_with_its_id_heading_and_reach() {
    for case in cases().unwrap_or_default() {
        let mut expected = Vec::new();
        for node in case.list("structure") {
            sections_of(node, &mut expected);
        }
        let want: Vec<_> = expected
            .iter()
            .map(|node| {
                (
                    case.id(node["id"].as_str().unwrap()),
                    node["label"].as_str().unwrap().to_owned(),
                    node["heading"].as_str().unwrap().to_owned(),
                    case.span(node),
                )
            })
            .collect();
        let got: Vec<_> = case
            .plan
            .sections
            .iter()
            .map(|section| {
                (
                    section.id.clone(),
                    section.label.clone(),
                    section.heading.clone(),
                    [section.span.start, section.span.end],
                )
            })
            .collect();
        println!(
            "{}: sections {}/{}",
            case.witness,
            got.iter().filter(|section| want.contains(section)).count(),
            want.len()
        );
        assert_eq!(got, want, "{}", case.witness);
    }
}

#[test]
fn every_task_is_found_and_nothing_else() {
    for case in cases().unwrap_or_default() {
        let want: Vec<_> = case
            .list("tasks")
            .iter()
            .map(|task| (case.id(task["id"].as_str().unwrap()), case.span(task), task["requested"].as_bool().unwrap()))
            .collect();
        let got: Vec<_> = case
            .plan
            .tasks
            .iter()
            .map(|task| (task.id.clone(), [task.span.start, task.span.end], task.requested))
            .collect();
        println!("{}: tasks {} of {}", case.witness, got.iter().filter(|task| want.contains(task)).count(), want.len());
        assert_eq!(got, want, "{}", case.witness);
    }
}

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
    assert!(right * 100 >= 95 * all);
    assert!(Role::Lead != Role::Via);
}

#[test]
fn assignment_lines_govern_the_tasks_of_the_truth() {
    for case in cases().unwrap_or_default() {
        let want: Vec<_> = case
            .list("assignment_lines")
            .iter()
            .map(|line| {
                let scope: Vec<String> =
                    line["scope"].as_array().unwrap().iter().map(|id| case.id(id.as_str().unwrap())).collect();
                (case.id(line["id"].as_str().unwrap()), scope)
            })
            .collect();
        let got: Vec<_> = case.plan.assignment_lines.iter().map(|line| (line.id.clone(), line.tasks.clone())).collect();
        assert_eq!(got, want, "{}", case.witness);
    }
}

#[test]
fn objectives_footnotes_and_money_are_not_tasks() {
    for case in cases().unwrap_or_default() {
        let ids =
            |name: &str| case.list(name).iter().map(|value| case.id(value["id"].as_str().unwrap())).collect::<Vec<_>>();
        assert_eq!(
            case.plan.objectives.iter().map(|passage| passage.id.clone()).collect::<Vec<_>>(),
            ids("objectives"),
            "{}",
            case.witness
        );
        assert_eq!(
            case.plan.footnotes.iter().map(|passage| passage.id.clone()).collect::<Vec<_>>(),
            ids("footnotes"),
            "{}",
            case.witness
        );
        assert_eq!(case.plan.funding.len(), case.list("funding").len(), "{}", case.witness);
        assert!(text(&case.truth["prefix"]).is_some() && !case.words([0, 1]).is_empty());
    }
}

/// Breaks every paragraph into lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.lines() {
        let mut length = 0;
        for word in paragraph.split(' ') {
            let next = word.chars().count();
            if length > 0 && length + 1 + next > width {
                out.push('\n');
                length = 0;
            } else if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += next;
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_layout_of_the_source_makes_no_difference_to_the_tasks() {
    for case in cases().unwrap_or_default() {
        let text: String = case.text.iter().collect();
        let variants = [
            ("windows lines", text.replace('\n', "\r\n")),
            ("blank lines", text.replace('\n', "\n\n")),
            ("80 columns", wrapped(&text, 80)),
            ("120 columns", wrapped(&text, 120)),
            ("bullets", text.replace("\n- ", "\n• ")),
        ];
        let tasks = |plan: &Plan| {
            let who = |task: &plandoc::plan::Task| {
                (task.id.clone(), task.lead.clone(), task.coordinate.clone(), task.implement.clone())
            };
            plan.tasks.iter().map(who).collect::<Vec<_>>()
        };
        for (name, variant) in variants {
            assert_eq!(tasks(&plandoc::read_text("variant", &variant)), tasks(&case.plan), "{} {name}", case.witness);
        }
    }
}
