//! The one binary: configuration, the wiring of the features, and the commands.

mod assemble;
mod cli;
mod commands;
mod config;
mod demo;
mod keys;
mod serving;
mod setup;

pub use assemble::{App, AssembleError, FOLLOWERS, Installation, assemble, assemble_of, features, sealed_columns};
pub use cli::run;
pub use config::Config;
pub use demo::{DEMO_PASSWORD, DEMO_RECEIPT, fill as fill_demo};
pub use public_site::Recordings;
pub use serving::PEER_TELLERS;
pub use setup::{Setup, SetupError, apply as apply_setup};
