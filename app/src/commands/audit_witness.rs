//! `lachan audit witness`: remember another installation's log, so that it cannot be rewritten unseen.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use audit::WitnessRefusal;
use base::Context;
use clap::Args;
use i18n::Translator;

use super::audit::{read, say, told};
use crate::keys;

/// Arguments of `lachan audit witness`.
#[derive(Debug, Args)]
pub(crate) struct WitnessArguments {
    /// The exported log of the other installation.
    #[arg(long, value_name = "FOLDER")]
    log: PathBuf,
    /// Its public key, received apart from the log, or a file that holds it.
    #[arg(long, value_name = "KEY")]
    key: String,
    /// A folder in which this witness keeps its key and what it has seen.
    #[arg(long, value_name = "FOLDER")]
    memory: PathBuf,
    /// The name of this witness, when its key is made: like a web address without `https://`.
    #[arg(long, value_name = "NAME", default_value = "lachan/witness")]
    name: String,
}

pub(super) fn run(arguments: &WitnessArguments, words: &Translator) -> anyhow::Result<ExitCode> {
    let context = Context::system();
    let path = std::path::Path::new(&arguments.key);
    let text = if path.exists() { read(path)? } else { arguments.key.clone() };
    let log: audit::Verifier = text.parse().map_err(|error| anyhow::anyhow!("--key: {error}"))?;
    let key = keys::read_or_make_witness(&arguments.memory, &arguments.name, &context)?;
    // One memory for each key of a log, named by the key's number.
    let memory = arguments.memory.join(format!("{:08x}.checkpoint", log.id()));
    match audit::witness(&arguments.log, &log, &memory, &key, context.now()) {
        Ok((note, verdict)) => {
            let out = arguments.log.join("checkpoint.cosigned");
            std::fs::write(&out, note.to_text()).with_context(|| out.display().to_string())?;
            let size = verdict.checkpoint.size.to_string();
            let since = verdict.since.map_or_else(|| "none".to_owned(), |since| since.to_string());
            let file = out.display().to_string();
            say(&words.with(
                "audit-witnessed",
                &[
                    ("size", size.into()),
                    ("since", since.into()),
                    ("file", file.into()),
                    ("key", key.verifier().to_string().into()),
                ],
            ))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(WitnessRefusal::Log(fault)) => {
            say(&words.t("audit-witness-refuses"))?;
            say(&told(&fault, words))?;
            Ok(ExitCode::from(1))
        }
        Err(error) => Err(error.into()),
    }
}
