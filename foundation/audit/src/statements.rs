//! All SQL texts of this room.

db::statements! {
    /// Writes an entry without a number.
    ADD_ENTRY = "INSERT INTO audit_entry (id, at, actor, org, action, object_type, object_id, class, reason_hash,
                                          payload_commit)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// What its commitments stand for.
    ADD_PAYLOAD = "INSERT INTO audit_payload (entry, salt, reason, payload) VALUES ($1, $2, $3, $4)";
    /// Destroys what the commitments of an entry stand for.
    SHRED = "DELETE FROM audit_payload WHERE entry = $1";
    /// Whether anything waits for a number.
    COUNT_WAITING = "SELECT COUNT(*) AS n FROM (SELECT id FROM audit_entry WHERE seq IS NULL LIMIT 1) AS waiting";
    /// Takes the sequencer's turn: the row stays locked until the transaction ends.
    TAKE_TURN = "UPDATE audit_head SET turn = turn + 1 WHERE id = 1 RETURNING size";
    /// Numbers up to `$2` waiting entries from `$1` on, in the order in which they were written.
    NUMBER = "UPDATE audit_entry SET seq = numbered.seq
              FROM (SELECT id, CAST($1 AS BIGINT) - 1 + ROW_NUMBER() OVER (ORDER BY at, id) AS seq
                    FROM (SELECT id, at FROM audit_entry WHERE seq IS NULL ORDER BY at, id LIMIT $2) AS waiting
                   ) AS numbered
              WHERE numbered.id = audit_entry.id";
    /// Notes how many entries are numbered.
    SET_SIZE = "UPDATE audit_head SET size = $1 WHERE id = 1";
    /// How many entries are numbered.
    SIZE = "SELECT size FROM audit_head WHERE id = 1";
    /// Entries with numbers in `$1 ≤ seq < $2`.
    LIST_LEAVES = "SELECT seq, at, actor, org, action, object_type, object_id, class, reason_hash, payload_commit
                   FROM audit_entry WHERE seq >= $1 AND seq < $2 ORDER BY seq";
    /// One tile.
    FIND_TILE = "SELECT hashes FROM audit_tile WHERE level = $1 AND n = $2";
    /// Stores a tile, wider than before.
    KEEP_TILE = "INSERT INTO audit_tile (level, n, hashes) VALUES ($1, $2, $3)
                 ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes";
    /// Stores a checkpoint, or notes that the same one was signed again.
    KEEP_CHECKPOINT = "INSERT INTO audit_checkpoint (size, note, made_at, seen_at) VALUES ($1, $2, $3, $3)
                       ON CONFLICT (size) DO UPDATE SET seen_at = excluded.seen_at";
    /// The newest checkpoint.
    NEWEST_CHECKPOINT = "SELECT size, note, made_at, seen_at FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
    /// Checkpoints, the newest first.
    LIST_CHECKPOINTS = "SELECT size, note, made_at, seen_at FROM audit_checkpoint
                        ORDER BY size DESC LIMIT $1 OFFSET $2";
    /// How many entries there are, numbered or not, and how many wait.
    TOTALS = "SELECT COUNT(*) AS entries, COUNT(*) FILTER (WHERE seq IS NULL) AS waiting FROM audit_entry";
    /// The looks at one thing, the newest first.
    VIEWERS = "SELECT e.at, e.actor, e.org, e.action, e.seq, p.reason, p.payload
               FROM audit_entry e LEFT JOIN audit_payload p ON p.entry = e.id
               WHERE e.object_type = $1 AND e.object_id = $2
                 AND (e.action LIKE '%.view%' OR e.action LIKE '%.reveal%' OR e.action LIKE '%.export%'
                      OR e.action LIKE '%.print%')
               ORDER BY e.at DESC, e.id DESC LIMIT $3";
}
