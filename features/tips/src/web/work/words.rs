//! What the officers' pages say about a row.

use ::web::Page;
use db::Query;
use jiff::{SignedDuration, Timestamp};

use crate::{error::Result, store::lists::TipRow};

/// Danger must be acknowledged within this time (ux.md §12; a parameter of the programme, not of the law).
const DANGER: SignedDuration = SignedDuration::from_hours(2);
/// Commune police hand over what may be very serious within this time (TTLT 01/2017 Đ8 k5a as amended in 2021; law.md
/// §1.3 row d). Trafficking always may be.
const HAND_OVER: SignedDuration = SignedDuration::from_hours(24);

/// A row as the queue shows it.
#[derive(Debug, Clone)]
pub(super) struct RowView {
    pub(super) row: TipRow,
    pub(super) number: String,
    pub(super) place: String,
    pub(super) due: String,
    pub(super) is_late: bool,
}

/// The number of a tip in a lodging book.
pub(super) fn number(serial: i64, year: i64) -> String {
    format!("{serial:04}/{year}")
}

impl RowView {
    /// The row in words.
    pub(super) async fn of(q: &mut impl Query, page: &Page, row: TipRow, now: Timestamp) -> Result<Self> {
        let unit = match &row.place {
            Some(code) => organisation::unit(q, code).await?.map(|unit| unit.name),
            None => None,
        };
        let waits = row.is_danger && row.danger_seen_at.is_none();
        let limit = if waits { DANGER } else { HAND_OVER };
        let due_at = row.received_at.checked_add(limit).unwrap_or(row.received_at);
        let is_over = matches!(row.stage.as_str(), "handed_over" | "ended");
        Ok(Self {
            number: match &row.old_book {
                Some(book) => page.xy("tips-follow-old-book", number(row.serial, row.year).as_str(), book.as_str()),
                None => number(row.serial, row.year),
            },
            place: unit.unwrap_or_else(|| page.t("tips-w-no-place")),
            due: if is_over { String::new() } else { page.date_time(&due_at) },
            is_late: !is_over && now > due_at,
            row,
        })
    }
}
