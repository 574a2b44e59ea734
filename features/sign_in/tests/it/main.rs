//! Signing in and out as a browser does it, on both engines.

mod account;
mod common;
mod kept;
mod sessions;
mod signing_in;
