//! Second proofs: the code generator, recovery codes, passkeys; and what browsers were asked to sign or to fetch.

use base::{Context, Secrets};
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, ToSpan as _};

use super::statements_proofs as statements;
use crate::model::{Code, PasskeyRow, Use};

/// Minutes for which a browser may answer what it was asked to sign.
const CHALLENGE_MINUTES: i64 = 5;
/// The kind of what a browser fetches at a provider of sign-in.
pub(crate) const AT_PROVIDER: &str = "oidc";
/// Minutes that somebody may take there: perhaps a telephone has to be found first.
const AT_PROVIDER_MINUTES: i64 = 15;
/// How many recovery codes a person gets.
const RECOVERY_CODES: usize = 10;

/// The code generator of an account as stored: both secrets are sealed.
#[derive(Debug, Clone)]
pub(crate) struct Generator {
    pub(crate) secret: Option<Vec<u8>>,
    pub(crate) pending: Option<Vec<u8>>,
}

/// The code generator of an account.
pub(crate) async fn generator(q: &mut impl Query, account: &str) -> Result<Option<Generator>> {
    let row = q.row(&statements::GENERATOR, params![account]).await?;
    row.map(|row| Ok(Generator { secret: row.opt_blob("secret")?, pending: row.opt_blob("pending")? })).transpose()
}

/// Keeps a sealed secret that is shown, until a first code confirms it.
pub(crate) async fn set_pending(tx: &mut Tx, account: &str, sealed: &[u8]) -> Result<()> {
    tx.run(&statements::SET_PENDING, params![account, sealed]).await.map(drop)
}

/// The first code was right; tells whether the shown secret was still the one.
pub(crate) async fn confirm_generator(
    tx: &mut Tx,
    account: &str,
    sealed: &[u8],
    step: i64,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&statements::CONFIRM_GENERATOR, params![account, now, step, sealed]).await? == 1)
}

/// Uses up a step; tells whether it was unused.
pub(crate) async fn use_step(tx: &mut Tx, account: &str, step: i64) -> Result<bool> {
    Ok(tx.run(&statements::USE_STEP, params![account, step]).await? == 1)
}

/// Draws ten new recovery codes in place of the old ones.
pub(crate) async fn draw_recovery(
    tx: &mut Tx,
    context: &Context,
    secrets: &Secrets,
    account: &str,
) -> Result<Vec<String>> {
    tx.run(&statements::DROP_RECOVERY, params![account]).await?;
    let mut shown = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = Code::draw(context, Use::Recovery);
        tx.run(&statements::ADD_RECOVERY, params![account, code.keyed_hash(secrets), context.now()]).await?;
        shown.push(code.shown());
    }
    Ok(shown)
}

/// Uses up a recovery code; tells whether it was one of the account's and unused.
pub(crate) async fn use_recovery(
    tx: &mut Tx,
    secrets: &Secrets,
    account: &str,
    code: &Code,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&statements::USE_RECOVERY, params![account, code.keyed_hash(secrets), now]).await? == 1)
}

/// How many recovery codes are left.
pub(crate) async fn count_recovery(q: &mut impl Query, account: &str) -> Result<i64> {
    q.count(&statements::COUNT_RECOVERY, params![account]).await
}

/// How many second proofs an account has: a generator, passkeys.
pub(crate) async fn count_proofs(q: &mut impl Query, account: &str) -> Result<i64> {
    q.count(&statements::COUNT_PROOFS, params![account]).await
}

/// Takes the generator and its recovery codes away.
pub(crate) async fn drop_generator(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run(&statements::DROP_GENERATOR, params![account]).await?;
    tx.run(&statements::DROP_RECOVERY, params![account]).await.map(drop)
}

/// Takes every second proof and every link away, because the owner lost them.
pub(crate) async fn drop_all(tx: &mut Tx, account: &str) -> Result<()> {
    drop_generator(tx, account).await?;
    tx.run(&statements::DROP_PASSKEYS, params![account]).await?;
    super::identities::unlink_all(tx, account).await
}

fn passkey(row: &Row) -> Result<PasskeyRow> {
    Ok(PasskeyRow {
        id: row.text("id")?,
        account: row.text("account_id")?,
        name: row.text("name")?,
        data: row.text("data")?,
        made_at: row.instant("made_at")?,
        used_at: row.opt_instant("used_at")?,
    })
}

/// The passkeys of an account, the oldest first.
pub(crate) async fn passkeys(q: &mut impl Query, account: &str) -> Result<Vec<PasskeyRow>> {
    q.rows(&statements::PASSKEYS, params![account]).await?.iter().map(passkey).collect()
}

/// The passkey of a credential, if its account is open.
pub(crate) async fn passkey_by_credential(q: &mut impl Query, credential: &str) -> Result<Option<PasskeyRow>> {
    q.row(&statements::PASSKEY_BY_CREDENTIAL, params![credential]).await?.as_ref().map(passkey).transpose()
}

/// Adds a passkey; tells whether its credential was unknown.
pub(crate) async fn add_passkey(
    tx: &mut Tx,
    context: &Context,
    account: &str,
    credential: &str,
    name: &str,
    data: &str,
) -> Result<bool> {
    let id = context.new_uuid().to_string();
    let values = params![id, account, credential, name, data, context.now()];
    Ok(tx.run(&statements::ADD_PASSKEY, values).await? == 1)
}

/// Notes the use of a passkey, with its counter.
pub(crate) async fn use_passkey(tx: &mut Tx, id: &str, data: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::USE_PASSKEY, params![id, data, now]).await.map(drop)
}

/// Takes a passkey away; tells whether it was there.
pub(crate) async fn drop_passkey(tx: &mut Tx, account: &str, id: &str) -> Result<bool> {
    Ok(tx.run(&statements::DROP_PASSKEY, params![account, id]).await? == 1)
}

/// Keeps what a browser is asked to sign or to fetch, and gives the name under which it comes back.
pub(crate) async fn add_challenge(
    tx: &mut Tx,
    context: &Context,
    account: Option<&str>,
    kind: &str,
    state: &str,
) -> Result<String> {
    let now = context.now();
    tx.run(&statements::FORGET_CHALLENGES, params![now]).await?;
    let minutes = if kind == AT_PROVIDER { AT_PROVIDER_MINUTES } else { CHALLENGE_MINUTES };
    let ends = now.checked_add(minutes.minutes()).unwrap_or(now);
    let id = context.new_uuid().to_string();
    tx.run(&statements::ADD_CHALLENGE, params![&id, account, kind, state, ends]).await?;
    Ok(id)
}

/// Uses up what a browser was asked to sign: its account, where it was one's, and the library's state.
pub(crate) async fn take_challenge(
    tx: &mut Tx,
    id: &str,
    kind: &str,
    now: Timestamp,
) -> Result<Option<(Option<String>, String)>> {
    let Some(row) = tx.row(&statements::TAKE_CHALLENGE, params![id, kind]).await? else { return Ok(None) };
    if row.instant("ends_at")? <= now {
        return Ok(None);
    }
    Ok(Some((row.opt_text("account_id")?, row.text("state")?)))
}
