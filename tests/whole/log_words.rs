//! Every action that the log can hold is shown in words, not as its key.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

/// What stands before the name of an action in code.
const BEFORE: [&str; 5] = ["Entry::change(", "Entry::look(", "log::by(", "log::of(", "log::about("];

/// The files below a folder whose names end so.
fn sources_of(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources_of(&path, ending, into)?;
        } else if path.to_string_lossy().ends_with(ending) {
            into.push(path);
        }
    }
    Ok(())
}

/// The first name of an action in the rest of a statement.
fn action(rest: &str) -> Option<&str> {
    let statement = rest.split(';').next()?;
    statement.split('"').skip(1).step_by(2).find(|text| {
        let is_plain = text.chars().all(|ch| ch.is_ascii_lowercase() || matches!(ch, '.' | '_' | '-'));
        is_plain && text.split_once('.').is_some_and(|(room, name)| !room.is_empty() && !name.is_empty())
    })
}

#[test]
fn every_action_of_the_log_has_words_in_both_languages() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the repository")?;
    let mut actions = BTreeSet::new();
    for rooms in ["foundation", "features"] {
        for room in fs::read_dir(root.join(rooms))? {
            let mut files = Vec::new();
            sources_of(&room?.path().join("src"), ".rs", &mut files)?;
            for file in files {
                let text = fs::read_to_string(&file)?;
                let code: String = text
                    .split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .flat_map(|line| [line, "\n"])
                    .collect();
                let found = BEFORE.iter().flat_map(|before| code.split(before).skip(1)).filter_map(action);
                actions.extend(found.map(str::to_owned));
            }
        }
    }
    ensure!(actions.len() > 50, "only {} actions were found in the code", actions.len());
    for language in ["vi", "en"] {
        let mut catalogues = Vec::new();
        sources_of(&root.join("features"), &format!("{language}.ftl"), &mut catalogues)?;
        let mut known = BTreeSet::new();
        for file in catalogues {
            let text = fs::read_to_string(file)?;
            known.extend(text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()));
        }
        let key = |action: &String| format!("audit-action-{}", action.replace(['.', '_'], "-"));
        let bare: Vec<_> = actions.iter().filter(|action| !known.contains(&key(action))).collect();
        ensure!(bare.is_empty(), "without words in {language}: {bare:?}");
    }
    Ok(())
}
