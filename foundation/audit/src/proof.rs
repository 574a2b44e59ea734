//! One entry and the proof that the log holds it: c2sp.org/tlog-proof.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use db::Query;
use thiserror::Error;
use tlog_tiles::{Hash, check_record, prove_record, record_hash};

use crate::canonical::Leaf;
use crate::error::AuditError;
use crate::key::Verifier;
use crate::note::{Checkpoint, NoteFault, SignedNote};
use crate::store::{leaves, newest_checkpoint, over_tree};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofFault {
    /// It does not have the form of a proof with the entry in its `extra` line.
    #[error("not a proof")]
    Form,
    /// Its checkpoint does not hold.
    #[error(transparent)]
    Checkpoint(NoteFault),
    /// The entry bears another number than the proof.
    #[error("the entry has another number")]
    Number,
    /// The path does not lead from the entry to the root.
    #[error("the path does not lead from the entry to the root")]
    Path,
}

/// An entry, its place, the path from it to the root, and the signed root.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    entry: Vec<u8>,
    index: u64,
    path: Vec<Hash>,
    note: SignedNote,
}

/// Proves the entry with a number under the newest checkpoint.
///
/// # Errors
/// [`AuditError::NoEntry`] where no checkpoint covers it yet.
pub async fn prove(q: &mut impl Query, seq: u64) -> Result<Proof, AuditError> {
    let newest = newest_checkpoint(q).await?.filter(|newest| newest.size > seq).ok_or(AuditError::NoEntry)?;
    let note = SignedNote::parse(&newest.note).map_err(|_| AuditError::ForeignCheckpoint)?;
    let leaf = leaves(q, seq, seq.saturating_add(1)).await?.pop().ok_or(AuditError::NoEntry)?;
    let path = over_tree(q, newest.size, |reader| prove_record(newest.size, seq, reader)).await?;
    Ok(Proof { entry: leaf.to_bytes(), index: seq, path, note })
}

impl Proof {
    /// The text of a `.tlog-proof` file. The entry stands in the `extra` line.
    pub fn to_text(&self) -> String {
        let path = self.path.iter().fold(String::new(), |path, hash| path + &hash.to_string() + "\n");
        let entry = BASE64_STANDARD.encode(&self.entry);
        format!("{HEADER}\nextra {entry}\nindex {}\n{path}\n{}", self.index, self.note.to_text())
    }

    /// Reads a `.tlog-proof` file without believing it.
    ///
    /// # Errors
    /// [`ProofFault::Form`].
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let (head, note) = text.split_once("\n\n").ok_or(ProofFault::Form)?;
        let mut lines = head.split('\n');
        let mut line = |prefix: &str| lines.next().and_then(|line| line.strip_prefix(prefix)).ok_or(ProofFault::Form);
        if !line(HEADER)?.is_empty() {
            return Err(ProofFault::Form);
        }
        let entry = BASE64_STANDARD.decode(line("extra ")?).map_err(|_| ProofFault::Form)?;
        let digits = line("index ")?;
        let index: u64 = digits.parse().map_err(|_| ProofFault::Form)?;
        if index.to_string() != digits {
            return Err(ProofFault::Form);
        }
        let path: Vec<Hash> = lines.map(Hash::parse_hash).collect::<Result<_, _>>().map_err(|_| ProofFault::Form)?;
        let note = SignedNote::parse(note).map_err(|_| ProofFault::Form)?;
        Ok(Self { entry, index, path, note })
    }

    /// The entry and the checkpoint, once the log's signature and the path hold.
    ///
    /// # Errors
    /// What does not hold.
    pub fn check(&self, log: &Verifier) -> Result<(Leaf, Checkpoint), ProofFault> {
        let checkpoint = self.note.checkpoint(log).map_err(ProofFault::Checkpoint)?;
        let leaf = Leaf::from_bytes(&self.entry).ok_or(ProofFault::Form)?;
        if leaf.seq != self.index {
            return Err(ProofFault::Number);
        }
        check_record(&self.path, checkpoint.size, checkpoint.root, self.index, record_hash(&self.entry))
            .map_err(|_| ProofFault::Path)?;
        Ok((leaf, checkpoint))
    }
}
