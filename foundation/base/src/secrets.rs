//! The installation's root secret, from which every key that is not a person's is derived.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;

use crate::Context;

/// Length of the root secret and of every key derived from it, in bytes.
pub const SECRET_BYTES: usize = 32;

/// The root secret of an installation. It lives in a file outside the database (a systemd credential in
/// production), so a stolen database alone opens nothing that a key of it closes.
#[derive(Clone)]
pub struct Secrets([u8; SECRET_BYTES]);

impl Secrets {
    /// From the bytes of the key file.
    pub fn new(root: [u8; SECRET_BYTES]) -> Self {
        Self(root)
    }

    /// A new root secret, to be written to the key file.
    pub fn generate(context: &Context) -> Self {
        let mut root = [0_u8; SECRET_BYTES];
        context.fill(&mut root);
        Self(root)
    }

    /// The key for one purpose, as `sign_in/totp/1` (room, use, version): HKDF-SHA256 (RFC 5869) over the root
    /// secret with the purpose as info. Different purposes give independent keys.
    pub fn derive(&self, purpose: &str) -> [u8; SECRET_BYTES] {
        let mut key = [0_u8; SECRET_BYTES];
        // Fails only for more than 255 blocks of output; this is one.
        let expanded = Hkdf::<Sha256>::new(None, &self.0).expand(purpose.as_bytes(), &mut key);
        debug_assert!(expanded.is_ok(), "one block is never too long");
        key
    }

    /// The bytes for the key file. Nowhere else.
    pub fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_its_own_key_and_keeps_it() {
        let secrets = Secrets::new([7; SECRET_BYTES]);

        assert_eq!(secrets.derive("a/1"), Secrets::new([7; SECRET_BYTES]).derive("a/1"));
        assert_ne!(secrets.derive("a/1"), secrets.derive("a/2"));
        assert_ne!(secrets.derive("a/1"), Secrets::new([8; SECRET_BYTES]).derive("a/1"));
        assert_ne!(&secrets.derive("a/1"), secrets.expose());
        assert_eq!(format!("{secrets:?}"), "[sealed]");
    }
}
