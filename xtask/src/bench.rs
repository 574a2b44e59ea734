//! Measurements, for reading and not for passing: each prints its figures.

use anyhow::{Result, bail};

use crate::run;

/// Name, crate and bench target of each measurement.
const BENCHES: [(&str, &str, &str); 4] = [
    ("reading", "lachan", "reading"),
    ("writers", "lachan-db", "writers"),
    ("worklist", "lachan-tests", "worklist"),
    ("start", "lachan", "start"),
];

/// Runs one measurement, or all.
pub(crate) fn run(only: Option<&str>) -> Result<()> {
    let chosen: Vec<_> = BENCHES.iter().filter(|(name, ..)| only.is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHES.iter().map(|(name, ..)| *name).collect();
        bail!("no such measurement; there are: {}", names.join(", "));
    }
    for (_, package, target) in chosen {
        run::must(&mut run::cargo(&["bench", "--quiet", "--package", package, "--bench", target]))?;
    }
    Ok(())
}
