//! The one symmetric cipher: XChaCha20-Poly1305, whose nonce of 192 bits may be random.
//!
//! With n messages under one key the chance that any two nonces agree is below n² / 2¹⁹³: for 2⁴⁰ messages it is
//! less than 2⁻¹¹², so no counter has to be kept (draft-irtf-cfrg-xchacha, section 2.1).

use base::Context;
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use zeroize::Zeroizing;

use crate::{
    error::{Result, VaultError},
    secret::Secret32,
};

/// Length of the nonce that stands before the ciphertext, in bytes.
pub(crate) const NONCE: usize = 24;

/// Nonce and ciphertext.
pub(crate) fn lock(context: &Context, key: &Secret32, aad: &[u8], text: &[u8]) -> Result<Vec<u8>> {
    let mut nonce = [0_u8; NONCE];
    context.fill(&mut nonce);
    let locked =
        cipher(key)?.encrypt(&XNonce::from(nonce), Payload { msg: text, aad }).map_err(|_| VaultError::Cipher)?;
    Ok([nonce.as_slice(), &locked].concat())
}

/// The text of nonce and ciphertext, if key, binding and bytes are right.
pub(crate) fn unlock(key: &Secret32, aad: &[u8], locked: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, text) = locked.split_first_chunk::<NONCE>().ok_or(VaultError::Form)?;
    cipher(key)?
        .decrypt(&XNonce::from(*nonce), Payload { msg: text, aad })
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Closed)
}

fn cipher(key: &Secret32) -> Result<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(key.expose()).map_err(|_| VaultError::Cipher)
}
