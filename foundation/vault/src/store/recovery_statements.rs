//! Every SQL text of recovery and break-glass.

db::statements! {
    /// The number of the last share set of an agency.
    LAST_SET = "SELECT COALESCE(MAX(set_no), 0) AS set_no FROM vault_share_set WHERE agency = $1";
    /// Ends the live share set.
    END_SETS = "UPDATE vault_share_set SET is_live = 0 WHERE agency = $1 AND is_live = 1";
    /// Destroys the shares of sets that are not live.
    DROP_SHARES = "DELETE FROM vault_share WHERE agency = $1 AND EXISTS (SELECT 1 FROM vault_share_set s
        WHERE s.agency = vault_share.agency AND s.set_no = vault_share.set_no AND s.is_live = 0)";
    /// Adds a share set.
    ADD_SET = "INSERT INTO vault_share_set (agency, set_no, vault_version, needed, is_live, made_by, made_at)
        VALUES ($1, $2, $3, $4, 1, $5, $6)";
    /// The live share set.
    LIVE_SET = "SELECT set_no, vault_version, needed, made_at FROM vault_share_set WHERE agency = $1 AND is_live = 1";
    /// Adds a share.
    ADD_SHARE = "INSERT INTO vault_share (agency, set_no, account, person_version, sealed, commitment)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The trustees of a set, and whether each can still open the share.
    LIST_SHARES = "SELECT s.account AS account, CASE WHEN k.version = s.person_version THEN 1 ELSE 0 END AS is_usable
        FROM vault_share s LEFT JOIN vault_person_key k ON k.account = s.account AND k.is_live = 1
        WHERE s.agency = $1 AND s.set_no = $2 ORDER BY s.account";
    /// The agencies that made somebody a trustee.
    TRUSTED_BY = "SELECT s.agency AS agency FROM vault_share s
        JOIN vault_share_set t ON t.agency = s.agency AND t.set_no = s.set_no AND t.is_live = 1
        WHERE s.account = $1 ORDER BY s.agency";
    /// One trustee's share.
    FIND_SHARE = "SELECT s.person_version AS person_version, s.sealed AS sealed, s.commitment AS commitment,
            t.vault_version AS vault_version
        FROM vault_share s JOIN vault_share_set t ON t.agency = s.agency AND t.set_no = s.set_no AND t.is_live = 1
        WHERE s.agency = $1 AND s.set_no = $2 AND s.account = $3";
    /// When a rehearsal of a set last succeeded.
    LAST_REHEARSAL = "SELECT MAX(ended_at) AS ended_at FROM vault_recovery
        WHERE agency = $1 AND set_no = $2 AND kind = 'rehearsal' AND state = 'done'";

    /// Ends the open recoveries of an account at an agency: one at a time.
    END_OPEN = "UPDATE vault_recovery SET state = 'ended', ended_at = $4, ephemeral_sealed = NULL
        WHERE agency = $1 AND account = $2 AND kind = $3 AND state = 'open'";
    /// Begins a recovery or a rehearsal.
    BEGIN = "INSERT INTO vault_recovery (id, kind, agency, set_no, account, ephemeral_public, ephemeral_sealed,
            state, opened_at, ends_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, NULL)";
    /// One that is open now ($2).
    FIND_OPEN = "SELECT r.kind AS kind, r.agency AS agency, r.set_no AS set_no, r.account AS account,
            r.ephemeral_public AS ephemeral_public, r.ephemeral_sealed AS ephemeral_sealed, s.needed AS needed,
            s.vault_version AS vault_version
        FROM vault_recovery r JOIN vault_share_set s ON s.agency = r.agency AND s.set_no = r.set_no AND s.is_live = 1
        WHERE r.id = $1 AND r.state = 'open' AND r.ends_at > $2";
    /// Holds it until the end of the transaction.
    HOLD_OPEN = "UPDATE vault_recovery SET state = 'open' WHERE id = $1 AND state = 'open'";
    /// Those that are open now ($2) at an agency.
    LIST_OPEN = "SELECT r.id AS id, r.kind AS kind, r.account AS account, r.opened_at AS opened_at,
            r.ends_at AS ends_at, s.needed AS needed,
            (SELECT COUNT(*) FROM vault_recovery_share g WHERE g.recovery = r.id) AS given
        FROM vault_recovery r JOIN vault_share_set s ON s.agency = r.agency AND s.set_no = r.set_no AND s.is_live = 1
        WHERE r.agency = $1 AND r.state = 'open' AND r.ends_at > $2 ORDER BY r.opened_at, r.id";
    /// Hands a share in, once.
    GIVE = "INSERT INTO vault_recovery_share (recovery, account, sealed, given_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (recovery, account) DO NOTHING";
    /// What was handed in.
    LIST_GIVEN = "SELECT account, sealed FROM vault_recovery_share WHERE recovery = $1 ORDER BY account";
    /// Ends it well.
    DONE = "UPDATE vault_recovery SET state = 'done', ended_at = $2, ephemeral_sealed = NULL
        WHERE id = $1 AND state = 'open'";
    /// Destroys what was handed in.
    DROP_GIVEN = "UPDATE vault_recovery_share SET sealed = NULL WHERE recovery = $1";

    /// Asks to break the glass.
    ASK = "INSERT INTO break_glass (id, agency, vault_version, record_type, record_id, account, reason_sealed, minutes,
            state, asked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9)";
    /// One request.
    FIND_GLASS = "SELECT id, agency, record_type, record_id, account, minutes, state, asked_at, decided_by, decided_at,
            expires_at, reviewed_by, reviewed_at, verdict
        FROM break_glass WHERE id = $1";
    /// Its sealed reason.
    FIND_GLASS_REASON = "SELECT agency, vault_version, reason_sealed FROM break_glass WHERE id = $1";
    /// The requests of an agency in a state.
    LIST_GLASSES = "SELECT id, agency, record_type, record_id, account, minutes, state, asked_at, decided_by, decided_at,
            expires_at, reviewed_by, reviewed_at, verdict
        FROM break_glass WHERE agency = $1 AND state = $2 ORDER BY asked_at DESC, id DESC LIMIT 100";
    /// The requests of an account.
    LIST_OWN_GLASSES = "SELECT id, agency, record_type, record_id, account, minutes, state, asked_at, decided_by, decided_at,
            expires_at, reviewed_by, reviewed_at, verdict
        FROM break_glass WHERE account = $1 ORDER BY asked_at DESC, id DESC LIMIT 100";
    /// Decides a request that nobody has decided.
    DECIDE = "UPDATE break_glass SET state = $2, decided_by = $3, decided_at = $4, expires_at = $5
        WHERE id = $1 AND state = 'asked'";
    /// Ends those that have run out, at most $2.
    END_GLASSES = "UPDATE break_glass SET state = 'ended' WHERE id IN (SELECT id FROM break_glass
            WHERE state = 'granted' AND expires_at <= $1 ORDER BY expires_at LIMIT $2)
        RETURNING id";
    /// Destroys the record keys that people held in person until now.
    DROP_PERSON_KEYS = "DELETE FROM record_key WHERE holder_kind = 'person' AND expires_at <= $1";
    /// Ends one, before its time or after it.
    END_GLASS = "UPDATE break_glass SET state = 'ended',
            expires_at = CASE WHEN expires_at < $2 THEN expires_at ELSE $2 END
        WHERE id = $1 AND state = 'granted'";
    /// Destroys the record key of an account ($3), unless another glass than $4 still holds for it.
    DROP_PERSON_KEY = "DELETE FROM record_key
        WHERE record_type = $1 AND record_id = $2 AND holder_kind = 'person' AND holder = $3
            AND NOT EXISTS (SELECT 1 FROM break_glass b WHERE b.record_type = $1 AND b.record_id = $2
                AND b.account = $3 AND b.state = 'granted' AND b.id <> $4)";
    /// Writes the review.
    REVIEW = "UPDATE break_glass SET state = 'reviewed', reviewed_by = $2, reviewed_at = $3, verdict = $4
        WHERE id = $1 AND state = 'ended'";
}
