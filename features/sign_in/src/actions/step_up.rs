//! Proving anew who is at the keyboard, before sealed data are shown (OWASP ASVS 5.0 7.5.3).

use ::web::{Problem, Services};
use access::{Actor, Class};
use jiff::Timestamp;
use secrecy::SecretString;

use super::second_proof::{Proved, prove};
use crate::{
    password::{self, Judged},
    store::{self, Attempt},
};

/// Why a session was not raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepUpRefused {
    /// The proof was wrong.
    Wrong,
    /// Too many wrong tries.
    Locked { until: Timestamp },
}

/// The same with a code of the generator or a recovery code.
pub(crate) async fn step_up_by_code(
    services: &Services,
    actor: &Actor,
    csrf: &str,
    typed: &str,
) -> Result<Result<(), StepUpRefused>, Problem> {
    match prove(services, &actor.account, typed).await? {
        Proved::Wrong => return Ok(Err(StepUpRefused::Wrong)),
        Proved::Locked { until } => return Ok(Err(StepUpRefused::Locked { until })),
        Proved::Right => {}
    }
    raise(services, actor, csrf).await.map(Ok)
}

/// Raises the session, because a proof was right.
pub(crate) async fn raise(services: &Services, actor: &Actor, csrf: &str) -> Result<(), Problem> {
    let mut tx = services.db.begin().await?;
    store::raise(&mut tx, csrf, services.context.now()).await?;
    tx.commit().await?;
    tracing::info!(account = actor.account, "stepped up");
    Ok(())
}

/// Raises the session with this token for some minutes if the password is right. Wrong tries count as at the sign-in.
pub(crate) async fn step_up(
    services: &Services,
    actor: &Actor,
    csrf: &str,
    proof: &SecretString,
) -> Result<Result<(), StepUpRefused>, Problem> {
    let now = services.context.now();
    let account = store::account_by_id(&mut &services.db, &actor.account).await?.ok_or(Problem::NotFound)?;
    let then_locked_until = match store::begin_attempt(&services.db, &account.login, now).await? {
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
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &account.login).await?;
    tx.commit().await?;
    raise(services, actor, csrf).await.map(Ok)
}
