//! The pepper: a secret of the installation that lies in a file, never in the database or its backup.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base::Context;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    error::{Result, VaultError},
    secret::Secret32,
};

/// The installation's pepper. Who steals the database alone cannot even begin to guess passwords or receipts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pepper(Secret32);

impl Pepper {
    /// A new one, for tests and for the demonstration.
    pub fn random(context: &Context) -> Self {
        Self(Secret32::random(context))
    }

    /// Reads the file, or makes it when it is missing: 64 hexadecimal digits that only the owner may read.
    ///
    /// # Errors
    /// The file system's, or `InvalidData` when the file holds something else.
    pub fn read_or_make(path: &Path, context: &Context) -> io::Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&Zeroizing::new(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let new = Self::random(context);
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
                let text: Zeroizing<String> =
                    Zeroizing::new(new.0.expose().iter().map(|byte| format!("{byte:02x}")).collect());
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                Ok(new)
            }
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> io::Result<Self> {
        let bad = || io::Error::new(io::ErrorKind::InvalidData, "a pepper file holds 64 hexadecimal digits");
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(32));
        for pair in text.as_bytes().chunks(2) {
            let pair = std::str::from_utf8(pair).map_err(|_| bad())?;
            bytes.push(u8::from_str_radix(pair, 16).map_err(|_| bad())?);
        }
        Secret32::from_slice(&bytes).map(Self).map_err(|_| bad())
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose()
    }

    /// HMAC-SHA-256 of some bytes under the pepper.
    pub(crate) fn mac(&self, bytes: &[u8]) -> Result<Secret32> {
        mac(&self.0, bytes)
    }
}

/// HMAC-SHA-256.
pub(crate) fn mac(key: &Secret32, bytes: &[u8]) -> Result<Secret32> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).map_err(|_| VaultError::Cipher)?;
    mac.update(bytes);
    Secret32::from_slice(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn the_file_is_made_once_private_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pepper");

        let made = Pepper::read_or_make(&path, &Context::system()).unwrap();

        assert_eq!(Pepper::read_or_make(&path, &Context::system()).unwrap(), made);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pepper");
        std::fs::write(&path, "không phải").unwrap();

        assert!(Pepper::read_or_make(&path, &Context::system()).is_err());
    }
}
