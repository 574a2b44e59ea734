//! The last step of every way in: a session that opens the work door.

use ::web::{Problem, Services};
use serde_json::json;

use super::{log, vaults};
use crate::{
    model::{Mood, Stage},
    person,
    store::{self, NewSession, administration},
};

/// Opens a session for an account that has proven everything it has to, in place of the one that the browser had.
pub(crate) async fn enter(
    services: &Services,
    account: &str,
    mood: Mood,
    old_secret: Option<&str>,
) -> Result<NewSession, Problem> {
    let now = services.context.now();
    let old = match old_secret {
        Some(secret) => store::find(&services.db, secret).await?.filter(|old| old.actor.account == account),
        None => None,
    };
    let mut tx = services.db.begin().await?;
    store::end_stale(&mut tx, account, now).await?;
    if let Some(secret) = old_secret {
        store::end_session(&mut tx, secret).await?;
    }
    administration::note_sign_in(&mut tx, account, now).await?;
    let session = store::add_session(&mut tx, &services.context, account, Stage::Full, mood).await?;
    if let (Some(old), Some(secret)) = (&old, old_secret) {
        person::carry(&mut tx, services, old, secret, &session).await?;
    }
    log::of(&mut tx, services, "sign_in.sign_in", account, json!({ "second": true })).await?;
    tx.commit().await?;
    let opener = old.as_ref().zip(old_secret).and_then(|(old, secret)| person::opener(old, secret));
    if let Some(opener) = opener.filter(|_| mood == Mood::Free) {
        let whose = administration::any_account(&mut &services.db, account).await?.ok_or(Problem::NotFound)?;
        vaults::look_after(services, &whose, opener);
    }
    tracing::info!(account, "signed in");
    Ok(session)
}
