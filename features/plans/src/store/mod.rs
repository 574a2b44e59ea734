//! SQL and nothing else: each module reads and writes one kind of thing.

use db::Statement;

pub(crate) mod documents;
pub(crate) mod draft_edits;
pub(crate) mod drafts;
pub(crate) mod issued;
pub(crate) mod plan_lists;
pub(crate) mod plans;
mod statements_import;

pub(crate) mod answers;
pub(crate) mod assignment;
pub(crate) mod dates;
mod fragments;
pub(crate) mod history;
pub(crate) mod obligations;
pub(crate) mod progress;
pub(crate) mod reminders;
mod statements_links;
mod statements_progress;
mod statements_work;
pub(crate) mod worklist;

/// Every SQL text of the room, for the check on both engines.
pub(crate) fn all_statements() -> Vec<&'static Statement> {
    [statements_import::ALL, statements_work::ALL, statements_progress::ALL, statements_links::ALL].concat()
}

/// The pattern of a search box: the folded words anywhere, with what means something to `LIKE` taken literally.
pub(crate) fn pattern(words: &str) -> String {
    format!("%{}%", base::fold(words).replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
