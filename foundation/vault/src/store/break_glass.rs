//! Breaking the glass: one record, one person, a short time, a second person who lets them, a third who looks at it.

use access::{Actor, Class};
use audit::Entry;
use base::Context;
use db::{Tx, params};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;

use super::{
    break_glass_rows::{BreakGlass, GlassState, Verdict, find_break_glass, reason_bound},
    opening::{list_holders, open_record_to_change},
    people::find_public_key,
    records::{Copy, PERSON, Record, put_copy},
    recovery_statements as statements,
    sharing::{list_copies, rekey},
    vaults::{list_vaults_of, live_public},
};
use crate::{
    column::SealedColumn,
    error::{Result, VaultError},
    opener::Opener,
};

/// The longest time for which the glass may be broken, in minutes.
pub const LONGEST_MINUTES: i64 = 240;

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
    let record = glass.record();
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
    let record = glass.record();
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

/// Ends a broken glass before its time and destroys its key: by whoever got it, or by somebody who opens the agency's
/// vault. Its review waits all the same.
///
/// # Errors
/// [`VaultError::NotHeld`] for anybody else, and when it does not hold any more.
pub async fn end_break_glass(tx: &mut Tx, context: &Context, by: &Actor, id: &str) -> Result<()> {
    let glass = find_break_glass(tx, id).await?.ok_or(VaultError::NotHeld)?;
    let now = context.now();
    let may_end = glass.account == by.account || list_vaults_of(tx, &by.account).await?.contains(&glass.agency);
    if !may_end || glass.state_at(now) != GlassState::Granted || !end(tx, &glass, now).await? {
        return Err(VaultError::NotHeld);
    }
    log(tx, context, by, "vault.close_break_glass", glass.record(), json!({ "glass": id })).await
}

/// Ends one that holds; tells whether it did.
async fn end(tx: &mut Tx, glass: &BreakGlass, now: Timestamp) -> Result<bool> {
    let ended = tx.run(&statements::END_GLASS, params![&glass.id, now]).await? == 1;
    let (kind, id) = &glass.record;
    tx.run(&statements::DROP_PERSON_KEY, params![kind, id, &glass.account, &glass.id]).await?;
    Ok(ended)
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
    end(tx, &glass, now).await?;
    if tx.run(&statements::REVIEW, params![id, &by.account, now, verdict.as_str()]).await? != 1 {
        return Err(VaultError::NotHeld);
    }
    let record = glass.record();
    if list_holders(tx, record).await?.contains(&glass.agency) {
        let kept = list_copies(tx, record).await?;
        rekey(tx, context, opener, record, &kept, columns).await?;
    } else {
        // It was destroyed, or the agency gave it up, which renewed its key: nothing is left to do but to sign.
        opener.live_vault(tx, &glass.agency).await?;
    }
    let payload = json!({ "glass": id, "verdict": verdict.as_str() });
    log(tx, context, by, "vault.review_break_glass", record, payload).await
}

/// The request, for anybody but the asker.
async fn find(tx: &mut Tx, by: &Actor, id: &str) -> Result<BreakGlass> {
    let glass = find_break_glass(tx, id).await?.ok_or(VaultError::NotHeld)?;
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
