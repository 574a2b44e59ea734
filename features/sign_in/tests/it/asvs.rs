//! The page about OWASP ASVS says which test keeps which item. A page that names a test that is not there says nothing.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const PAGE: &str = include_str!("../../../../docs/asvs.md");
const STATES: [&str; 4] = ["kept", "part", "operator", "n/a"];

/// The items of the design's security brief.
fn items() -> impl Iterator<Item = String> {
    (0..=25).map(|number| format!("T-{number:02}"))
}

/// The names of tests in a text: words in back quotes with three or more low lines, and nothing but small letters,
/// digits and these.
fn named(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_name = |word: &&str| {
        word.matches('_').count() >= 3
            && word.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_')
    };
    quoted.filter(is_name).map(ToOwned::to_owned).collect()
}

/// Every test of the repository by its name.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut waiting: Vec<PathBuf> =
        ["app", "contracts", "features", "foundation", "plandoc", "tests"].map(|room| root.join(room)).to_vec();
    let mut found = BTreeSet::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.extend(tests_in(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

/// The functions under `#[test]` or `#[tokio::test]`, whatever other attributes stand in between.
fn tests_in(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[test") || line.starts_with("#[tokio::test") {
            is_test = true;
        } else if let Some((_, rest)) = line.split_once("fn ").filter(|_| is_test && !line.starts_with("#[")) {
            names.push(rest.split(['(', '<']).next().unwrap().to_owned());
            is_test = false;
        }
    }
    names
}

/// What is wrong with a page, where these tests are there.
fn faults(page: &str, tests: &BTreeSet<String>) -> Vec<String> {
    let mut faults: Vec<String> =
        named(page).into_iter().filter(|name| !tests.contains(name)).map(|name| format!("no test {name}")).collect();
    for item in items() {
        let mut rows = page.lines().filter(|line| line.starts_with(&format!("| {item} ")));
        let Some(row) = rows.next() else {
            faults.push(format!("{item} is missing"));
            continue;
        };
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, _, state, kept_by, why] = cells.as_slice() else {
            faults.push(format!("{item} has {} cells", cells.len()));
            continue;
        };
        if !STATES.contains(state) || rows.next().is_some() {
            faults.push(format!("{item} stands twice or as {state}"));
        }
        if *state == "kept" && named(kept_by).is_empty() {
            faults.push(format!("{item} is kept by no test"));
        }
        if *state != "kept" && why.chars().count() < 20 {
            faults.push(format!("{item} gives no reason"));
        }
    }
    faults
}

#[test]
fn every_item_has_a_test_that_exists_or_a_reason() {
    let faults = faults(PAGE, &tests());

    assert!(faults.is_empty(), "docs/asvs.md:\n{}", faults.join("\n"));
}

#[test]
fn a_name_that_is_no_test_a_missing_item_and_a_missing_reason_are_noticed() {
    let tests = tests();
    let wrong = |from: &str, to: &str| {
        assert!(PAGE.contains(from), "{from}");
        faults(&PAGE.replace(from, to), &tests)
    };

    assert_eq!(wrong("`with_tls_cookies_carry_the_host_prefix`", "`with_tls_cookies_carry_no_prefix`").len(), 1);
    assert_eq!(wrong("| T-07 cookies", "| T-77 cookies"), ["T-07 is missing"]);
    assert_eq!(
        wrong("| virus scan is not built; pictures are encoded anew where tips take them |", "| – |"),
        ["T-12 gives no reason"]
    );
    assert_eq!(wrong("| `with_tls_cookies_carry_the_host_prefix` |", "| – |"), ["T-07 is kept by no test"]);
    assert!(tests_in("// fn one_two_three_four()\nfn one_two_three_four() {}").is_empty());
}
