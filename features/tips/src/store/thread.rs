//! The thread between reporter and agency, and what was told.

use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;
use vault::RecordKey;

use super::statements;
use crate::{
    error::{Result, TipError},
    ids::{FileId, MessageId, TipId},
    model::{
        answers::{Reporter, Told},
        files::CleanFile,
    },
    sealed,
};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person with the receipt.
    Reporter,
    /// Whoever deals with the tip.
    Agency,
}

impl Author {
    fn key(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Agency => "agency",
        }
    }
}

/// One message, opened.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    pub text: String,
    /// When; the hour only where the reporter wrote it.
    pub written_at: Timestamp,
    /// How many pictures came with it.
    pub files: i64,
}

/// An attachment, without its content.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Its id.
    pub id: FileId,
    /// The name it came with.
    pub name: String,
    /// Whether the original is kept.
    pub has_original: bool,
}

/// Adds a message unless this very form with this very content was taken before; tells whether it was added. Other words
/// in a form that a browser brought back are another message: nothing is swallowed.
pub(crate) async fn add(
    tx: &mut Tx,
    context: &Context,
    key: &RecordKey,
    (tip, author, at): (TipId, Author, Timestamp),
    (text, files): (&str, &[CleanFile]),
    idempotency: &str,
) -> Result<bool> {
    let id = MessageId::new(context);
    let sealed = key.seal_text(context, &sealed::MESSAGE, &id.to_string(), text)?;
    let copies = files.iter().map(|file| base::sha256_hex(&file.copy)).collect::<Vec<_>>().join(",");
    let idempotency = key.mark(&[&tip.to_string(), author.key(), idempotency, &copies, text])?;
    let files = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let values = params![id, tip, author.key(), sealed, at, idempotency, files];
    Ok(tx.run(&statements::ADD_MESSAGE, values).await? == 1)
}

/// The thread, oldest first.
pub(crate) async fn list(q: &mut impl Query, key: &RecordKey, tip: TipId) -> Result<Vec<Message>> {
    let rows = q.rows(&statements::MESSAGES, params![tip]).await?;
    rows.iter()
        .map(|row| {
            let text = key.open_text(&sealed::MESSAGE, &row.text("id")?, &row.blob("text_sealed")?)?;
            let author = if row.text("author")? == Author::Reporter.key() { Author::Reporter } else { Author::Agency };
            let written_at = row.instant("written_at")?;
            Ok(Message { author, text: text.to_string(), written_at, files: row.int("files")? })
        })
        .collect()
}

/// What was told at the start.
pub(crate) async fn told(q: &mut impl Query, key: &RecordKey, tip: TipId) -> Result<Told> {
    for row in q.rows(&statements::PARTS, params![tip]).await? {
        if row.text("part")? == TOLD {
            let text = key.open_text(&sealed::NARRATIVE, &row.text("id")?, &row.blob("text_sealed")?)?;
            return serde_json::from_str(&text).map_err(|_| TipError::Broken);
        }
    }
    Ok(Told::default())
}

/// Name of the part that holds what was told at the start.
pub(crate) const TOLD: &str = "told";

/// Who told it and when, where that is known.
pub(crate) async fn reporter(q: &mut impl Query, key: &RecordKey, tip: TipId) -> Result<Option<(Reporter, Timestamp)>> {
    let Some(row) = q.row(&statements::REPORTER, params![tip]).await? else { return Ok(None) };
    let text = key.open_text(&sealed::REPORTER, &sealed::text(tip), &row.blob("text_sealed")?)?;
    let reporter = serde_json::from_str(&text).map_err(|_| TipError::Broken)?;
    Ok(Some((reporter, row.instant("created_at")?)))
}

/// The attachments, oldest first.
pub(crate) async fn files(q: &mut impl Query, key: &RecordKey, tip: TipId) -> Result<Vec<FileRow>> {
    let rows = q.rows(&statements::FILES, params![tip]).await?;
    rows.iter()
        .map(|row| {
            let id: FileId = row.parsed("id")?;
            let name = key.open_text(&sealed::FILE_NAME, &id.to_string(), &row.blob("name_sealed")?)?;
            Ok(FileRow { id, name: name.to_string(), has_original: row.flag("has_original")? })
        })
        .collect()
}

/// The copy of one attachment: kind and content.
pub(crate) async fn file(q: &mut impl Query, key: &RecordKey, tip: TipId, id: FileId) -> Result<(String, Vec<u8>)> {
    let row = q.row(&statements::FILE, params![tip, id]).await?.ok_or(TipError::NotFound)?;
    let place = id.to_string();
    let bytes = key.open_field(&vault::Place::of(&sealed::FILE_COPY, &place), &row.blob("copy_sealed")?)?;
    Ok((row.text("media_type")?, bytes.to_vec()))
}

/// One attachment as it was sent: name and content.
pub(crate) async fn original(q: &mut impl Query, key: &RecordKey, tip: TipId, id: FileId) -> Result<(String, Vec<u8>)> {
    let row = q.row(&statements::FILE, params![tip, id]).await?.ok_or(TipError::NotFound)?;
    let place = id.to_string();
    let kept = row.opt_blob("original_sealed")?.ok_or(TipError::NotFound)?;
    let bytes = key.open_field(&vault::Place::of(&sealed::FILE_ORIGINAL, &place), &kept)?;
    let name = key.open_text(&sealed::FILE_NAME, &place, &row.blob("name_sealed")?)?;
    Ok((name.to_string(), bytes.to_vec()))
}

/// How many messages a reporter has written.
pub(crate) async fn count_own(q: &mut impl Query, tip: TipId) -> Result<i64> {
    Ok(q.count(&statements::COUNT_OWN_MESSAGES, params![tip]).await?)
}

/// How many attachments a tip has.
pub(crate) async fn count_files(q: &mut impl Query, tip: TipId) -> Result<i64> {
    Ok(q.count(&statements::COUNT_FILES, params![tip]).await?)
}
