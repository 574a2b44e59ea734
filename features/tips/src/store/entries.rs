//! Putting a tip into the database: its row, its number, its sealed parts.

use base::{Context, local_date};
use db::{Query, Tx, params};
use jiff::Timestamp;
use vault::RecordKey;

use super::{receivers::Receiver, statements, statements_flood, steps};
use crate::{
    error::{Result, TipError},
    ids::{FileId, TipId},
    model::{
        files::CleanFile,
        law::triage::{self, Danger, Lane},
    },
    sealed,
};

/// The row of a new tip. Nothing in it tells who or what.
#[derive(Debug, Clone)]
pub(crate) struct NewTip<'a> {
    pub(crate) id: TipId,
    pub(crate) receiver: &'a Receiver,
    pub(crate) channel: &'a str,
    pub(crate) privacy: &'a str,
    pub(crate) anonymity_reason: Option<&'a str>,
    pub(crate) received_at: Timestamp,
    /// Code of the commune that it is about.
    pub(crate) place: Option<&'a str>,
    pub(crate) is_danger: bool,
    pub(crate) urgency: i64,
    pub(crate) cluster: Option<i64>,
    pub(crate) is_flood: bool,
    pub(crate) stage: &'a str,
    pub(crate) shown_stage: &'a str,
    /// The same for the same form sent again.
    pub(crate) idempotency: &'a str,
}

/// The tip that this very form made before, if it did.
pub(crate) async fn find_again(q: &mut impl Query, idempotency: &str) -> Result<Option<TipId>> {
    let row = q.row(&statements::BY_IDEMPOTENCY, params![idempotency]).await?;
    row.map(|row| row.parsed("id")).transpose().map_err(TipError::from)
}

/// Adds the row and enters it into the agency's lodging book; gives its number there.
pub(crate) async fn add(tx: &mut Tx, context: &Context, tip: &NewTip<'_>) -> Result<i64> {
    let to = tip.receiver;
    let danger = if tip.is_danger { Danger::Open } else { Danger::None };
    let values = params![
        tip.id,
        &to.agency,
        &to.unit,
        to.ground.first,
        to.ground.last,
        tip.channel,
        tip.privacy,
        tip.anonymity_reason,
        tip.received_at,
        tip.place,
        tip.is_danger,
        tip.urgency,
        tip.cluster,
        tip.is_flood,
        tip.stage,
        tip.shown_stage,
        tip.idempotency,
        triage::rank(danger, tip.urgency, Lane::of(tip.channel)),
    ];
    tx.run(&statements::ADD_TIP, values).await?;
    enter(tx, context, tip.id, &to.agency, tip.received_at).await
}

/// Marks the tips of a cluster that came before it was known to be a flood, all but one: what many copy may be true, so
/// one of them stays where it is read. What somebody has taken in hand stays in hand.
pub(crate) async fn mark_flood(tx: &mut Tx, cluster: Option<i64>) -> Result<()> {
    tx.run(&statements_flood::MARK_FLOOD, params![cluster, steps::STAGE_RECEIVED]).await?;
    Ok(())
}

/// The number of a tip in an agency's lodging book.
pub(crate) async fn serial(q: &mut impl Query, id: TipId, agency: &str) -> Result<i64> {
    Ok(q.count(&statements::SERIAL, params![id, agency]).await?)
}

/// Enters a tip into an agency's lodging book; the number is taken inside the transaction, so none is given twice.
pub(crate) async fn enter(tx: &mut Tx, _context: &Context, id: TipId, agency: &str, at: Timestamp) -> Result<i64> {
    let year = i64::from(local_date(at).year());
    let serial = tx.count(&statements::NEXT_SERIAL, params![agency, year]).await?;
    let entry = format!("{id}/{agency}");
    tx.run(&statements::ADD_ENTRY, params![agency, year, serial, id, at, entry]).await?;
    Ok(serial)
}

/// The same for a tip that may have been here before: it keeps the number that it had then.
pub(crate) async fn enter_again(tx: &mut Tx, context: &Context, id: TipId, agency: &str, at: Timestamp) -> Result<i64> {
    match tx.row(&statements::SERIAL, params![id, agency]).await? {
        Some(row) => Ok(row.int("serial")?),
        None => enter(tx, context, id, agency, at).await,
    }
}

/// Adds a sealed part.
pub(crate) async fn add_part(
    tx: &mut Tx,
    context: &Context,
    key: &RecordKey,
    (id, at): (TipId, Timestamp),
    part: &str,
    text: &str,
) -> Result<()> {
    let row = context.new_uuid().to_string();
    let sealed = key.seal_text(context, &sealed::NARRATIVE, &row, text)?;
    tx.run(&statements::ADD_PART, params![row, id, part, sealed, at]).await?;
    Ok(())
}

/// Puts who told it, sealed under the record of the reporter.
pub(crate) async fn put_reporter(
    tx: &mut Tx,
    context: &Context,
    key: &RecordKey,
    (id, at): (TipId, Timestamp),
    text: &str,
) -> Result<()> {
    let sealed = key.seal_text(context, &sealed::REPORTER, &sealed::text(id), text)?;
    tx.run(&statements::PUT_REPORTER, params![id, sealed, at]).await?;
    Ok(())
}

/// Adds an attachment.
pub(crate) async fn add_file(
    tx: &mut Tx,
    context: &Context,
    key: &RecordKey,
    (id, at): (TipId, Timestamp),
    file: &CleanFile,
) -> Result<FileId> {
    let file_id = FileId::new(context);
    let row = file_id.to_string();
    let seal = |column, bytes: &[u8]| key.seal_field(context, &vault::Place::of(column, &row), bytes);
    let copy = seal(&sealed::FILE_COPY, &file.copy)?;
    let original = file.original.as_ref().map(|bytes| seal(&sealed::FILE_ORIGINAL, bytes)).transpose()?;
    let name = seal(&sealed::FILE_NAME, file.name.as_bytes())?;
    tx.run(&statements::ADD_FILE, params![file_id, id, file.media_type, copy, original, name, at]).await?;
    Ok(file_id)
}
