//! Record keys, and the fields sealed under them.

use std::fmt;

use base::Context;
use zeroize::{Zeroize as _, Zeroizing};

use crate::{
    aead,
    bound::bind,
    column::SealedColumn,
    error::{Result, VaultError},
    form::{self, Form},
    keys::KeyId,
    secret::Secret32,
};

/// Where a sealed field stands. A ciphertext opens in its own place only: moved to another row, column or table it is
/// as good as destroyed, so nobody can put one person's words under another's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The key of the row, as text.
    pub row: &'a str,
}

impl<'a> Place<'a> {
    /// The place of a declared column in one row.
    pub fn of(column: &'static SealedColumn, row: &'a str) -> Self {
        Self { table: column.table, column: column.column, row }
    }
}

/// The key of one record: a tip, an identity, a safe contact. All sealed fields of the record are under it.
#[derive(Clone)]
pub struct RecordKey {
    secret: Secret32,
    version: i64,
    id: KeyId,
}

impl RecordKey {
    /// The first key of a new record.
    pub fn new(context: &Context) -> Result<Self> {
        Self::from_secret(Secret32::random(context), 1)
    }

    /// The next key of the same record.
    pub(crate) fn successor(&self, context: &Context) -> Result<Self> {
        Self::from_secret(Secret32::random(context), self.version.saturating_add(1))
    }

    pub(crate) fn from_secret(secret: Secret32, version: i64) -> Result<Self> {
        let id = KeyId::of(secret.derive(b"", b"lachan.vault.record-key-id/1")?.expose());
        Ok(Self { secret, version, id })
    }

    pub(crate) fn secret(&self) -> &Secret32 {
        &self.secret
    }

    /// Its version, from 1; it grows each time the record is re-keyed.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Seals text for one place. Its length shows in steps only (see [`padded`]).
    pub fn seal_field(&self, context: &Context, place: &Place<'_>, text: &[u8]) -> Result<Vec<u8>> {
        let text = padded(text)?;
        let locked = aead::lock(context, &self.secret, &self.bound(place), &text)?;
        Ok(form::write(Form::Field, self.id, &[&self.version.to_be_bytes(), &locked]))
    }

    /// Opens what was sealed for this place.
    pub fn open_field(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let body = form::read(Form::Field, self.id, sealed)?;
        let (version, locked) = body.split_first_chunk::<8>().ok_or(VaultError::Form)?;
        if i64::from_be_bytes(*version) != self.version {
            return Err(VaultError::Closed);
        }
        unpadded(&aead::unlock(&self.secret, &self.bound(place), locked)?)
    }

    /// Seals text for a declared column of one row.
    pub fn seal_text(
        &self,
        context: &Context,
        column: &'static SealedColumn,
        row: &str,
        text: &str,
    ) -> Result<Vec<u8>> {
        self.seal_field(context, &Place::of(column, row), text.as_bytes())
    }

    /// Opens the text of a declared column of one row.
    pub fn open_text(&self, column: &'static SealedColumn, row: &str, sealed: &[u8]) -> Result<Zeroizing<String>> {
        let mut bytes = self.open_field(&Place::of(column, row), sealed)?;
        match String::from_utf8(std::mem::take(&mut *bytes)) {
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                Err(VaultError::Form)
            }
        }
    }

    /// A mark of some content that only holders of the key can make: the same for the same content, and to everybody else it
    /// tells nothing about it.
    pub fn mark(&self, content: &[&str]) -> Result<String> {
        let parts: Vec<&[u8]> = content.iter().map(|part| part.as_bytes()).collect();
        let content = bind("lachan.vault.mark/1", &parts);
        Ok(self.secret.derive(&content, b"lachan.vault.record-mark/1")?.mark())
    }

    fn bound(&self, place: &Place<'_>) -> Vec<u8> {
        bind(
            "lachan.vault.field/1",
            &[place.table.as_bytes(), place.column.as_bytes(), place.row.as_bytes(), &self.version.to_be_bytes()],
        )
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordKey({}, version {})", self.id, self.version)
    }
}

/// The smallest sealed length, in bytes: a name and an empty field look alike.
const SMALLEST: usize = 64;
/// From here on lengths grow in steps of this many bytes instead of doubling.
const STEP: usize = 4096;

/// The text behind its length, filled up with zeros to 64, 128 … 4096 bytes and then to whole 4096s, so that the size
/// of a ciphertext does not tell which of two known letters it is.
fn padded(text: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(text.len()).map_err(|_| VaultError::Cipher)?;
    let wanted = text.len() + 4;
    let full = if wanted <= STEP { wanted.next_power_of_two().max(SMALLEST) } else { wanted.next_multiple_of(STEP) };
    let mut bytes = Zeroizing::new(Vec::with_capacity(full));
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text);
    bytes.resize(full, 0);
    Ok(bytes)
}

fn unpadded(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(VaultError::Form)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| VaultError::Form)?;
    rest.get(..length).map(|text| Zeroizing::new(text.to_vec())).ok_or(VaultError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn padding_gives_the_text_back_and_shows_steps_only(text in proptest::collection::vec(any::<u8>(), 0..9000)) {
            let full = padded(&text).unwrap();

            prop_assert_eq!(&*unpadded(&full).unwrap(), &text);
            prop_assert!(full.len().is_power_of_two() || full.len().is_multiple_of(STEP));
            prop_assert!(full.len() >= SMALLEST);
        }
    }
}
