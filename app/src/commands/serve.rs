//! `lachan serve`: the work door of a configured installation.

use std::{path::Path, process::ExitCode};

use crate::serving;

pub(crate) async fn run(config: &Path) -> anyhow::Result<ExitCode> {
    serving::start_logging();
    let (app, config) = super::open(config).await?;
    let listener = serving::listen(config.work.listen).await?;
    tracing::info!(address = %config.work.listen, "ready");
    serving::serve(listener, app.router).await?;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
