-- A public front gate: where anybody may walk in or call. Never a shelter, never a person's own number.
-- unit is the commune (or province) it serves; kind is police, border_guard, peoples_committee or health.
CREATE TABLE front_gate (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    hours TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    valid_to TEXT
);
CREATE INDEX front_gate_by_unit ON front_gate (unit);
