//! The office is told when an account looks at many sealed records within an hour (ux.md TM1).

use ::web::{Problem, Services};
use jiff::SignedDuration;
use serde_json::json;

use super::log;
use crate::{
    model::AlertKind,
    store::{parameters, watch},
};

/// The span within which looks are counted, and within which one alert about an account is enough.
const SPAN: SignedDuration = SignedDuration::from_hours(1);

/// Adds the alerts that are due and tells how many. Doing it twice adds nothing more.
pub(crate) async fn watch_looks(services: &Services) -> Result<u64, Problem> {
    let context = &services.context;
    let since = context.now().saturating_sub(SPAN).unwrap_or(context.now());
    let most = parameters(&mut &services.db, context.today()).await?.most_looks;
    let many = audit::many_looks(&mut &services.db, since, most).await?;
    if many.is_empty() {
        return Ok(0);
    }
    let mut told = 0;
    let mut tx = services.db.begin().await?;
    for account in many {
        if watch::add_alert_once(&mut tx, context, AlertKind::ManyLooks, &account, since).await? {
            told += 1;
            log::of(&mut tx, services, "sign_in.many_looks", &account, json!({ "most": most })).await?;
        }
    }
    tx.commit().await?;
    Ok(told)
}
