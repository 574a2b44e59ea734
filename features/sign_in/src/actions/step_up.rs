//! Proving anew who is at the keyboard, before sealed data are shown (OWASP ASVS 5.0 7.5.3).

use ::web::{Problem, Services};
use access::{Actor, Class};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::Value;

use super::{
    log,
    second_proof::{Proved, prove},
    vaults,
};
use crate::{
    password::{self, Judged},
    person,
    store::{self, Attempt, administration},
};

/// Why a session was not raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepUpRefused {
    /// The proof was wrong.
    Wrong,
    /// Only the password will do: this session was opened without it, and it alone opens what is sealed.
    NeedsPassword,
    /// Too many wrong tries.
    Locked { until: Timestamp },
}

/// The same with a code of the generator or a recovery code.
pub(crate) async fn step_up_by_code(
    services: &Services,
    actor: &Actor,
    csrf: &str,
    cookie: Option<&str>,
    typed: &str,
) -> Result<Result<(), StepUpRefused>, Problem> {
    if needs_password(services, cookie).await? {
        return Ok(Err(StepUpRefused::NeedsPassword));
    }
    match prove(services, &actor.account, typed).await? {
        Proved::Wrong => return Ok(Err(StepUpRefused::Wrong)),
        Proved::Locked { until } => return Ok(Err(StepUpRefused::Locked { until })),
        Proved::Right => {}
    }
    raise(services, actor, csrf).await.map(Ok)
}

/// Whether this browser's session can only be raised with the password.
pub(crate) async fn needs_password(services: &Services, cookie: Option<&str>) -> Result<bool, Problem> {
    let found = match cookie {
        Some(cookie) => store::find(&services.db, cookie).await?,
        None => None,
    };
    person::needs_password(services, found.as_ref()).await
}

/// Raises the session, because a proof was right.
pub(crate) async fn raise(services: &Services, actor: &Actor, csrf: &str) -> Result<(), Problem> {
    let mut tx = services.db.begin().await?;
    store::raise(&mut tx, csrf, services.context.now()).await?;
    log::by(&mut tx, services, actor, "sign_in.step_up", &actor.account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = actor.account, "stepped up");
    Ok(())
}

/// The name under which wrong passwords of somebody who is already signed in are counted. Who guesses at the sign-in
/// from outside does not lock the person inside out of their work.
fn counted_as(account: &str) -> String {
    format!("step-up\n{account}")
}

/// Raises the session with this token for some minutes if the password is right. Wrong tries count as at the sign-in,
/// apart from those.
pub(crate) async fn step_up(
    services: &Services,
    actor: &Actor,
    csrf: &str,
    cookie: Option<&str>,
    proof: &SecretString,
) -> Result<Result<(), StepUpRefused>, Problem> {
    let now = services.context.now();
    let account = store::account_by_id(&mut &services.db, &actor.account).await?.ok_or(Problem::NotFound)?;
    let then_locked_until = match store::begin_attempt(&services.db, &counted_as(&account.id), now).await? {
        Attempt::Locked { until } => return Ok(Err(StepUpRefused::Locked { until })),
        Attempt::Allowed { then_locked_until } => then_locked_until,
    };
    let judged = password::judge(account.password_hash.clone(), account.duress_hash.clone(), proof).await;
    let judged = judged.map_err(|error| Problem::Unexpected(error.to_string()))?;
    // Under duress the same words are right as at the sign-in; they raise nothing.
    let is_right = match actor.ceiling {
        Class::Internal => judged == Judged::Duress,
        _ => judged == Judged::Right,
    };
    if !is_right {
        return Ok(Err(then_locked_until.map_or(StepUpRefused::Wrong, |until| StepUpRefused::Locked { until })));
    }
    let found = match cookie {
        Some(cookie) => store::find(&services.db, cookie).await?.filter(|found| found.person_secret.is_none()),
        None => None,
    };
    let opened = match &found {
        Some(_) if actor.ceiling != Class::Internal => Some(person::open(services, &account.id, proof).await?),
        _ => None,
    };
    let whose = administration::any_account(&mut &services.db, &account.id).await?.ok_or(Problem::NotFound)?;
    let opener = opened.as_ref().map(person::Opened::opener);
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &counted_as(&account.id)).await?;
    if let (Some(opened), Some(found), Some(cookie)) = (opened, &found, cookie) {
        opened.keep_in(&mut tx, services, &whose, found, cookie).await?;
    }
    tx.commit().await?;
    if let Some(opener) = opener {
        vaults::look_after(services, &whose, opener);
    }
    raise(services, actor, csrf).await.map(Ok)
}
