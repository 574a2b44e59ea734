//! The SQL texts: one file for each file of the store, under the same name.

use db::Statement;

pub(super) mod answers;
pub(super) mod assignment;
pub(super) mod dates;
pub(super) mod discarded;
pub(super) mod documents;
pub(super) mod draft_rows;
pub(super) mod drafts;
mod fragments;
pub(super) mod history;
pub(super) mod issued;
pub(super) mod obligations;
pub(super) mod plan_lists;
pub(super) mod plans;
pub(super) mod progress;
pub(super) mod reminders;
pub(super) mod worklist;

/// Every SQL text of the room, for the check on both engines.
pub(super) fn all() -> Vec<&'static Statement> {
    [
        answers::ALL,
        assignment::ALL,
        dates::ALL,
        discarded::ALL,
        documents::ALL,
        draft_rows::ALL,
        drafts::ALL,
        history::ALL,
        issued::ALL,
        obligations::ALL,
        plan_lists::ALL,
        plans::ALL,
        progress::ALL,
        reminders::ALL,
        worklist::ALL,
    ]
    .concat()
}
