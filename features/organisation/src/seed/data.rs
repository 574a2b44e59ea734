//! The built-in files of units (see `data/README.md`).

use super::LoadError;
use crate::model::{COUNTRY, Node, Pair, Share, read_pairs, read_units};

/// What is told as the source of the built-in trees.
pub(super) const SOURCE: &str = "vietnamadminunits 1.0.4 (MIT), Hieu Tran, 2025";

const BEFORE: &str = include_str!("../../data/units-before-2025-07-01.tsv");
const CURRENT: &str = include_str!("../../data/units-2025-07-01.tsv");
const COMMUNES: &str = include_str!("../../data/units-succession-2025-07-01.tsv");
const PROVINCES: &str = include_str!("../../data/provinces-succession-2025-07-01.tsv");

/// The units until 30 June 2025, the country among them.
pub(super) fn before() -> Result<Vec<Node>, LoadError> {
    read_units(BEFORE).map_err(|_| LoadError::Broken { file: "units-before-2025-07-01.tsv" })
}

/// The units since 1 July 2025, the country among them.
pub(super) fn current() -> Result<Vec<Node>, LoadError> {
    read_units(CURRENT).map_err(|_| LoadError::Broken { file: "units-2025-07-01.tsv" })
}

/// What became of the units of before. A province always went wholly into one new province.
pub(super) fn successions() -> Result<Vec<Pair>, LoadError> {
    let mut pairs = vec![Pair { old: COUNTRY.to_owned(), new: COUNTRY.to_owned(), share: Share::Whole }];
    for (file, text) in
        [("provinces-succession-2025-07-01.tsv", PROVINCES), ("units-succession-2025-07-01.tsv", COMMUNES)]
    {
        pairs.extend(read_pairs(text).map_err(|_| LoadError::Broken { file })?);
    }
    Ok(pairs)
}
