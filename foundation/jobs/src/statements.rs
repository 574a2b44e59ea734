//! All SQL texts of this room but the claims, which are the one exception per engine (`claim.rs`).

db::statements! {
    /// Puts a job in the queue unless its kind and key stand there already.
    ENQUEUE = "INSERT INTO job (id, kind, payload, unique_key, state, run_at, attempts, created_at)
               VALUES ($1, $2, $3, $4, 'waiting', $5, 0, $6)
               ON CONFLICT (kind, unique_key) DO NOTHING";
    /// Whether a kind and key stand in the queue, whatever became of the job.
    HAS_KEY = "SELECT COUNT(*) AS n FROM job WHERE kind = $1 AND unique_key = $2";
    /// When the next job of the kinds in `$1` (`|kind|kind|`) may be claimed.
    NEXT_AT = "SELECT MIN(CASE WHEN state = 'waiting' THEN run_at ELSE claimed_until END) AS next_at
               FROM job WHERE state IN ('waiting', 'running')
               AND $1 LIKE '%|' || REPLACE(kind, '_', '\\_') || '|%' ESCAPE '\\'";
    /// Holds a claim longer.
    EXTEND = "UPDATE job SET claimed_until = $3 WHERE id = $1 AND claim = $2 AND state = 'running'";
    /// The work is done.
    FINISH = "UPDATE job SET state = 'done', ended_at = $3, claim = NULL, claimed_until = NULL,
                             last_error_key = NULL
              WHERE id = $1 AND claim = $2 AND state = 'running'";
    /// The work failed and is tried again at `$3`.
    RETRY = "UPDATE job SET state = 'waiting', run_at = $3, last_error_key = $4, claim = NULL,
                            claimed_until = NULL
             WHERE id = $1 AND claim = $2 AND state = 'running'";
    /// The work failed for good at `$3`.
    BURY = "UPDATE job SET state = 'dead', ended_at = $3, last_error_key = $4, claim = NULL,
                           claimed_until = NULL
            WHERE id = $1 AND claim = $2 AND state = 'running'";
    /// Dead jobs, the newest first.
    LIST_DEAD = "SELECT id, kind, attempts, last_error_key, ended_at FROM job
                 WHERE state = 'dead' ORDER BY ended_at DESC, id DESC LIMIT $1";
    /// Gives a dead job a new life.
    REVIVE = "UPDATE job SET state = 'waiting', run_at = $2, attempts = 0, ended_at = NULL
              WHERE id = $1 AND state = 'dead'";
    /// How many jobs stand in each state.
    COUNTS = "SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting,
                     COUNT(*) FILTER (WHERE state = 'running') AS running,
                     COUNT(*) FILTER (WHERE state = 'dead') AS dead FROM job";
    /// Notes the day's sweep as done at `$2`.
    SWEPT = "UPDATE job SET state = 'done', ended_at = $2 WHERE id = $1";
    /// Forgets jobs that were done before `$1`.
    SWEEP = "DELETE FROM job WHERE state = 'done' AND ended_at < $1";
    /// Forgets jobs of a kind that were done before `$2`.
    SWEEP_KIND = "DELETE FROM job WHERE kind = $1 AND state = 'done' AND ended_at < $2";
}
