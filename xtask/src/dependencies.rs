//! Dependencies: none unused, none from elsewhere than the registry, none under an unexpected licence.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{metadata::Metadata, run};

/// `xtask/dependencies.toml`: what is accepted, each exception with its reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    licences: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
    #[serde(default)]
    banned: Vec<Ban>,
    #[serde(default)]
    kept: Vec<Kept>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    name: String,
    licence: String,
    #[serde(rename = "reason")]
    _reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ban {
    name: String,
    reason: String,
}

/// A dependency that no source line names, kept on purpose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    by: String,
    name: String,
    #[serde(rename = "reason")]
    _reason: String,
}

/// Checks them all.
pub(crate) fn run() -> Result<()> {
    let path = run::root().join("xtask/dependencies.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let accepted: Accepted = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let metadata = Metadata::read()?;
    let mut faults = Vec::new();
    foreign(&metadata, &accepted, &mut faults);
    unused(&metadata, &accepted, &mut faults)?;
    if faults.is_empty() {
        println!("dependencies: {} crates, all accepted, none unused", metadata.packages.len());
        return Ok(());
    }
    bail!("dependencies:\n  {}", faults.join("\n  "))
}

fn foreign(metadata: &Metadata, accepted: &Accepted, faults: &mut Vec<String>) {
    for package in &metadata.packages {
        if let Some(source) = &package.source
            && !source.starts_with("registry+")
        {
            faults.push(format!("{} {} does not come from the registry", package.name, package.version));
        }
        if let Some(ban) = accepted.banned.iter().find(|ban| ban.name == package.name) {
            faults.push(format!("{} is banned: {}", package.name, ban.reason));
        }
        let licence = package.license.clone().or_else(|| package.license_file.clone()).unwrap_or_default();
        let excepted = accepted
            .exceptions
            .iter()
            .any(|exception| exception.name == package.name && licence.contains(&exception.licence));
        if !excepted && !licence_fits(&licence, &accepted.licences) {
            faults.push(format!("{} {}: licence “{licence}” is not accepted", package.name, package.version));
        }
    }
}

/// Reads an SPDX expression of `OR`s and `AND`s: every `AND` part needs one accepted `OR` choice.
fn licence_fits(expression: &str, accepted: &[String]) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    flat.split(" AND ").all(|part| {
        part.split(" OR ").map(str::trim).any(|choice| {
            let plain = choice.split(" WITH ").next().unwrap_or(choice).trim();
            accepted.iter().any(|licence| licence == plain)
        })
    })
}

/// A dependency counts as used when a source file of the crate names it.
fn unused(metadata: &Metadata, accepted: &Accepted, faults: &mut Vec<String>) -> Result<()> {
    for package in metadata.members() {
        let folder = package.manifest_path.parent().context("a manifest without a folder")?;
        let mut text = String::new();
        for room in ["src", "tests", "benches", "examples", "whole"] {
            for file in run::files(&folder.join(room), ".rs")? {
                text.push_str(&std::fs::read_to_string(file)?);
            }
        }
        let mut seen = BTreeSet::new();
        for dependency in &package.dependencies {
            let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
            let kept = accepted.kept.iter().any(|kept| kept.by == package.name && kept.name == dependency.name);
            if !kept && seen.insert(name.clone()) && !names(&text, &name) {
                faults.push(format!("{} does not use {}", package.name, dependency.name));
            }
        }
    }
    Ok(())
}

fn names(text: &str, name: &str) -> bool {
    let word = |ch: char| ch.is_alphanumeric() || ch == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + name.len()..).unwrap_or_default();
        !before.is_some_and(word) && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
            || (!before.is_some_and(word)
                && after.starts_with(['}', ',', ')', ']', ' ', '\n', '!'])
                && before == Some(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_fits_when_every_part_has_an_accepted_choice() {
        let accepted = ["MIT".to_owned(), "Apache-2.0".to_owned(), "Unicode-3.0".to_owned()];

        assert!(licence_fits("MIT OR Apache-2.0", &accepted));
        assert!(licence_fits("(MIT OR GPL-3.0) AND Unicode-3.0", &accepted));
        assert!(licence_fits("MIT/Apache-2.0", &accepted));
        assert!(!licence_fits("GPL-3.0", &accepted));
        assert!(!licence_fits("MIT AND GPL-3.0", &accepted));
        assert!(!licence_fits("", &accepted));
    }

    #[test]
    fn a_crate_counts_as_used_only_as_a_whole_word() {
        assert!(names("use zip::read;", "zip"));
        assert!(!names("use gzip::read;", "zip"));
        assert!(!names("// nothing", "zip"));
    }
}
