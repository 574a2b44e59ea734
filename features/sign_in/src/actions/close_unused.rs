//! Accounts that nobody has used for 45 days are closed.

use ::web::{Problem, Services};
use jiff::ToSpan as _;
use serde_json::json;

use super::{log, vaults};
use crate::{
    model::UNUSED_DAYS,
    person::broken,
    store::{administration, watch},
};

/// Closes them; tells how many. Doing it twice changes nothing more.
pub(crate) async fn close_unused(services: &Services) -> Result<u64, Problem> {
    let now = services.context.now();
    let since = now.checked_sub((UNUSED_DAYS * 24).hours()).unwrap_or(now);
    let mut closed = 0;
    let mut tx = services.db.begin().await?;
    for account in watch::unused_since(&mut tx, since).await? {
        if administration::disable(&mut tx, &account, "unused", now).await? {
            closed += 1;
            vaults::leave(&mut tx, services, None, &account).await.map_err(broken)?;
            log::of(&mut tx, services, "sign_in.disable", &account, json!({ "why": "unused" })).await?;
            tracing::info!(account, "account closed after 45 days without use");
        }
    }
    tx.commit().await?;
    Ok(closed)
}
