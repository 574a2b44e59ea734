//! The pepper: a secret of the installation that is never in the database or its backup.

use base::{Context, Secrets};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    error::{Result, VaultError},
    secret::Secret32,
};

/// The installation's pepper, from its root secret. Who steals the database alone cannot even begin to guess passwords
/// or receipts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pepper(Secret32);

impl Pepper {
    /// The pepper of an installation.
    ///
    /// # Errors
    /// None in practice; a derived key has the right length.
    pub fn of(secrets: &Secrets) -> Result<Self> {
        Secret32::from_slice(&secrets.derive("vault/pepper/1")).map(Self)
    }

    /// A new one, for tests.
    pub fn random(context: &Context) -> Self {
        Self(Secret32::random(context))
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
