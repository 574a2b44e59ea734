//! Records: making one, destroying one, and what their sealed keys are bound to.

use base::Context;
use db::{Tx, params};
use jiff::Timestamp;

use super::{statements, vaults::live_public};
use crate::{
    bound::bind,
    error::{Result, VaultError},
    field::RecordKey,
    keys::PublicKey,
};

/// Names a sealed record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Record<'a> {
    /// Its kind, as [`SealedColumn::record`](crate::SealedColumn): `tip`, `identity`.
    pub kind: &'a str,
    /// Its id within the kind.
    pub id: &'a str,
}

/// Who can open a new record.
#[derive(Debug, Clone, Copy)]
pub enum Holder<'a> {
    /// The members of an agency's vault.
    Agency(&'a str),
    /// The reporter who has the receipt.
    Receipt {
        /// How the receipt is found ([`ReadyReceipt`](crate::ReadyReceipt)).
        lookup: &'a str,
        /// The public key that follows from the receipt.
        public: &'a PublicKey,
    },
}

/// How a holder stands in the database.
pub(super) const AGENCY: &str = "agency";
pub(super) const RECEIPT: &str = "receipt";
pub(crate) const PERSON: &str = "person";

/// One sealed copy of a record key: whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    pub(crate) kind: String,
    pub(crate) holder: String,
    /// Version of the agency's vault or of the person's key pair; 0 for a receipt.
    pub(crate) version: i64,
    pub(crate) public: PublicKey,
    pub(crate) expires_at: Option<Timestamp>,
}

/// Makes the key of a new record and seals it to each holder. Seal the record's fields with it in the same transaction;
/// nothing else in the program can open them again, unless a holder comes.
///
/// # Errors
/// [`VaultError::NoVault`] when an agency has none; the database's when the record exists.
pub async fn new_record(
    tx: &mut Tx,
    context: &Context,
    record: Record<'_>,
    holders: &[Holder<'_>],
) -> Result<RecordKey> {
    if holders.is_empty() {
        return Err(VaultError::Refused("record-without-holder"));
    }
    let key = RecordKey::new(context)?;
    tx.run(&statements::ADD_RECORD, params![record.kind, record.id, key.version()]).await?;
    for holder in holders {
        let copy = copy_for(tx, *holder).await?;
        put_copy(tx, context, record, &key, &copy).await?;
    }
    Ok(key)
}

/// Destroys every sealed copy of a record's key (crypto-shredding): its fields stay behind as noise. Final.
///
/// # Errors
/// [`VaultError::NotHeld`] when there is no such record or it is destroyed already.
pub async fn shred(tx: &mut Tx, context: &Context, record: Record<'_>) -> Result<()> {
    if tx.run(&statements::MARK_SHREDDED, params![record.kind, record.id, context.now()]).await? != 1 {
        return Err(VaultError::NotHeld);
    }
    tx.run(&statements::REMOVE_RECORD_KEYS, params![record.kind, record.id]).await?;
    tx.run(&statements::REMOVE_WAITING_RECEIPTS, params![record.kind, record.id]).await?;
    Ok(())
}

pub(super) async fn copy_for(tx: &mut Tx, holder: Holder<'_>) -> Result<Copy> {
    Ok(match holder {
        Holder::Agency(agency) => {
            let (version, public) = live_public(tx, agency).await?;
            Copy { kind: AGENCY.to_owned(), holder: agency.to_owned(), version, public, expires_at: None }
        }
        Holder::Receipt { lookup, public } => {
            Copy { kind: RECEIPT.to_owned(), holder: lookup.to_owned(), version: 0, public: *public, expires_at: None }
        }
    })
}

pub(crate) async fn put_copy(
    tx: &mut Tx,
    context: &Context,
    record: Record<'_>,
    key: &RecordKey,
    copy: &Copy,
) -> Result<()> {
    let bound = record_bound(record, key.version(), &copy.kind, &copy.holder, copy.version);
    let sealed = copy.public.seal(context, &bound, key.secret().expose())?;
    let public = (copy.kind != AGENCY).then(|| copy.public.as_bytes().to_vec());
    let values =
        params![record.kind, record.id, &copy.kind, &copy.holder, copy.version, public, sealed, copy.expires_at,];
    tx.run(&statements::PUT_RECORD_KEY, values).await?;
    Ok(())
}

/// What a record key is bound to where it is sealed to a holder.
pub(super) fn record_bound(record: Record<'_>, key_version: i64, kind: &str, holder: &str, version: i64) -> Vec<u8> {
    bind(
        "lachan.vault.record-key/1",
        &[
            record.kind.as_bytes(),
            record.id.as_bytes(),
            &key_version.to_be_bytes(),
            kind.as_bytes(),
            holder.as_bytes(),
            &version.to_be_bytes(),
        ],
    )
}
