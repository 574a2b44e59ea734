//! The log as files that anybody can check: c2sp.org/tlog-tiles.

use std::path::Path;

use db::Query;

use crate::canonical::Leaf;
use crate::error::AuditError;
use crate::key::Verifier;
use crate::note::SignedNote;
use crate::store::{leaves, newest_checkpoint, tile};
use crate::tree::{WIDTH, tile_path, tiles_of};

/// Writes the log up to its newest checkpoint into a folder: `checkpoint`, `key`, `tile/…`. Tells the checkpoint.
///
/// The tiles are written as they are stored, not computed anew, so that [`verify`](crate::verify()) finds what was
/// changed in the database.
///
/// # Errors
/// [`AuditError::NoEntry`] where no checkpoint was signed yet; else what the database or the disk refuse.
pub async fn export(q: &mut impl Query, log: &Verifier, folder: &Path) -> Result<SignedNote, AuditError> {
    let newest = newest_checkpoint(q).await?.ok_or(AuditError::NoEntry)?;
    let note = SignedNote::parse(&newest.note).map_err(|_| AuditError::ForeignCheckpoint)?;
    write(folder, "key", format!("{log}\n").as_bytes())?;
    for (level, n, width) in tiles_of(newest.size) {
        let hashes = tile(q, level, n, width).await?;
        write(folder, &tile_path(Some(level), n, width), &hashes)?;
        if level == 0 {
            write(folder, &tile_path(None, n, width), &bundle(q, n, width).await?)?;
        }
    }
    // Last, so that a broken-off export is not taken for a whole one.
    write(folder, "checkpoint", newest.note.as_bytes())?;
    Ok(note)
}

/// The bundle of entries under a tile of level 0.
pub(crate) async fn bundle(q: &mut impl Query, n: u64, width: u64) -> Result<Vec<u8>, AuditError> {
    let from = n.saturating_mul(WIDTH);
    let mut bytes = Vec::new();
    for leaf in leaves(q, from, from.saturating_add(width)).await? {
        bytes.extend_from_slice(&framed(&leaf)?);
    }
    Ok(bytes)
}

/// An entry with its length in front: two bytes, the higher first.
fn framed(leaf: &Leaf) -> Result<Vec<u8>, AuditError> {
    let json = leaf.to_bytes();
    let length = u16::try_from(json.len()).map_err(|_| AuditError::TooLong { seq: leaf.seq })?;
    Ok([&length.to_be_bytes()[..], &json].concat())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), AuditError> {
    let path = folder.join(name);
    let told = |error| AuditError::File { path: path.display().to_string(), error };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(told)?;
    }
    std::fs::write(&path, bytes).map_err(told)
}
