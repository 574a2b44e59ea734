//! The repository's own tools: `cargo xtask test`, `check`, `shape`, `bench`.

mod bench;
mod check;
mod dependencies;
mod install;
mod messages;
mod metadata;
mod run;
mod shape;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Repository tools of Lá Chắn")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, then run every test: unit, property, both engines, browser, papers.
    Test {
        /// Do not install anything; tests whose tool is missing say so and are passed over.
        #[arg(long)]
        no_install: bool,
    },
    /// The fast half for every commit: format, lints, shape, words, dependencies.
    Check,
    /// The arrows between crates and rooms against `xtask/shape.toml`, and the length of files.
    Shape,
    /// The words: equal keys in both languages, none unused, none in templates.
    Messages,
    /// Dependencies: none unused, all from the registry, all under accepted licences.
    Dependencies,
    /// Measure: `reading`, `writers`, `worklist`, `start`, `sign-in`, or all of them.
    Bench {
        /// Which one; all when none is named.
        only: Option<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Test { no_install } => test::run(no_install),
        Command::Check => check::run(),
        Command::Shape => shape::run(),
        Command::Messages => messages::run(),
        Command::Dependencies => dependencies::run(),
        Command::Bench { only } => bench::run(only.as_deref()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
