//! Every SQL text of this feature.

db::statements! {
    /// The front gates that are open to the public on a day.
    GATES = "SELECT unit, kind, name, address, phone, hours FROM front_gate
             WHERE valid_to IS NULL OR valid_to >= $1 ORDER BY unit, kind, name, id";
    /// Adds a front gate.
    ADD_GATE = "INSERT INTO front_gate (id, unit, kind, name, address, phone, hours, checked_on)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}
