//! SQL about urging letters.

db::statements! {
    /// Urges a unit, an agency or a person, unless this very form was sent before.
    ADD_REMINDER = "INSERT INTO reminder (id, obligation_id, plan_id, unit, unit_pos, person_id, agency_id, text, form_key,
            sent_by, sent_name, sent_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (form_key) DO NOTHING";

    /// What was sent about an obligation, newest first.
    REMINDERS = "SELECT id, obligation_id, unit, text, sent_name, sent_at, seen_at FROM reminder
        WHERE obligation_id = $1 ORDER BY sent_at DESC, id DESC LIMIT 50";

    /// What a person of unit position `$1` still has to read: sent to the person `$2`, to the agency `$3`, or,
    /// for those who act for the whole unit (`$4` is 1), to the unit.
    MY_REMINDERS = "SELECT r.id, r.obligation_id, r.unit, r.text, r.sent_name, r.sent_at, r.seen_at, o.text AS duty
        FROM reminder r JOIN obligation o ON o.id = r.obligation_id
        WHERE r.unit_pos = $1 AND r.seen_at IS NULL AND (r.person_id = $2 OR r.agency_id = $3
            OR (CAST($4 AS BIGINT) = 1 AND r.person_id IS NULL AND r.agency_id IS NULL))
        ORDER BY r.sent_at DESC, r.id DESC LIMIT 20";

    /// A letter was read by one whom it was sent to.
    SEE_REMINDER = "UPDATE reminder SET seen_at = $5
        WHERE id = $1 AND seen_at IS NULL AND unit_pos = $2 AND (person_id = $3 OR agency_id = $4
            OR (CAST($6 AS BIGINT) = 1 AND person_id IS NULL AND agency_id IS NULL))";
}
