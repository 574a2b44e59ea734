//! What a visitor carries through a journey at the public door: sealed under a key that only the browser's cookie
//! holds, so that nobody who has the database can read a tip that was not sent.

use base::Context;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use db::{Db, Query, Tx, params};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use vault::{KeyPair, Secret32};

use super::{statements, statements_flood};
use crate::error::{Result, TipError};

/// How long a pocket is kept after it was last touched (ux.md S-31).
const KEPT: SignedDuration = SignedDuration::from_mins(60);

/// The key to one pocket, as the browser holds it.
pub(crate) struct PocketKey {
    id: String,
    pair: KeyPair,
    cookie: String,
}

impl PocketKey {
    /// A key for a new pocket.
    pub(crate) fn new(context: &Context) -> Result<Self> {
        let mut secret = [0_u8; 32];
        context.fill(&mut secret);
        Self::from_cookie(&BASE64_URL_SAFE_NO_PAD.encode(secret))
    }

    /// The key that a cookie holds.
    pub(crate) fn from_cookie(cookie: &str) -> Result<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cookie).map_err(|_| TipError::NotFound)?;
        let secret = Secret32::from_slice(&bytes).map_err(|_| TipError::NotFound)?;
        let id = secret.derive(b"", b"lachan.tips.pocket-id/1")?;
        let seed = secret.derive(b"", b"lachan.tips.pocket-key/1")?;
        Ok(Self {
            id: BASE64_URL_SAFE_NO_PAD.encode(id.expose()),
            pair: KeyPair::from_seed(&seed)?,
            cookie: cookie.to_owned(),
        })
    }

    /// What the browser keeps.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// What ties a guard's ticket to this pocket.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    fn bound(&self, what: &str) -> Vec<u8> {
        format!("lachan.tips.pocket/1|{what}|{}", self.id).into_bytes()
    }
}

fn ends_at(now: Timestamp) -> Timestamp {
    now.checked_add(KEPT).unwrap_or(now)
}

/// Puts something into the pocket in place of what was there.
pub(crate) async fn put(tx: &mut Tx, context: &Context, key: &PocketKey, content: &impl Serialize) -> Result<()> {
    let text = serde_json::to_vec(content).map_err(|_| TipError::Broken)?;
    let sealed = key.pair.public().seal(context, &key.bound("content"), &text)?;
    tx.run(&statements::PUT_POCKET, params![key.id(), sealed, ends_at(context.now())]).await?;
    Ok(())
}

/// Keeps the pocket for another hour as it is: whoever has to wait loses nothing by pressing again.
pub(crate) async fn keep(tx: &mut Tx, context: &Context, key: &PocketKey) -> Result<()> {
    let now = context.now();
    tx.run(&statements_flood::KEEP_POCKET, params![key.id(), ends_at(now), now]).await?;
    Ok(())
}

/// What the pocket holds; nothing where it has ended or never was.
pub(crate) async fn find<T: DeserializeOwned>(
    q: &mut impl Query,
    context: &Context,
    key: &PocketKey,
) -> Result<Option<T>> {
    let Some(row) = q.row(&statements::POCKET, params![key.id(), context.now()]).await? else { return Ok(None) };
    let text = key.pair.open(&key.bound("content"), &row.blob("sealed")?)?;
    serde_json::from_slice(&text).map(Some).map_err(|_| TipError::Broken)
}

/// Empties the pocket, files and all.
pub(crate) async fn remove(tx: &mut Tx, key: &PocketKey) -> Result<()> {
    remove_files(tx, key).await?;
    tx.run(&statements::REMOVE_POCKET, params![key.id()]).await?;
    Ok(())
}

/// Adds a file. `id` names it within the pocket.
pub(crate) async fn add_file(tx: &mut Tx, context: &Context, key: &PocketKey, id: &str, bytes: &[u8]) -> Result<()> {
    let sealed = key.pair.public().seal(context, &key.bound(id), bytes)?;
    tx.run(&statements::ADD_POCKET_FILE, params![id, key.id(), sealed]).await?;
    Ok(())
}

/// Takes all files out.
pub(crate) async fn remove_files(tx: &mut Tx, key: &PocketKey) -> Result<()> {
    tx.run(&statements::REMOVE_POCKET_FILES, params![key.id()]).await?;
    Ok(())
}

/// Takes one file out.
pub(crate) async fn remove_file(tx: &mut Tx, key: &PocketKey, id: &str) -> Result<()> {
    tx.run(&statements::REMOVE_POCKET_FILE, params![key.id(), id]).await?;
    Ok(())
}

/// The files, each with its name within the pocket.
pub(crate) async fn files(q: &mut impl Query, key: &PocketKey) -> Result<Vec<(String, Vec<u8>)>> {
    let rows = q.rows(&statements::POCKET_FILES, params![key.id()]).await?;
    rows.iter()
        .map(|row| {
            let id = row.text("id")?;
            let bytes = key.pair.open(&key.bound(&id), &row.blob("sealed")?)?.to_vec();
            Ok((id, bytes))
        })
        .collect()
}

/// Empties every pocket whose time is over.
pub(crate) async fn remove_old(db: &Db, now: Timestamp) -> db::Result<()> {
    let mut tx = db.begin().await?;
    tx.run(&statements::REMOVE_OLD_POCKETS, params![now]).await?;
    tx.run(&statements::REMOVE_LOOSE_POCKET_FILES, params![]).await?;
    tx.commit().await
}
