//! Alarms over dangers that nobody acknowledged: who is alarmed, and who said that they know.

use access::{Actor, Ground};
use base::Context;
use db::{Query, Row, Tx, params};
use jiff::Timestamp;

use super::{lists::Reader, statements_path as statements};
use crate::{error::Result, ids::TipId};

/// A danger that nobody acknowledged in time.
#[derive(Debug, Clone)]
pub(crate) struct Unacknowledged {
    /// The tip.
    pub(crate) tip: TipId,
    /// The agency that holds it.
    pub(crate) agency: String,
    /// That agency's unit.
    pub(crate) ground: Ground,
    /// When it was received.
    pub(crate) received_at: Timestamp,
}

/// At most 200 dangers received before an instant, which nobody acknowledged and for which no alarm stands.
pub(crate) async fn unacknowledged(q: &mut impl Query, before: Timestamp) -> Result<Vec<Unacknowledged>> {
    let rows = q.rows(&statements::UNACKNOWLEDGED, params![before]).await?;
    let read = |row: &Row| {
        Ok(Unacknowledged {
            tip: row.parsed("id")?,
            agency: row.text("agency")?,
            ground: Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? },
            received_at: row.instant("received_at")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// Raises an alarm; tells whether none stood yet.
pub(crate) async fn raise(
    tx: &mut Tx,
    danger: &Unacknowledged,
    above: Option<&str>,
    (since, now): (Timestamp, Timestamp),
) -> Result<bool> {
    let values = params![danger.tip, &danger.agency, above, since, now];
    Ok(tx.run(&statements::ADD_ALARM, values).await? == 1)
}

/// An alarm over a tip of one's own agency.
#[derive(Debug, Clone)]
pub(crate) struct OwnAlarm {
    /// The tip.
    pub(crate) tip: TipId,
    /// Number in the lodging book: serial and year.
    pub(crate) number: (i64, i64),
    /// Since when.
    pub(crate) since: Timestamp,
    /// When the level above said that it knows.
    pub(crate) seen_at: Option<Timestamp>,
}

/// The alarms over the tips of the reader's own agency that nobody has acknowledged.
pub(crate) async fn own(q: &mut impl Query, reader: Reader<'_>) -> Result<Vec<OwnAlarm>> {
    let rows = q.rows(&statements::OWN_ALARMS, params![reader.agency, reader.person]).await?;
    let read = |row: &Row| {
        Ok(OwnAlarm {
            tip: row.parsed("tip_id")?,
            number: (row.int("serial")?, row.int("year")?),
            since: row.instant("since")?,
            seen_at: row.opt_instant("seen_at")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// An alarm from below, as coarse as the level above sees it.
#[derive(Debug, Clone)]
pub(crate) struct AlarmBelow {
    /// The tip; it opens nothing for the level above.
    pub(crate) tip: TipId,
    /// The agency that did not acknowledge in time.
    pub(crate) agency: String,
    /// Code of the commune that it is about.
    pub(crate) place: Option<String>,
    /// Since when.
    pub(crate) since: Timestamp,
    /// When somebody up here said that they know, and who.
    pub(crate) seen: Option<(Timestamp, String)>,
    /// When the agency below acknowledged it after all.
    pub(crate) acknowledged_at: Option<Timestamp>,
}

/// What reached the reader's agency from below: open alarms, and those raised since an instant.
pub(crate) async fn below(q: &mut impl Query, reader: Reader<'_>, since: Timestamp) -> Result<Vec<AlarmBelow>> {
    let rows = q.rows(&statements::ALARMS_BELOW, params![reader.agency, reader.person, since]).await?;
    let read = |row: &Row| {
        Ok(AlarmBelow {
            tip: row.parsed("tip_id")?,
            agency: row.text("agency_name")?,
            place: row.opt_text("place")?,
            since: row.instant("since")?,
            seen: row.opt_instant("seen_at")?.zip(row.opt_text("seen_name")?),
            acknowledged_at: row.opt_instant("danger_seen_at")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// The level above says that it knows; tells whether nobody had said so.
pub(crate) async fn see(tx: &mut Tx, context: &Context, actor: &Actor, tip: TipId) -> Result<bool> {
    let agency = actor.agency.as_deref().unwrap_or_default();
    let values = params![agency, &actor.person, tip, context.now(), &actor.name];
    Ok(tx.run(&statements::SEE_ALARM, values).await? == 1)
}
