//! Looks at an emergency access afterwards.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use vault::{GlassState, Opener, SealedColumn, Verdict};

use super::find;
use crate::{
    actions::keyring::{Against, Done, told},
    rights::ReviewBreakGlass,
};

/// Signs what a third person found, once; the record gets a new key.
pub(crate) async fn review(
    services: &Services,
    actor: &Actor,
    _: &Permit<ReviewBreakGlass>,
    opener: &Opener,
    (id, verdict, columns): (&str, &str, &[&SealedColumn]),
) -> Done {
    let mut tx = services.db.begin().await?;
    match find(&mut tx, actor, id).await?.state_at(services.context.now()) {
        GlassState::Ended => {}
        GlassState::Granted => return Ok(Err(Against("sign-in-glass-still-open"))),
        GlassState::Reviewed => return Ok(Err(Against("sign-in-glass-reviewed-already"))),
        GlassState::Asked | GlassState::Refused => return Err(Problem::NotFound),
    }
    let Some(verdict) = Verdict::from_key(verdict) else { return Ok(Err(Against("sign-in-glass-fault-verdict"))) };
    match vault::review_break_glass(&mut tx, &services.context, actor, opener, id, verdict, columns).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}
