//! The tips that count in a year, each with what it adds: for the figures and for the rows behind a figure.

use base::VIETNAM;
use db::{Query, params};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use super::{
    lists::{self, Reader, TipRow},
    path, statements_path as statements,
};
use crate::{
    error::Result,
    model::{
        law::{Channel, Law, figures::Counted},
        noted,
    },
};

/// A row of the lodging book with what it adds to the counts.
#[derive(Debug, Clone)]
pub(crate) struct CountedRow {
    /// The row.
    pub(crate) row: TipRow,
    /// What it adds.
    pub(crate) counted: Counted,
}

/// Every tip in the reader's lodging book that may count in a year, in the order of the book.
pub(crate) async fn list(
    q: &mut impl Query,
    reader: Reader<'_>,
    (year, now): (i16, Timestamp),
    law: Law<'_>,
) -> Result<Vec<CountedRow>> {
    let values = || params![reader.agency, reader.person, i64::from(year), begin(year), begin(year.saturating_add(1))];
    let tree = params![organisation::current_tree_id(q).await?];
    let rows = q.rows(&statements::COUNTED, [values(), tree].concat()).await?;
    let mut events = path::by_tip(&q.rows(&statements::EVENTS_OF_COUNTED, values()).await?)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let row = lists::read(row)?;
        let Some(channel) = Channel::from_key(&row.channel) else { continue };
        let written = events.remove(&row.id).unwrap_or_default();
        let events = noted::events(noted::here(&written), path::at_intake(row.is_danger, &row.privacy));
        if let Some(counted) = Counted::of(channel, &events, law, now) {
            found.push(CountedRow { row, counted });
        }
    }
    Ok(found)
}

/// The first instant of a year in Việt Nam.
fn begin(year: i16) -> Timestamp {
    Date::new(year, 1, 1)
        .ok()
        .and_then(|day| TimeZone::fixed(VIETNAM).to_timestamp(day.to_datetime(Time::midnight())).ok())
        .unwrap_or(Timestamp::MIN)
}
