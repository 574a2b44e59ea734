//! The owner takes an account: a one-time code and a new password. An administrator never sets or sees one.

use ::web::{Problem, Services};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::{judged, log};
use crate::{
    model::{AccountRow, AccountState, Code, Mood, SecondFactor, Stage, Use, Weakness},
    password, person,
    store::{self, NewSession, administration, invitations, proofs},
};

/// Why an account was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActivateRefused {
    /// No such code, or it is used, withdrawn or over: which of these is not told.
    Code,
    /// The new password is weak.
    Weak(Weakness),
}

/// The account that a typed code takes.
pub(crate) async fn account_of_code(services: &Services, typed: &str) -> Result<Option<AccountRow>, Problem> {
    let Some(code) = Code::typed(typed, Use::Activation) else { return Ok(None) };
    let now = services.context.now();
    let mut q = &services.db;
    let Some((_, account)) = invitations::open(&mut q, &services.secrets, &code, now).await? else { return Ok(None) };
    let account = administration::any_account(&mut q, &account).await?;
    Ok(account.filter(|account| account.state != AccountState::Disabled))
}

/// Takes the account of a code: its password is set, all earlier sessions end, and a new one begins.
pub(crate) async fn activate(
    services: &Services,
    typed: &str,
    password: &SecretString,
) -> Result<Result<NewSession, ActivateRefused>, Problem> {
    let Some(account) = account_of_code(services, typed).await? else { return Ok(Err(ActivateRefused::Code)) };
    let Some(code) = Code::typed(typed, Use::Activation) else { return Ok(Err(ActivateRefused::Code)) };
    if let Err(weakness) = judged(services, password.expose_secret(), &account).await? {
        return Ok(Err(ActivateRefused::Weak(weakness)));
    }
    let hash = password::hash_password(&services.context, password).await;
    let hash = hash.map_err(|error| Problem::Unexpected(error.to_string()))?;
    let opened = person::anew(services, &account.id, password).await?;
    let now = services.context.now();
    let parameters = store::parameters(&mut &services.db, services.context.today()).await?;
    let stage = match parameters.second_factor {
        SecondFactor::Required => Stage::Setup,
        SecondFactor::Optional => Stage::Full,
    };
    let mut tx = services.db.begin().await?;
    let Some((invitation, id)) = invitations::open(&mut tx, &services.secrets, &code, now).await? else {
        return Ok(Err(ActivateRefused::Code));
    };
    if !invitations::take(&mut tx, &invitation.id, now).await?
        || !administration::activate(&mut tx, &id, &hash, now).await?
    {
        return Ok(Err(ActivateRefused::Code));
    }
    store::end_all(&mut tx, &id).await?;
    store::forget_attempts(&mut tx, &account.login).await?;
    // Somebody who takes an account for the second time has lost the proofs of the first.
    if invitation.is_for_loss || account.state == AccountState::Active {
        proofs::drop_all(&mut tx, &id).await?;
    }
    let session = store::add_session(&mut tx, &services.context, &id, stage, Mood::Free).await?;
    opened.keep(&mut tx, services, &account, &session).await?;
    log::of(&mut tx, services, "sign_in.activate", &id, json!({ "invitation": invitation.id })).await?;
    tx.commit().await?;
    tracing::info!(account = id, "account taken");
    Ok(Ok(session))
}
