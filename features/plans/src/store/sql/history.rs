//! SQL about who did what.

db::statements! {
    /// Writes into the history.
    ADD_EVENT = "INSERT INTO plan_event (id, plan_id, obligation_id, at, by_person, by_name, kind, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The history of an obligation, newest first.
    EVENTS = "SELECT at, by_name, kind, detail FROM plan_event WHERE obligation_id = $1
        ORDER BY at DESC, id DESC LIMIT 100";
}
