//! `lachan serve`: the doors of a configured installation.

use std::{path::Path, process::ExitCode};

use crate::serving;

pub(crate) async fn run(config: &Path) -> anyhow::Result<ExitCode> {
    serving::start_logging();
    let (app, config) = super::open(config).await?;
    let listener = serving::listen(config.work.listen).await?;
    tracing::info!(address = %config.work.listen, "ready");
    let jobs = app.start_jobs();
    match &config.public {
        Some(door) => {
            let public = serving::listen(door.listen).await?;
            tracing::info!(address = %door.listen, "the public door is ready");
            tokio::try_join!(serving::serve(listener, app.router), serving::serve_public(public, app.public_router))?;
        }
        None => serving::serve(listener, app.router).await?,
    }
    jobs.stop().await;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
