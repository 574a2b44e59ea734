-- What follows a reorganisation of units and agencies. An entry keeps the book and the number that it was made in; keeper is
-- the agency that keeps that book now. id makes one row of the two that named it.
ALTER TABLE tip_entry ADD COLUMN id TEXT;
ALTER TABLE tip_entry ADD COLUMN keeper TEXT;
UPDATE tip_entry SET id = tip_id || '/' || agency, keeper = agency;
CREATE INDEX tip_entry_by_keeper ON tip_entry (keeper, year, agency, serial);

-- The agency whose signature an open hand-over waits for; nobody's once it is signed.
ALTER TABLE tip_handover ADD COLUMN waits_for TEXT;
UPDATE tip_handover SET waits_for = to_agency WHERE received_at IS NULL;
CREATE INDEX tip_handover_by_waiting ON tip_handover (waits_for);

-- Bars that hold for an agency because it took over from the one that a tip is about; made anew with each reorganisation.
CREATE TABLE tip_bar_heir (
    tip_id TEXT NOT NULL REFERENCES tip (id),
    agency TEXT NOT NULL,
    PRIMARY KEY (tip_id, agency)
);

-- Agencies whose vault needs another key, because a reorganisation that shared it was taken back.
CREATE TABLE tip_vault_renewal (
    agency TEXT PRIMARY KEY
);
