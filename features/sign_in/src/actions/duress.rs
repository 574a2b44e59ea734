//! The duress code: a second password for the day on which somebody is forced to sign in (ux.md TM4). It opens a session
//! that looks like any other, sees only what is internal, and quietly tells the office above.

use ::web::{Problem, Services};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::{judged, log};
use crate::{
    model::Weakness,
    password::{self, Judged},
    store::{self, Attempt, administration, watch},
};

/// Why a duress code was not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DuressRefused {
    /// The present password was wrong.
    Wrong,
    /// Too many wrong tries.
    Locked { until: Timestamp },
    /// It is the password itself.
    Same,
    /// It is weak: then whoever coerces may guess that it is no password.
    Weak(Weakness),
}

/// Sets the duress code of an account after proving the password; an empty one takes it away.
pub(crate) async fn set_duress(
    services: &Services,
    account_id: &str,
    present: &SecretString,
    code: &SecretString,
) -> Result<Result<(), DuressRefused>, Problem> {
    let broken = |error: password::HashingFailed| Problem::Unexpected(error.to_string());
    let account = store::account_by_id(&mut &services.db, account_id).await?.ok_or(Problem::NotFound)?;
    let whose = administration::any_account(&mut &services.db, account_id).await?.ok_or(Problem::NotFound)?;
    let is_empty = code.expose_secret().is_empty();
    if !is_empty && let Err(weakness) = judged(services, code.expose_secret(), &whose).await? {
        return Ok(Err(DuressRefused::Weak(weakness)));
    }
    let then_locked_until = match store::begin_attempt(&services.db, &account.login, services.context.now()).await? {
        Attempt::Locked { until } => return Ok(Err(DuressRefused::Locked { until })),
        Attempt::Allowed { then_locked_until } => then_locked_until,
    };
    let proven = password::judge(account.password_hash.clone(), account.duress_hash.clone(), present).await;
    if proven.map_err(broken)? != Judged::Right {
        return Ok(Err(then_locked_until.map_or(DuressRefused::Wrong, |until| DuressRefused::Locked { until })));
    }
    if present.expose_secret() == code.expose_secret() {
        return Ok(Err(DuressRefused::Same));
    }
    let hash = if is_empty {
        None
    } else {
        Some(password::hash_beside(account.password_hash.clone(), code).await.map_err(broken)?)
    };
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &account.login).await?;
    if !watch::set_duress(&mut tx, &account, hash.as_ref()).await? {
        return Ok(Err(DuressRefused::Wrong));
    }
    log::of(&mut tx, services, "sign_in.change_password", &account.id, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, "duress code changed");
    Ok(Ok(()))
}
