//! SQL and nothing else: each module reads and writes one kind of thing.

use db::Statement;

mod statements_import;

// The work half: obligations, progress, calendar, reminders, answers, statements_work

/// Every SQL text of the room, for the check on both engines.
pub(crate) fn all_statements() -> Vec<&'static Statement> {
    // The work half chains its `statements_work::ALL` here.
    statements_import::ALL.to_vec()
}
