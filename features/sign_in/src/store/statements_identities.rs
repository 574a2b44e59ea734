//! The SQL texts about identities at a provider of sign-in.

db::statements! {
    /// The account in use of an identity: one that its owner has taken, and nobody closed.
    ACCOUNT_OF_IDENTITY = "SELECT l.account_id AS account_id
        FROM linked_identity l JOIN account a ON a.id = l.account_id
        WHERE l.issuer = $1 AND l.subject = $2 AND a.active = 1 AND a.activated_at IS NOT NULL";
    /// What an account is linked to.
    IDENTITY_OF = "SELECT subject, made_at, used_at FROM linked_identity WHERE account_id = $1 AND issuer = $2";
    /// Links an identity, unless it or the account is linked already.
    LINK_IDENTITY = "INSERT INTO linked_identity (id, account_id, issuer, subject, made_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    /// Notes a sign-in.
    USE_IDENTITY = "UPDATE linked_identity SET used_at = $3 WHERE issuer = $1 AND subject = $2";
    /// Takes the link of one provider away.
    UNLINK_IDENTITY = "DELETE FROM linked_identity WHERE account_id = $1 AND issuer = $2";
    /// Takes every link of an account away.
    UNLINK_ALL = "DELETE FROM linked_identity WHERE account_id = $1";
}
