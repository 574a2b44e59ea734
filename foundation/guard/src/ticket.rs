//! What a form carries to show when it was opened, for what, and how much work goes with it.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq as _;

use crate::keyed;

/// Bytes that are signed: version, purpose, bits, second of issue, nonce.
const SIGNED: usize = 1 + 1 + 1 + 8 + 16;
/// Bytes of the signature.
const MAC: usize = 16;
const VERSION: u8 = 1;

/// What a form is for; a ticket for one is no ticket for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Something new is handed in.
    Send,
    /// Something is asked for by a secret number.
    LookUp,
}

impl Purpose {
    fn number(self) -> u8 {
        match self {
            Self::Send => 1,
            Self::LookUp => 2,
        }
    }
}

/// A ticket as a form carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    text: String,
    bits: u8,
}

impl Ticket {
    /// The value of the hidden field [`crate::TICKET_FIELD`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The work that goes with it, in leading zero bits of each part.
    pub fn bits(&self) -> u8 {
        self.bits
    }
}

/// A ticket that came back and is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) bits: u8,
    pub(crate) issued: i64,
    pub(crate) nonce: [u8; 16],
}

pub(crate) fn seal(key: &[u8; 32], purpose: Purpose, bound: &[u8], opened: &Opened) -> Ticket {
    let mut bytes = Vec::with_capacity(SIGNED + MAC);
    bytes.extend_from_slice(&[VERSION, purpose.number(), opened.bits]);
    bytes.extend_from_slice(&opened.issued.to_be_bytes());
    bytes.extend_from_slice(&opened.nonce);
    let mac = keyed(key, &[&bytes, bound]);
    bytes.extend(mac.iter().take(MAC));
    Ticket { text: BASE64_URL_SAFE_NO_PAD.encode(bytes), bits: opened.bits }
}

/// Reads a ticket; `None` where it is not ours, for something else, or bound to something else.
pub(crate) fn open(key: &[u8; 32], purpose: Purpose, bound: &[u8], text: &str) -> Option<Opened> {
    // 58 characters; anything longer is not worth decoding.
    if text.len() > 64 {
        return None;
    }
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    if bytes.len() != SIGNED + MAC {
        return None;
    }
    let bits = *bytes.get(2)?;
    let issued = i64::from_be_bytes(bytes.get(3..11)?.try_into().ok()?);
    let nonce = bytes.get(11..SIGNED)?.try_into().ok()?;
    let opened = Opened { bits, issued, nonce };
    // Signed anew and compared whole: a ticket has exactly one form.
    let ours = seal(key, purpose, bound, &opened);
    bool::from(ours.text.as_bytes().ct_eq(text.as_bytes())).then_some(opened)
}
