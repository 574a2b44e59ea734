//! The quarterly review of accounts: each is kept or withdrawn, and then somebody signs (QCVN 12:2026/BCA 3.7.2.5.2).

use ::web::{Problem, Services};
use access::{Actor, Permit, Scope};
use serde_json::json;

use super::{log, manage::NotDone, vaults};
use crate::{
    model::{AccountRow, Review, quarter},
    person::broken,
    rights::ReviewAccounts,
    store::{administration, invitations::By, watch},
};

/// The review of this quarter for the actor's unit; begun with the first look.
pub(crate) async fn this_quarter(
    services: &Services,
    actor: &Actor,
    scope: &Scope<ReviewAccounts>,
) -> Result<Review, Problem> {
    let period = quarter(services.context.today());
    if let Some(review) = watch::review(&mut &services.db, scope, &actor.unit, &period).await? {
        return Ok(review);
    }
    let mut tx = services.db.begin().await?;
    watch::begin_review(&mut tx, &services.context, &actor.unit, &period, By::actor(actor)).await?;
    let review = watch::review(&mut tx, scope, &actor.unit, &period).await?;
    tx.commit().await?;
    review.ok_or_else(|| Problem::Unexpected("a review that was just begun".to_owned()))
}

/// What somebody finds of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The account and its roles are still needed.
    Keep,
    /// They are not: the account is closed at once.
    Withdraw,
}

/// Writes a verdict about somebody else's account.
pub(crate) async fn judge(
    services: &Services,
    actor: &Actor,
    permit: Permit<ReviewAccounts>,
    review: &Review,
    account: &AccountRow,
    verdict: Verdict,
) -> Result<Result<(), NotDone>, Problem> {
    if account.person_id == actor.person || account.id == actor.account {
        return Ok(Err(NotDone));
    }
    let now = services.context.now();
    let key = match verdict {
        Verdict::Keep => "keep",
        Verdict::Withdraw => "withdraw",
    };
    let mut tx = services.db.begin().await?;
    if !watch::judge(&mut tx, permit, &review.id, &account.id, key, By::actor(actor), now).await? {
        return Ok(Err(NotDone));
    }
    if verdict == Verdict::Withdraw {
        administration::disable(&mut tx, &account.id, "review", now).await?;
        vaults::leave(&mut tx, services, Some(actor), &account.id).await.map_err(broken)?;
    }
    log::by(&mut tx, services, actor, "sign_in.review", &account.id, json!({ "verdict": key })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, by = actor.account, verdict = key, "account reviewed");
    Ok(Ok(()))
}

/// Signs the review off when every account but one's own was judged.
pub(crate) async fn sign_off(
    services: &Services,
    actor: &Actor,
    scope: &Scope<ReviewAccounts>,
    review: &Review,
) -> Result<Result<(), NotDone>, Problem> {
    let mut tx = services.db.begin().await?;
    if watch::count_unjudged(&mut tx, scope, &review.id, &actor.person).await? > 0
        || !watch::sign_review(&mut tx, &review.id, By::actor(actor), services.context.now()).await?
    {
        return Ok(Err(NotDone));
    }
    log::by(&mut tx, services, actor, "sign_in.sign_review", &review.id, json!({ "period": review.period })).await?;
    tx.commit().await?;
    tracing::info!(review = review.id, by = actor.account, "account review signed");
    Ok(Ok(()))
}
