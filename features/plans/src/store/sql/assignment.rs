//! SQL about changes to an obligation after issue.

db::statements! {
    /// Takes a version of an obligation as one's base for a change: nobody else may have changed it since.
    CLAIM_VERSION = "UPDATE obligation SET version = version + 1, updated_by = $3, updated_at = $4
        WHERE id = $1 AND version = $2 AND live = 1 AND dropped = 0";

    /// Changes the words and dates of an obligation.
    SAVE_OBLIGATION = "UPDATE obligation SET text = $2, folded = $3, deliverable = $4, timing = $5, due = $6,
            due_last = $7, window_from = $8, window_to = $9 WHERE id = $1";

    /// Changes only when it is due.
    SAVE_TIMING = "UPDATE obligation SET timing = $2, due = $3, due_last = $4, window_from = $5, window_to = $6
        WHERE id = $1";

    /// Says which agency of ours a named body is.
    MAP_PARTY = "UPDATE obligation_party SET agency_id = $3 WHERE id = $2 AND obligation_id = $1";

    /// Takes all bodies off, before the new ones are written.
    CLEAR_PARTIES = "DELETE FROM obligation_party WHERE obligation_id = $1";

    /// Names a body.
    ADD_PARTY = "INSERT INTO obligation_party (id, obligation_id, ordinal, role, text, agency_id)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// Takes all people off, before the new ones are written.
    CLEAR_ASSIGNEES = "DELETE FROM obligation_assignee WHERE obligation_id = $1";

    /// Puts a person on.
    ADD_ASSIGNEE = "INSERT INTO obligation_assignee
            (obligation_id, person_id, person_name, duty, assigned_by, assigned_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
}
