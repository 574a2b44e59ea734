//! All SQL texts of this room.

/// The columns of an entry with what stands beside it.
macro_rules! entry {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.seq, e.at, e.actor, e.org, e.action, e.object_type, e.object_id, e.class, e.is_look,
                    p.reason, p.payload
             FROM audit_entry e LEFT JOIN audit_payload p ON p.entry = e.id ",
            $rest
        )
    };
}

/// The filter of the viewer. 25200 seconds are the seven hours of Việt Nam; 01/01/1970 was a Thursday.
macro_rules! filtered {
    ($before:expr, $after:literal) => {
        concat!(
            $before,
            "WHERE (CAST($1 AS BIGINT) IS NULL OR e.at >= $1) AND (CAST($2 AS BIGINT) IS NULL OR e.at < $2)
               AND (CAST($3 AS TEXT) IS NULL OR e.action = $3) AND (CAST($4 AS TEXT) IS NULL OR e.class = $4)
               AND (CAST($5 AS TEXT) IS NULL OR e.actor = $5)
               AND (CAST($6 AS TEXT) = ''
                 OR ($6 = 'grants' AND (e.action LIKE '%.grant%' OR e.action LIKE '%role%' OR e.action LIKE '%for_loss%'
                                      OR e.action LIKE '%trustees%' OR e.action LIKE '%member%'))
                 OR ($6 = 'failed' AND e.action LIKE '%sign_in_failed%')
                 OR ($6 = 'sealed' AND e.class = 'sealed' AND e.is_look = 1)
                 OR ($6 = 'exports' AND e.action LIKE '%export%')
                 OR ($6 = 'hours' AND e.actor NOT IN ('system', 'public')
                     AND ((e.at / 1000000 + 25200) % 86400 < 21600 OR (e.at / 1000000 + 25200) % 86400 >= 68400
                          OR ((e.at / 1000000 + 25200) / 86400) % 7 IN (2, 3)))) ",
            $after
        )
    };
}

db::statements! {
    /// Writes an entry without a number.
    ADD_ENTRY = "INSERT INTO audit_entry (id, at, actor, org, action, object_type, object_id, class, reason_hash,
                                          payload_commit, is_look)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
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
    /// Commitments and what they stand for, of numbers `$1 ≤ seq < $2`.
    LIST_COMMITMENTS = "SELECT e.seq, e.payload_commit, e.reason_hash, e.is_look, p.salt, p.reason, p.payload
                        FROM audit_entry e JOIN audit_payload p ON p.entry = e.id
                        WHERE e.seq >= $1 AND e.seq < $2 ORDER BY e.seq";
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
    /// The checkpoint of a size.
    FIND_CHECKPOINT = "SELECT size, note, made_at, seen_at FROM audit_checkpoint WHERE size = $1";
    /// How many checkpoints there are.
    COUNT_CHECKPOINTS = "SELECT COUNT(*) AS n FROM audit_checkpoint";
    /// Checkpoints, the newest first.
    LIST_CHECKPOINTS = "SELECT size, note, made_at, seen_at FROM audit_checkpoint
                        ORDER BY size DESC LIMIT $1 OFFSET $2";
    /// How many entries are numbered, how many wait, and when the first was written.
    TOTALS = "SELECT size, (SELECT COUNT(*) FROM audit_entry WHERE seq IS NULL) AS waiting,
                     (SELECT MIN(at) FROM audit_entry) AS first_at
              FROM audit_head WHERE id = 1";
    /// The looks at one thing, the newest first.
    VIEWERS = entry!("WHERE e.object_type = $1 AND e.object_id = $2 AND e.is_look = 1
                      ORDER BY e.at DESC, e.id DESC LIMIT $3");
    /// Accounts that looked at more than $2 different things of the class `sealed` since $1.
    MANY_LOOKS = "SELECT actor, COUNT(DISTINCT object_type || '/' || object_id) AS things FROM audit_entry
                  WHERE at > $1 AND class = 'sealed' AND is_look = 1
                  GROUP BY actor HAVING COUNT(DISTINCT object_type || '/' || object_id) > $2 ORDER BY actor";
    /// One entry.
    FIND = entry!("WHERE e.id = $1");
    /// The entries of a filter, the newest first.
    LIST = filtered!(entry!(""), "ORDER BY e.at DESC, e.id DESC LIMIT $7 OFFSET $8");
    /// How many entries a filter finds.
    COUNT = filtered!("SELECT COUNT(*) AS n FROM audit_entry e ", "");
    /// The names of all actions, each found by one step over the index.
    ACTIONS = "WITH RECURSIVE step (action) AS (
                   SELECT MIN(action) FROM audit_entry
                   UNION ALL
                   SELECT (SELECT MIN(action) FROM audit_entry WHERE action > step.action) FROM step
                   WHERE step.action IS NOT NULL)
               SELECT action FROM step WHERE action IS NOT NULL";
}
