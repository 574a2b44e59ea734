//! Checking an exported log without a database.
//!
//! `xtask/verify_log.py` is written apart from this and makes the same checks in the same order; both name
//! the same fault.

use std::path::Path;

use crate::canonical::Leaf;
use crate::key::Verifier;
use crate::note::{Checkpoint, NoteFault, SignedNote};
use crate::tree::{HASH, Tree, WIDTH, tile_path, tiles_of};
use tlog_tiles::record_hash;

/// What is wrong with an exported log; the first fault found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The checkpoint does not hold.
    Checkpoint(NoteFault),
    /// The checkpoint trusted from before does not hold.
    Trusted(NoteFault),
    /// A file is missing; it begins with entry `index`.
    Missing {
        /// First entry under the file.
        index: u64,
        /// Its path in the folder.
        path: String,
    },
    /// A tile is not what the entries make.
    Tile {
        /// First entry under the tile.
        index: u64,
        /// Its path in the folder.
        path: String,
    },
    /// The entries end before this one.
    Short {
        /// The first entry that is missing.
        index: u64,
    },
    /// There is more than the checkpoint covers, after this many entries.
    Long {
        /// Where it begins.
        index: u64,
    },
    /// An entry was taken out: its successor stands in its place.
    Removed {
        /// The number of the entry taken out.
        index: u64,
    },
    /// An entry was changed.
    Changed {
        /// Its number.
        index: u64,
    },
    /// An entry does not have the form of one.
    Form {
        /// Its number.
        index: u64,
    },
    /// What is stored beside an entry is not what the entry committed to; only a check of the database sees this.
    Payload {
        /// Its number.
        index: u64,
    },
    /// An entry bears another number than its place.
    Number {
        /// Its place.
        index: u64,
    },
    /// The entries do not make the root that was signed.
    Root,
    /// The log is shorter than it was: its tail was cut off.
    Truncated {
        /// How many entries it has now.
        index: u64,
    },
    /// The log tells another past than the one signed before.
    Forked {
        /// How many entries the trusted checkpoint covers.
        index: u64,
    },
}

impl Fault {
    /// The name of the fault, the same in both programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Checkpoint(_) => "checkpoint",
            Self::Trusted(_) => "trusted",
            Self::Missing { .. } => "missing",
            Self::Tile { .. } => "tile",
            Self::Short { .. } => "short",
            Self::Long { .. } => "long",
            Self::Removed { .. } => "removed",
            Self::Changed { .. } => "changed",
            Self::Form { .. } => "form",
            Self::Payload { .. } => "payload",
            Self::Number { .. } => "number",
            Self::Root => "root",
            Self::Truncated { .. } => "truncated",
            Self::Forked { .. } => "forked",
        }
    }

    /// The entry at which it shows; 0 where it is the checkpoint that does not hold.
    pub fn index(&self) -> u64 {
        match self {
            Self::Checkpoint(_) | Self::Trusted(_) | Self::Root => 0,
            Self::Missing { index, .. }
            | Self::Tile { index, .. }
            | Self::Short { index }
            | Self::Long { index }
            | Self::Removed { index }
            | Self::Changed { index }
            | Self::Form { index }
            | Self::Payload { index }
            | Self::Number { index }
            | Self::Truncated { index }
            | Self::Forked { index } => *index,
        }
    }
}

/// A log that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What it covers.
    pub checkpoint: Checkpoint,
    /// How many entries the trusted checkpoint covered, where one was given.
    pub since: Option<u64>,
}

/// What an auditor trusts from before.
#[derive(Debug, Clone, Copy)]
pub enum Trusted<'a> {
    /// A signed checkpoint that was kept.
    Note(&'a str),
    /// Size and root as printed on the minutes of the log.
    Typed(Checkpoint),
}

/// Checks a folder: the signature, every entry, every tile, the root, and that nothing that stood under the
/// trusted checkpoint was changed or cut off.
///
/// # Errors
/// The first fault.
pub fn verify(folder: &Path, log: &Verifier, trusted: Option<Trusted<'_>>) -> Result<Verdict, Fault> {
    let note = std::fs::read_to_string(folder.join("checkpoint")).map_err(|_| Fault::Checkpoint(NoteFault::Form))?;
    let checkpoint = read_note(&note, log).map_err(Fault::Checkpoint)?;
    let trusted = match trusted {
        Some(Trusted::Note(note)) => Some(read_note(note, log).map_err(Fault::Trusted)?),
        Some(Trusted::Typed(checkpoint)) => Some(checkpoint),
        None => None,
    };
    let tree = leaves(folder, checkpoint.size)?;
    upper_tiles(folder, &tree)?;
    if tree.root(checkpoint.size).ok() != Some(checkpoint.root) {
        return Err(Fault::Root);
    }
    if let Some(trusted) = trusted {
        continues(&tree, trusted)?;
    }
    Ok(Verdict { checkpoint, since: trusted.map(|trusted| trusted.size) })
}

fn read_note(note: &str, log: &Verifier) -> Result<Checkpoint, NoteFault> {
    SignedNote::parse(note)?.checkpoint(log)
}

/// Whether the tree has the trusted checkpoint as its past.
fn continues(tree: &Tree, trusted: Checkpoint) -> Result<(), Fault> {
    if trusted.size > tree.size() {
        return Err(Fault::Truncated { index: tree.size() });
    }
    if tree.root(trusted.size).ok() == Some(trusted.root) { Ok(()) } else { Err(Fault::Forked { index: trusted.size }) }
}

/// Reads all entries, compares them with the tiles of level 0, and grows the tree anew.
fn leaves(folder: &Path, size: u64) -> Result<Tree, Fault> {
    let mut tree = Tree::new();
    for (_, n, width) in tiles_of(size).into_iter().filter(|(level, ..)| *level == 0) {
        let first = n * WIDTH;
        let path = tile_path(Some(0), n, width);
        let tile = read(folder, &path, first)?;
        if u64::try_from(tile.len() / HASH) != Ok(width) || !tile.len().is_multiple_of(HASH) {
            return Err(Fault::Tile { index: first, path });
        }
        let bundle = read(folder, &tile_path(None, n, width), first)?;
        let mut rest = bundle.as_slice();
        for (index, expected) in (first..).zip(tile.chunks(HASH)) {
            let (entry, after) = split_entry(rest).ok_or(Fault::Short { index })?;
            check_entry(entry, index, expected)?;
            tree.append(record_hash(entry));
            rest = after;
        }
        if !rest.is_empty() {
            return Err(Fault::Long { index: first + width });
        }
    }
    Ok(tree)
}

fn split_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

fn check_entry(entry: &[u8], index: u64, expected: &[u8]) -> Result<(), Fault> {
    let leaf = Leaf::from_bytes(entry);
    if record_hash(entry).0 != expected {
        let removed = leaf.is_some_and(|leaf| leaf.seq > index);
        return Err(if removed { Fault::Removed { index } } else { Fault::Changed { index } });
    }
    let leaf = leaf.ok_or(Fault::Form { index })?;
    if leaf.seq == index { Ok(()) } else { Err(Fault::Number { index }) }
}

/// Compares the tiles above level 0 with those of the tree grown anew.
fn upper_tiles(folder: &Path, tree: &Tree) -> Result<(), Fault> {
    for (level, n, width) in tiles_of(tree.size()).into_iter().filter(|(level, ..)| *level > 0) {
        let index = n << (8 * (u32::from(level) + 1));
        let path = tile_path(Some(level), n, width);
        let found = read(folder, &path, index)?;
        if tree.tile(level, n) != Some(found.as_slice()) {
            return Err(Fault::Tile { index, path });
        }
    }
    Ok(())
}

fn read(folder: &Path, path: &str, index: u64) -> Result<Vec<u8>, Fault> {
    std::fs::read(folder.join(path)).map_err(|_| Fault::Missing { index, path: path.to_owned() })
}
