//! Sealing of what the program itself has to read again: the secret of a code generator. A key outside the database
//! closes it, so a stolen table makes no codes.

use base::{Context, Secrets};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use thiserror::Error;

/// Which key: room, use, version. A new key gets the next number.
const PURPOSE: &str = "sign_in/totp/1";
/// Length of the random nonce that stands before the ciphertext, in bytes.
const NONCE: usize = 24;

/// What was sealed does not open: another key, another account, or damaged bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a sealed secret does not open")]
pub(crate) struct DoesNotOpen;

/// Seals a secret of an account; it opens for that account only.
pub(crate) fn close(context: &Context, secrets: &Secrets, account: &str, text: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let mut nonce = [0_u8; NONCE];
    context.fill(&mut nonce);
    let aad = account.as_bytes();
    let sealed = cipher(secrets).encrypt(&XNonce::from(nonce), Payload { msg: text, aad }).map_err(|_| DoesNotOpen)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what was sealed for an account.
pub(crate) fn open(secrets: &Secrets, account: &str, sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(DoesNotOpen)?;
    let payload = Payload { msg: text, aad: account.as_bytes() };
    cipher(secrets).decrypt(&XNonce::from(*nonce), payload).map_err(|_| DoesNotOpen)
}

fn cipher(secrets: &Secrets) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&secrets.derive(PURPOSE).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_for_its_account_and_its_installation_only() {
        let (context, secrets) = (Context::system(), Secrets::new([1; base::SECRET_BYTES]));
        let sealed = close(&context, &secrets, "a", b"secret").unwrap();

        assert_eq!(open(&secrets, "a", &sealed), Ok(b"secret".to_vec()));
        assert_eq!(open(&secrets, "b", &sealed), Err(DoesNotOpen));
        assert_eq!(open(&Secrets::new([2; base::SECRET_BYTES]), "a", &sealed), Err(DoesNotOpen));
        assert_ne!(sealed, close(&context, &secrets, "a", b"secret").unwrap());
    }
}
