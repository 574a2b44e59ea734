//! `lachan audit …`: check, export and prove the log. Checking an exported folder needs no database.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use audit::{Checkpoint, Fault, Hash, Proof, Trusted, Verdict, Verifier};
use clap::{Args, Subcommand};
use i18n::{Catalogue, Lang, Messages, Translator};

use super::audit_witness::{self, WitnessArguments};
use crate::{cli::WithConfig, keys};

/// The words of these commands.
const MESSAGES: Messages = Messages {
    room: "audit commands",
    vi: include_str!("../../messages/audit.vi.ftl"),
    en: include_str!("../../messages/audit.en.ftl"),
};

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Say whether the log is whole: exit code 0 if it is, 1 if it is not.
    Verify(VerifyArguments),
    /// Write the log into a folder that anybody can check (c2sp.org/tlog-tiles).
    Export(ExportArguments),
    /// Write the proof that the log holds one entry (c2sp.org/tlog-proof).
    Prove(ProveArguments),
    /// Check another installation's exported log against what was seen before, and sign it.
    Witness(WitnessArguments),
}

/// Arguments of `lachan audit verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    with: WithConfig,
    /// An exported log; no database is needed. Without it the configured database is checked.
    #[arg(long, value_name = "FOLDER")]
    log: Option<PathBuf>,
    /// A `.tlog-proof` file instead of a whole log.
    #[arg(long, value_name = "FILE", conflicts_with = "log")]
    proof: Option<PathBuf>,
    /// The log's public key, or a file that holds it; without it the folder's own `key` is taken.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// A checkpoint kept from before: nothing under it may have been changed or cut off.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Instead of `--from`: how many entries the printed minutes of the log name.
    #[arg(long, value_name = "SIZE", requires = "root", conflicts_with = "from")]
    size: Option<u64>,
    /// Instead of `--from`: the root that the printed minutes of the log name.
    #[arg(long, value_name = "BASE64", requires = "size")]
    root: Option<String>,
}

/// Arguments of `lachan audit export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    #[command(flatten)]
    with: WithConfig,
    /// The folder, which is made.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Arguments of `lachan audit prove`.
#[derive(Debug, Args)]
pub(crate) struct ProveArguments {
    #[command(flatten)]
    with: WithConfig,
    /// The number of the entry, from 0.
    #[arg(long, value_name = "SEQ")]
    entry: u64,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) async fn run(command: &AuditCommand) -> anyhow::Result<ExitCode> {
    let words = words()?;
    match command {
        AuditCommand::Verify(arguments) => verify(arguments, &words).await,
        AuditCommand::Export(arguments) => export(arguments, &words).await,
        AuditCommand::Prove(arguments) => prove(arguments, &words).await,
        AuditCommand::Witness(arguments) => audit_witness::run(arguments, &words),
    }
}

fn words() -> anyhow::Result<Translator> {
    Ok(Translator::new(Arc::new(Catalogue::new(&[MESSAGES])?), Lang::Vi))
}

async fn verify(arguments: &VerifyArguments, words: &Translator) -> anyhow::Result<ExitCode> {
    let note = arguments.from.as_deref().map(read).transpose()?;
    let typed = typed(arguments)?;
    let trusted = note.as_deref().map(Trusted::Note).or(typed.map(Trusted::Typed));
    if let Some(proof) = &arguments.proof {
        return verify_proof(&read(proof)?, arguments, words);
    }
    let outcome = match &arguments.log {
        Some(folder) => audit::verify(folder, &key(arguments, Some(folder), words)?, trusted),
        None => verify_database(&arguments.with, trusted).await?,
    };
    tell(outcome, words)
}

/// Size and root as typed from paper.
fn typed(arguments: &VerifyArguments) -> anyhow::Result<Option<Checkpoint>> {
    let (Some(size), Some(root)) = (arguments.size, &arguments.root) else { return Ok(None) };
    let root = Hash::parse_hash(root).map_err(|error| anyhow::anyhow!("--root: {error}"))?;
    Ok(Some(Checkpoint { size, root }))
}

/// The key that was given, else the folder's own, with a word of warning.
fn key(arguments: &VerifyArguments, folder: Option<&Path>, words: &Translator) -> anyhow::Result<Verifier> {
    let text = match (&arguments.key, folder) {
        (Some(key), _) if Path::new(key).exists() => read(Path::new(key))?,
        (Some(key), _) => key.clone(),
        (None, Some(folder)) => {
            eprintln!("{}", words.t("audit-key-of-the-folder"));
            read(&folder.join("key"))?
        }
        (None, None) => anyhow::bail!("{}", words.t("audit-key-needed")),
    };
    text.parse().map_err(|error| anyhow::anyhow!("--key: {error}"))
}

/// Checks the database as an outsider would check an export of it, and the payloads besides.
async fn verify_database(with: &WithConfig, trusted: Option<Trusted<'_>>) -> anyhow::Result<Result<Verdict, Fault>> {
    let (app, config) = super::open(&with.config).await?;
    let log = keys::read_log(&config.keys.folder)?.verifier();
    let folder = Scratch::new(&app.services.context)?;
    let mut db = &app.services.db;
    audit::export(&mut db, &log, &folder.0).await?;
    let mut outcome = audit::verify(&folder.0, &log, trusted);
    if let Ok(verdict) = &outcome
        && let Some(fault) = audit::check_payloads(&mut db, verdict.checkpoint.size).await?
    {
        outcome = Err(fault);
    }
    app.services.db.close().await;
    Ok(outcome)
}

/// A folder that is gone afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new(context: &base::Context) -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("lachan-log-{}", context.new_uuid()));
        std::fs::create_dir(&path).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind is an export of the log, which its reader may have anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn verify_proof(text: &str, arguments: &VerifyArguments, words: &Translator) -> anyhow::Result<ExitCode> {
    let log = key(arguments, None, words)?;
    match Proof::parse(text).and_then(|proof| proof.check(&log)) {
        Ok((leaf, checkpoint)) => {
            say(&words.with(
                "audit-proof-holds",
                &[
                    ("seq", leaf.seq.to_string().into()),
                    ("time", leaf.time_utc.into()),
                    ("action", leaf.action.into()),
                    ("object", format!("{} {}", leaf.object_type, leaf.object_id).into()),
                    ("actor", leaf.actor.into()),
                    ("size", checkpoint.size.to_string().into()),
                ],
            ))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            say(&words.of("audit-proof-fails", fault.to_string()))?;
            Ok(ExitCode::from(1))
        }
    }
}

/// The verdict in plain words.
pub(super) fn tell(outcome: Result<Verdict, Fault>, words: &Translator) -> anyhow::Result<ExitCode> {
    match outcome {
        Ok(verdict) => {
            let root = verdict.checkpoint.root.to_string();
            let size = verdict.checkpoint.size.to_string();
            say(&words.with("audit-whole", &[("size", size.into()), ("root", root.into())]))?;
            if let Some(since) = verdict.since {
                say(&words.of("audit-whole-since", since.to_string()))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            say(&told(&fault, words))?;
            Ok(ExitCode::from(1))
        }
    }
}

/// A fault as a sentence that names the entry.
pub(super) fn told(fault: &Fault, words: &Translator) -> String {
    let path = match fault {
        Fault::Missing { path, .. } | Fault::Tile { path, .. } => path.as_str(),
        _ => "",
    };
    let index = fault.index().to_string();
    words.with(&format!("audit-fault-{}", fault.code()), &[("index", index.into()), ("path", path.into())])
}

async fn export(arguments: &ExportArguments, words: &Translator) -> anyhow::Result<ExitCode> {
    let (app, config) = super::open(&arguments.with.config).await?;
    let key = keys::read_log(&config.keys.folder)?;
    let log = key.verifier();
    audit::Sequencer::new(app.services.db.clone(), app.services.context.clone(), key).checkpoint().await?;
    audit::export(&mut &app.services.db, &log, &arguments.out).await?;
    say(&words.with(
        "audit-exported",
        &[("folder", arguments.out.display().to_string().into()), ("key", log.to_string().into())],
    ))?;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn prove(arguments: &ProveArguments, words: &Translator) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&arguments.with.config).await?;
    let proof = match audit::prove(&mut &app.services.db, arguments.entry).await {
        Ok(proof) => proof,
        Err(audit::AuditError::NoEntry) => {
            eprintln!("{}", words.of("audit-no-entry", arguments.entry.to_string()));
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.into()),
    };
    std::fs::write(&arguments.out, proof.to_text()).with_context(|| arguments.out.display().to_string())?;
    say(&words.of("audit-proved", arguments.out.display().to_string()))?;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

pub(super) fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
