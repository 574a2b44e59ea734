//! The SQL texts about alerts, reviews and unused accounts.

/// Alerts that somebody may see: within $2 to $3, never about oneself ($4), and those of duress never in the very
/// commune where it happened ($5 is the position of one's own unit), where whoever coerces may look too.
macro_rules! visible {
    () => {
        "FROM sign_in_alert s JOIN account a ON a.id = s.account_id JOIN unit u ON u.tree = $1 AND u.code = a.unit
         WHERE u.pos BETWEEN $2 AND $3 AND s.account_id <> $4
           AND (s.kind <> 'duress' OR u.pos <> $5 OR u.level <> 'commune')"
    };
}

/// The accounts that a review of a part of the territory ($2 to $3) looks at, with what was found.
macro_rules! reviewed {
    () => {
        "FROM account a JOIN unit u ON u.tree = $1 AND u.code = a.unit
         LEFT JOIN agency g ON g.id = a.agency_id LEFT JOIN person p ON p.id = a.person_id
         LEFT JOIN account_review_row w ON w.review_id = $4 AND w.account_id = a.id
         WHERE u.pos BETWEEN $2 AND $3 AND (a.active = 1 OR w.account_id IS NOT NULL)"
    };
}

db::statements! {
    /// Adds an alert.
    ADD_ALERT = "INSERT INTO sign_in_alert (id, kind, account_id, at) VALUES ($1, $2, $3, $4)";
    /// Adds an alert unless one of its kind about the account ($3) stands since $5.
    ADD_ALERT_ONCE = "INSERT INTO sign_in_alert (id, kind, account_id, at)
        SELECT $1, $2, a.id, $4 FROM account a WHERE a.id = $3 AND NOT EXISTS (SELECT 1 FROM sign_in_alert s
            WHERE s.account_id = $3 AND s.kind = $2 AND s.at > $5)";
    /// The alerts that somebody may see, the unseen and the newest first.
    ALERTS = concat!("SELECT s.id AS id, s.kind AS kind, s.at AS at, s.seen_name AS seen_name, s.seen_at AS seen_at,
        a.id AS account_id, a.person_name AS person_name, u.name AS unit_name ", visible!(),
        " ORDER BY CASE WHEN s.seen_at IS NULL THEN 0 ELSE 1 END, s.at DESC, s.id DESC LIMIT $6 OFFSET $7");
    /// How many alerts somebody may see.
    COUNT_ALERTS = concat!("SELECT COUNT(*) AS n ", visible!());
    /// Notes that somebody has seen an alert and dealt with it.
    SEE_ALERT = concat!("UPDATE sign_in_alert SET seen_by = $7, seen_name = $8, seen_at = $9
        WHERE id = $6 AND seen_at IS NULL AND id IN (SELECT s.id ", visible!(), ")");

    /// Accounts in use that nobody has signed in to since an instant.
    UNUSED = "SELECT id FROM account WHERE active = 1 AND activated_at IS NOT NULL
        AND COALESCE(last_sign_in_at, activated_at) < $1 ORDER BY id";

    /// How many accounts in use have no second proof.
    COUNT_UNPROVEN = "SELECT COUNT(*) AS n FROM account a WHERE a.active = 1 AND a.activated_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.account_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM code_generator c WHERE c.account_id = a.id AND c.secret IS NOT NULL)";
    /// How many people have more than one account in use.
    COUNT_SHARED = "SELECT COUNT(*) AS n FROM (SELECT person_id FROM account WHERE active = 1
        GROUP BY person_id HAVING COUNT(*) > 1) AS several";
    /// When the first account was made.
    FIRST_ACCOUNT = "SELECT MIN(created_at) AS at FROM account";
    /// How many reviews of a quarter are signed.
    COUNT_SIGNED = "SELECT COUNT(*) AS n FROM account_review WHERE period = $1 AND signed_at IS NOT NULL";
    /// The duress code of an account, as a hash.
    SET_DURESS = "UPDATE account SET duress_hash = $2 WHERE id = $1 AND password_hash = $3";

    /// The review of a unit in a quarter.
    REVIEW = "SELECT id, period, begun_name, begun_at, signed_name, signed_at FROM account_review
        WHERE unit = $1 AND period = $2";
    /// The reviews of a unit, the newest first.
    REVIEWS = "SELECT id, period, begun_name, begun_at, signed_name, signed_at FROM account_review
        WHERE unit = $1 ORDER BY period DESC";
    /// Begins a review.
    BEGIN_REVIEW = "INSERT INTO account_review (id, unit, period, begun_by, begun_name, begun_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (unit, period) DO NOTHING";
    /// The accounts of a review, a page of them.
    REVIEWED = concat!("SELECT a.id AS id, a.login AS login, a.person_id AS person_id, a.person_name AS person_name,
        u.name AS unit_name, g.name AS agency_name, a.roles AS roles, a.created_at AS created_at,
        a.activated_at AS activated_at, a.last_sign_in_at AS last_sign_in_at, a.active AS active,
        (SELECT COUNT(*) FROM passkey k WHERE k.account_id = a.id)
          + (SELECT COUNT(*) FROM code_generator c WHERE c.account_id = a.id AND c.secret IS NOT NULL) AS proofs,
        w.verdict AS verdict, w.by_name AS by_name, w.at AS at ", reviewed!(),
        " ORDER BY u.pos, p.sort_key, a.login LIMIT $5 OFFSET $6");
    /// How many accounts a review has.
    COUNT_REVIEWED = concat!("SELECT COUNT(*) AS n ", reviewed!());
    /// How many accounts of a review nobody has judged yet; one's own ($5) is not one's to judge.
    COUNT_UNJUDGED = concat!("SELECT COUNT(*) AS n ", reviewed!(), " AND w.account_id IS NULL AND a.person_id <> $5");
    /// Writes a verdict while the review is open.
    JUDGE = "INSERT INTO account_review_row (review_id, account_id, verdict, by_account, by_name, at)
        SELECT id, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS BIGINT)
        FROM account_review WHERE id = $1 AND signed_at IS NULL
        ON CONFLICT (review_id, account_id) DO UPDATE SET verdict = excluded.verdict, by_account = excluded.by_account,
            by_name = excluded.by_name, at = excluded.at";
    /// Signs a review off.
    SIGN_REVIEW = "UPDATE account_review SET signed_by = $2, signed_name = $3, signed_at = $4
        WHERE id = $1 AND signed_at IS NULL";
}
