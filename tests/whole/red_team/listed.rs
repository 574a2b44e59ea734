//! `docs/threats.md` names tests that exist, and leaves no journey and no threat out.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context as _, Result, ensure};

/// One row: the threat, its tests as file and name, and whether something is said to be open.
#[derive(Debug, Default)]
struct Row {
    tests: Vec<(String, String)>,
    is_open: bool,
}

/// The rows of the table. In its last column a name in code marks is a file where it holds a dot, else a test of the
/// file named before it; a remark in italics names no tests.
fn rows(text: &str) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| J") || line.starts_with("| TM")) {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (Some(threat), Some(told)) = (cells.first(), cells.last()) else { continue };
        let mut row = Row { is_open: told.contains("*open:"), ..Row::default() };
        let named = told.split('*').next().unwrap_or_default();
        let mut file = String::new();
        for name in named.split('`').skip(1).step_by(2) {
            if name.contains('.') {
                name.clone_into(&mut file);
            } else {
                row.tests.push((file.clone(), name.to_owned()));
            }
        }
        rows.insert((*threat).to_owned(), row);
    }
    rows
}

/// Whether a file holds a test of this name.
fn holds(source: &str, name: &str) -> bool {
    let Some((before, _)) = source.split_once(&format!("fn {name}(")) else { return false };
    // What stands between the end of the item before and the name: attributes and words such as `async`.
    let own = before.rsplit_once("\n\n").map_or(before, |(_, own)| own);
    own.lines().any(|line| line.trim_start().starts_with("#[") && line.contains("test"))
}

fn faults(text: &str, root: &Path) -> Vec<String> {
    let rows = rows(text);
    let wanted = (1..=10).flat_map(|number| [format!("J{number}"), format!("TM{number}")]);
    let missing = wanted.filter(|threat| !rows.contains_key(threat)).map(|threat| format!("{threat} is missing"));
    let mut faults: Vec<_> = missing.collect();
    for (threat, row) in &rows {
        if row.tests.is_empty() && !row.is_open {
            faults.push(format!("{threat} has neither a test nor a reason"));
        }
        for (file, name) in &row.tests {
            let source = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            if !holds(&source, name) {
                faults.push(format!("{threat} names {name}, which is no test of {file}"));
            }
        }
    }
    faults
}

#[test]
fn every_journey_and_threat_is_listed_with_tests_that_exist() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("docs/threats.md"))?;

    let found = faults(&text, &root);

    ensure!(found.is_empty(), "{}", found.join("\n"));
    let named: BTreeSet<_> = rows(&text).into_values().flat_map(|row| row.tests).collect();
    ensure!(named.len() > 20, "only {} tests are named", named.len());
    // Each test of this folder stands in the list: a journey that nobody lists is played in vain.
    for entry in std::fs::read_dir(root.join("tests/whole/red_team"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a name")?.to_owned();
        let source = std::fs::read_to_string(&path)?;
        for (at, _) in source.match_indices("fn ").filter(|_| name != "listed.rs") {
            let test = source.get(at + 3..).and_then(|rest| rest.split('(').next()).unwrap_or_default();
            let is_listed = named.contains(&(format!("tests/whole/red_team/{name}"), test.to_owned()));
            ensure!(!holds(&source, test) || is_listed, "{name}: {test} is not listed");
        }
    }
    Ok(())
}

#[test]
fn a_row_that_is_gone_and_a_test_that_does_not_exist_are_noticed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = "| J1 | x | y | `tests/whole/red_team/listed.rs` `no_such_test` |\n| J2 | x | y | later |";

    let found = faults(text, &root);

    assert!(found.contains(&"J1 names no_such_test, which is no test of tests/whole/red_team/listed.rs".to_owned()));
    assert!(found.contains(&"J2 has neither a test nor a reason".to_owned()));
    assert!(found.contains(&"TM10 is missing".to_owned()));
}
