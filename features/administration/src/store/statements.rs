//! All SQL texts of this room.

db::statements! {
    /// The weeks that were signed off.
    WEEKS = "SELECT week FROM log_review ORDER BY week";
    /// The newest reviews.
    NEWEST = "SELECT week, name, note, signed_at FROM log_review ORDER BY week DESC LIMIT $1";
    /// Signs a week off, once.
    SIGN = "INSERT INTO log_review (week, account, name, note, counts, signed_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (week) DO NOTHING";
}
