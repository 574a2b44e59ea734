//! Calls under way: sealed to the operator who writes them down.

use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use vault::{Opener, VaultError};

use crate::error::{Result, TipError};

base::id! {
    /// One call under way.
    CallId
}
db::text_values!(CallId);

db::statements! {
    /// Puts what was typed in place of what was there; the call began when it was first saved.
    PUT_CALL = "INSERT INTO tip_call (id, account, key_version, sealed, began_at, saved_at) VALUES ($1, $2, $3, $4, $5, $5)
        ON CONFLICT (id) DO UPDATE SET key_version = excluded.key_version, sealed = excluded.sealed,
            saved_at = excluded.saved_at WHERE tip_call.account = excluded.account";
    /// One call of an operator.
    CALL = "SELECT id, key_version, sealed, began_at, saved_at FROM tip_call WHERE id = $1 AND account = $2";
    /// The calls of an operator.
    CALLS = "SELECT id, key_version, began_at, saved_at FROM tip_call WHERE account = $1 ORDER BY began_at, id LIMIT 20";
    /// Takes a call away.
    REMOVE_CALL = "DELETE FROM tip_call WHERE id = $1 AND account = $2";
    /// Takes away what was last saved before an instant.
    REMOVE_OLD_CALLS = "DELETE FROM tip_call WHERE saved_at < $1";
}

/// A call under way, without what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// Its id, made when the empty form was shown.
    pub(crate) id: CallId,
    /// When it was first saved.
    pub(crate) began_at: Timestamp,
    /// When it was last saved.
    pub(crate) saved_at: Timestamp,
    /// The operator's key pair to which it is sealed.
    key_version: i64,
}

impl Call {
    fn read(row: &db::Row) -> db::Result<Self> {
        Ok(Self {
            id: row.parsed("id")?,
            began_at: row.instant("began_at")?,
            saved_at: row.instant("saved_at")?,
            key_version: row.int("key_version")?,
        })
    }

    /// Whether the key pair of before a lost password sealed it: then nobody opens it any more.
    pub(crate) fn is_lost(&self, opener: &Opener) -> bool {
        self.key_version != opener.person().version()
    }
}

fn bound(id: CallId, account: &str) -> Vec<u8> {
    format!("lachan.tips.call/1|{id}|{account}").into_bytes()
}

/// What is sealed is this long at least, and a multiple of it, so that its length says little.
const STEP: usize = 1024;

/// Seals what was typed to the operator and keeps it. Needs no secret, so that it can be saved at any moment.
///
/// # Errors
/// [`TipError::StepUp`] for an operator without a key pair: signing in with the password makes one.
pub(crate) async fn put(
    tx: &mut Tx,
    context: &Context,
    account: &str,
    id: CallId,
    typed: &impl Serialize,
) -> Result<()> {
    let (version, public) = vault::find_public_key(tx, account).await?.ok_or(TipError::StepUp)?;
    let mut text = serde_json::to_vec(typed).map_err(|_| TipError::Broken)?;
    text.resize(text.len().next_multiple_of(STEP), b' ');
    let sealed = public.seal(context, &bound(id, account), &text)?;
    match tx.run(&PUT_CALL, params![id, account, version, sealed, context.now()]).await? {
        1 => Ok(()),
        // Somebody else's call has this id.
        _ => Err(TipError::NotFound),
    }
}

/// One call, opened; with the instant at which it began.
pub(crate) async fn find<T: DeserializeOwned>(
    q: &mut impl Query,
    opener: &Opener,
    id: CallId,
) -> Result<Option<(Call, T)>> {
    let Some(row) = q.row(&CALL, params![id, opener.account()]).await? else { return Ok(None) };
    let text = match opener.person().open(&bound(id, opener.account()), &row.blob("sealed")?) {
        Ok(text) => text,
        Err(VaultError::Closed) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let typed = serde_json::from_slice(&text).map_err(|_| TipError::Broken)?;
    Ok(Some((Call::read(&row)?, typed)))
}

/// When a call began, where it was saved before.
pub(crate) async fn began_at(q: &mut impl Query, account: &str, id: CallId) -> Result<Option<Timestamp>> {
    let row = q.row(&CALL, params![id, account]).await?;
    Ok(row.map(|row| row.instant("began_at")).transpose()?)
}

/// The calls of an operator, the oldest first.
pub(crate) async fn list(q: &mut impl Query, account: &str) -> Result<Vec<Call>> {
    let rows = q.rows(&CALLS, params![account]).await?;
    Ok(rows.iter().map(Call::read).collect::<db::Result<_>>()?)
}

/// Takes a call away; tells whether it was there.
pub(crate) async fn remove(tx: &mut Tx, account: &str, id: CallId) -> Result<bool> {
    Ok(tx.run(&REMOVE_CALL, params![id, account]).await? == 1)
}

/// Takes away what was last saved before an instant; tells how many.
pub(crate) async fn remove_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    Ok(tx.run(&REMOVE_OLD_CALLS, params![before]).await?)
}
