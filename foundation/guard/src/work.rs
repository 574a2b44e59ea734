//! Work that a browser does before it sends: hashcash over SHA-256, in several parts so that the time it takes
//! varies little from one visitor to the next.
//!
//! It is a toll, not a wall: whoever owns graphics cards pays it easily. It makes a flood from borrowed phones and
//! small servers expensive, and nothing genuine is refused for the lack of it.

use sha2::{Digest as _, Sha256};

/// Parts that a piece of work has; each takes 2^bits tries on average.
pub const PARTS: usize = 8;

/// Longest solution looked at, in bytes.
const LONGEST: usize = 128;

/// Whether a solution, as `17.4.…`, was worked out for this ticket: each part `SHA-256(ticket ":" part ":" number)`
/// begins with so many zero bits.
pub fn is_done(ticket: &str, bits: u8, solution: &str) -> bool {
    if solution.len() > LONGEST {
        return false;
    }
    let mut numbers = solution.split('.');
    let all = (0..PARTS).all(|part| numbers.next().is_some_and(|number| fits(ticket, part, number, bits)));
    all && numbers.next().is_none()
}

/// Does the work: for tests and for measuring; visitors' browsers have `pow.js`.
pub fn solve(ticket: &str, bits: u8) -> String {
    let part = |part| (0..=u32::MAX).map(|number| number.to_string()).find(|number| fits(ticket, part, number, bits));
    (0..PARTS).filter_map(part).collect::<Vec<_>>().join(".")
}

fn fits(ticket: &str, part: usize, number: &str, bits: u8) -> bool {
    let is_number = !number.is_empty() && number.len() <= 12 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && leading_zeros(&Sha256::digest(format!("{ticket}:{part}:{number}"))) >= u32::from(bits)
}

fn leading_zeros(hash: &[u8]) -> u32 {
    let [a, b, c, d, ..] = hash else { return 0 };
    u32::from_be_bytes([*a, *b, *c, *d]).leading_zeros()
}
