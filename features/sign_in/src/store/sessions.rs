//! Sessions: the table holds only the hash of the browser's secret.

use std::sync::Arc;

use access::{Actor, Class, Ground};
use base::Context;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use db::{Db, Query, Result, Row, Tx, params};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::statements;
use crate::model::{Found, IDLE_MINUTES, Mood, OpenSession, Stage, longest, raised};

/// A session that was just opened: the only moment at which its secret is known.
#[derive(Clone)]
pub(crate) struct NewSession {
    /// Its name in the table.
    pub(crate) id: String,
    /// What the browser's cookie holds: 32 random bytes.
    pub(crate) secret: String,
    /// What its forms carry.
    pub(crate) csrf: String,
}

impl std::fmt::Debug for NewSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sealed]")
    }
}

fn random(context: &Context) -> String {
    let mut bytes = [0_u8; 32];
    context.fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn hash(secret: &str) -> String {
    base::sha256_hex(secret.as_bytes())
}

/// The last moment at which somebody must have been seen for a session to hold now.
fn idle_since(now: Timestamp) -> Timestamp {
    now.checked_sub(IDLE_MINUTES.minutes()).unwrap_or(now)
}

/// The session of a browser's secret, whether it still holds or not.
pub(crate) async fn find(db: &Db, secret: &str) -> Result<Option<Found>> {
    let Some(tree) = organisation::current_tree(&mut &*db).await? else { return Ok(None) };
    let values = params![hash(secret), tree.id];
    db.row(&statements::FIND, values).await?.as_ref().map(found).transpose()
}

fn found(row: &Row) -> Result<Found> {
    let mood = if row.flag("duress")? { Mood::Duress } else { Mood::Free };
    let actor = Actor {
        account: row.text("account")?,
        person: row.text("person_id")?,
        name: row.text("person_name")?,
        unit: row.text("unit")?,
        unit_name: row.text("unit_name")?,
        ground: Ground { first: row.int("pos")?, last: row.int("last")? },
        agency: row.opt_text("agency_id")?,
        roles: row.text("roles")?.split_whitespace().map(ToOwned::to_owned).collect(),
        ceiling: match mood {
            Mood::Free => Class::Restricted,
            Mood::Duress => Class::Internal,
        },
    };
    Ok(Found {
        id: row.text("id")?,
        csrf: row.text("csrf")?,
        seen_at: row.instant("seen_at")?,
        ends_at: row.instant("ends_at")?,
        stage: Stage::stored(&row.text("stage")?),
        mood,
        person_secret: row.opt_blob("person_secret")?,
        raised_until: row.opt_instant("raised_until")?,
        actor: Arc::new(actor),
    })
}

/// Opens a session for an account.
pub(crate) async fn add_session(
    tx: &mut Tx,
    context: &Context,
    account: &str,
    stage: Stage,
    mood: Mood,
) -> Result<NewSession> {
    let id = context.new_uuid().to_string();
    let session = NewSession { id, secret: random(context), csrf: random(context) };
    let now = context.now();
    let values = params![
        &session.id,
        hash(&session.secret),
        account,
        &session.csrf,
        now,
        longest(now, mood),
        stage.as_str(),
        mood == Mood::Duress
    ];
    tx.run(&statements::ADD_SESSION, values).await?;
    Ok(session)
}

/// Notes that somebody was there.
pub(crate) async fn mark_seen(db: &Db, id: &str, now: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.run(&statements::MARK_SEEN, params![id, now]).await?;
    tx.commit().await
}

/// Ends the session of a browser's secret.
pub(crate) async fn end_session(tx: &mut Tx, secret: &str) -> Result<()> {
    tx.run(&statements::END_SESSION, params![hash(secret)]).await.map(drop)
}

/// Ends all sessions of an account but the one with this token; tells how many.
pub(crate) async fn end_others(tx: &mut Tx, account: &str, csrf: &str) -> Result<u64> {
    tx.run(&statements::END_OTHERS, params![account, csrf]).await
}

/// Keeps the person's secret, wrapped under a key that only the browser's cookie gives.
pub(crate) async fn keep_person(tx: &mut Tx, id: &str, wrapped: &[u8]) -> Result<()> {
    tx.run(&statements::KEEP_PERSON, params![id, wrapped]).await.map(drop)
}

/// Ends every session of an account.
pub(crate) async fn end_all(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run(&statements::END_ALL, params![account]).await.map(drop)
}

/// Lets a session show sealed data for some minutes, because its person has just proven who is at the keyboard.
pub(crate) async fn raise(tx: &mut Tx, csrf: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::RAISE, params![csrf, raised(now)]).await.map(drop)
}

/// Ends one session of an account; tells whether it was open.
pub(crate) async fn end_one(tx: &mut Tx, account: &str, id: &str) -> Result<bool> {
    Ok(tx.run(&statements::END_ONE, params![account, id]).await? == 1)
}

/// Clears away the sessions of an account that hold no more.
pub(crate) async fn end_stale(tx: &mut Tx, account: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::END_STALE, params![account, now, idle_since(now)]).await.map(drop)
}

/// How long the row of a session that is over stays: so long a form that was typed in it can be sent by its owner.
const REMEMBERED_DAYS: i64 = 14;

/// Takes the keys out of all sessions that hold no more, and forgets those that ended long ago; tells how many of each.
pub(crate) async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<(u64, u64)> {
    let shut = tx.run(&statements::SHUT_STALE, params![now, idle_since(now)]).await?;
    let before = now.saturating_sub(SignedDuration::from_hours(REMEMBERED_DAYS * 24)).unwrap_or(now);
    Ok((shut, tx.run(&statements::FORGET_ENDED, params![before]).await?))
}

/// The account whose session this is or was.
pub(crate) async fn owner_of(q: &mut impl Query, id: &str) -> Result<Option<String>> {
    q.row(&statements::OWNER, params![id]).await?.map(|row| row.text("account_id")).transpose()
}

/// The open sessions of an account, the last seen first; the one with this token is marked.
pub(crate) async fn list_open(
    q: &mut impl Query,
    account: &str,
    csrf: &str,
    now: Timestamp,
) -> Result<Vec<OpenSession>> {
    let rows = q.rows(&statements::LIST_OPEN, params![account, csrf, now, idle_since(now)]).await?;
    rows.iter()
        .map(|row| {
            Ok(OpenSession {
                id: row.text("id")?,
                created_at: row.instant("created_at")?,
                seen_at: row.instant("seen_at")?,
                is_this: row.flag("is_this")?,
            })
        })
        .collect()
}
