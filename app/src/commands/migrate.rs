//! `lachan migrate`: bring the database up to date and stop.

use std::{path::Path, process::ExitCode};

pub(crate) async fn run(config: &Path) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(config).await?;
    println!("{}", super::words(&app).t("app-migrated"));
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
