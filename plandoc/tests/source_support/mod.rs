//! What the tests of `plandoc::source` share: seeds, LibreOffice, hand-made DOCX packages.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::pedantic,
    reason = "each test file uses a part; a test may stop"
)]

pub(crate) mod office;
pub(crate) mod paper;
pub(crate) mod pdf;

use std::path::PathBuf;

/// The plans of real offices, which are not part of the repository.
pub(crate) fn seeds() -> Vec<(String, String)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/mission/seeds"));
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}
