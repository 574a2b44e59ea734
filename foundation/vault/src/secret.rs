//! Thirty-two secret bytes, and chance for the libraries that want it.

use std::convert::Infallible;
use std::fmt::{self, Write as _};

use base::Context;
use hkdf::Hkdf;
use hpke::rand_core::{TryCryptoRng, TryRng};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

use crate::error::{Result, VaultError};

/// Length of every secret and every public key, in bytes.
pub(crate) const LENGTH: usize = 32;

/// A secret of 32 bytes: wiped when it is dropped, compared in constant time, never shown.
///
/// It lives on the heap so that moving it leaves no copy behind.
#[derive(Clone)]
pub struct Secret32(Box<[u8; LENGTH]>);

impl Secret32 {
    /// A random secret.
    pub fn random(context: &Context) -> Self {
        let mut secret = Self::zero();
        context.fill(secret.0.as_mut_slice());
        secret
    }

    /// The secret of these bytes, which must be 32.
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        let mut secret = Self::zero();
        if bytes.len() != LENGTH {
            return Err(VaultError::Form);
        }
        secret.0.copy_from_slice(bytes);
        Ok(secret)
    }

    /// The bytes themselves; keep them out of logs, errors and values that are not wiped.
    pub fn expose(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Another secret for another purpose (HKDF-SHA-256, RFC 5869): who has the child learns nothing of the parent.
    pub fn derive(&self, salt: &[u8], info: &[u8]) -> Result<Self> {
        derive(self.expose(), salt, info)
    }

    /// The first 16 bytes as 32 hexadecimal digits, where a secret is a mark to be stored.
    pub(crate) fn mark(&self) -> String {
        self.0.iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    pub(crate) fn zero() -> Self {
        Self(Box::new([0; LENGTH]))
    }

    pub(crate) fn expose_mut(&mut self) -> &mut [u8] {
        self.0.as_mut_slice()
    }
}

/// HKDF-SHA-256 of any key material.
pub(crate) fn derive(material: &[u8], salt: &[u8], info: &[u8]) -> Result<Secret32> {
    let mut out = Secret32::zero();
    Hkdf::<Sha256>::new(Some(salt), material).expand(info, out.expose_mut()).map_err(|_| VaultError::Cipher)?;
    Ok(out)
}

impl PartialEq for Secret32 {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(other.0.as_ref()).into()
    }
}

impl Eq for Secret32 {}

impl Drop for Secret32 {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Secret32 {}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// The context's chance in the form in which the libraries ask for it.
pub(crate) struct Dice<'a>(pub(crate) &'a Context);

impl TryRng for Dice<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Dice<'_> {}
