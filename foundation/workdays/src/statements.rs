//! All SQL texts of this room.

db::statements! {
    /// How many changes there have been; it only grows.
    COUNT_CHANGES = "SELECT (SELECT COUNT(*) FROM workday_row) + (SELECT COUNT(*) FROM workday_withdrawal) AS n";
    /// Every row that was entered, in order.
    ROWS = "SELECT id, kind, day, name, citation, is_verified, valid_from, replaces, added_name, added_at
            FROM workday_row ORDER BY added_at, id";
    /// Every withdrawal.
    WITHDRAWALS = "SELECT row_key, reason, withdrawn_name, withdrawn_at FROM workday_withdrawal";
    /// Adds a row; a second press changes nothing.
    ADD = "INSERT INTO workday_row (id, kind, day, name, citation, is_verified, valid_from, replaces, added_by, added_name, added_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    /// Takes a row back, once.
    WITHDRAW = "INSERT INTO workday_withdrawal (row_key, reason, withdrawn_by, withdrawn_name, withdrawn_at)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (row_key) DO NOTHING";
}
