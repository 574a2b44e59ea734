//! Breaking the glass: one record, one person, a short time, a second person who lets them, a third who looks at it.

use access::{Actor, Class};
use audit::Entry;
use base::Context;
use db::{Query, Tx, params};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    opening::open_record_to_change,
    people::find_public_key,
    records::{Copy, PERSON, Record, put_copy},
    recovery_statements as statements,
    sharing::{list_copies, rekey},
    vaults::live_public,
};
use crate::{
    bound::bind,
    column::SealedColumn,
    error::{Result, VaultError},
    opener::Opener,
};

/// The longest time for which the glass may be broken, in minutes.
pub const LONGEST_MINUTES: i64 = 240;

/// A request to break the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    /// Its id.
    pub id: String,
    /// Kind and id of the record.
    pub record: (String, String),
    /// Who asked.
    pub account: String,
    /// For how many minutes.
    pub minutes: i64,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Until when it holds or held.
    pub expires_at: Option<Timestamp>,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlassState {
    /// Nobody has decided.
    Asked,
    /// It holds until its end.
    Granted,
    /// Refused.
    Refused,
    /// It held; nobody has looked at it yet.
    Ended,
    /// Somebody has looked at it.
    Reviewed,
}

impl GlassState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Ended => "ended",
            Self::Reviewed => "reviewed",
        }
    }
}

/// What the review found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was right to break the glass.
    Justified,
    /// It was not; the matter goes on outside this program.
    Unjustified,
}

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Unjustified => "unjustified",
        }
    }
}

/// Asks an agency to see one of its records for some minutes. The reason is sealed to the agency. Tells the id.
///
/// # Errors
/// [`VaultError::Refused`] for no reason or too long a time, [`VaultError::NoPersonKey`] for somebody without a key pair.
pub async fn ask_break_glass(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    agency: &str,
    record: Record<'_>,
    minutes: i64,
    reason: &str,
) -> Result<String> {
    if reason.trim().is_empty() || !(1..=LONGEST_MINUTES).contains(&minutes) {
        return Err(VaultError::Refused("break-glass-unsound"));
    }
    find_public_key(tx, &by.account).await?.ok_or_else(|| VaultError::NoPersonKey(by.account.clone()))?;
    let (version, public) = live_public(tx, agency).await?;
    let id = context.new_uuid().to_string();
    let sealed = public.seal(context, &reason_bound(&id, agency), reason.as_bytes())?;
    let values = params![&id, agency, version, record.kind, record.id, &by.account, sealed, minutes, context.now()];
    tx.run(&statements::ASK, values).await?;
    let payload = json!({ "glass": id, "minutes": minutes });
    log(tx, context, by, "vault.ask_break_glass", record, payload).await?;
    Ok(id)
}

/// The requests of an agency in a state.
///
/// # Errors
/// Only the database's.
pub async fn list_break_glasses(q: &mut impl Query, agency: &str, state: GlassState) -> Result<Vec<BreakGlass>> {
    let rows = q.rows(&statements::LIST_GLASSES, params![agency, state.as_str()]).await?;
    rows.iter()
        .map(|row| {
            Ok(BreakGlass {
                id: row.text("id")?,
                record: (row.text("record_type")?, row.text("record_id")?),
                account: row.text("account")?,
                minutes: row.int("minutes")?,
                asked_at: row.instant("asked_at")?,
                decided_by: row.opt_text("decided_by")?,
                expires_at: row.opt_instant("expires_at")?,
            })
        })
        .collect()
}

/// The reason of a request, for members of the agency's vault.
///
/// # Errors
/// [`VaultError::NotHeld`] for anybody else.
pub async fn break_glass_reason(q: &mut impl Query, opener: &Opener, id: &str) -> Result<Zeroizing<String>> {
    let row = q.row(&statements::FIND_GLASS, params![id]).await?.ok_or(VaultError::NotHeld)?;
    let agency = row.text("agency")?;
    let vault = opener.vault(q, &agency, row.int("vault_version")?).await?;
    let text = vault.open(&reason_bound(id, &agency), &row.blob("reason_sealed")?)?;
    std::str::from_utf8(&text).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| VaultError::Form)
}

/// Lets the asker see the record until the time is over. Whoever lets them must be able to open it, and is another.
///
/// # Errors
/// [`VaultError::Refused`] for one's own request, [`VaultError::NotHeld`] when it is decided or the record is not held.
pub async fn grant_break_glass(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    id: &str,
) -> Result<Timestamp> {
    opener.must_be(by)?;
    let glass = find(tx, by, id).await?;
    let record = Record { kind: &glass.kind, id: &glass.record };
    let key = open_record_to_change(tx, context, opener, record).await?;
    let (version, public) =
        find_public_key(tx, &glass.account).await?.ok_or_else(|| VaultError::NoPersonKey(glass.account.clone()))?;
    let now = context.now();
    let expires_at = now.checked_add(glass.minutes.minutes()).unwrap_or(now);
    decide(tx, context, by, id, GlassState::Granted, Some(expires_at)).await?;
    let copy =
        Copy { kind: PERSON.to_owned(), holder: glass.account.clone(), version, public, expires_at: Some(expires_at) };
    put_copy(tx, context, record, &key, &copy).await?;
    log(tx, context, by, "vault.grant_break_glass", record, json!({ "glass": id, "to": glass.account })).await?;
    Ok(expires_at)
}

/// Refuses a request.
///
/// # Errors
/// As [`grant_break_glass`].
pub async fn refuse_break_glass(tx: &mut Tx, context: &Context, by: &Actor, opener: &Opener, id: &str) -> Result<()> {
    opener.must_be(by)?;
    let glass = find(tx, by, id).await?;
    opener.live_vault(tx, &glass.agency).await?;
    decide(tx, context, by, id, GlassState::Refused, None).await?;
    let record = Record { kind: &glass.kind, id: &glass.record };
    log(tx, context, by, "vault.refuse_break_glass", record, json!({ "glass": id })).await
}

/// Destroys the keys of those whose time is over, at most `most`; a job does so every minute. They open nothing even
/// before that: the time is compared at each opening. Tells how many ended.
///
/// # Errors
/// Only the database's.
pub async fn end_break_glasses(tx: &mut Tx, context: &Context, most: u32) -> Result<usize> {
    let now = context.now();
    let ended = tx.rows(&statements::END_GLASSES, params![now, most]).await?;
    tx.run(&statements::DROP_PERSON_KEYS, params![now]).await?;
    for row in &ended {
        let id = row.text("id")?;
        audit::record_system(tx, context, &Entry::change("vault.end_break_glass", "break_glass", &id)).await?;
    }
    Ok(ended.len())
}

/// Looks at a broken glass afterwards, ending it first where it still holds. The record gets a new key, so that what
/// the asker may have copied opens nothing that is written from now on. `columns` is the register of the feature that
/// owns the record, whole.
///
/// # Errors
/// [`VaultError::Refused`] for one's own request or grant, [`VaultError::NotHeld`] when there is nothing to look at.
pub async fn review_break_glass(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    opener: &Opener,
    id: &str,
    verdict: Verdict,
    columns: &[&SealedColumn],
) -> Result<()> {
    opener.must_be(by)?;
    let glass = find(tx, by, id).await?;
    if glass.decided_by.as_deref() == Some(by.account.as_str()) {
        return Err(VaultError::Refused("own-break-glass"));
    }
    let now = context.now();
    tx.run(&statements::END_GLASS, params![id, now]).await?;
    if tx.run(&statements::REVIEW, params![id, &by.account, now, verdict.as_str()]).await? != 1 {
        return Err(VaultError::NotHeld);
    }
    let record = Record { kind: &glass.kind, id: &glass.record };
    let kept = list_copies(tx, record).await?;
    rekey(tx, context, opener, record, &kept, columns).await?;
    let payload = json!({ "glass": id, "verdict": verdict.as_str() });
    log(tx, context, by, "vault.review_break_glass", record, payload).await
}

struct Glass {
    agency: String,
    kind: String,
    record: String,
    account: String,
    minutes: i64,
    decided_by: Option<String>,
}

/// The request, for anybody but the asker.
async fn find(tx: &mut Tx, by: &Actor, id: &str) -> Result<Glass> {
    let row = tx.row(&statements::FIND_GLASS, params![id]).await?.ok_or(VaultError::NotHeld)?;
    let glass = Glass {
        agency: row.text("agency")?,
        kind: row.text("record_type")?,
        record: row.text("record_id")?,
        account: row.text("account")?,
        minutes: row.int("minutes")?,
        decided_by: row.opt_text("decided_by")?,
    };
    if glass.account == by.account { Err(VaultError::Refused("own-break-glass")) } else { Ok(glass) }
}

async fn decide(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    id: &str,
    state: GlassState,
    expires_at: Option<Timestamp>,
) -> Result<()> {
    let values = params![id, state.as_str(), &by.account, context.now(), expires_at];
    match tx.run(&statements::DECIDE, values).await? {
        1 => Ok(()),
        _ => Err(VaultError::NotHeld),
    }
}

async fn log(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    action: &str,
    record: Record<'_>,
    payload: serde_json::Value,
) -> Result<()> {
    let entry = Entry::change(action, record.kind, record.id).class(Class::Sealed).payload(payload);
    audit::record(tx, context, by, &entry).await?;
    Ok(())
}

fn reason_bound(id: &str, agency: &str) -> Vec<u8> {
    bind("lachan.vault.break-glass/1", &[id.as_bytes(), agency.as_bytes()])
}
