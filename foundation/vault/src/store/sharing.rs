//! Sharing a record with one more agency, and ending it.

use base::Context;
use db::{Tx, params};

use super::{
    opening::open_record_to_change,
    records::{AGENCY, Copy, Holder, PERSON, Record, copy_for, put_copy},
    statements,
    vaults::live_public,
};
use crate::{
    column::SealedColumn,
    error::{Result, VaultError},
    field::{Place, RecordKey},
    keys::PublicKey,
    opener::Opener,
};

/// Seals a record's key to one more agency (a hand-over, a referral). Whoever shares must be able to open it.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener cannot open it, [`VaultError::NoVault`] when the agency has no vault.
pub async fn share(tx: &mut Tx, context: &Context, opener: &Opener, record: Record<'_>, agency: &str) -> Result<()> {
    let key = open_record_to_change(tx, context, opener, record).await?;
    let copy = copy_for(tx, Holder::Agency(agency)).await?;
    put_copy(tx, context, record, &key, &copy).await
}

/// Ends an agency's share: the record gets a new key, every declared column of it is sealed anew, and the agency's copy
/// is gone. What its people have read they have read; what is written from now on they cannot open.
///
/// `columns` is the register of the feature that owns the record, whole.
///
/// # Errors
/// [`VaultError::NotHeld`] when the opener cannot open it or the agency holds no share,
/// [`VaultError::Refused`] when nobody would hold the record afterwards.
pub async fn end_share(
    tx: &mut Tx,
    context: &Context,
    opener: &Opener,
    record: Record<'_>,
    agency: &str,
    columns: &[&SealedColumn],
) -> Result<RecordKey> {
    let copies = list_copies(tx, record).await?;
    let (ended, kept): (Vec<_>, Vec<_>) =
        copies.into_iter().partition(|copy| copy.kind == AGENCY && copy.holder == agency);
    if ended.is_empty() {
        return Err(VaultError::NotHeld);
    }
    if !kept.iter().any(|copy| copy.kind == AGENCY) {
        return Err(VaultError::Refused("record-without-holder"));
    }
    rekey(tx, context, opener, record, &kept, columns).await
}

/// Gives a record a new key for `kept` only, and seals its columns anew.
pub(crate) async fn rekey(
    tx: &mut Tx,
    context: &Context,
    opener: &Opener,
    record: Record<'_>,
    kept: &[Copy],
    columns: &[&SealedColumn],
) -> Result<RecordKey> {
    // The waiting receipt has the old key in hand and would be left behind with it.
    if tx.count(&statements::IS_RECEIPT_WAITING, params![record.kind, record.id]).await? > 0 {
        return Err(VaultError::Refused("receipt-waiting"));
    }
    let old = open_record_to_change(tx, context, opener, record).await?;
    let new = old.successor(context)?;
    let advance = params![record.kind, record.id, old.version(), new.version()];
    if tx.run(&statements::ADVANCE_RECORD, advance).await? != 1 {
        return Err(VaultError::Changed);
    }
    tx.run(&statements::REMOVE_RECORD_KEYS, params![record.kind, record.id]).await?;
    for copy in kept {
        put_copy(tx, context, record, &new, copy).await?;
    }
    for column in columns.iter().filter(|column| column.record == record.kind) {
        reseal_column(tx, context, record, column, &old, &new).await?;
    }
    Ok(new)
}

/// Seals every value of one column of a record anew, under the new key.
async fn reseal_column(
    tx: &mut Tx,
    context: &Context,
    record: Record<'_>,
    column: &SealedColumn,
    old: &RecordKey,
    new: &RecordKey,
) -> Result<()> {
    for row in tx.rows(&column.list, params![record.id]).await? {
        let (row_id, sealed) = (row.text("row_id")?, row.blob("sealed")?);
        let place = Place { table: column.table, column: column.column, row: &row_id };
        let text = old.open_field(&place, &sealed)?;
        let renewed = new.seal_field(context, &place, &text)?;
        if tx.run(&column.replace, params![&row_id, sealed, renewed]).await? != 1 {
            return Err(VaultError::Changed);
        }
    }
    Ok(())
}

/// Whom a record's key is sealed to now, each with the newest public key.
pub(crate) async fn list_copies(tx: &mut Tx, record: Record<'_>) -> Result<Vec<Copy>> {
    let mut copies = Vec::new();
    for row in tx.rows(&statements::LIST_RECORD_KEYS, params![record.kind, record.id]).await? {
        let (kind, holder) = (row.text("holder_kind")?, row.text("holder")?);
        let expires_at = row.opt_instant("expires_at")?;
        let (version, public) = if kind == AGENCY {
            live_public(tx, &holder).await?
        } else {
            (row.int("holder_version")?, PublicKey::from_slice(&row.blob("public_key")?)?)
        };
        // A person's copy is for a short time only and does not outlive the key.
        if kind != PERSON {
            copies.push(Copy { kind, holder, version, public, expires_at });
        }
    }
    Ok(copies)
}
