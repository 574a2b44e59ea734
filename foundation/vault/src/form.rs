//! The head of every ciphertext: version of the form, kind, id of the key.

use crate::{
    error::{Result, VaultError},
    keys::KeyId,
};

/// Version of the forms below. A new cipher gets a new number, and both are read until the last old one is gone.
pub(crate) const VERSION: u8 = 1;

/// What a ciphertext is. The number stands in its second byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Form {
    /// Sealed to a public key (HPKE).
    Sealed = 1,
    /// A field under a record key.
    Field = 2,
    /// A person's secret under a password, a passkey or a code.
    Person = 3,
    /// A person's secret under the secret of a browser's cookie.
    Session = 4,
    /// Something that waits under a key in memory.
    Waiting = 5,
}

/// Head and body in one.
pub(crate) fn write(form: Form, key: KeyId, body: &[&[u8]]) -> Vec<u8> {
    let length: usize = body.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(2 + KeyId::LENGTH + length);
    bytes.push(VERSION);
    bytes.push(form as u8);
    bytes.extend_from_slice(key.as_bytes());
    for part in body {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// The body, if the head is as expected. Another key is [`VaultError::Closed`], like a wrong one.
pub(crate) fn read(form: Form, key: KeyId, bytes: &[u8]) -> Result<&[u8]> {
    let (&[version, kind], rest) = bytes.split_first_chunk::<2>().ok_or(VaultError::Form)?;
    if version != VERSION || kind != form as u8 {
        return Err(VaultError::Form);
    }
    let (id, body) = rest.split_first_chunk::<{ KeyId::LENGTH }>().ok_or(VaultError::Form)?;
    if id.as_slice() == key.as_bytes() { Ok(body) } else { Err(VaultError::Closed) }
}
