//! What the officers' pages say about a row.

use ::web::Page;
use jiff::Timestamp;

use super::clock_words::ClockView;
use crate::{
    model::{
        law::{ClockState, Law, Sense, clocks},
        noted::{self, Written},
    },
    store::{lists::TipRow, path},
};

/// A row as the queue shows it.
#[derive(Debug, Clone)]
pub(super) struct RowView {
    pub(super) row: TipRow,
    pub(super) number: String,
    pub(super) place: String,
    /// The nearest limit that runs, where the events were looked at.
    pub(super) due: Option<ClockView>,
}

/// The number of a tip in a lodging book.
pub(super) fn number(serial: i64, year: i64) -> String {
    format!("{serial:04}/{year}")
}

impl RowView {
    /// The row in words.
    pub(super) fn of(page: &Page, row: TipRow) -> Self {
        Self {
            number: match &row.old_book {
                Some(book) => page.xy("tips-follow-old-book", number(row.serial, row.year).as_str(), book.as_str()),
                None => number(row.serial, row.year),
            },
            place: row.place_name.clone().unwrap_or_else(|| page.t("tips-w-no-place")),
            due: None,
            row,
        }
    }

    /// The same with the nearest limit that runs.
    pub(super) fn with_due(mut self, page: &Page, steps: &[Written], law: Law<'_>, now: Timestamp) -> Self {
        let events = noted::events(steps, path::at_intake(self.row.is_danger, &self.row.privacy));
        let running = clocks(&events, law);
        let nearest = running
            .iter()
            .filter(|clock| clock.state == ClockState::Open && clock.rule.sense == Sense::By)
            .min_by_key(|clock| clock.deadline.strict);
        self.due = nearest.map(|clock| ClockView::of(page, clock, now));
        self
    }
}
