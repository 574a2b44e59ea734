//! Changing one's own password.

use ::web::{Problem, Services};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::{judged, log};
use crate::{
    model::{Mood, Stage, Weakness},
    password, person,
    store::{self, Attempt, NewSession, administration},
};

/// Why a password was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeRefused {
    /// The present password was wrong.
    Wrong,
    /// Too many wrong tries for this account.
    Locked { until: Timestamp },
    /// The new password is weak.
    Weak(Weakness),
}

/// Changes the password of an account after proving the present one. All its sessions end; a new one begins.
pub(crate) async fn change_password(
    services: &Services,
    account_id: &str,
    present: &SecretString,
    new: &SecretString,
) -> Result<Result<NewSession, ChangeRefused>, Problem> {
    let account = store::account_by_id(&mut &services.db, account_id).await?.ok_or(Problem::NotFound)?;
    let whose = administration::any_account(&mut &services.db, account_id).await?.ok_or(Problem::NotFound)?;
    if let Err(weakness) = judged(services, new.expose_secret(), &whose).await? {
        return Ok(Err(ChangeRefused::Weak(weakness)));
    }
    let now = services.context.now();
    let then_locked_until = match store::begin_attempt(&services.db, &account.login, now).await? {
        Attempt::Locked { until } => return Ok(Err(ChangeRefused::Locked { until })),
        Attempt::Allowed { then_locked_until } => then_locked_until,
    };
    let broken = |error: password::HashingFailed| Problem::Unexpected(error.to_string());
    if !password::is_right(account.password_hash.clone(), present).await.map_err(broken)? {
        return Ok(Err(then_locked_until.map_or(ChangeRefused::Wrong, |until| ChangeRefused::Locked { until })));
    }
    let hash = password::hash_password(&services.context, new).await.map_err(broken)?;
    let opened = person::relock(services, account_id, present, new).await?;
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &account.login).await?;
    if !store::set_password(&mut tx, &account, &hash).await? {
        return Ok(Err(ChangeRefused::Wrong));
    }
    let session = store::add_session(&mut tx, &services.context, &account.id, Stage::Full, Mood::Free).await?;
    opened.keep(&mut tx, services, &whose, &session).await?;
    store::end_others(&mut tx, &account.id, &session.csrf).await?;
    log::of(&mut tx, services, "sign_in.change_password", &account.id, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, "password changed");
    Ok(Ok(session))
}
