//! `lachan serve`: the doors of a configured installation.

use std::{path::Path, process::ExitCode};

use audit::Sequencer;

use crate::{keys, serving};

pub(crate) async fn run(config: &Path) -> anyhow::Result<ExitCode> {
    serving::start_logging();
    let (app, config) = super::open(config).await?;
    // An installation of before the log has no key for it yet.
    let key = keys::read_or_make_log(&config.keys.folder, &app.services.context)?;
    let listener = serving::listen(config.work.listen).await?;
    tracing::info!(address = %config.work.listen, "ready");
    let jobs = app.start_jobs();
    let log = Sequencer::new(app.services.db.clone(), app.services.context.clone(), key).start();
    match &config.public {
        Some(door) => {
            let public = serving::listen(door.listen).await?;
            tracing::info!(address = %door.listen, "the public door is ready");
            tokio::try_join!(serving::serve(listener, app.router), serving::serve_public(public, app.public_router))?;
        }
        None => serving::serve(listener, app.router).await?,
    }
    jobs.stop().await;
    log.stop().await;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
