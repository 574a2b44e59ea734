//! The journeys of those from whom the house protects (ux.md §3.6, §6.2); `docs/threats.md` lists them.

mod exit;
mod flood;
mod glass;
mod guessing;
mod insider;
mod listed;
mod markup;
mod pupils;
mod seizure;
mod theft;
mod watching;
