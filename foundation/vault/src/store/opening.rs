//! Opening records.

use base::Context;
use db::{Query, Row, Tx, params};

use super::{
    records::{AGENCY, RECEIPT, Record, record_bound},
    statements,
};
use crate::{
    error::{Result, VaultError},
    field::RecordKey,
    keys::KeyPair,
    opener::Opener,
};

/// The record that a receipt opens.
#[derive(Debug, Clone)]
pub struct ReceiptRecord {
    /// Kind of the record.
    pub kind: String,
    /// Id of the record.
    pub id: String,
    /// Its key.
    pub key: RecordKey,
}

/// Opens a record's key for reading, through any vault that the person belongs to, or in person while a break-glass
/// holds.
///
/// # Errors
/// [`VaultError::NotHeld`] for somebody who may not, and for a record that does not exist;
/// [`VaultError::Shredded`] when its keys are destroyed.
pub async fn open_record(
    q: &mut impl Query,
    context: &Context,
    opener: &Opener,
    record: Record<'_>,
) -> Result<RecordKey> {
    let values = params![record.kind, record.id, opener.account(), context.now()];
    for row in q.rows(&statements::OWN_RECORD_KEYS, values).await? {
        match open_copy(q, opener, record, &row).await {
            Err(VaultError::NotHeld | VaultError::Closed) => {}
            other => return other,
        }
    }
    for row in q.rows(&statements::LIST_RECORD_KEYS, params![record.kind, record.id]).await? {
        if row.text("holder_kind")? != AGENCY {
            continue;
        }
        match open_copy(q, opener, record, &row).await {
            Err(VaultError::NotHeld) => {}
            other => return other,
        }
    }
    Err(refusal(q, record).await?)
}

/// One sealed copy of a record key as a feature's own list reads it: the row of `record_key` for an agency, joined with
/// `sealed_record`. So a page of records is one statement.
#[derive(Debug, Clone)]
pub struct ListedKey {
    /// The agency that holds the record.
    pub agency: String,
    /// `record_key.holder_version`.
    pub vault_version: i64,
    /// `sealed_record.key_version`.
    pub key_version: i64,
    /// `record_key.sealed`.
    pub sealed: Vec<u8>,
}

/// Opens a record's key that a list has read already; asks the database once for each vault, not for each record.
///
/// # Errors
/// As [`open_record`].
pub async fn open_listed(
    q: &mut impl Query,
    opener: &Opener,
    record: Record<'_>,
    key: &ListedKey,
) -> Result<RecordKey> {
    let bound = record_bound(record, key.key_version, AGENCY, &key.agency, key.vault_version);
    let vault = opener.vault(q, &key.agency, key.vault_version).await?;
    RecordKey::from_secret(vault.open_secret(&bound, &key.sealed)?, key.key_version)
}

/// As [`open_record`], and holds the record at its key until the transaction ends: call it before sealing a field, so that a
/// re-keying at the same moment cannot leave the field behind under a destroyed key.
///
/// # Errors
/// As [`open_record`], and [`VaultError::Changed`] when the record was re-keyed in between.
pub async fn open_record_to_change(
    tx: &mut Tx,
    context: &Context,
    opener: &Opener,
    record: Record<'_>,
) -> Result<RecordKey> {
    let key = open_record(tx, context, opener, record).await?;
    hold_record(tx, record, &key).await?;
    Ok(key)
}

/// Opens the record of a receipt.
///
/// # Errors
/// [`VaultError::NotHeld`] when no record has this receipt.
pub async fn open_by_receipt(q: &mut impl Query, lookup: &str, pair: &KeyPair) -> Result<ReceiptRecord> {
    let row = q.row(&statements::RECORD_OF_RECEIPT, params![lookup]).await?.ok_or(VaultError::NotHeld)?;
    let (kind, id) = (row.text("record_type")?, row.text("record_id")?);
    let version = row.int("key_version")?;
    let bound = record_bound(Record { kind: &kind, id: &id }, version, RECEIPT, lookup, 0);
    let secret = pair.open_secret(&bound, &row.blob("sealed")?)?;
    Ok(ReceiptRecord { key: RecordKey::from_secret(secret, version)?, kind, id })
}

/// The agencies that hold a record.
///
/// # Errors
/// Only the database's.
pub async fn list_holders(q: &mut impl Query, record: Record<'_>) -> Result<Vec<String>> {
    let rows = q.rows(&statements::LIST_HOLDERS, params![record.kind, record.id]).await?;
    Ok(rows.iter().map(|row| row.text("holder")).collect::<Result<_, _>>()?)
}

/// Holds a record at a key until the transaction ends.
pub(crate) async fn hold_record(tx: &mut Tx, record: Record<'_>, key: &RecordKey) -> Result<()> {
    match tx.run(&statements::HOLD_RECORD, params![record.kind, record.id, key.version()]).await? {
        1 => Ok(()),
        _ => Err(VaultError::Changed),
    }
}

async fn open_copy(q: &mut impl Query, opener: &Opener, record: Record<'_>, row: &Row) -> Result<RecordKey> {
    let (kind, holder) = (row.text("holder_kind")?, row.text("holder")?);
    let (version, key_version) = (row.int("holder_version")?, row.int("key_version")?);
    let bound = record_bound(record, key_version, &kind, &holder, version);
    let sealed = row.blob("sealed")?;
    let secret = if kind == AGENCY {
        opener.vault(q, &holder, version).await?.open_secret(&bound, &sealed)?
    } else {
        opener.person().pair().open_secret(&bound, &sealed)?
    };
    RecordKey::from_secret(secret, key_version)
}

async fn refusal(q: &mut impl Query, record: Record<'_>) -> Result<VaultError> {
    let row = q.row(&statements::FIND_RECORD, params![record.kind, record.id]).await?;
    let is_shredded = row.map(|row| row.opt_instant("shredded_at")).transpose()?.flatten().is_some();
    Ok(if is_shredded { VaultError::Shredded } else { VaultError::NotHeld })
}
