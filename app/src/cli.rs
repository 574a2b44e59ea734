//! The command line: one subcommand, one file in `commands/`.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::commands::{self, audit::AuditCommand, plan_read::PlanRead};

#[derive(Parser)]
#[command(name = "lachan", version, about = "Lá Chắn – phòng, chống mua bán người")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start with invented data on this machine only, and say what to try first.
    Demo(DemoArguments),
    /// Serve the work door.
    Serve(WithConfig),
    /// Make the database, load the territory, and set up the committee named in a file.
    Init(InitArguments),
    /// Say in plain Vietnamese whether this installation can work.
    Check(WithConfig),
    /// Bring the database up to date.
    Migrate(WithConfig),
    /// Copy the database, encrypted to keys that lie elsewhere; the program goes on meanwhile.
    Backup(BackupArguments),
    /// Make a key for backups; its file belongs on no server.
    BackupKey {
        /// The new file of the secret key. The public key is printed.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Open a backup with its key, where no database is.
    Restore(RestoreArguments),
    /// Read plans, or put one into the database.
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Change the territory: a later list of units, a reorganisation.
    #[command(subcommand)]
    Units(commands::units::UnitsCommand),
    /// Check, export, prove and witness the log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Accounts: list, add, invite, disable. No password is ever set here.
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Subcommand)]
enum PlanCommand {
    /// Read plan texts and print what they oblige whom to do; no database.
    Read(PlanRead),
    /// Read one plan and put it into the database as a draft.
    Import(ImportArguments),
}

/// What the operator does to accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// All accounts with their roles.
    List(WithConfig),
    /// Add an officer; prints a one-time code to hand over. Roles wait for a second person in the browser.
    Add(UserAddArguments),
    /// A new one-time code for somebody who has none or has lost every proof.
    Invite(UserNamed),
    /// Close an account; its sessions end at once.
    Disable(UserNamed),
}

/// A command about one account.
#[derive(Debug, Args)]
pub(crate) struct UserNamed {
    #[command(flatten)]
    pub(crate) with: WithConfig,
    /// The name for signing in.
    pub(crate) login: String,
}

/// Arguments of `lachan user add`.
#[derive(Debug, Args)]
pub(crate) struct UserAddArguments {
    #[command(flatten)]
    pub(crate) with: WithConfig,
    /// The name for signing in: small letters, digits, dots, hyphens.
    pub(crate) login: String,
    /// Họ, chữ đệm và tên.
    #[arg(long)]
    pub(crate) name: String,
    /// The code of the unit.
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: String,
    /// The agency as people call it, as "Công an xã".
    #[arg(long)]
    pub(crate) agency: String,
    /// The post, as "Trưởng Công an xã".
    #[arg(long)]
    pub(crate) post: String,
    /// A role to propose; may be given several times.
    #[arg(long = "role", value_name = "ROLE")]
    pub(crate) roles: Vec<String>,
}

/// A command that works on a configured installation.
#[derive(Debug, Args)]
pub(crate) struct WithConfig {
    /// The configuration file.
    #[arg(long, value_name = "FILE", default_value = "/etc/lachan/lachan.toml")]
    pub(crate) config: PathBuf,
}

/// Arguments of `lachan demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    /// The port of the work door on 127.0.0.1.
    #[arg(long, default_value_t = 8138)]
    pub(crate) port: u16,
    /// Keep the database in this folder and use it again next time; without it a fresh one is made.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Add a synthetic country: every commune gets an invented plan in force. Takes minutes.
    #[arg(long)]
    pub(crate) national: bool,
    /// How many receipts the public door keeps ready in memory, once its first visitor has come.
    #[arg(long, value_name = "NUMBER", default_value_t = tips::RECEIPTS_READY)]
    pub(crate) receipts: usize,
    /// A folder of recordings of public pages, as an-toan.vi.mp3.
    #[arg(long, value_name = "DIR")]
    pub(crate) recordings: Option<PathBuf>,
}

/// Arguments of `lachan init`.
#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    #[command(flatten)]
    pub(crate) with: WithConfig,
    /// The committee, its agencies and its people.
    #[arg(long, value_name = "FILE")]
    pub(crate) setup: PathBuf,
}

/// Arguments of `lachan backup`.
#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    #[command(flatten)]
    pub(crate) with: WithConfig,
    /// The new file.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
    /// The public keys that can open it, as age1…; any one of them will do.
    #[arg(long = "for", value_name = "KEY", required = true)]
    pub(crate) recipients: Vec<String>,
}

/// Arguments of `lachan restore`.
#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// The backup.
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// The file of the secret key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// Where the database goes; nothing may be there.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
}

/// Arguments of `lachan plan import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    #[command(flatten)]
    pub(crate) with: WithConfig,
    /// The plan: txt, md, docx or pdf.
    pub(crate) file: PathBuf,
    /// The code of the unit whose committee issues the plan.
    #[arg(long, value_name = "UNIT")]
    pub(crate) committee: String,
}

/// Reads the command line and does what it says. Exit codes: 0 done, 1 the answer is no, 2 bad use.
pub fn run() -> ExitCode {
    let command = Arguments::parse().command;
    if let Command::Plan(PlanCommand::Read(arguments)) = &command {
        return told(commands::plan_read::run(arguments));
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return told(Err(error.into())),
    };
    told(runtime.block_on(async {
        match command {
            Command::Demo(arguments) => commands::demo::run(arguments).await,
            Command::Serve(arguments) => commands::serve::run(&arguments.config).await,
            Command::Init(arguments) => commands::init::run(&arguments).await,
            Command::Check(arguments) => commands::check::run(&arguments.config).await,
            Command::Migrate(arguments) => commands::migrate::run(&arguments.config).await,
            Command::Backup(arguments) => commands::backup::run(&arguments).await,
            Command::BackupKey { to } => commands::backup::make_key(&to),
            Command::Restore(arguments) => commands::restore::run(&arguments).await,
            Command::Audit(command) => commands::audit::run(&command).await,
            Command::User(command) => commands::user::run(&command).await,
            Command::Plan(PlanCommand::Import(arguments)) => commands::plan_import::run(&arguments).await,
            Command::Units(command) => commands::units::run(&command).await,
            Command::Plan(PlanCommand::Read(_)) => Ok(ExitCode::SUCCESS),
        }
    }))
}

fn told(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        eprintln!("lachan: {error:#}");
        ExitCode::from(1)
    })
}
