//! Exact look-ups of sealed values: a keyed hash that means something inside one agency only.

use std::fmt;

use crate::{bound::bind, error::Result, pepper::mac, secret::Secret32};

/// The key of one agency's look-ups. Two agencies give the same phone number different marks, so nobody can join their
/// records by it.
#[derive(Clone)]
pub struct IndexKey {
    agency: String,
    secret: Secret32,
}

impl IndexKey {
    pub(crate) fn new(agency: &str, secret: Secret32) -> Self {
        Self { agency: agency.to_owned(), secret }
    }

    /// The mark of a value of a kind (`phone`, `id_number`), which must be in its one normal form already.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn mark(&self, kind: &str, normalised: &str) -> Result<BlindIndex> {
        let parts = [self.agency.as_bytes(), kind.as_bytes(), normalised.as_bytes()];
        let mac = mac(&self.secret, &bind("lachan.vault.index/1", &parts))?;
        Ok(BlindIndex(mac.mark()))
    }
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IndexKey({})", self.agency)
    }
}

/// The mark of a value: 32 hexadecimal digits, fit for an indexed column. Equal values of one agency have equal marks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlindIndex(String);

impl BlindIndex {
    /// The mark as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

db::text_values!(BlindIndex);

#[cfg(test)]
mod tests {
    use super::*;
    use base::Context;

    #[test]
    fn marks_agree_inside_one_agency_and_kind_only() {
        let secret = Secret32::random(&Context::system());
        let one = IndexKey::new("a", secret.clone());
        let other = IndexKey::new("b", secret);

        assert_eq!(one.mark("phone", "0912000138").unwrap(), one.mark("phone", "0912000138").unwrap());
        assert_ne!(one.mark("phone", "0912000138").unwrap(), one.mark("phone", "0912000139").unwrap());
        assert_ne!(one.mark("phone", "0912000138").unwrap(), one.mark("id_number", "0912000138").unwrap());
        assert_ne!(one.mark("phone", "0912000138").unwrap(), other.mark("phone", "0912000138").unwrap());
    }
}
