//! Receipts whose slow step is done later.

use base::Context;
use db::{Db, Query, Row, Tx, params};
use jiff::SignedDuration;

use super::{
    records::{Holder, Record, copy_for, put_copy},
    statements,
};
use crate::{
    aead,
    bound::bind,
    desk::ReceiptDesk,
    error::{Result, VaultError},
    field::RecordKey,
    form::{self, Form},
    keys::KeyId,
    receipt::{RECEIPT_DIGITS, Receipt},
    secret::Secret32,
};

/// Keeps a receipt and the new record's key under the desk's volatile key until [`settle_step`]; in the transaction
/// that makes the record.
///
/// # Errors
/// Only the database's.
pub async fn put_off(
    tx: &mut Tx,
    desk: &ReceiptDesk,
    record: Record<'_>,
    key: &RecordKey,
    receipt: &Receipt,
) -> Result<()> {
    let context = desk.context();
    let id = context.new_uuid().to_string();
    let text = zeroize::Zeroizing::new([receipt.as_bytes(), key.secret().expose()].concat());
    let locked = aead::lock(context, desk.waiting_key(), &waiting_bound(&id, record, key.version()), &text)?;
    let name = waiting_id(desk.waiting_key())?;
    let sealed = form::write(Form::Waiting, name, &[&locked]);
    let values = params![id, record.kind, record.id, key.version(), sealed, context.now(), name.to_string()];
    tx.run(&statements::ADD_WAITING_RECEIPT, values).await?;
    Ok(())
}

/// How long the receipts of another desk are left alone: it may belong to a program that runs beside this one.
const LOST_AFTER: SignedDuration = SignedDuration::from_hours(48);

/// Does the slow step of at most `most` waiting receipts that this desk gave, the oldest first; tells how many were
/// settled. What waits under the key of another boot cannot be settled by anybody, and is dropped after two days: its tip
/// stands, its mailbox does not open.
///
/// # Errors
/// Only the database's.
pub async fn settle_step(db: &Db, desk: &ReceiptDesk, most: u32) -> Result<usize> {
    let name = waiting_id(desk.waiting_key())?.to_string();
    let rows = db.rows(&statements::LIST_WAITING_RECEIPTS, params![most, &name]).await?;
    if rows.is_empty() {
        remove_lost(db, desk.context(), &name).await?;
    }
    let mut settled = 0;
    for row in &rows {
        settled += usize::from(settle(db, desk, row).await?);
    }
    Ok(settled)
}

async fn remove_lost(db: &Db, context: &Context, name: &str) -> Result<()> {
    if count_waiting_receipts(&mut &*db).await? == 0 {
        return Ok(());
    }
    let now = context.now();
    let mut tx = db.begin().await?;
    tx.run(&statements::REMOVE_LOST_RECEIPTS, params![name, now.checked_sub(LOST_AFTER).unwrap_or(now)]).await?;
    tx.commit().await?;
    Ok(())
}

/// How many receipts wait.
///
/// # Errors
/// Only the database's.
pub async fn count_waiting_receipts(q: &mut impl Query) -> Result<i64> {
    Ok(q.count(&statements::COUNT_WAITING_RECEIPTS, params![]).await?)
}

async fn settle(db: &Db, desk: &ReceiptDesk, row: &Row) -> Result<bool> {
    let (id, kind, record_id) = (row.text("id")?, row.text("record_type")?, row.text("record_id")?);
    let record = Record { kind: &kind, id: &record_id };
    let version = row.int("key_version")?;
    let opened = open_waiting(desk, &id, record, version, &row.blob("sealed")?);
    let settled = match opened {
        Ok((receipt, key)) => {
            let pepper = desk.pepper().clone();
            let slow = tokio::task::spawn_blocking(move || receipt.open(&pepper)).await;
            Some((slow.map_err(|_| VaultError::Cipher)??, key))
        }
        Err(VaultError::Closed | VaultError::Form) => None,
        Err(other) => return Err(other),
    };
    let mut tx = db.begin().await?;
    // Another program may have settled it in between.
    if tx.run(&statements::REMOVE_WAITING_RECEIPT, params![id]).await? != 1 {
        return Ok(false);
    }
    let is_settled = match settled {
        Some((opened, key)) => seal_to_receipt(&mut tx, desk.context(), record, &key, &opened).await?,
        None => false,
    };
    tx.commit().await?;
    Ok(is_settled)
}

async fn seal_to_receipt(
    tx: &mut Tx,
    context: &Context,
    record: Record<'_>,
    key: &RecordKey,
    opened: &crate::receipt::OpenedReceipt,
) -> Result<bool> {
    match super::opening::hold_record(tx, record, key).await {
        // Destroyed meanwhile.
        Err(VaultError::Changed) => return Ok(false),
        other => other?,
    }
    let holder = Holder::Receipt { lookup: &opened.lookup, public: opened.pair.public() };
    let copy = copy_for(tx, holder).await?;
    put_copy(tx, context, record, key, &copy).await?;
    Ok(true)
}

fn open_waiting(
    desk: &ReceiptDesk,
    id: &str,
    record: Record<'_>,
    version: i64,
    sealed: &[u8],
) -> Result<(Receipt, RecordKey)> {
    let locked = form::read(Form::Waiting, waiting_id(desk.waiting_key())?, sealed)?;
    let text = aead::unlock(desk.waiting_key(), &waiting_bound(id, record, version), locked)?;
    let (digits, secret) = text.split_first_chunk::<RECEIPT_DIGITS>().ok_or(VaultError::Form)?;
    let digits = std::str::from_utf8(digits).ok().and_then(Receipt::parse).ok_or(VaultError::Form)?;
    Ok((digits, RecordKey::from_secret(Secret32::from_slice(secret)?, version)?))
}

fn waiting_id(key: &Secret32) -> Result<KeyId> {
    Ok(KeyId::of(key.derive(b"", b"lachan.vault.waiting-key-id/1")?.expose()))
}

fn waiting_bound(id: &str, record: Record<'_>, version: i64) -> Vec<u8> {
    let parts = [id.as_bytes(), record.kind.as_bytes(), record.id.as_bytes(), &version.to_be_bytes()];
    bind("lachan.vault.waiting/1", &parts)
}
