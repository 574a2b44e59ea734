//! Tips that came by Zalo: whose they are, what came later, and who is to be told that there is an answer.

use base::{Context, Secrets};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use db::{Query, Tx, params};
use jiff::{SignedDuration, Timestamp};
use vault::{Holder, KeyPair, Opener, Record, Secret32, VaultError};

use super::{
    handovers,
    thread::{Author, Message},
};
use crate::{
    error::{Result, TipError},
    ids::{MessageId, TipId},
    sealed,
};

db::statements! {
    /// Notes whose tip it is.
    ADD_LINK = "INSERT INTO tip_zalo (tip_id, sender, recipient_sealed, opened_at, messages) VALUES ($1, $2, $3, $4, 1)";
    /// The open tip of an account to which a message belongs that is written now: opened since $2, fewer messages than $3.
    OPEN_TIP = "SELECT z.tip_id AS tip_id, t.agency AS agency FROM tip_zalo z JOIN tip t ON t.id = z.tip_id
        WHERE z.sender = $1 AND z.opened_at > $2 AND z.messages < $3
            AND t.stage NOT IN ('ended', 'archived', 'passed_on')
        ORDER BY z.opened_at DESC LIMIT 1";
    /// Whether this very message was taken before.
    SEEN = "SELECT (SELECT COUNT(*) FROM tip WHERE idempotency = $1)
        + (SELECT COUNT(*) FROM tip_more WHERE idempotency = $1) AS n";
    /// Adds what came later.
    ADD_MORE = "INSERT INTO tip_more (id, tip_id, text_sealed, written_at, idempotency) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (idempotency) DO NOTHING";
    /// Counts it.
    COUNT_MORE = "UPDATE tip_zalo SET messages = messages + 1 WHERE tip_id = $1";
    /// What came later, oldest first.
    MORE = "SELECT id, text_sealed, written_at FROM tip_more WHERE tip_id = $1 ORDER BY written_at, id";
    /// Whether notices about a tip can go out.
    IS_LINKED = "SELECT COUNT(*) FROM tip_zalo WHERE tip_id = $1";
    /// Asks for a notice that there is an answer.
    ASK_NOTICE = "UPDATE tip_zalo SET notice_at = $2 WHERE tip_id = $1 AND notice_at IS NULL";
    /// The notices asked for.
    NOTICES = "SELECT tip_id, recipient_sealed FROM tip_zalo WHERE notice_at IS NOT NULL ORDER BY notice_at LIMIT 100";
    /// One went out.
    NOTICE_SENT = "UPDATE tip_zalo SET notice_at = NULL WHERE tip_id = $1";
}

/// How long what an account writes belongs to the tip that it began.
const TOGETHER: SignedDuration = SignedDuration::from_hours(24);
/// The most messages of one tip.
const MOST: i64 = 100;

/// The keys of the installation under which accounts are marked and sealed.
pub(crate) struct AccountKeys {
    mark: Secret32,
    pair: KeyPair,
}

impl AccountKeys {
    /// The keys of an installation.
    pub(crate) fn of(secrets: &Secrets) -> Result<Self> {
        let seed = Secret32::from_slice(&secrets.derive("tips/zalo-account/1"))?;
        Ok(Self { mark: Secret32::from_slice(&secrets.derive("tips/zalo-mark/1"))?, pair: KeyPair::from_seed(&seed)? })
    }

    /// The mark of an account.
    pub(crate) fn mark(&self, account: &str) -> Result<String> {
        let mark = self.mark.derive(account.as_bytes(), b"lachan.tips.zalo-mark/1")?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(mark.expose()))
    }

    fn bound(tip: TipId) -> Vec<u8> {
        format!("lachan.tips.zalo-account/1|{tip}").into_bytes()
    }
}

/// Whether this very message was taken before.
pub(crate) async fn is_seen(q: &mut impl Query, idempotency: &str) -> Result<bool> {
    Ok(q.count(&SEEN, params![idempotency]).await? > 0)
}

/// The tip to which what an account writes now belongs, and the agency that holds it.
pub(crate) async fn open_tip(q: &mut impl Query, mark: &str, now: Timestamp) -> Result<Option<(TipId, String)>> {
    let since = now.checked_sub(TOGETHER).unwrap_or(now);
    let row = q.row(&OPEN_TIP, params![mark, since, MOST]).await?;
    Ok(row.map(|row| Ok::<_, db::DbError>((row.parsed("tip_id")?, row.text("agency")?))).transpose()?)
}

/// Notes whose tip it is.
pub(crate) async fn link(tx: &mut Tx, context: &Context, keys: &AccountKeys, tip: TipId, account: &str) -> Result<()> {
    let recipient = keys.pair.public().seal(context, &AccountKeys::bound(tip), account.as_bytes())?;
    tx.run(&ADD_LINK, params![tip, keys.mark(account)?, recipient, context.now()]).await?;
    Ok(())
}

/// The record of one message that came later.
pub(crate) fn record(id: &str) -> Record<'_> {
    Record { kind: "tip_more", id }
}

/// Adds what came later, sealed to the agency that holds the tip and to the one that is to sign for it.
pub(crate) async fn add_more(
    tx: &mut Tx,
    context: &Context,
    (tip, agency): (TipId, &str),
    text: &str,
    idempotency: &str,
) -> Result<()> {
    let id = MessageId::new(context).to_string();
    let offer = handovers::waiting(tx, tip).await?;
    let holders = [agency].into_iter().chain(offer.as_ref().map(|offer| offer.agency.as_str()));
    let holders: Vec<_> = holders.map(Holder::Agency).collect();
    let key = vault::new_record(tx, context, record(&id), &holders).await?;
    let sealed = key.seal_text(context, &sealed::MORE, &id, text)?;
    if tx.run(&ADD_MORE, params![&id, tip, sealed, context.now(), idempotency]).await? != 1 {
        return Err(TipError::Stale);
    }
    tx.run(&COUNT_MORE, params![tip]).await?;
    Ok(())
}

/// What came later, opened; what the person cannot open is left out.
pub(crate) async fn more(q: &mut impl Query, context: &Context, opener: &Opener, tip: TipId) -> Result<Vec<Message>> {
    let mut messages = Vec::new();
    for row in q.rows(&MORE, params![tip]).await? {
        let id = row.text("id")?;
        let key = match vault::open_record(q, context, opener, record(&id)).await {
            Ok(key) => key,
            // Whoever sees the tip in an emergency has the key of the tip alone.
            Err(VaultError::NotHeld) => continue,
            Err(other) => return Err(other.into()),
        };
        let text = key.open_text(&sealed::MORE, &id, &row.blob("text_sealed")?)?.to_string();
        messages.push(Message { author: Author::Reporter, text, written_at: row.instant("written_at")?, files: 0 });
    }
    Ok(messages)
}

/// What came later, as records of the vault.
pub(crate) async fn more_ids(q: &mut impl Query, tip: TipId) -> Result<Vec<String>> {
    let rows = q.rows(&MORE, params![tip]).await?;
    Ok(rows.iter().map(|row| row.text("id")).collect::<db::Result<_>>()?)
}

/// Seals what came later to one more agency.
pub(crate) async fn share(tx: &mut Tx, context: &Context, opener: &Opener, tip: TipId, agency: &str) -> Result<()> {
    for id in more_ids(tx, tip).await? {
        match vault::share(tx, context, opener, record(&id), agency).await {
            // What reached another holder alone cannot be passed on, and does not hold up the rest.
            Ok(()) | Err(VaultError::NotHeld) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

/// Whether notices about a tip can go out.
pub(crate) async fn is_linked(q: &mut impl Query, tip: TipId) -> Result<bool> {
    Ok(q.count(&IS_LINKED, params![tip]).await? > 0)
}

/// Asks for a notice that there is an answer; nothing where the tip did not come by Zalo.
pub(crate) async fn ask_notice(tx: &mut Tx, context: &Context, tip: TipId) -> Result<()> {
    tx.run(&ASK_NOTICE, params![tip, context.now()]).await?;
    Ok(())
}

/// The accounts to be told that there is an answer, with their tips.
pub(crate) async fn notices(q: &mut impl Query, keys: &AccountKeys) -> Result<Vec<(TipId, String)>> {
    let rows = q.rows(&NOTICES, params![]).await?;
    rows.iter()
        .map(|row| {
            let tip: TipId = row.parsed("tip_id")?;
            let account = keys.pair.open(&AccountKeys::bound(tip), &row.blob("recipient_sealed")?)?;
            Ok((tip, String::from_utf8(account.to_vec()).map_err(|_| TipError::Broken)?))
        })
        .collect()
}

/// Notes that one went out.
pub(crate) async fn notice_sent(tx: &mut Tx, tip: TipId) -> Result<()> {
    tx.run(&NOTICE_SENT, params![tip]).await?;
    Ok(())
}
