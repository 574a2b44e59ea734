//! Signing in with a name and a password.

use ::web::{Problem, Services};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{log, vaults};
use crate::{
    HashedPassword,
    model::{Account, AlertKind, Mood, SecondFactor, Stage, normal_login},
    password::{self, Judged},
    person,
    store::{self, Attempt, NewSession, administration, proofs, watch},
};

/// What came of a try. Says nothing about whether an account of that name exists.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was right: a new session, how far it has come, and the account it is for.
    SignedIn { session: NewSession, stage: Stage, account: Account },
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
    let duress = account.as_ref().and_then(|account| account.duress_hash.clone());
    let judged = password::judge(hash, duress, password).await;
    let judged = judged.map_err(|error| Problem::Unexpected(error.to_string()))?;
    let known = account.as_ref().map(|account| account.id.clone());
    let Some(account) = account.filter(|_| judged != Judged::Wrong) else {
        tracing::info!(locked = then_locked_until.is_some(), "sign-in refused");
        refused(services, AlertKind::Locked, known.as_deref(), then_locked_until.is_some()).await?;
        return Ok(then_locked_until.map_or(Outcome::Wrong, |until| Outcome::Locked { until }));
    };
    if organisation::unit(&mut &services.db, &account.unit).await?.is_none() {
        return Err(Problem::Unexpected(format!("account {} acts in an unknown unit", account.id)));
    }
    let stage = stage(services, &account).await?;
    let whose = administration::any_account(&mut &services.db, &account.id).await?.ok_or(Problem::NotFound)?;
    let (mood, opened) = if judged == Judged::Duress {
        person::pretend(services).await?;
        (Mood::Duress, None)
    } else {
        (Mood::Free, Some(person::open(services, &account.id, password).await?))
    };
    let opener = opened.as_ref().filter(|_| stage == Stage::Full).map(person::Opened::opener);
    let mut tx = services.db.begin().await?;
    store::forget_attempts(&mut tx, &login).await?;
    store::end_stale(&mut tx, &account.id, now).await?;
    if let Some(secret) = old_secret {
        store::end_session(&mut tx, secret).await?;
    }
    if stage == Stage::Full {
        administration::note_sign_in(&mut tx, &account.id, now).await?;
    }
    let session = store::add_session(&mut tx, &services.context, &account.id, stage, mood).await?;
    if let Some(opened) = opened {
        opened.keep(&mut tx, services, &whose, &session).await?;
    }
    if mood == Mood::Duress {
        watch::add_alert(&mut tx, &services.context, AlertKind::Duress, &account.id).await?;
        log::of(&mut tx, services, "sign_in.duress", &account.id, Value::Null).await?;
    }
    log::of(&mut tx, services, "sign_in.sign_in", &account.id, json!({ "stage": stage.as_str() })).await?;
    tx.commit().await?;
    if let Some(opener) = opener {
        vaults::look_after(services, &whose, opener);
    }
    tracing::info!(account = account.id, stage = stage.as_str(), "password accepted");
    Ok(Outcome::SignedIn { session, stage, account })
}

/// How far the right password brings somebody.
pub(super) async fn stage(services: &Services, account: &Account) -> Result<Stage, Problem> {
    let mut q = &services.db;
    if proofs::count_proofs(&mut q, &account.id).await? > 0 {
        return Ok(Stage::Second);
    }
    let parameters = store::parameters(&mut q, services.context.today()).await?;
    Ok(match parameters.second_factor {
        SecondFactor::Required => Stage::Setup,
        SecondFactor::Optional => Stage::Full,
    })
}

/// Writes a refused try into the log, and tells those who watch when it locks. The work is the same where the name is
/// nobody's, so that the time tells nothing; the name itself is written nowhere.
pub(super) async fn refused(
    services: &Services,
    kind: AlertKind,
    account: Option<&str>,
    locks: bool,
) -> Result<(), Problem> {
    let mut tx = services.db.begin().await?;
    let more = json!({ "proof": kind.as_str(), "locks": locks });
    log::of(&mut tx, services, "sign_in.sign_in_failed", account.unwrap_or_default(), more).await?;
    if let Some(account) = account.filter(|_| locks) {
        watch::add_alert(&mut tx, &services.context, kind, account).await?;
    }
    Ok(tx.commit().await?)
}
