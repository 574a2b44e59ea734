//! Alerts, the quarterly review, accounts that nobody uses.

use access::{Actor, Permit, Scope};
use base::Context;
use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;

use super::{invitations::By, statements_watch as statements};
use crate::{
    HashedPassword,
    model::{Account, Alert, AlertKind, Review, Reviewed},
    rights::{ReviewAccounts, SeeAlerts},
};

/// Adds an alert about an account.
pub(crate) async fn add_alert(tx: &mut Tx, context: &Context, kind: AlertKind, account: &str) -> Result<()> {
    let id = context.new_uuid().to_string();
    tx.run(&statements::ADD_ALERT, params![id, kind.as_str(), account, context.now()]).await.map(drop)
}

/// Adds an alert about an account unless one of its kind stands since an instant; tells whether none did.
pub(crate) async fn add_alert_once(
    tx: &mut Tx,
    context: &Context,
    kind: AlertKind,
    account: &str,
    since: Timestamp,
) -> Result<bool> {
    let id = context.new_uuid().to_string();
    let values = params![id, kind.as_str(), account, context.now(), since];
    Ok(tx.run(&statements::ADD_ALERT_ONCE, values).await? == 1)
}

fn visible(tree: &str, scope: &Scope<SeeAlerts>, actor: &Actor) -> Vec<db::Value> {
    params![tree, scope.first, scope.last, &actor.account, scope.at]
}

/// A page of the alerts that somebody may see.
pub(crate) async fn alerts(
    q: &mut impl Query,
    scope: &Scope<SeeAlerts>,
    actor: &Actor,
    limit: i64,
    offset: i64,
) -> Result<Vec<Alert>> {
    let mut values = visible(&organisation::current_tree_id(q).await?, scope, actor);
    values.extend(params![limit, offset]);
    let rows = q.rows(&statements::ALERTS, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Alert {
                id: row.text("id")?,
                kind: row.text("kind")?,
                at: row.instant("at")?,
                account: row.text("account_id")?,
                person_name: row.text("person_name")?,
                unit_name: row.text("unit_name")?,
                seen_name: row.opt_text("seen_name")?,
                seen_at: row.opt_instant("seen_at")?,
            })
        })
        .collect()
}

/// How many alerts somebody may see.
pub(crate) async fn count_alerts(q: &mut impl Query, scope: &Scope<SeeAlerts>, actor: &Actor) -> Result<i64> {
    let values = visible(&organisation::current_tree_id(q).await?, scope, actor);
    q.count(&statements::COUNT_ALERTS, values).await
}

/// Notes that somebody has dealt with an alert; tells whether nobody had.
pub(crate) async fn see_alert(
    tx: &mut Tx,
    scope: &Scope<SeeAlerts>,
    actor: &Actor,
    id: &str,
    now: Timestamp,
) -> Result<bool> {
    let mut values = visible(&organisation::current_tree_id(tx).await?, scope, actor);
    values.extend(params![id, &actor.account, &actor.name, now]);
    Ok(tx.run(&statements::SEE_ALERT, values).await? == 1)
}

/// Accounts in use that nobody has signed in to since an instant.
pub(crate) async fn unused_since(q: &mut impl Query, since: Timestamp) -> Result<Vec<String>> {
    q.rows(&statements::UNUSED, params![since]).await?.iter().map(|row| row.text("id")).collect()
}

/// How many open accounts lack a second proof, and how many people have more than one open account: for the report on
/// the protection of the installation, counts only.
pub(crate) async fn count_weak(q: &mut impl Query) -> Result<(i64, i64)> {
    let unproven = q.count(&statements::COUNT_UNPROVEN, params![]).await?;
    Ok((unproven, q.count(&statements::COUNT_SHARED, params![]).await?))
}

/// When the first account was made; nothing in an installation that nobody has set up.
pub(crate) async fn first_account_at(q: &mut impl Query) -> Result<Option<Timestamp>> {
    let row = q.row(&statements::FIRST_ACCOUNT, params![]).await?;
    row.map(|row| row.opt_instant("at")).transpose().map(Option::flatten)
}

/// How many reviews of a quarter are signed.
pub(crate) async fn count_signed(q: &mut impl Query, period: &str) -> Result<i64> {
    q.count(&statements::COUNT_SIGNED, params![period]).await
}

/// Sets or takes away the duress code of an account whose password was just proven.
pub(crate) async fn set_duress(tx: &mut Tx, account: &Account, hash: Option<&HashedPassword>) -> Result<bool> {
    let hash = hash.map(HashedPassword::as_text);
    Ok(tx.run(&statements::SET_DURESS, params![&account.id, hash, account.password_hash.as_text()]).await? == 1)
}

fn review_from(row: &Row) -> Result<Review> {
    Ok(Review {
        id: row.text("id")?,
        period: row.text("period")?,
        begun_name: row.text("begun_name")?,
        begun_at: row.instant("begun_at")?,
        signed_name: row.opt_text("signed_name")?,
        signed_at: row.opt_instant("signed_at")?,
    })
}

/// The review of a unit in a quarter, if it was begun.
pub(crate) async fn review(
    q: &mut impl Query,
    _: &Scope<ReviewAccounts>,
    unit: &str,
    period: &str,
) -> Result<Option<Review>> {
    q.row(&statements::REVIEW, params![unit, period]).await?.as_ref().map(review_from).transpose()
}

/// The reviews of a unit, the newest first.
pub(crate) async fn reviews(q: &mut impl Query, _: &Scope<ReviewAccounts>, unit: &str) -> Result<Vec<Review>> {
    q.rows(&statements::REVIEWS, params![unit]).await?.iter().map(review_from).collect()
}

/// Begins the review of a quarter unless it was begun.
pub(crate) async fn begin_review(tx: &mut Tx, context: &Context, unit: &str, period: &str, by: By<'_>) -> Result<()> {
    let id = context.new_uuid().to_string();
    tx.run(&statements::BEGIN_REVIEW, params![id, unit, period, by.account, by.name, context.now()]).await.map(drop)
}

/// A page of the accounts of a review.
pub(crate) async fn reviewed(
    q: &mut impl Query,
    scope: &Scope<ReviewAccounts>,
    review: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Reviewed>> {
    let values = params![organisation::current_tree_id(q).await?, scope.first, scope.last, review, limit, offset];
    let rows = q.rows(&statements::REVIEWED, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Reviewed {
                id: row.text("id")?,
                login: row.text("login")?,
                person_id: row.text("person_id")?,
                person_name: row.text("person_name")?,
                unit_name: row.text("unit_name")?,
                agency_name: row.opt_text("agency_name")?,
                roles: row.text("roles")?.split_whitespace().map(ToOwned::to_owned).collect(),
                created_at: row.instant("created_at")?,
                last_sign_in_at: row.opt_instant("last_sign_in_at")?,
                has_second_proof: row.int("proofs")? > 0,
                is_active: row.flag("active")?,
                verdict: row.opt_text("verdict")?,
                by_name: row.opt_text("by_name")?,
                at: row.opt_instant("at")?,
            })
        })
        .collect()
}

/// How many accounts a review has.
pub(crate) async fn count_reviewed(q: &mut impl Query, scope: &Scope<ReviewAccounts>, review: &str) -> Result<i64> {
    let values = params![organisation::current_tree_id(q).await?, scope.first, scope.last, review];
    q.count(&statements::COUNT_REVIEWED, values).await
}

/// How many accounts, other than one's own, nobody has judged yet.
pub(crate) async fn count_unjudged(
    q: &mut impl Query,
    scope: &Scope<ReviewAccounts>,
    review: &str,
    person: &str,
) -> Result<i64> {
    let values = params![organisation::current_tree_id(q).await?, scope.first, scope.last, review, person];
    q.count(&statements::COUNT_UNJUDGED, values).await
}

/// Writes a verdict; tells whether the review was open.
pub(crate) async fn judge(
    tx: &mut Tx,
    _: Permit<ReviewAccounts>,
    review: &str,
    account: &str,
    verdict: &str,
    by: By<'_>,
    now: Timestamp,
) -> Result<bool> {
    let values = params![review, account, verdict, by.account, by.name, now];
    Ok(tx.run(&statements::JUDGE, values).await? == 1)
}

/// Signs a review off; tells whether it was open.
pub(crate) async fn sign_review(tx: &mut Tx, review: &str, by: By<'_>, now: Timestamp) -> Result<bool> {
    Ok(tx.run(&statements::SIGN_REVIEW, params![review, by.account, by.name, now]).await? == 1)
}
