//! The reader against the hand-made truth of four plans (five texts). Prints figures, asserts floors.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first surprise"
)]

mod layout;
mod roles;

use std::{fs, path::PathBuf};

use plandoc::plan::Plan;
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
