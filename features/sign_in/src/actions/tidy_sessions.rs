//! Sessions that are over keep no key, and are forgotten after a while.

use ::web::{Problem, Services};

use crate::store;

/// Tidies up; tells how many sessions lost their key. Doing it twice changes nothing more.
pub(crate) async fn tidy_sessions(services: &Services) -> Result<u64, Problem> {
    let mut tx = services.db.begin().await?;
    let (shut, forgotten) = store::tidy(&mut tx, services.context.now()).await?;
    tx.commit().await?;
    if shut + forgotten > 0 {
        tracing::info!(shut, forgotten, "sessions tidied up");
    }
    Ok(shut)
}
