//! The SQL texts about floods of like tips.

db::statements! {
    /// Marks the tips of a cluster ($1) as a flood that nobody has taken in hand (stage $2), all but one that is not
    /// marked yet.
    MARK_FLOOD = "UPDATE tip SET is_flood = 1
        WHERE cluster = $1 AND is_flood = 0 AND stage = $2 AND danger_seen_at IS NULL
            AND id > (SELECT MIN(k.id) FROM tip k WHERE k.cluster = $1 AND k.is_flood = 0)";
}
