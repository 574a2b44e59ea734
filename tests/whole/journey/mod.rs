//! Whole journeys through the pages, in real browsers: a tip from the first page to its result, a call, the keys.

mod hotline;
mod keys;
mod office;
mod photo;
mod reporter;
mod tip;
