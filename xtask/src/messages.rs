//! The words: equal keys in both languages, no key twice, none unused, none missing, no visible text in templates.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context as _, Result, bail};

use crate::run;

/// Checks every message folder of the repository.
pub(crate) fn run() -> Result<()> {
    let root = run::root();
    let mut faults = Vec::new();
    let mut all = BTreeSet::new();
    let mut sources = String::new();
    for room in ["foundation", "features", "app"] {
        for file in run::files(&root.join(room), ".rs")?.iter().chain(&run::files(&root.join(room), ".html")?) {
            let text = std::fs::read_to_string(file)?;
            if file.extension().is_some_and(|ending| ending == "html") {
                visible_text(&root, file, &text, &mut faults);
            }
            sources.push_str(&text);
        }
        for vi in run::files(&root.join(room), "vi.ftl")? {
            let en =
                vi.with_file_name(vi.file_name().unwrap_or_default().to_string_lossy().replace("vi.ftl", "en.ftl"));
            let (vi_keys, en_keys) = (keys(&vi)?, keys(&en)?);
            for key in vi_keys.symmetric_difference(&en_keys) {
                faults.push(format!("{key} stands in one language only ({})", shown(&root, &vi)));
            }
            for key in vi_keys {
                if all.contains(&key) {
                    faults.push(format!("{key} stands in two catalogues ({})", shown(&root, &vi)));
                }
                all.insert(key);
            }
        }
    }
    for key in &all {
        if !used(&sources, key) {
            faults.push(format!("{key} is never used"));
        }
    }
    if faults.is_empty() {
        println!("messages: {} keys, each in both languages and in use", all.len());
        return Ok(());
    }
    bail!("messages:\n  {}", faults.join("\n  "))
}

fn keys(file: &Path) -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text
        .lines()
        .filter(|line| line.starts_with(|ch: char| ch.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect())
}

/// A key is in use when it stands whole in a source, or as a group and a member that are put together.
fn used(sources: &str, key: &str) -> bool {
    if sources.contains(&format!("\"{key}\"")) {
        return true;
    }
    // `page.kind("plans-status", status)`, `format!("{}-title", key)` and the like.
    key.match_indices('-').any(|(at, _)| {
        let (group, member) = key.split_at(at);
        sources.contains(&format!("\"{group}\"")) && group.contains('-')
            || sources.contains(&format!("\"{group}-{{")) && group.contains('-')
            || (member == "-title" && sources.contains(&format!("\"{group}\"")))
    })
}

/// Vietnamese letters outside tags and template expressions are visible text.
fn visible_text(root: &Path, file: &Path, text: &str, faults: &mut Vec<String>) {
    const ACCEPTED: [&str; 2] = ["Lá Chắn", "Tiếng Việt"];
    for (number, line) in text.lines().enumerate() {
        let mut plain = line.to_owned();
        for accepted in ACCEPTED {
            plain = plain.replace(accepted, "");
        }
        if plain.chars().any(|ch| ('À'..='ỹ').contains(&ch) && ch.is_alphabetic() && ch != '×') && !plain.contains("{#")
        {
            faults.push(format!("{}:{}: visible text in a template", shown(root, file), number + 1));
        }
    }
}

fn shown(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).display().to_string()
}
