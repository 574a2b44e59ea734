//! The same text in other layouts.

use plandoc::plan::Plan;

use crate::cases;

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
