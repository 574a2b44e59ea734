//! How the rows of a feature follow their units when the territory is reorganised.
//!
//! `organisation` writes down what becomes of which unit and agency (table `unit_move`: `reorganisation`, `what` =
//! `unit` or `agency`, `old_key`, `new_key`) and which rows stood there (`unit_moved_row`: `reorganisation`, `kind`,
//! `row_id`, `was`), then runs the statements that each feature declares here. So a feature needs no code of its own,
//! the rows land in the right unit in the same transaction, and all of it can be taken back.

use db::Statement;

/// One table of a feature whose rows stand at a unit or belong to an agency; made by [`follow!`](crate::follow).
#[derive(Debug, Clone, Copy)]
pub struct FollowingRows {
    /// Key of the message that says what the rows are, as "plans-follow-plan"; also their name in `unit_moved_row`.
    pub key: &'static str,
    /// Whether the column holds a unit's code (else an agency's identifier).
    pub stands: Stands,
    /// How many rows there are at each: columns `place`, `n`.
    pub count: &'static Statement,
    /// Writes down the rows at what changes. $1 the reorganisation.
    pub note: &'static Statement,
    /// Moves the rows. $1 the reorganisation.
    pub forward: &'static Statement,
    /// Moves the rows back to where they stood, but for those that have gone elsewhere since. $1 the reorganisation.
    pub back: &'static Statement,
    /// Counts rows that came since. $1 the reorganisation.
    pub newcomers: &'static Statement,
}

/// What a row stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// At a unit, by its code.
    AtUnit,
    /// In an agency, by its identifier.
    InAgency,
}

impl FollowingRows {
    /// Its SQL texts, for the check on both engines.
    pub fn statements(&self) -> [&'static Statement; 5] {
        [self.count, self.note, self.forward, self.back, self.newcomers]
    }
}

/// All of a feature that follows the units.
#[derive(Debug, Clone, Copy)]
pub struct FollowsUnits {
    /// The feature.
    pub feature: &'static str,
    /// Its tables.
    pub rows: &'static [FollowingRows],
    /// Run after the rows moved, forwards or back, in this order: bring repeated positions and what hangs on the rows
    /// to the tree now in force. $1 the key of that tree.
    pub settle: &'static [&'static Statement],
}

impl FollowsUnits {
    /// Its SQL texts, for the check on both engines.
    pub fn statements(&self) -> Vec<&'static Statement> {
        self.rows.iter().flat_map(FollowingRows::statements).chain(self.settle.iter().copied()).collect()
    }
}

/// Declares a table whose rows follow: message key, `unit` or `agency`, table, its key column, the column that holds
/// the unit's code or the agency's identifier.
///
/// ```
/// const PLANS: contracts::territory::FollowingRows = contracts::follow!("plans-follow-plan", unit, "plan", "id", "unit");
/// assert!(PLANS.forward.sql.starts_with("UPDATE plan SET unit ="));
/// ```
#[macro_export]
macro_rules! follow {
    ($key:literal, unit, $table:literal, $id:literal, $column:literal) => {
        $crate::follow!(@ $crate::territory::Stands::AtUnit, "unit", $key, $table, $id, $column)
    };
    ($key:literal, agency, $table:literal, $id:literal, $column:literal) => {
        $crate::follow!(@ $crate::territory::Stands::InAgency, "agency", $key, $table, $id, $column)
    };
    (@ $stands:path, $what:literal, $key:literal, $table:literal, $id:literal, $column:literal) => {
        $crate::territory::FollowingRows {
            key: $key,
            stands: $stands,
            count: &::db::Statement {
                name: concat!($key, "::count"),
                sql: concat!("SELECT ", $column, " AS place, COUNT(*) AS n FROM ", $table, " WHERE ", $column,
                    " IS NOT NULL GROUP BY ", $column),
            },
            note: &::db::Statement {
                name: concat!($key, "::note"),
                sql: concat!("INSERT INTO unit_moved_row (reorganisation, kind, row_id, was)
                    SELECT m.reorganisation, '", $key, "', t.", $id, ", t.", $column, " FROM ", $table, " t
                    JOIN unit_move m ON m.old_key = t.", $column, "
                    WHERE m.reorganisation = $1 AND m.what = '", $what, "'"),
            },
            forward: &::db::Statement {
                name: concat!($key, "::forward"),
                sql: concat!("UPDATE ", $table, " SET ", $column, " = m.new_key FROM unit_move m
                    WHERE m.reorganisation = $1 AND m.what = '", $what, "' AND m.old_key = ", $table, ".", $column, "
                    AND m.new_key <> m.old_key"),
            },
            back: &::db::Statement {
                name: concat!($key, "::back"),
                sql: concat!("UPDATE ", $table, " SET ", $column, " = r.was FROM unit_moved_row r
                    WHERE r.reorganisation = $1 AND r.kind = '", $key, "' AND r.row_id = ", $table, ".", $id, "
                    AND EXISTS (SELECT 1 FROM unit_move m WHERE m.reorganisation = $1 AND m.what = '", $what, "'
                    AND m.old_key = r.was AND m.new_key = ", $table, ".", $column, ")"),
            },
            newcomers: &::db::Statement {
                name: concat!($key, "::newcomers"),
                sql: concat!("SELECT COUNT(*) AS n FROM ", $table, " t WHERE EXISTS (SELECT 1 FROM unit_move m
                    WHERE m.reorganisation = $1 AND m.what = '", $what, "' AND m.new_key = t.", $column, ")
                    AND NOT EXISTS (SELECT 1 FROM unit_moved_row r
                    WHERE r.reorganisation = $1 AND r.kind = '", $key, "' AND r.row_id = t.", $id, ")"),
            },
        }
    };
}

/// The SQL text that brings the positions repeated in a table (`unit`, `unit_pos`, `unit_last`) to a tree, $1.
#[macro_export]
macro_rules! settle_positions {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET unit_pos = u.pos, unit_last = u.last FROM unit u
            WHERE u.tree = $1 AND u.code = ",
            $table,
            ".unit
            AND (",
            $table,
            ".unit_pos <> u.pos OR ",
            $table,
            ".unit_last <> u.last)"
        )
    };
}
