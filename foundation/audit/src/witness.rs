//! Somebody else who remembers: a witness keeps one checkpoint of a log and signs only what continues it.

use std::path::Path;

use jiff::Timestamp;
use thiserror::Error;

use crate::key::{LogKey, Verifier};
use crate::note::SignedNote;
use crate::verify::{Fault, Trusted, Verdict, verify};

/// Why a witness does not sign.
#[derive(Debug, Error)]
pub enum WitnessRefusal {
    /// The log does not hold, or does not continue what the witness remembers.
    #[error("the log does not hold: {}", .0.code())]
    Log(Fault),
    /// The memory of the witness could not be read or written.
    #[error("{path}: {error}")]
    Memory {
        /// Which file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Checks an exported log against the checkpoint in `memory` (a file, absent the first time), signs its
/// checkpoint with a time, and remembers it. Nothing is remembered of a log that is refused.
///
/// # Errors
/// Why it does not sign.
pub fn witness(
    folder: &Path,
    log: &Verifier,
    memory: &Path,
    key: &LogKey,
    now: Timestamp,
) -> Result<(SignedNote, Verdict), WitnessRefusal> {
    let told = |error| WitnessRefusal::Memory { path: memory.display().to_string(), error };
    let before = match std::fs::read_to_string(memory) {
        Ok(note) => Some(note),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(told(error)),
    };
    let verdict = verify(folder, log, before.as_deref().map(Trusted::Note)).map_err(WitnessRefusal::Log)?;
    let text = std::fs::read_to_string(folder.join("checkpoint")).map_err(told)?;
    let mut note = SignedNote::parse(&text).map_err(|fault| WitnessRefusal::Log(Fault::Checkpoint(fault)))?;
    // The file may have been replaced since it was checked: what is signed is what was checked.
    if note.checkpoint(log) != Ok(verdict.checkpoint) {
        return Err(WitnessRefusal::Log(Fault::Root));
    }
    note.cosign(key, now);
    // Written beside and moved, so that a crash leaves the old memory or the new one.
    let fresh = memory.with_extension("new");
    std::fs::write(&fresh, note.to_text()).map_err(told)?;
    std::fs::rename(&fresh, memory).map_err(told)?;
    Ok((note, verdict))
}
