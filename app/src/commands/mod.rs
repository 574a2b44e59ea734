//! One file per command; [`crate::cli`] only chooses.

pub(crate) mod audit;
mod audit_witness;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod init;
pub(crate) mod migrate;
pub(crate) mod plan_import;
pub(crate) mod plan_read;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod units;
pub(crate) mod user;

use std::path::Path;

use base::Context;
use db::{Db, DbUrl, Options};
use i18n::{Lang, Translator};
use web::Site;

use crate::{App, Config, Installation, assemble, keys};

/// Opens the configured database and puts the application together.
pub(crate) async fn open(path: &Path) -> anyhow::Result<(App, Config)> {
    let config = Config::read(path)?;
    let url: DbUrl = config.database.url.parse()?;
    let db = Db::open(&url, Options::default()).await?;
    let secrets = keys::read_root(&config.keys.folder)?;
    let installation = Installation {
        secrets,
        secure_cookies: config.work.secure_cookies,
        site: config.public.as_ref().map_or_else(|| Ok(Site::sample()), |door| door.site.site())?,
        guard: guard::Rules::default(),
        origin: config.work.origin.clone(),
        provider: config.provider()?,
        zalo: None,
        recordings: config.recordings()?,
        receipts_ready: config.public.as_ref().map_or(tips::RECEIPTS_READY, |door| door.receipts_ready),
    };
    let app = assemble(db, Context::system(), installation).await?;
    Ok((app, config))
}

/// The words for the terminal: Vietnamese.
pub(crate) fn words(app: &App) -> Translator {
    Translator::new(std::sync::Arc::clone(&app.services.catalogue), Lang::Vi)
}
