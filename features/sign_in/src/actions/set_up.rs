//! Setting up and taking away one's own second proofs.

use ::web::{Problem, Services};
use serde_json::Value;

use super::log;
use crate::{
    model::{GENERATOR_SECRET_BYTES, step_of},
    seal,
    store::proofs,
};

/// A secret that is shown to be put into a phone; it counts only after a first right code.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) secret: Vec<u8>,
}

fn broken(error: seal::DoesNotOpen) -> Problem {
    Problem::Unexpected(error.to_string())
}

/// The secret that is being set up for an account: the one that was shown before, or a new one.
pub(crate) async fn shown_generator(services: &Services, account: &str) -> Result<Shown, Problem> {
    let pending = proofs::generator(&mut &services.db, account).await?.and_then(|generator| generator.pending);
    if let Some(sealed) = pending {
        return Ok(Shown { secret: seal::open(&services.secrets, account, &sealed).map_err(broken)? });
    }
    let mut secret = vec![0_u8; GENERATOR_SECRET_BYTES];
    services.context.fill(&mut secret);
    let sealed = seal::close(&services.context, &services.secrets, account, &secret).map_err(broken)?;
    let mut tx = services.db.begin().await?;
    proofs::set_pending(&mut tx, account, &sealed).await?;
    tx.commit().await?;
    Ok(Shown { secret })
}

/// Confirms the shown secret with a first code; gives the recovery codes, which are shown once. Nothing when the code is
/// wrong.
pub(crate) async fn confirm_generator(
    services: &Services,
    account: &str,
    typed: &str,
) -> Result<Option<Vec<String>>, Problem> {
    let now = services.context.now();
    let mut tx = services.db.begin().await?;
    let pending = proofs::generator(&mut tx, account).await?.and_then(|generator| generator.pending);
    let Some(sealed) = pending else { return Ok(None) };
    let secret = seal::open(&services.secrets, account, &sealed).map_err(broken)?;
    let Some(step) = step_of(&secret, typed, now) else { return Ok(None) };
    if !proofs::confirm_generator(&mut tx, account, &sealed, step, now).await? {
        return Ok(None);
    }
    let codes = proofs::draw_recovery(&mut tx, &services.context, &services.secrets, account).await?;
    log::of(&mut tx, services, "sign_in.set_up_generator", account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account, "code generator set up");
    Ok(Some(codes))
}

/// Draws new recovery codes; the old ones are void.
pub(crate) async fn new_recovery(services: &Services, account: &str) -> Result<Vec<String>, Problem> {
    let mut tx = services.db.begin().await?;
    let codes = proofs::draw_recovery(&mut tx, &services.context, &services.secrets, account).await?;
    log::of(&mut tx, services, "sign_in.draw_recovery", account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account, "recovery codes drawn");
    Ok(codes)
}

/// Takes the code generator away.
pub(crate) async fn drop_generator(services: &Services, account: &str) -> Result<(), Problem> {
    let mut tx = services.db.begin().await?;
    proofs::drop_generator(&mut tx, account).await?;
    log::of(&mut tx, services, "sign_in.drop_generator", account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account, "code generator taken away");
    Ok(())
}

/// Takes a passkey away; tells whether it was there.
pub(crate) async fn drop_passkey(services: &Services, account: &str, id: &str) -> Result<bool, Problem> {
    let mut tx = services.db.begin().await?;
    let dropped = proofs::drop_passkey(&mut tx, account, id).await?;
    log::of(&mut tx, services, "sign_in.drop_passkey", account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account, "passkey taken away");
    Ok(dropped)
}
