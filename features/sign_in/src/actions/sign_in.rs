//! Signing in with a name and a password.

use ::web::{Problem, Services};
use jiff::Timestamp;
use secrecy::SecretString;

use crate::{
    HashedPassword,
    model::{Account, normal_login},
    password,
    store::{self, Attempt, NewSession},
};

/// What came of a try. Says nothing about whether an account of that name exists.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was right: a new session, and the account it is for.
    SignedIn { session: NewSession, account: Account },
    /// Name or password was wrong.
    Wrong,
    /// Too many wrong tries for this name.
    Locked { until: Timestamp },
}

/// Judges a name and a password; on success opens a session with a new secret and ends the one that the browser had.
pub(crate) async fn sign_in(
    services: &Services,
    login: &str,
    password: &SecretString,
    old_secret: Option<&str>,
) -> Result<Outcome, Problem> {
    let login = normal_login(login);
    let now = services.context.now();
    let then_locked_until = match store::begin_attempt(&services.db, &login, now).await? {
        Attempt::Locked { until } => return Ok(Outcome::Locked { until }),
        Attempt::Allowed { then_locked_until } => then_locked_until,
    };
    let account = store::account_by_login(&mut &services.db, &login).await?;
    // An unknown name takes the same work as a known one.
    let hash = account.as_ref().map_or_else(HashedPassword::of_nobody, |account| account.password_hash.clone());
    let is_right = password::is_right(hash, password).await.map_err(|error| Problem::Unexpected(error.to_string()))?;
    let Some(account) = account.filter(|_| is_right) else {
        tracing::info!(locked = then_locked_until.is_some(), "sign-in refused");
        return Ok(then_locked_until.map_or(Outcome::Wrong, |until| Outcome::Locked { until }));
    };
    if organisation::unit(&mut &services.db, &account.unit).await?.is_none() {
        return Err(Problem::Unexpected(format!("account {} acts in an unknown unit", account.id)));
    }
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &login).await?;
    store::end_stale(&mut tx, &account.id, now).await?;
    if let Some(secret) = old_secret {
        store::end_session(&mut tx, secret).await?;
    }
    let session = store::add_session(&mut tx, &services.context, &account.id).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, "signed in");
    Ok(Outcome::SignedIn { session, account })
}
