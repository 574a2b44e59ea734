//! What every room of the house may lean on: identifiers, the clock, chance, and Vietnamese text.
//!
//! Nothing here knows what a plan or a committee is. Time and randomness enter the program only
//! through [`Context`], so that a test can hold both still.

mod context;
mod id;
mod secrets;
mod text;
mod time;

pub use context::{Chance, Clock, Context, FixedClock, SeededChance, SystemChance, SystemClock};
pub use id::BadId;
pub use secrets::{SECRET_BYTES, Secrets};
pub use text::{fold, nfc, one_line};
pub use time::{VIETNAM, from_micros, local_date, local_time, micros};

#[doc(hidden)]
pub use uuid;

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};

    hex(&Sha256::digest(bytes))
}

/// SHA-256 of all that a file or another source holds, read in parts.
///
/// # Errors
/// The source's.
pub fn sha256_hex_of(mut source: impl std::io::Read) -> std::io::Result<String> {
    use sha2::{Digest as _, Sha256};

    let mut digest = Sha256::new();
    let mut part = vec![0; 64 << 10];
    loop {
        match source.read(&mut part)? {
            0 => return Ok(hex(&digest.finalize())),
            read => digest.update(part.get(..read).unwrap_or_default()),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
