//! Keeps a flood out of a door that everybody may use, without ever keeping a village out.
//!
//! A form carries a [`Ticket`]; what comes back with it is [judged](Guard::judge). Whoever's browser did the work
//! that goes with the ticket is let in, however many stand behind one address: a crowd only makes the work harder.
//! Whoever's browser cannot work takes the slow lane. Nothing is refused for good, nobody is locked out, and an
//! address is used in memory as a salted prefix that is forgotten within the hour.

mod counts;
mod crowd;
mod guard;
mod likeness;
mod rules;
mod state;
mod ticket;
mod verdict;
mod work;

pub use crowd::Crowd;
pub use guard::Guard;
pub use likeness::Likeness;
pub use rules::Rules;
pub use ticket::{Purpose, Ticket};
pub use verdict::{Admitted, Files, Lane, Sent, Verdict};
pub use work::{PARTS, is_done, solve};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Name of the hidden field that carries the ticket.
pub const TICKET_FIELD: &str = "_ve";
/// Name of the hidden field into which the browser puts its work.
pub const WORK_FIELD: &str = "_cong";
/// Name of the field that people do not see and programs like to fill in. It refuses nothing: it is a hint for triage.
pub const DECOY_FIELD: &str = "ghi_chu_khac";

/// HMAC-SHA256 over some parts, each with its length before it.
fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The first eight bytes as a number; nothing that comes here is shorter.
fn first_number(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
