//! SQL and nothing else: each module reads and writes one kind of thing.

use db::Statement;

pub(crate) mod answers;
pub(crate) mod assignment;
pub(crate) mod dates;
pub(crate) mod discarded;
pub(crate) mod documents;
pub(crate) mod draft_rows;
pub(crate) mod drafts;
pub(crate) mod follows;
pub(crate) mod history;
pub(crate) mod issued;
pub(crate) mod obligations;
pub(crate) mod plan_lists;
pub(crate) mod plans;
pub(crate) mod progress;
pub(crate) mod reminders;
mod sql;
pub(crate) mod worklist;

/// Every SQL text of the room, for the check on both engines.
pub(crate) fn all_statements() -> Vec<&'static Statement> {
    sql::all()
}

/// The pattern of a search box: the folded words anywhere, with what means something to `LIKE` taken literally.
pub(crate) fn pattern(words: &str) -> String {
    format!("%{}%", base::fold(words).replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
