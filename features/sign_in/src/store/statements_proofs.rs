//! The SQL texts about second proofs.

db::statements! {
    /// The code generator of an account.
    GENERATOR = "SELECT secret, pending, last_step FROM code_generator WHERE account_id = $1";
    /// Keeps a secret that is shown, until a first code confirms it.
    SET_PENDING = "INSERT INTO code_generator (account_id, pending, last_step) VALUES ($1, $2, 0)
        ON CONFLICT (account_id) DO UPDATE SET pending = excluded.pending";
    /// The first code was right: the shown secret takes the place of the one before.
    CONFIRM_GENERATOR = "UPDATE code_generator SET secret = pending, pending = NULL, confirmed_at = $2, last_step = $3
        WHERE account_id = $1 AND pending = $4";
    /// Uses up a step: of two requests with one code one succeeds.
    USE_STEP = "UPDATE code_generator SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    /// Takes the generator away.
    DROP_GENERATOR = "DELETE FROM code_generator WHERE account_id = $1";

    /// Adds a recovery code.
    ADD_RECOVERY = "INSERT INTO recovery_code (account_id, code_hash, made_at) VALUES ($1, $2, $3)";
    /// Uses a recovery code up.
    USE_RECOVERY = "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";
    /// How many recovery codes are left.
    COUNT_RECOVERY = "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = $1 AND used_at IS NULL";
    /// Drops all recovery codes.
    DROP_RECOVERY = "DELETE FROM recovery_code WHERE account_id = $1";

    /// The passkeys of an account.
    PASSKEYS = "SELECT id, account_id, name, data, made_at, used_at FROM passkey WHERE account_id = $1 ORDER BY made_at, id";
    /// The passkey of a credential.
    PASSKEY_BY_CREDENTIAL = "SELECT k.id AS id, k.account_id AS account_id, k.name AS name, k.data AS data,
            k.made_at AS made_at, k.used_at AS used_at
        FROM passkey k JOIN account a ON a.id = k.account_id WHERE k.credential = $1 AND a.active = 1";
    /// Adds a passkey.
    ADD_PASSKEY = "INSERT INTO passkey (id, account_id, credential, name, data, made_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (credential) DO NOTHING";
    /// Notes the use of a passkey, with its counter.
    USE_PASSKEY = "UPDATE passkey SET data = $2, used_at = $3 WHERE id = $1";
    /// Takes a passkey away.
    DROP_PASSKEY = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
    /// Takes all passkeys away.
    DROP_PASSKEYS = "DELETE FROM passkey WHERE account_id = $1";
    /// How many second proofs an account has.
    COUNT_PROOFS = "SELECT (SELECT COUNT(*) FROM passkey WHERE account_id = $1)
        + (SELECT COUNT(*) FROM code_generator WHERE account_id = $1 AND secret IS NOT NULL) AS n";

    /// Keeps what a browser was asked to sign.
    ADD_CHALLENGE = "INSERT INTO passkey_challenge (id, account_id, kind, state, ends_at) VALUES ($1, $2, $3, $4, $5)";
    /// Uses it up.
    TAKE_CHALLENGE = "DELETE FROM passkey_challenge WHERE id = $1 AND kind = $2 RETURNING account_id, state, ends_at";
    /// Forgets those that are over.
    FORGET_CHALLENGES = "DELETE FROM passkey_challenge WHERE ends_at < $1";
}
