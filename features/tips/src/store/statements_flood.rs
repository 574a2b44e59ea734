//! The SQL texts about floods: of tips that are alike, and of what waits for its turn.

db::statements! {
    /// Marks the tips of a cluster ($1) as a flood that nobody has taken in hand (stage $2), all but one that is not
    /// marked yet.
    MARK_FLOOD = "UPDATE tip SET is_flood = 1
        WHERE cluster = $1 AND is_flood = 0 AND stage = $2 AND danger_seen_at IS NULL
            AND id > (SELECT MIN(k.id) FROM tip k WHERE k.cluster = $1 AND k.is_flood = 0)";
    /// Keeps a pocket until an instant ($2), as it is; one that has ended by now ($3) stays ended.
    KEEP_POCKET = "UPDATE tip_pocket SET ends_at = $2 WHERE id = $1 AND ends_at > $3";
}
