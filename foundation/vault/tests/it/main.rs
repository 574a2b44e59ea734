//! The vault on both engines.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test ends at what it did not expect")]

mod columns;
mod fields;
mod office;
mod people;
mod receipts;
mod records;
mod rotation;
mod theft;
