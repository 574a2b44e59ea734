//! `lachan init`: an empty database becomes an installation of one committee.

use std::process::ExitCode;

use anyhow::Context as _;
use audit::{Entry, Sequencer};
use base::Context;

use crate::{Config, Setup, apply_setup, cli::InitArguments, keys};

pub(crate) async fn run(arguments: &InitArguments) -> anyhow::Result<ExitCode> {
    let path = &arguments.setup;
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let setup = Setup::parse(&text).with_context(|| path.display().to_string())?;
    let config = Config::read(&arguments.with.config)?;
    keys::read_or_make_root(&config.keys.folder, &Context::system())?;
    let log = keys::read_or_make_log(&config.keys.folder, &Context::system())?;
    let (app, _) = super::open(&arguments.with.config).await?;
    let made = apply_setup(&app.services, &setup).await?;
    let services = &app.services;
    let mut tx = services.db.begin().await?;
    let begun = Entry::change("app.init", "installation", log.name());
    audit::record_system(&mut tx, &services.context, &begun).await?;
    tx.commit().await?;
    Sequencer::new(services.db.clone(), services.context.clone(), log).checkpoint().await?;
    let words = super::words(&app);
    println!("{}", words.of("app-init-done", made.len()));
    for (login, code) in made {
        // The only time a code is shown: the database holds its keyed hash.
        println!("  {login}\t{code}");
    }
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
