//! The queue, the lodging book and what waits for a signature.

use db::{Query, Row, params};
use jiff::Timestamp;

use super::statements;
use crate::{error::Result, ids::TipId};

/// One row of the queue or the lodging book.
#[derive(Debug, Clone)]
pub(crate) struct TipRow {
    /// Its id.
    pub id: TipId,
    /// Number in the agency's lodging book of the year.
    pub serial: i64,
    /// The year of the lodging book.
    pub year: i64,
    /// Key of the channel.
    pub channel: String,
    /// Key of the privacy chosen.
    pub privacy: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// The commune it is about, by today's name.
    pub place_name: Option<String>,
    /// Whether life is at stake now.
    pub is_danger: bool,
    /// When somebody acknowledged the danger.
    pub danger_seen_at: Option<Timestamp>,
    /// Place within its lane, small first.
    pub urgency: i64,
    /// Whether it is one of a flood.
    pub is_flood: bool,
    /// Key of the stage.
    pub stage: String,
    /// Key of the kind.
    pub kind: Option<String>,
    /// Messages that nobody read yet.
    pub unread: i64,
    /// The agency in whose book the number stands, where that has ended since.
    pub old_book: Option<String>,
}

/// Reads a row of the queue or the lodging book.
pub(crate) fn read(row: &Row) -> db::Result<TipRow> {
    Ok(TipRow {
        id: row.parsed("id")?,
        serial: row.int("serial")?,
        year: row.int("year")?,
        channel: row.text("channel")?,
        privacy: row.text("privacy")?,
        received_at: row.instant("received_at")?,
        place_name: row.opt_text("place_name")?,
        is_danger: row.flag("is_danger")?,
        danger_seen_at: row.opt_instant("danger_seen_at")?,
        urgency: row.int("urgency")?,
        is_flood: row.flag("is_flood")?,
        stage: row.text("stage")?,
        kind: row.opt_text("kind")?,
        unread: row.int("unread")?,
        old_book: row.opt_text("old_book")?,
    })
}

/// Whose list it is: an agency, and the person who reads it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) agency: &'a str,
    pub(crate) person: &'a str,
}

/// Fifty rows of the queue.
pub(crate) async fn queue(q: &mut impl Query, reader: Reader<'_>, offset: i64) -> Result<Vec<TipRow>> {
    let values = params![reader.agency, reader.person, offset, organisation::current_tree_id(q).await?];
    let rows = q.rows(&statements::QUEUE, values).await?;
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// A tip that has ended, to which its reporter wrote more.
pub(crate) struct EndedUnread {
    pub(crate) tip: TipId,
    /// Number in the lodging book: serial and year.
    pub(crate) number: (i64, i64),
    pub(crate) unread: i64,
}

/// The ended tips to which reporters wrote more; they stand in no queue.
pub(crate) async fn unread_ended(q: &mut impl Query, reader: Reader<'_>) -> Result<Vec<EndedUnread>> {
    let rows = q.rows(&statements::UNREAD_ENDED, params![reader.agency, reader.person]).await?;
    let read = |row: &Row| {
        Ok(EndedUnread {
            tip: row.parsed("id")?,
            number: (row.int("serial")?, row.int("year")?),
            unread: row.int("unread")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// How many rows the queue has.
pub(crate) async fn count_queue(q: &mut impl Query, reader: Reader<'_>) -> Result<i64> {
    Ok(q.count(&statements::COUNT_QUEUE, params![reader.agency, reader.person]).await?)
}

/// Some rows of a year's lodging book, in the order of their numbers.
pub(crate) async fn book(
    q: &mut impl Query,
    reader: Reader<'_>,
    year: i64,
    (limit, offset): (i64, i64),
) -> Result<Vec<TipRow>> {
    let values = params![reader.agency, reader.person, year, limit, offset, organisation::current_tree_id(q).await?];
    let rows = q.rows(&statements::BOOK, values).await?;
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// How many rows the lodging book of a year has.
pub(crate) async fn count_book(q: &mut impl Query, reader: Reader<'_>, year: i64) -> Result<i64> {
    Ok(q.count(&statements::COUNT_BOOK, params![reader.agency, reader.person, year]).await?)
}

/// A tip that another agency sent and that waits for a signature.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    /// The tip.
    pub tip: TipId,
    /// Since when.
    pub sent_at: Timestamp,
    /// Whether life is at stake.
    pub is_danger: bool,
    /// Who sent it.
    pub from: String,
}

/// What waits for an agency's signature, danger first.
pub(crate) async fn offered(q: &mut impl Query, reader: Reader<'_>) -> Result<Vec<Offered>> {
    let rows = q.rows(&statements::OFFERED, params![reader.agency, reader.person]).await?;
    let read = |row: &Row| {
        Ok(Offered {
            tip: row.parsed("tip_id")?,
            sent_at: row.instant("sent_at")?,
            is_danger: row.flag("is_danger")?,
            from: row.text("from_name")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}
