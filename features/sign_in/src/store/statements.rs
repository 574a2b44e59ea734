//! Every SQL text of this feature.

db::statements! {
    /// The account of a name for signing in.
    ACCOUNT_BY_LOGIN = "SELECT id, login, unit, password_hash, duress_hash
        FROM account WHERE login = $1 AND active = 1";
    /// An account.
    ACCOUNT_BY_ID = "SELECT id, login, unit, password_hash, duress_hash
        FROM account WHERE id = $1 AND active = 1";
    /// How many accounts there are.
    COUNT_ACCOUNTS = "SELECT COUNT(*) FROM account";
    /// Adds an account.
    ADD_ACCOUNT = "INSERT INTO account
            (id, login, person_id, person_name, unit, agency_id, roles, password_hash, active, created_at, activated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9)";
    /// Changes a password only if it is still the one that was proven.
    SET_PASSWORD = "UPDATE account SET password_hash = $2, duress_hash = NULL WHERE id = $1 AND password_hash = $3";

    /// Counts a try before it is judged, unless the name is locked: tries at the same time cannot pass together.
    BEGIN_ATTEMPT = "INSERT INTO sign_in_attempt (login_hash, failures, locked_until, last_at)
        VALUES ($1, 1, NULL, $2)
        ON CONFLICT (login_hash) DO UPDATE SET failures = sign_in_attempt.failures + 1, last_at = excluded.last_at
        WHERE sign_in_attempt.locked_until IS NULL OR sign_in_attempt.locked_until <= excluded.last_at
        RETURNING failures";
    /// Locks a name.
    LOCK = "UPDATE sign_in_attempt SET locked_until = $2 WHERE login_hash = $1";
    /// Until when a name is locked.
    LOCKED_UNTIL = "SELECT locked_until FROM sign_in_attempt WHERE login_hash = $1";
    /// Forgets the tries of a name.
    FORGET_ATTEMPTS = "DELETE FROM sign_in_attempt WHERE login_hash = $1";
    /// Forgets tries of long ago.
    FORGET_OLD_ATTEMPTS = "DELETE FROM sign_in_attempt
        WHERE last_at < $1 AND (locked_until IS NULL OR locked_until < $2)";

    /// The session of a browser's secret, with the person and the place of the person's unit: all that a page
    /// needs to know of who asks, in one read. The unit is the organisation's, in today's tree ($2).
    FIND = "SELECT s.id AS id, s.csrf AS csrf, s.seen_at AS seen_at, s.ends_at AS ends_at, s.stage AS stage,
            s.raised_until AS raised_until, s.duress AS duress, s.person_secret AS person_secret, a.id AS account,
            a.person_id AS person_id, a.person_name AS person_name, a.unit AS unit, a.agency_id AS agency_id,
            a.roles AS roles, u.name AS unit_name, u.pos AS pos, u.last AS last
        FROM session s JOIN account a ON a.id = s.account_id JOIN unit u ON u.tree = $2 AND u.code = a.unit
        WHERE s.secret_hash = $1 AND a.active = 1";
    /// Opens a session.
    ADD_SESSION = "INSERT INTO session (id, secret_hash, account_id, csrf, created_at, seen_at, ends_at, stage, duress)
        VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
    /// Lets a session show sealed data for a while.
    RAISE = "UPDATE session SET raised_until = $2 WHERE csrf = $1";
    /// Keeps the wrapped secret of the person.
    KEEP_PERSON = "UPDATE session SET person_secret = $2 WHERE id = $1";
    /// Ends all sessions of an account.
    END_ALL = "DELETE FROM session WHERE account_id = $1";
    /// Notes that somebody was there.
    MARK_SEEN = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    /// Ends the session of a browser's secret.
    END_SESSION = "DELETE FROM session WHERE secret_hash = $1";
    /// Ends all sessions of an account but one.
    END_OTHERS = "DELETE FROM session WHERE account_id = $1 AND csrf <> $2";
    /// Ends one session of an account.
    END_ONE = "DELETE FROM session WHERE account_id = $1 AND id = $2";
    /// Clears away sessions of an account that hold no more.
    END_STALE = "DELETE FROM session WHERE account_id = $1 AND (ends_at <= $2 OR seen_at <= $3)";
    /// Takes the wrapped secrets out of every session that holds no more.
    SHUT_STALE = "UPDATE session SET person_secret = NULL
        WHERE person_secret IS NOT NULL AND (ends_at <= $1 OR seen_at <= $2)";
    /// Forgets the sessions that ended before an instant.
    FORGET_ENDED = "DELETE FROM session WHERE ends_at <= $1";
    /// Whose session it is or was.
    OWNER = "SELECT account_id FROM session WHERE id = $1";
    /// The open sessions of an account, this one ($2 its token) marked.
    LIST_OPEN = "SELECT id, created_at, seen_at, CASE WHEN csrf = $2 THEN 1 ELSE 0 END AS is_this
        FROM session WHERE account_id = $1 AND ends_at > $3 AND seen_at > $4 AND stage = 'full' ORDER BY seen_at DESC";
}
