//! The built-in files of units (see `data/README.md`).

use super::LoadError;
use crate::model::{COUNTRY, Node};

/// What is told as the source of the built-in trees.
pub(super) const SOURCE: &str = "vietnamadminunits 1.0.4 (MIT), Hieu Tran, 2025";

/// The name of the root; the statistical office's tables begin with the provinces.
const COUNTRY_KIND: &str = "nước";
const COUNTRY_NAME: &str = "Việt Nam";

const BEFORE: &str = include_str!("../../data/units-before-2025-07-01.tsv");
const CURRENT: &str = include_str!("../../data/units-2025-07-01.tsv");
const COMMUNES: &str = include_str!("../../data/units-succession-2025-07-01.tsv");
const PROVINCES: &str = include_str!("../../data/provinces-succession-2025-07-01.tsv");

/// Which old unit went into which new one.
pub(super) struct Pair {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) share: String,
}

/// The units until 30 June 2025, the country among them.
pub(super) fn before() -> Result<Vec<Node>, LoadError> {
    units("units-before-2025-07-01.tsv", BEFORE)
}

/// The units since 1 July 2025, the country among them.
pub(super) fn current() -> Result<Vec<Node>, LoadError> {
    units("units-2025-07-01.tsv", CURRENT)
}

/// What became of the units of before. A province always went wholly into one new province.
pub(super) fn successions() -> Result<Vec<Pair>, LoadError> {
    let whole = || "whole".to_owned();
    let mut pairs = vec![Pair { old: COUNTRY.to_owned(), new: COUNTRY.to_owned(), share: whole() }];
    for row in rows("provinces-succession-2025-07-01.tsv", PROVINCES) {
        let [old, _, new, ..] = &row?[..] else { return Err(broken("provinces-succession-2025-07-01.tsv")) };
        pairs.push(Pair { old: old.clone(), new: new.clone(), share: whole() });
    }
    for row in rows("units-succession-2025-07-01.tsv", COMMUNES) {
        let [old, new, share, ..] = &row?[..] else { return Err(broken("units-succession-2025-07-01.tsv")) };
        pairs.push(Pair { old: old.clone(), new: new.clone(), share: share.clone() });
    }
    Ok(pairs)
}

/// The root of every tree.
pub(super) fn country() -> Node {
    Node {
        code: COUNTRY.to_owned(),
        level: "country".to_owned(),
        parent: None,
        kind: COUNTRY_KIND.to_owned(),
        name: COUNTRY_NAME.to_owned(),
    }
}

fn units(file: &'static str, text: &'static str) -> Result<Vec<Node>, LoadError> {
    let mut nodes = vec![country()];
    for row in rows(file, text) {
        let [code, level, parent, kind, name, ..] = &row?[..] else { return Err(broken(file)) };
        nodes.push(Node {
            code: code.clone(),
            level: level.clone(),
            parent: Some(if parent.is_empty() { COUNTRY } else { parent }.to_owned()),
            kind: kind.clone(),
            name: base::one_line(name),
        });
    }
    Ok(nodes)
}

fn rows(file: &'static str, text: &'static str) -> impl Iterator<Item = Result<Vec<String>, LoadError>> {
    let reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    reader.into_records().map(move |row| {
        let row = row.map_err(|_| broken(file))?;
        Ok(row.iter().map(ToOwned::to_owned).collect())
    })
}

fn broken(file: &'static str) -> LoadError {
    LoadError::Broken { file }
}
