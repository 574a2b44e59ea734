//! The SQL texts about accounts, invitations, roles and parameters.

/// The columns of an account in a list or on its page; $1 is today's tree.
macro_rules! account {
    () => {
        "a.id AS id, a.login AS login, a.person_id AS person_id, a.person_name AS person_name, a.unit AS unit,
         u.name AS unit_name, g.name AS agency_name, a.roles AS roles, a.active AS active,
         a.activated_at AS activated_at, a.disabled_why AS disabled_why, a.created_at AS created_at,
         a.last_sign_in_at AS last_sign_in_at,
         (SELECT COUNT(*) FROM role_grant w
          WHERE w.account_id = a.id AND w.confirmed_at IS NULL AND w.ended_at IS NULL) AS waiting
         FROM account a JOIN unit u ON u.tree = $1 AND u.code = a.unit LEFT JOIN agency g ON g.id = a.agency_id"
    };
}

/// What a list of accounts is narrowed to. $2 and $3 the positions seen, $4 to $6 words, $7 a state, $8 a role.
macro_rules! narrowed {
    () => {
        "WHERE u.pos BETWEEN $2 AND $3
           AND (a.login LIKE CAST($4 AS TEXT) ESCAPE '!' OR p.sort_key LIKE CAST($4 AS TEXT) ESCAPE '!')
           AND (a.login LIKE CAST($5 AS TEXT) ESCAPE '!' OR p.sort_key LIKE CAST($5 AS TEXT) ESCAPE '!')
           AND (a.login LIKE CAST($6 AS TEXT) ESCAPE '!' OR p.sort_key LIKE CAST($6 AS TEXT) ESCAPE '!')
           AND (CAST($7 AS TEXT) = ''
             OR (CAST($7 AS TEXT) = 'active' AND a.active = 1 AND a.activated_at IS NOT NULL)
             OR (CAST($7 AS TEXT) = 'invited' AND a.active = 1 AND a.activated_at IS NULL)
             OR (CAST($7 AS TEXT) = 'disabled' AND a.active = 0)
             OR (CAST($7 AS TEXT) = 'waiting' AND EXISTS (SELECT 1 FROM role_grant w
                 WHERE w.account_id = a.id AND w.confirmed_at IS NULL AND w.ended_at IS NULL)))
           AND (CAST($8 AS TEXT) = '' OR ' ' || a.roles || ' ' LIKE '% ' || CAST($8 AS TEXT) || ' %')"
    };
}

/// The columns of an invitation.
macro_rules! invitation {
    () => {
        "id, account_id, kind, proposed_by, proposed_name, proposed_at, confirmed_name, confirmed_at, ends_at, used_at,
         withdrawn_at FROM invitation"
    };
}

db::statements! {
    /// Where an account stands.
    PLACE = "SELECT u.pos AS pos, u.last AS last FROM account a JOIN unit u ON u.tree = $1 AND u.code = a.unit
        WHERE a.id = $2";
    /// One account.
    ACCOUNT = concat!("SELECT ", account!(), " WHERE a.id = $2");
    /// The accounts of a part of the territory, narrowed, a page of them.
    ACCOUNTS = concat!("SELECT ", account!(), " LEFT JOIN person p ON p.id = a.person_id ", narrowed!(),
        " ORDER BY u.pos, p.sort_key, a.login LIMIT $9 OFFSET $10");
    /// How many they are.
    COUNT_LISTED = concat!("SELECT COUNT(*) AS n FROM account a JOIN unit u ON u.tree = $1 AND u.code = a.unit
        LEFT JOIN person p ON p.id = a.person_id ", narrowed!());
    /// Adds an account that nobody has taken yet.
    ADD_INVITED = "INSERT INTO account
            (id, login, person_id, person_name, unit, agency_id, roles, password_hash, active, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, '', $7, 1, $8) ON CONFLICT (login) DO NOTHING";
    /// People of a unit who have an account already.
    PEOPLE_WITH_ACCOUNT = "SELECT person_id FROM account WHERE unit = $1 AND active = 1";
    /// The owner takes the account: a new password, and a pledge to keep what is seen here.
    ACTIVATE = "UPDATE account SET password_hash = $2, duress_hash = NULL, activated_at = COALESCE(activated_at, CAST($3 AS BIGINT)), pledged_at = $3
        WHERE id = $1 AND active = 1";
    /// Notes a sign-in.
    NOTE_SIGN_IN = "UPDATE account SET last_sign_in_at = $2 WHERE id = $1";
    /// Closes an account.
    DISABLE = "UPDATE account SET active = 0, disabled_at = $2, disabled_why = $3 WHERE id = $1 AND active = 1";
    /// Opens a closed account again; the days without use begin anew.
    ENABLE = "UPDATE account SET active = 1, disabled_at = NULL, disabled_why = NULL, last_sign_in_at = $2
        WHERE id = $1 AND active = 0";
    /// The account of a name, closed ones too.
    ID_BY_LOGIN = "SELECT id FROM account WHERE login = $1";
    /// How many other accounts in use may confirm: the administrators and the heads of committees.
    COUNT_CONFIRMERS = "SELECT COUNT(*) AS n FROM account WHERE id <> $1 AND active = 1 AND activated_at IS NOT NULL
        AND (' ' || roles || ' ' LIKE '% admin %' OR ' ' || roles || ' ' LIKE '% leader %')";
    /// All accounts, for the operator's terminal.
    EVERY_ACCOUNT = concat!("SELECT ", account!(), " ORDER BY u.pos, a.login");

    /// Adds an invitation with its code, or one that still waits for a second person.
    ADD_INVITATION = "INSERT INTO invitation (id, account_id, kind, code_hash, proposed_by, proposed_name, proposed_at,
            confirmed_at, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// A second person confirms, and the code is made.
    CONFIRM_INVITATION = "UPDATE invitation SET code_hash = $2, confirmed_by = $3, confirmed_name = $4,
            confirmed_at = $5, ends_at = $6
        WHERE id = $1 AND confirmed_at IS NULL AND withdrawn_at IS NULL AND proposed_by <> $3 AND account_id <> $3";
    /// Withdraws all invitations of an account that were not taken.
    WITHDRAW_INVITATIONS = "UPDATE invitation SET withdrawn_at = $2
        WHERE account_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL";
    /// The invitation of a code that may still be taken.
    OPEN_INVITATION = concat!("SELECT ", invitation!(),
        " WHERE code_hash = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > $2");
    /// Takes an invitation; only one taker succeeds.
    USE_INVITATION = "UPDATE invitation SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL";
    /// The invitations of an account, the newest first.
    INVITATIONS = concat!("SELECT ", invitation!(), " WHERE account_id = $1 ORDER BY proposed_at DESC, id DESC");

    /// Proposes a role, unless the account has it or it waits already; confirmed at once only by the set-up.
    PROPOSE_ROLE = "INSERT INTO role_grant (id, account_id, role, proposed_by, proposed_name, proposed_at, confirmed_at)
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT),
               CAST($6 AS BIGINT), CAST($7 AS BIGINT)
        WHERE NOT EXISTS (SELECT 1 FROM role_grant r WHERE r.account_id = $2 AND r.role = $3 AND r.ended_at IS NULL)";
    /// A second person confirms: not who proposed, not the account itself.
    CONFIRM_ROLE = "UPDATE role_grant SET confirmed_by = $3, confirmed_name = $4, confirmed_at = $5
        WHERE id = $1 AND account_id = $2 AND confirmed_at IS NULL AND ended_at IS NULL
          AND proposed_by <> $3 AND account_id <> $3";
    /// Ends a role, or takes a proposal back.
    END_ROLE = "UPDATE role_grant SET ended_by = $3, ended_name = $4, ended_at = $5
        WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND account_id <> $3";
    /// The roles of an account from the first to the last.
    GRANTS = "SELECT id, role, proposed_by, proposed_name, proposed_at, confirmed_name, confirmed_at, ended_name, ended_at
        FROM role_grant WHERE account_id = $1 ORDER BY proposed_at DESC, id DESC";
    /// The roles that hold.
    HOLDING = "SELECT role FROM role_grant WHERE account_id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL
        ORDER BY confirmed_at, role";
    /// Writes the roles that hold where every request reads them.
    SET_ROLES = "UPDATE account SET roles = $2 WHERE id = $1";

    /// The value of a parameter on a day.
    PARAMETER = "SELECT value FROM sign_in_parameter WHERE key = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1";
    /// Sets a parameter from a day on.
    SET_PARAMETER = "INSERT INTO sign_in_parameter (key, valid_from, value, source) VALUES ($1, $2, $3, $4)
        ON CONFLICT (key, valid_from) DO UPDATE SET value = excluded.value, source = excluded.source";
}
