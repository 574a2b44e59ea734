//! The log on both engines.

#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

mod agreement;
mod common;
mod crash;
mod keeping;
mod tampering;
