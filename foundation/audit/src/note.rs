//! Signed checkpoints: c2sp.org/signed-note around c2sp.org/tlog-checkpoint.
//!
//! The text form is ours because the published crate for it stands on an older line of the curve library than
//! the rest of the house; every signature is made and checked by `ed25519-dalek`.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use thiserror::Error;
use tlog_tiles::{Checkpoint as Body, Hash};

use crate::key::{COSIGNATURE, LogKey, PLAIN, Verifier};

const LONGEST: usize = 64 * 1024;
const MOST_SIGNATURES: usize = 64;

/// What is wrong with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoteFault {
    /// It does not have the form of a signed checkpoint.
    #[error("not a signed checkpoint")]
    Form,
    /// It is the checkpoint of another log.
    #[error("the checkpoint of another log")]
    Origin,
    /// The log's key has not signed it, or the text was changed since.
    #[error("the signature does not hold")]
    Signature,
}

/// The state of a log: how many entries, and the root of the tree over them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checkpoint {
    /// How many entries.
    pub size: u64,
    /// Root hash of the tree over them.
    pub root: Hash,
}

/// A text with signatures under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

impl SignedNote {
    /// Signs a checkpoint for the log that the key is for.
    pub fn of(key: &LogKey, checkpoint: Checkpoint) -> Self {
        let text = format!("{}\n{}\n{}\n", key.name(), checkpoint.size, checkpoint.root);
        let mut note = Self { text, signatures: Vec::new() };
        note.add(key, key.sign(note.text.as_bytes()).to_vec());
        note
    }

    /// Reads a note without believing it: [`SignedNote::checkpoint`] checks the signature.
    ///
    /// # Errors
    /// [`NoteFault::Form`].
    pub fn parse(text: &str) -> Result<Self, NoteFault> {
        let strange = |ch: char| ch.is_control() && ch != '\n';
        if text.len() > LONGEST || text.contains(strange) {
            return Err(NoteFault::Form);
        }
        let (body, lines) = text.rsplit_once("\n\n").ok_or(NoteFault::Form)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteFault::Form)?;
        let signatures: Vec<Line> = lines.split('\n').map(Line::parse).collect::<Option<_>>().ok_or(NoteFault::Form)?;
        if signatures.len() > MOST_SIGNATURES {
            return Err(NoteFault::Form);
        }
        Ok(Self { text: format!("{body}\n"), signatures })
    }

    /// The whole note, as it is kept in files.
    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(Line::to_text).collect();
        format!("{}\n{lines}", self.text)
    }

    /// The checkpoint, once the log's signature holds.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checkpoint(&self, log: &Verifier) -> Result<Checkpoint, NoteFault> {
        let (origin, checkpoint) = self.unchecked()?;
        if origin != log.name() {
            return Err(NoteFault::Origin);
        }
        if log.kind() != PLAIN {
            return Err(NoteFault::Signature);
        }
        let mut ours = self.signatures.iter().filter(|line| line.is_of(log)).peekable();
        if ours.peek().is_none() || !ours.all(|line| log.holds(self.text.as_bytes(), &line.bytes)) {
            return Err(NoteFault::Signature);
        }
        Ok(checkpoint)
    }

    /// What the note says, signed or not: the origin and the checkpoint.
    ///
    /// # Errors
    /// [`NoteFault::Form`].
    pub fn unchecked(&self) -> Result<(String, Checkpoint), NoteFault> {
        let body = Body::from_bytes(self.text.as_bytes()).map_err(|_| NoteFault::Form)?;
        Ok((body.origin().to_owned(), Checkpoint { size: body.size(), root: *body.hash() }))
    }

    /// Adds a witness's signature with its time.
    pub fn cosign(&mut self, witness: &LogKey, at: Timestamp) {
        let seconds = u64::try_from(at.as_second()).unwrap_or(0);
        let mut bytes = seconds.to_be_bytes().to_vec();
        bytes.extend_from_slice(&witness.sign(cosigned(seconds, &self.text).as_bytes()));
        self.signatures.retain(|line| !line.is_of(&witness.verifier()));
        self.add(witness, bytes);
    }

    /// When this witness signed, where it did and the signature holds.
    pub fn cosigned_at(&self, witness: &Verifier) -> Option<Timestamp> {
        if witness.kind() != COSIGNATURE {
            return None;
        }
        self.signatures.iter().filter(|line| line.is_of(witness)).find_map(|line| {
            let (seconds, signature) = line.bytes.split_first_chunk::<8>()?;
            let seconds = u64::from_be_bytes(*seconds);
            let holds = witness.holds(cosigned(seconds, &self.text).as_bytes(), signature);
            holds.then(|| Timestamp::from_second(i64::try_from(seconds).ok()?).ok()).flatten()
        })
    }

    fn add(&mut self, key: &LogKey, bytes: Vec<u8>) {
        let verifier = key.verifier();
        debug_assert_eq!(key.kind() == COSIGNATURE, bytes.len() == 72);
        self.signatures.push(Line { name: verifier.name().to_owned(), id: verifier.id(), bytes });
    }
}

/// The message a witness signs.
fn cosigned(seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

impl Line {
    fn parse(line: &str) -> Option<Self> {
        let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = BASE64_STANDARD.decode(signature).ok()?;
        let (id, bytes) = bytes.split_first_chunk::<4>()?;
        let good = !name.is_empty() && !name.contains('+') && !bytes.is_empty();
        good.then(|| Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
    }

    fn to_text(&self) -> String {
        let mut bytes = self.id.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.bytes);
        format!("— {} {}\n", self.name, BASE64_STANDARD.encode(bytes))
    }

    fn is_of(&self, key: &Verifier) -> bool {
        self.name == key.name() && self.id == key.id()
    }
}

#[cfg(test)]
mod tests {
    use base::Context;

    use super::*;

    #[test]
    fn the_note_of_the_specification_is_read_and_its_signature_holds() {
        // The example of c2sp.org/tlog-checkpoint with the key of golang.org/x/mod/sumdb/note's documentation is
        // not published together with its key, so the example of the signed-note package is used.
        let key: Verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let line = Line::parse(
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
        )
        .unwrap();

        assert!(line.is_of(&key));
        assert!(key.holds(text.as_bytes(), &line.bytes));
        assert!(!key.holds(b"another text", &line.bytes));
    }

    #[test]
    fn a_checkpoint_survives_its_text_form_and_no_change_of_it() {
        let key = LogKey::draw(&Context::system(), "lachan.example/log").unwrap();
        let told = Checkpoint { size: 42, root: tlog_tiles::record_hash(b"x") };
        let text = SignedNote::of(&key, told).to_text();

        assert_eq!(SignedNote::parse(&text).unwrap().checkpoint(&key.verifier()), Ok(told));
        let changed = text.replacen("42", "43", 1);
        let fault = SignedNote::parse(&changed).unwrap().checkpoint(&key.verifier());
        assert_eq!(fault, Err(NoteFault::Signature));
        let other = LogKey::draw(&Context::system(), "lachan.example/other").unwrap();
        assert_eq!(SignedNote::parse(&text).unwrap().checkpoint(&other.verifier()), Err(NoteFault::Origin));
    }

    #[test]
    fn a_witness_signs_with_its_time() {
        let log = LogKey::draw(&Context::system(), "lachan.example/log").unwrap();
        let witness = LogKey::draw_witness(&Context::system(), "witness.example").unwrap();
        let told = Checkpoint { size: 1, root: tlog_tiles::record_hash(b"x") };
        let mut note = SignedNote::of(&log, told);
        let at: Timestamp = "2026-03-04T05:00:00Z".parse().unwrap();

        note.cosign(&witness, at);
        let read = SignedNote::parse(&note.to_text()).unwrap();

        assert_eq!(read.cosigned_at(&witness.verifier()), Some(at));
        assert_eq!(read.checkpoint(&log.verifier()), Ok(told));
        let line = witness.to_secret_line();
        assert_eq!(LogKey::parse(line.as_bytes()).unwrap().verifier(), witness.verifier());
    }
}
