//! Signing in and out as a browser does it, on both engines.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it needs it")]

mod account;
mod activation;
mod administration;
mod asvs;
mod common;
mod duress;
mod glass;
mod headers;
mod kept;
mod keyring;
mod logged;
mod oidc;
mod person;
mod proofs;
mod provider;
mod review;
mod sessions;
mod signing_in;
mod step_up;
mod territory;
mod vaults;
mod watch_looks;
