//! What administrators and heads of committees do to an account: roles, closing, opening, new codes.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use serde_json::{Value, json};

use super::{Slip, log, vaults};
use crate::{
    model::{AccountRow, AccountState},
    person::broken,
    rights::{ConfirmAccess, ManageAccounts},
    store::{
        administration,
        invitations::{self, By},
        roles,
    },
};

/// Nobody changes, or confirms for, one's own account; nobody confirms what one proposed; what was done meanwhile by
/// somebody else is not done twice. Which of these it is stands on the page that is shown anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotDone;

/// Whether something was done.
pub(crate) type Done = Result<Result<(), NotDone>, Problem>;

/// Proposes a role for somebody else.
pub(crate) async fn propose_role(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    account: &AccountRow,
    role: &str,
) -> Done {
    if account.id == actor.account || account.person_id == actor.person || !contracts::roles::ALL.contains(&role) {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    if !roles::propose(&mut tx, &services.context, &account.id, role, By::actor(actor)).await? {
        return Ok(Err(NotDone));
    }
    log::by(&mut tx, services, actor, "sign_in.propose_role", &account.id, json!({ "role": role })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, role, "role proposed");
    Ok(Ok(()))
}

/// Confirms a role that somebody else proposed for somebody else. It holds with the next request.
pub(crate) async fn confirm_role(
    services: &Services,
    actor: &Actor,
    _: Permit<ConfirmAccess>,
    account: &AccountRow,
    grant: &str,
) -> Done {
    if account.person_id == actor.person {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    if !roles::confirm(&mut tx, grant, &account.id, By::actor(actor), services.context.now()).await? {
        return Ok(Err(NotDone));
    }
    vaults::stay(&mut tx, &account.id).await?;
    log::by(&mut tx, services, actor, "sign_in.confirm_role", &account.id, json!({ "grant": grant })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "role confirmed");
    Ok(Ok(()))
}

/// Ends a role, or takes a proposal back. One person is enough, and it ends with the next request; with the last role of
/// the agency's vault its owner leaves that.
pub(crate) async fn end_role(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    account: &AccountRow,
    grant: &str,
) -> Done {
    let mut tx = services.db.begin().await?;
    if !roles::end(&mut tx, grant, &account.id, By::actor(actor), services.context.now()).await? {
        return Ok(Err(NotDone));
    }
    vaults::leave_after_role(&mut tx, services, actor, &account.id, grant).await?;
    log::by(&mut tx, services, actor, "sign_in.end_role", &account.id, json!({ "grant": grant })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "role ended");
    Ok(Ok(()))
}

/// Closes somebody else's account; its sessions end at once, and it leaves every vault.
pub(crate) async fn disable(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    account: &AccountRow,
    why: &str,
) -> Done {
    if account.id == actor.account {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    if !administration::disable(&mut tx, &account.id, why, services.context.now()).await? {
        return Ok(Err(NotDone));
    }
    vaults::leave(&mut tx, services, Some(actor), &account.id).await.map_err(broken)?;
    log::by(&mut tx, services, actor, "sign_in.disable", &account.id, json!({ "why": why })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "account closed");
    Ok(Ok(()))
}

/// Opens a closed account again.
pub(crate) async fn enable(
    services: &Services,
    actor: &Actor,
    permit: Permit<ManageAccounts>,
    account: &AccountRow,
) -> Done {
    if account.id == actor.account {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    if !administration::enable(&mut tx, permit, &account.id, services.context.now()).await? {
        return Ok(Err(NotDone));
    }
    vaults::stay(&mut tx, &account.id).await?;
    log::by(&mut tx, services, actor, "sign_in.enable", &account.id, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "account opened");
    Ok(Ok(()))
}

/// Draws a new code for an account that its owner has not taken yet.
pub(crate) async fn invite_again(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    account: &AccountRow,
) -> Result<Result<Slip, NotDone>, Problem> {
    if account.state != AccountState::Invited || account.id == actor.account {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    let drawn =
        invitations::invite(&mut tx, &services.context, &services.secrets, &account.id, By::actor(actor)).await?;
    log::by(&mut tx, services, actor, "sign_in.invite_again", &account.id, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "invited again");
    Ok(Ok(Slip { account: account.id.clone(), code: drawn.0.shown(), ends_at: drawn.1 }))
}

/// Proposes a code for an owner who lost every proof. The old ones keep working until the code is taken.
pub(crate) async fn propose_for_loss(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    account: &AccountRow,
) -> Done {
    if account.state != AccountState::Active || account.id == actor.account {
        return Ok(Err(NotDone));
    }
    let mut tx = services.db.begin().await?;
    invitations::propose_for_loss(&mut tx, &services.context, &account.id, By::actor(actor)).await?;
    log::by(&mut tx, services, actor, "sign_in.propose_for_loss", &account.id, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "code proposed after loss");
    Ok(Ok(()))
}

/// A second person, who has seen the owner, confirms and gets the code to hand over.
pub(crate) async fn confirm_for_loss(
    services: &Services,
    actor: &Actor,
    _: Permit<ConfirmAccess>,
    account: &AccountRow,
    invitation: &str,
) -> Result<Result<Slip, NotDone>, Problem> {
    if account.person_id == actor.person {
        return Ok(Err(NotDone));
    }
    let listed = invitations::list(&mut &services.db, &account.id).await?;
    if !listed.iter().any(|one| one.id == invitation && one.is_for_loss) {
        return Err(Problem::NotFound);
    }
    let mut tx = services.db.begin().await?;
    let drawn =
        invitations::confirm(&mut tx, &services.context, &services.secrets, invitation, By::actor(actor)).await?;
    let Some((code, ends_at)) = drawn else { return Ok(Err(NotDone)) };
    log::by(&mut tx, services, actor, "sign_in.confirm_for_loss", &account.id, json!({ "invitation": invitation }))
        .await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, "code confirmed after loss");
    Ok(Ok(Slip { account: account.id.clone(), code: code.shown(), ends_at }))
}
