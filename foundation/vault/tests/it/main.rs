//! The vault on both engines.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test ends at what it did not expect")]

mod columns;
mod fields;
mod glass;
mod leaving;
mod office;
mod people;
mod receipts;
mod records;
mod recovery;
mod rotation;
mod theft;
