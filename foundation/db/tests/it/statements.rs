//! The SQL texts of these tests.

db::statements! {
    ADD_OFFICE = "INSERT INTO office (id, name) VALUES ($1, $2)";
    COUNT_OFFICES = "SELECT COUNT(*) AS n FROM office";
    HAS_OFFICE = "SELECT COUNT(*) AS n FROM office WHERE id = $1";
    RENAME_OFFICE = "UPDATE office SET name = $2 WHERE id = $1";
    LIST_OFFICES = "SELECT id, name FROM office ORDER BY name LIMIT $1 OFFSET $2";
    ADD_NOTE = "INSERT INTO note (id, office_id, body, size, weight, scan, is_open)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND_NOTE = "SELECT id, office_id, body, size, weight, scan, is_open FROM note WHERE id = $1";
    CLOSE_NOTES = "UPDATE note SET is_open = 0 WHERE is_open = 1 AND (CAST($1 AS TEXT) IS NULL OR office_id = $1)
                   RETURNING id";
    KEEP_NOTE = "INSERT INTO note (id, body) VALUES ($1, $2)
                 ON CONFLICT (id) DO UPDATE SET body = excluded.body";
    TOTALS = "SELECT COUNT(*) FILTER (WHERE is_open = 1) AS open_notes,
                     CAST(SUM(size) AS BIGINT) AS size,
                     CAST(AVG(weight) AS DOUBLE PRECISION) AS weight,
                     MAX(size) > 1 AS is_big
              FROM note";
    ORDINALS = "WITH RECURSIVE ordinal (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM ordinal WHERE n < 5)
                SELECT CAST(SUM(n) AS BIGINT) AS total FROM ordinal";
}
