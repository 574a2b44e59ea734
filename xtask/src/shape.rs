//! The shape of the house: arrows between crates, arrows between the rooms of a feature, length of files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{metadata::Metadata, run};

/// `xtask/shape.toml`: a new arrow is a reviewed change to this table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    /// The most lines that a source file may have.
    longest_file: usize,
    /// For each crate, the crates of this repository that it may use.
    arrows: BTreeMap<String, BTreeSet<String>>,
    /// For each room of a feature, the rooms it may use.
    rooms: BTreeMap<String, BTreeSet<String>>,
}

/// Compares the repository with the table.
pub(crate) fn run() -> Result<()> {
    let root = run::root();
    let path = root.join("xtask/shape.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let shape: Shape = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let mut faults = Vec::new();
    let count = arrows(&Metadata::read()?, &shape, &mut faults);
    rooms(&root, &shape, &mut faults)?;
    lengths(&root, &shape, &mut faults)?;
    if faults.is_empty() {
        println!("shape: {count} arrows between crates, all as drawn");
        return Ok(());
    }
    bail!("shape:\n  {}", faults.join("\n  "))
}

fn arrows(metadata: &Metadata, shape: &Shape, faults: &mut Vec<String>) -> usize {
    let mut count = 0;
    for package in metadata.members() {
        let Some(allowed) = shape.arrows.get(&package.name) else {
            faults.push(format!("{} does not stand in xtask/shape.toml", package.name));
            continue;
        };
        for dependency in &package.dependencies {
            // What tests lean on is no arrow of the house.
            if dependency.path.is_none() || dependency.kind.as_deref() == Some("dev") {
                continue;
            }
            count += 1;
            if !allowed.contains(&dependency.name) {
                faults.push(format!("new arrow: {} → {}", package.name, dependency.name));
            }
        }
    }
    count
}

fn rooms(root: &Path, shape: &Shape, faults: &mut Vec<String>) -> Result<()> {
    for file in run::files(&root.join("features"), ".rs")? {
        let inside = file.strip_prefix(root.join("features")).unwrap_or(&file);
        let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let [_, source, room, ..] = parts.as_slice() else { continue };
        let room = room.trim_end_matches(".rs");
        let (true, Some(allowed)) = (source == "src", shape.rooms.get(room)) else { continue };
        let text = std::fs::read_to_string(&file)?;
        for other in shape.rooms.keys().filter(|other| *other != room && !allowed.contains(*other)) {
            if text.contains(&format!("crate::{other}::")) || text.contains(&format!("use crate::{other}")) {
                faults.push(format!("new arrow inside a feature: {} uses {other}", inside.display()));
            }
        }
        if room == "model" && (text.contains("async fn") || text.contains("use db::") || text.contains("use web::")) {
            faults.push(format!("{}: a model neither waits nor reads", inside.display()));
        }
    }
    Ok(())
}

fn lengths(root: &Path, shape: &Shape, faults: &mut Vec<String>) -> Result<()> {
    for room in ["app", "contracts", "features", "foundation", "plandoc", "tests", "xtask"] {
        for file in run::files(&root.join(room), ".rs")? {
            let lines = std::fs::read_to_string(&file)?.lines().count();
            if lines > shape.longest_file {
                let shown = file.strip_prefix(root).unwrap_or(&file).display();
                faults.push(format!("{shown} has {lines} lines; split it (the limit is {})", shape.longest_file));
            }
        }
    }
    Ok(())
}
