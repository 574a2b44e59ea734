//! The keys that sign the log and witness it, in the text forms of c2sp.org/signed-note.

use std::fmt;

use base::Context;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// An ordinary Ed25519 signature over the text of a note.
pub(crate) const PLAIN: u8 = 0x01;
/// A witness's signature with a time (c2sp.org/tlog-cosignature).
pub(crate) const COSIGNATURE: u8 = 0x04;

/// A text that is not a key of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a key")]
pub struct BadKey;

/// A secret key with the name of whom it signs for. Its `Debug` form does not show the secret.
#[derive(Clone)]
pub struct LogKey {
    name: String,
    kind: u8,
    secret: SigningKey,
}

impl LogKey {
    /// Draws a key for a log of this name: no white space, no `+`; like a web address without `https://`.
    ///
    /// # Errors
    /// [`BadKey`] where the name is not allowed.
    pub fn draw(context: &Context, name: &str) -> Result<Self, BadKey> {
        Self::drawn(context, name, PLAIN)
    }

    /// Draws a key for a witness of this name.
    ///
    /// # Errors
    /// [`BadKey`] where the name is not allowed.
    pub fn draw_witness(context: &Context, name: &str) -> Result<Self, BadKey> {
        Self::drawn(context, name, COSIGNATURE)
    }

    fn drawn(context: &Context, name: &str, kind: u8) -> Result<Self, BadKey> {
        check_name(name)?;
        let mut seed = [0_u8; 32];
        context.fill(&mut seed);
        Ok(Self { name: name.to_owned(), kind, secret: SigningKey::from_bytes(&seed) })
    }

    /// Reads the bytes of a key file: one line `PRIVATE+KEY+name+id+secret`.
    ///
    /// # Errors
    /// [`BadKey`] for anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadKey> {
        let text = std::str::from_utf8(bytes).map_err(|_| BadKey)?.trim();
        let rest = text.strip_prefix("PRIVATE+KEY+").ok_or(BadKey)?;
        let (name, id, kind, seed) = parts(rest)?;
        let key = Self { name, kind, secret: SigningKey::from_bytes(&seed) };
        if key.verifier().id == id { Ok(key) } else { Err(BadKey) }
    }

    /// The line for the key file. Whoever reads it can sign for this log.
    pub fn to_secret_line(&self) -> String {
        let mut tagged = vec![self.kind];
        tagged.extend_from_slice(self.secret.as_bytes());
        format!("PRIVATE+KEY+{}+{:08x}+{}\n", self.name, self.verifier().id, BASE64_STANDARD.encode(tagged))
    }

    /// The name it signs for: the origin of the log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> Verifier {
        Verifier::new(self.name.clone(), self.kind, self.secret.verifying_key())
    }

    pub(crate) fn kind(&self) -> u8 {
        self.kind
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogKey").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A public key with the name of whom it stands for; shown and read as `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: u32,
    kind: u8,
    key: VerifyingKey,
}

impl Verifier {
    fn new(name: String, kind: u8, key: VerifyingKey) -> Self {
        let mut hash = Sha256::new();
        hash.update(name.as_bytes());
        hash.update([b'\n', kind]);
        hash.update(key.as_bytes());
        let id = hash.finalize().iter().take(4).fold(0_u32, |id, byte| (id << 8) | u32::from(*byte));
        Self { name, id, kind, key }
    }

    /// Whose key it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The short number that stands in front of its signatures.
    pub fn id(&self) -> u32 {
        self.id
    }

    pub(crate) fn kind(&self) -> u8 {
        self.kind
    }

    /// Strict verification: no small-order keys, no signature with two forms.
    pub(crate) fn holds(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        self.key.verify_strict(message, &signature).is_ok()
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tagged = vec![self.kind];
        tagged.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, BASE64_STANDARD.encode(tagged))
    }
}

impl std::str::FromStr for Verifier {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (name, id, kind, bytes) = parts(text.trim())?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| BadKey)?;
        let verifier = Self::new(name, kind, key);
        if verifier.id == id { Ok(verifier) } else { Err(BadKey) }
    }
}

/// `name+id+base64(kind ‖ 32 bytes)`; base64 may itself hold `+`.
fn parts(text: &str) -> Result<(String, u32, u8, [u8; 32]), BadKey> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(BadKey) };
    check_name(name)?;
    if id.len() != 8 {
        return Err(BadKey);
    }
    let id = u32::from_str_radix(id, 16).map_err(|_| BadKey)?;
    let tagged = BASE64_STANDARD.decode(key).map_err(|_| BadKey)?;
    let (kind, bytes) = tagged.split_first().ok_or(BadKey)?;
    if ![PLAIN, COSIGNATURE].contains(kind) {
        return Err(BadKey);
    }
    Ok((name.to_owned(), id, *kind, bytes.try_into().map_err(|_| BadKey)?))
}

fn check_name(name: &str) -> Result<(), BadKey> {
    let bad = |ch: char| ch.is_whitespace() || ch.is_control() || ch == '+';
    if name.is_empty() || name.chars().any(bad) { Err(BadKey) } else { Ok(()) }
}
