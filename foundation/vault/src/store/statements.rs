//! Every SQL text of the vault's keys and records.

db::statements! {
    /// Adds a key pair.
    ADD_PERSON_KEY = "INSERT INTO vault_person_key (account, version, public_key, is_live, made_by, created_at)
        VALUES ($1, $2, $3, 1, $4, $5)";
    /// Ends all key pairs of an account.
    END_PERSON_KEYS = "UPDATE vault_person_key SET is_live = 0 WHERE account = $1 AND is_live = 1";
    /// The live key pair of an account.
    LIVE_PERSON_KEY = "SELECT version, public_key FROM vault_person_key WHERE account = $1 AND is_live = 1";
    /// The last version that an account had.
    LAST_PERSON_VERSION = "SELECT COALESCE(MAX(version), 0) AS version FROM vault_person_key WHERE account = $1";
    /// Adds a lock.
    ADD_PERSON_LOCK = "INSERT INTO vault_person_lock (account, version, kind, lock_id, locked, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The locks of an account's live key pair, of one kind.
    FIND_LOCKS = "SELECT l.lock_id AS lock_id, l.locked AS locked, k.version AS version, k.public_key AS public_key
        FROM vault_person_key k
        JOIN vault_person_lock l ON l.account = k.account AND l.version = k.version AND l.kind = $2
        WHERE k.account = $1 AND k.is_live = 1 ORDER BY l.lock_id";
    /// Changes a lock only if it is still the one that was opened.
    REPLACE_LOCK = "UPDATE vault_person_lock SET locked = $5, created_at = $6
        WHERE account = $1 AND version = $2 AND kind = $3 AND locked = $4";
    /// Takes a lock away.
    REMOVE_LOCK = "DELETE FROM vault_person_lock WHERE account = $1 AND kind = $2 AND lock_id = $3";
    /// Destroys all locks of an account.
    REMOVE_LOCKS = "DELETE FROM vault_person_lock WHERE account = $1";

    /// Adds a vault's key pair.
    ADD_VAULT = "INSERT INTO agency_vault
            (agency, version, public_key, index_sealed, is_live, made_by, created_at, retired_at)
        VALUES ($1, $2, $3, $4, 1, $5, $6, NULL)";
    /// The live key pair of an agency's vault.
    LIVE_VAULT = "SELECT version, public_key FROM agency_vault WHERE agency = $1 AND is_live = 1";
    /// One version of an agency's vault.
    FIND_VAULT = "SELECT public_key, index_sealed FROM agency_vault WHERE agency = $1 AND version = $2";
    /// Holds the live vault until the end of the transaction, so that it is not rotated meanwhile.
    HOLD_VAULT = "UPDATE agency_vault SET is_live = 1 WHERE agency = $1 AND version = $2 AND is_live = 1";
    /// Retires the live vault.
    RETIRE_VAULT = "UPDATE agency_vault SET is_live = 0, retired_at = $3
        WHERE agency = $1 AND version = $2 AND is_live = 1";

    /// Lets somebody into a vault.
    ADD_MEMBER = "INSERT INTO vault_member
            (agency, version, account, person_version, sealed, admitted_by, admitted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (agency, version, account) DO UPDATE SET person_version = excluded.person_version,
            sealed = excluded.sealed, admitted_by = excluded.admitted_by, admitted_at = excluded.admitted_at";
    /// The vault's secret for one account.
    FIND_MEMBER = "SELECT person_version, sealed FROM vault_member
        WHERE agency = $1 AND version = $2 AND account = $3";
    /// Who belongs to a version of a vault, with the public key each has now.
    LIST_MEMBERS = "SELECT m.account AS account, m.admitted_by AS admitted_by, m.admitted_at AS admitted_at,
            k.version AS version, k.public_key AS public_key
        FROM vault_member m LEFT JOIN vault_person_key k ON k.account = m.account AND k.is_live = 1
        WHERE m.agency = $1 AND m.version = $2 ORDER BY m.account";
    /// The vaults that an account opens now.
    LIST_VAULTS_OF = "SELECT m.agency AS agency FROM vault_member m
        JOIN agency_vault v ON v.agency = m.agency AND v.version = m.version AND v.is_live = 1
        WHERE m.account = $1 ORDER BY m.agency";
    /// Takes everybody out of a version.
    REMOVE_MEMBERS = "DELETE FROM vault_member WHERE agency = $1 AND version = $2";
    /// Takes somebody out of every vault.
    REMOVE_EVERYWHERE = "DELETE FROM vault_member WHERE account = $1 RETURNING agency";
    /// Puts somebody on the list of those to be admitted.
    ADD_WAITING = "INSERT INTO vault_waiting (agency, account, asked_at) VALUES ($1, $2, $3)
        ON CONFLICT (agency, account) DO NOTHING";
    /// Takes somebody off that list.
    REMOVE_WAITING = "DELETE FROM vault_waiting WHERE agency = $1 AND account = $2";
    /// Who is to be admitted.
    LIST_WAITING = "SELECT account, asked_at FROM vault_waiting WHERE agency = $1 ORDER BY asked_at, account";

    /// Notes that somebody has left a vault, which needs new keys.
    ADD_LEAVING = "INSERT INTO vault_leaving (agency, account, left_at) VALUES ($1, $2, $3)
        ON CONFLICT (agency, account) DO NOTHING";
    /// Destroys what opens vaults for somebody who leaves, but for a live one that nobody else opens.
    REMOVE_LEAVER = "DELETE FROM vault_member WHERE account = $1
        AND (EXISTS (SELECT 1 FROM vault_member o WHERE o.agency = vault_member.agency
                AND o.version = vault_member.version AND o.account <> $1)
            OR NOT EXISTS (SELECT 1 FROM agency_vault v WHERE v.agency = vault_member.agency
                AND v.version = vault_member.version AND v.is_live = 1))";
    /// Takes somebody off every list of those to be admitted.
    REMOVE_WAITING_LEAVER = "DELETE FROM vault_waiting WHERE account = $1";
    /// Who has left a vault since it got its keys.
    LIST_LEAVING = "SELECT account FROM vault_leaving WHERE agency = $1 ORDER BY account";
    /// Forgets who left a vault, which has new keys.
    REMOVE_LEAVING = "DELETE FROM vault_leaving WHERE agency = $1";
    /// Forgets that somebody left a vault.
    REMOVE_LEAVING_ONE = "DELETE FROM vault_leaving WHERE agency = $1 AND account = $2";
    /// Forgets that somebody was to leave the vaults of which they are still a member.
    REMOVE_LEAVING_OF_MEMBER = "DELETE FROM vault_leaving WHERE account = $1
        AND EXISTS (SELECT 1 FROM vault_member m JOIN agency_vault v ON v.agency = m.agency AND v.version = m.version
            WHERE m.agency = vault_leaving.agency AND m.account = $1 AND v.is_live = 1)";

    /// Seals a retired vault to the one after it.
    ADD_LINK = "INSERT INTO vault_link (agency, version, under_agency, under_version, sealed, made_by)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The ways up from a vault version, and whether the account ($3) belongs there.
    LINKS_UP = "WITH RECURSIVE up (agency, version, under_agency, under_version, depth) AS (
            SELECT agency, version, under_agency, under_version, CAST(1 AS BIGINT)
            FROM vault_link WHERE agency = $1 AND version = $2
            UNION
            SELECT l.agency, l.version, l.under_agency, l.under_version, up.depth + 1
            FROM up JOIN vault_link l ON l.agency = up.under_agency AND l.version = up.under_version
            WHERE up.depth < 200)
        SELECT up.agency AS agency, up.version AS version, up.under_agency AS under_agency,
            up.under_version AS under_version, l.sealed AS sealed, m.sealed AS member_sealed,
            m.person_version AS person_version
        FROM up
        JOIN vault_link l ON l.agency = up.agency AND l.version = up.version
            AND l.under_agency = up.under_agency AND l.under_version = up.under_version
        LEFT JOIN vault_member m ON m.agency = up.under_agency AND m.version = up.under_version AND m.account = $3
        ORDER BY up.depth";
    /// Drops the links of retired vaults that no record needs any more.
    DROP_LINKS = "DELETE FROM vault_link WHERE agency = $1 AND version < $2
        AND EXISTS (SELECT 1 FROM agency_vault v WHERE v.agency = vault_link.agency
            AND v.version = vault_link.version AND v.is_live = 0 AND v.retired_at < $3)
        AND NOT EXISTS (SELECT 1 FROM record_key k WHERE k.holder_kind = 'agency' AND k.holder = vault_link.agency
            AND k.holder_version <= vault_link.version)
        AND NOT EXISTS (SELECT 1 FROM vault_link d WHERE d.under_agency = vault_link.agency
            AND d.under_version <= vault_link.version AND d.agency <> vault_link.agency)
        AND NOT EXISTS (SELECT 1 FROM break_glass b WHERE b.agency = vault_link.agency
            AND b.vault_version <= vault_link.version)";

    /// Notes a new sealed record.
    ADD_RECORD = "INSERT INTO sealed_record (record_type, record_id, key_version, shredded_at)
        VALUES ($1, $2, $3, NULL)";
    /// Holds a record at a key version until the end of the transaction.
    HOLD_RECORD = "UPDATE sealed_record SET key_version = key_version
        WHERE record_type = $1 AND record_id = $2 AND key_version = $3 AND shredded_at IS NULL";
    /// Moves a record to its next key.
    ADVANCE_RECORD = "UPDATE sealed_record SET key_version = $4
        WHERE record_type = $1 AND record_id = $2 AND key_version = $3 AND shredded_at IS NULL";
    /// State of a record.
    FIND_RECORD = "SELECT key_version, shredded_at FROM sealed_record WHERE record_type = $1 AND record_id = $2";
    /// Notes that a record's keys are destroyed.
    MARK_SHREDDED = "UPDATE sealed_record SET shredded_at = $3
        WHERE record_type = $1 AND record_id = $2 AND shredded_at IS NULL";
    /// Adds or renews one sealed copy of a record key.
    PUT_RECORD_KEY = "INSERT INTO record_key
            (record_type, record_id, holder_kind, holder, holder_version, public_key, sealed, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (record_type, record_id, holder_kind, holder) DO UPDATE SET
            holder_version = excluded.holder_version, public_key = excluded.public_key, sealed = excluded.sealed,
            expires_at = excluded.expires_at";
    /// All sealed copies of a record key.
    LIST_RECORD_KEYS = "SELECT k.holder_kind AS holder_kind, k.holder AS holder, k.holder_version AS holder_version,
            k.public_key AS public_key, k.sealed AS sealed, k.expires_at AS expires_at, r.key_version AS key_version
        FROM record_key k JOIN sealed_record r ON r.record_type = k.record_type AND r.record_id = k.record_id
        WHERE k.record_type = $1 AND k.record_id = $2 AND r.shredded_at IS NULL
        ORDER BY k.holder_kind, k.holder";
    /// The sealed copies of a record key that the account ($3) opens in one step: through a vault's present version or
    /// in person until $4.
    OWN_RECORD_KEYS = "SELECT k.holder_kind AS holder_kind, k.holder AS holder, k.holder_version AS holder_version,
            k.sealed AS sealed, r.key_version AS key_version
        FROM record_key k
        JOIN sealed_record r ON r.record_type = k.record_type AND r.record_id = k.record_id AND r.shredded_at IS NULL
        LEFT JOIN vault_member m ON k.holder_kind = 'agency' AND m.agency = k.holder
            AND m.version = k.holder_version AND m.account = $3
        WHERE k.record_type = $1 AND k.record_id = $2
            AND (m.account IS NOT NULL OR (k.holder_kind = 'person' AND k.holder = $3 AND k.expires_at > $4))
        ORDER BY k.holder_kind, k.holder";
    /// Which agencies hold a record.
    LIST_HOLDERS = "SELECT holder FROM record_key
        WHERE record_type = $1 AND record_id = $2 AND holder_kind = 'agency' ORDER BY holder";
    /// Takes one sealed copy away.
    REMOVE_RECORD_KEY = "DELETE FROM record_key
        WHERE record_type = $1 AND record_id = $2 AND holder_kind = $3 AND holder = $4";
    /// Destroys every sealed copy.
    REMOVE_RECORD_KEYS = "DELETE FROM record_key WHERE record_type = $1 AND record_id = $2";
    /// The record of a receipt, with its sealed key.
    RECORD_OF_RECEIPT = "SELECT k.record_type AS record_type, k.record_id AS record_id, k.sealed AS sealed,
            r.key_version AS key_version
        FROM record_key k
        JOIN sealed_record r ON r.record_type = k.record_type AND r.record_id = k.record_id AND r.shredded_at IS NULL
        WHERE k.holder_kind = 'receipt' AND k.holder = $1";
    /// Record keys that are still sealed to a retired vault ($2 is the live version), at most $3.
    LIST_OLD_KEYS = "SELECT k.record_type AS record_type, k.record_id AS record_id, k.holder_version AS holder_version,
            k.sealed AS sealed, r.key_version AS key_version
        FROM record_key k
        JOIN sealed_record r ON r.record_type = k.record_type AND r.record_id = k.record_id AND r.shredded_at IS NULL
        WHERE k.holder_kind = 'agency' AND k.holder = $1 AND k.holder_version < $2
        ORDER BY k.holder_version, k.record_type, k.record_id LIMIT $3";
    /// Renews one of them if it is still the same.
    RENEW_RECORD_KEY = "UPDATE record_key SET holder_version = $5, sealed = $6
        WHERE record_type = $1 AND record_id = $2 AND holder_kind = 'agency' AND holder = $3 AND sealed = $4";

    /// Notes a receipt whose slow step is to come.
    ADD_WAITING_RECEIPT = "INSERT INTO receipt_waiting (id, record_type, record_id, key_version, sealed, made_at, desk)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The oldest of them that a desk ($2) has given.
    LIST_WAITING_RECEIPTS = "SELECT id, record_type, record_id, key_version, sealed FROM receipt_waiting
        WHERE desk = $2 ORDER BY made_at, id LIMIT $1";
    /// Takes off what another desk than this one ($1) gave before an instant ($2) and never settled.
    REMOVE_LOST_RECEIPTS = "DELETE FROM receipt_waiting WHERE desk <> $1 AND made_at < $2";
    /// How many wait.
    COUNT_WAITING_RECEIPTS = "SELECT COUNT(*) FROM receipt_waiting";
    /// Whether the receipt of a record still waits.
    IS_RECEIPT_WAITING = "SELECT COUNT(*) FROM receipt_waiting WHERE record_type = $1 AND record_id = $2";
    /// Takes one off.
    REMOVE_WAITING_RECEIPT = "DELETE FROM receipt_waiting WHERE id = $1";
    /// Takes those of a record off.
    REMOVE_WAITING_RECEIPTS = "DELETE FROM receipt_waiting WHERE record_type = $1 AND record_id = $2";
}
