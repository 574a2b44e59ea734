//! Measurements, for reading and not for passing: each prints its figures.
//!
//! All but the writers time the released program from outside, as people meet it. All of them together take some forty
//! minutes, most of it the flood.

mod door;
mod reading;
mod sign_in;
mod start;
mod worklist;

use std::{path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, bail};

use crate::run;

type Measure = fn() -> Result<()>;

/// The measurements by name.
const BENCHES: [(&str, Measure); 7] = [
    ("reading", reading::run),
    ("writers", writers),
    ("start", start::run),
    ("sign-in", sign_in::run),
    ("worklist", worklist::run),
    ("tips", || doors(&[])),
    ("flood", || doors(&["flood"])),
];

/// Runs one measurement, or all.
pub(crate) fn run(only: Option<&str>) -> Result<()> {
    let chosen: Vec<_> = BENCHES.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHES.iter().map(|(name, _)| *name).collect();
        bail!("no such measurement; there are: {}", names.join(", "));
    }
    for (_, measure) in chosen {
        measure()?;
    }
    Ok(())
}

/// 64 durable writers at once on SQLite: grouped, one by one, and the bare driver.
fn writers() -> Result<()> {
    run::must(&mut run::cargo(&["bench", "--quiet", "--package", "lachan-db", "--bench", "writers"]))
}

/// The public door under load, and the officers' lists behind it: scenes of `tests/benches/tips`.
fn doors(scenes: &[&str]) -> Result<()> {
    let program = program()?;
    let bench = ["bench", "--quiet", "--package", "lachan-tests", "--bench", "tips", "--"];
    run::must(run::cargo(&[bench.as_slice(), scenes].concat()).env("LACHAN_PROGRAM", program))
}

/// Builds the program as it is released and tells where it is.
fn program() -> Result<PathBuf> {
    run::must(&mut run::cargo(&["build", "--release", "--quiet", "--package", "lachan"]))?;
    let text = run::output(&mut run::cargo(&["metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let target = metadata.get("target_directory").and_then(serde_json::Value::as_str).context("no target folder")?;
    Ok(PathBuf::from(target).join("release/lachan"))
}

/// Smallest, middle and largest of some times, in milliseconds.
fn spread(mut times: Vec<Duration>) -> (f64, f64, f64) {
    times.sort();
    let at = |place: usize| times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    (at(0), at(times.len() / 2), at(times.len().saturating_sub(1)))
}
