//! Ends an emergency access before its time.

use ::web::Services;
use access::{Actor, Permit};

use crate::{
    actions::keyring::{Done, told},
    rights::AskBreakGlass,
};

/// Ends it: one's own, or one of the agency whose keys one holds; the vault sees to it.
pub(crate) async fn end(services: &Services, actor: &Actor, _: &Permit<AskBreakGlass>, id: &str) -> Done {
    let mut tx = services.db.begin().await?;
    match vault::end_break_glass(&mut tx, &services.context, actor, id).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}
