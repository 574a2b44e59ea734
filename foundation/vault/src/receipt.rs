//! The receipt of an anonymous tip: 20 random digits, and the key pair that follows from them.
//!
//! Everything that follows from a receipt goes through the slow step, the look-up too: a quick look-up would be a
//! quick way to try receipts (docs/decisions/0006-receipt.md has the numbers).

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base::Context;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::{
    error::{Result, VaultError},
    keys::{KeyPair, PublicKey},
    pepper::Pepper,
    secret::Secret32,
};

/// How many digits a receipt has: 66.4 bits.
pub const RECEIPT_DIGITS: usize = 20;

/// Argon2id: 32 MiB, three passes, one lane. With the root secret stolen too, the first of 100,000 receipts costs more
/// than 1,000 years of the fastest accelerator of 2026 at the full bandwidth of its memory.
pub(crate) const MEMORY_KIB: u32 = 32_768;
pub(crate) const PASSES: u32 = 3;
/// The same for all receipts, because there is nothing to find a salt by; each guess tries all receipts at once, which
/// the numbers take into account.
const SALT: &[u8] = b"lachan.vault.receipt/1";

/// The digits that a reporter writes down. Wiped when dropped, never shown by accident.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct Receipt([u8; RECEIPT_DIGITS]);

impl Receipt {
    /// Draws a receipt; each digit is uniform.
    pub fn draw(context: &Context) -> Self {
        let mut receipt = Self([0; RECEIPT_DIGITS]);
        for digit in &mut receipt.0 {
            // 250 is the largest multiple of ten in a byte; what is above would favour small digits.
            let mut byte = [u8::MAX];
            while byte[0] >= 250 {
                context.fill(&mut byte);
            }
            *digit = b'0' + byte[0] % 10;
        }
        receipt
    }

    /// Reads what somebody typed: spaces, dots and dashes do not matter. `None` unless it is 20 digits.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut receipt = Self([0; RECEIPT_DIGITS]);
        let mut digits = typed.chars().filter(|ch| !ch.is_whitespace() && !matches!(ch, '-' | '.' | '–'));
        for place in &mut receipt.0 {
            *place = digits.next().filter(char::is_ascii_digit).and_then(|ch| u8::try_from(ch).ok())?;
        }
        digits.next().is_none().then_some(receipt)
    }

    /// Five groups of four digits, as they are shown once.
    pub fn grouped(&self) -> Zeroizing<String> {
        let groups = self.0.chunks(4).map(|group| group.iter().map(|digit| char::from(*digit)));
        let mut text = Zeroizing::new(String::with_capacity(RECEIPT_DIGITS + 4));
        for group in groups {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(group);
        }
        text
    }

    /// The slow step (Argon2id): call it where blocking is allowed, and never inside a transaction.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn open(&self, pepper: &Pepper) -> Result<OpenedReceipt> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| VaultError::Cipher)?;
        let argon = Argon2::new_with_secret(pepper.expose(), Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|_| VaultError::Cipher)?;
        let mut root = Secret32::zero();
        argon.hash_password_into(&self.0, SALT, root.expose_mut()).map_err(|_| VaultError::Cipher)?;
        OpenedReceipt::of(root)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// What follows from a receipt.
#[derive(Debug, Clone)]
pub struct OpenedReceipt {
    /// How its record is found: 32 hexadecimal digits.
    pub lookup: String,
    /// The key pair to which the record key is sealed.
    pub pair: KeyPair,
    root: Secret32,
}

impl OpenedReceipt {
    /// What follows from the root of a receipt, without the slow step.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn of(root: Secret32) -> Result<Self> {
        let lookup = root.derive(b"", b"lachan.vault.receipt-lookup/1")?;
        let pair = KeyPair::from_seed(&root.derive(b"", b"lachan.vault.receipt-key/1")?)?;
        Ok(Self { lookup: lookup.mark(), pair, root })
    }

    /// What spares the slow step the next time ([`OpenedReceipt::of`]), as secret as the receipt: it may lie only where the receipt
    /// itself may.
    pub fn root(&self) -> &Secret32 {
        &self.root
    }
}

/// A receipt whose slow step is done, ready to be given to somebody. Its secret half is not kept.
#[derive(Debug, Clone)]
pub struct ReadyReceipt {
    /// The digits, to be shown once.
    pub receipt: Receipt,
    /// How its record will be found.
    pub lookup: String,
    /// Where to seal to.
    pub public: PublicKey,
}

impl ReadyReceipt {
    /// Draws a receipt and does the slow step.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn make(context: &Context, pepper: &Pepper) -> Result<Self> {
        let receipt = Receipt::draw(context);
        let opened = receipt.open(pepper)?;
        Ok(Self { receipt, lookup: opened.lookup, public: *opened.pair.public() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_receipt_opens_the_same_again_and_needs_its_pepper() {
        let context = Context::system();
        let (pepper, other) = (Pepper::random(&context), Pepper::random(&context));
        let ready = ReadyReceipt::make(&context, &pepper).unwrap();

        let typed = Receipt::parse(&ready.receipt.grouped()).unwrap();
        let opened = typed.open(&pepper).unwrap();

        assert_eq!((&opened.lookup, opened.pair.public()), (&ready.lookup, &ready.public));
        assert_ne!(typed.open(&other).unwrap().lookup, ready.lookup);
    }

    #[test]
    fn a_receipt_is_read_however_it_is_grouped_and_refused_when_it_is_not_one() {
        let plain = Receipt::parse("01234567890123456789").unwrap();

        for typed in ["0123 4567 8901 2345 6789", " 0123-4567-8901-2345-6789 ", "0123.4567.8901.2345.6789"] {
            assert_eq!(Receipt::parse(typed), Some(plain.clone()));
        }
        assert_eq!(&**plain.grouped(), "0123 4567 8901 2345 6789");
        for typed in
            ["", "0123456789012345678", "012345678901234567890", "0123456789012345678a", "٠1234567890123456789"]
        {
            assert_eq!(Receipt::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_digit_comes_about_equally_often() {
        let context = Context::system();
        let mut counts = [0_u32; 10];
        for _ in 0..10_000 {
            for digit in Receipt::draw(&context).as_bytes() {
                counts[usize::from(digit - b'0')] += 1;
            }
        }

        // 200,000 digits: 20,000 of each, standard deviation 134; eight of them is never.
        assert!(counts.iter().all(|count| count.abs_diff(20_000) < 1_073), "{counts:?}");
    }

    proptest! {
        #[test]
        fn reading_never_panics(typed in ".{0,40}") {
            let _ = Receipt::parse(&typed);
        }
    }
}
