//! SQL about reports of progress and their files.

db::statements! {
    /// Writes a report of progress unless this very form was sent before.
    ADD_PROGRESS = "INSERT INTO progress (id, obligation_id, plan_id, unit_pos, text, percent, difficulty, proposal,
            done_on, state, form_key, submitted_by, submitted_name, submitted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'submitted', $10, $11, $12, $13)
        ON CONFLICT (form_key) DO NOTHING";

    /// The report that a form made.
    PROGRESS_OF_FORM = "SELECT id, obligation_id FROM progress WHERE form_key = $1";

    /// Keeps a file with a report.
    ADD_EVIDENCE = "INSERT INTO evidence (id, progress_id, file_name, media_type, size, sha256, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    /// Work begins with the first report.
    START = "UPDATE obligation SET started_on = $2 WHERE id = $1 AND started_on IS NULL";

    /// All reports on an obligation, newest first.
    PROGRESS = "SELECT id, obligation_id, text, percent, difficulty, proposal, done_on, state, submitted_by,
            submitted_name, submitted_at, reviewed_name, reviewed_at, review_note
        FROM progress WHERE obligation_id = $1 ORDER BY submitted_at DESC, id DESC";

    /// The files of all reports on an obligation, without their content.
    EVIDENCE = "SELECT e.id, e.progress_id, e.file_name, e.size
        FROM progress g JOIN evidence e ON e.progress_id = g.id
        WHERE g.obligation_id = $1 ORDER BY e.id";

    /// One file with the obligation that it belongs to.
    EVIDENCE_FILE = "SELECT g.obligation_id, e.file_name, e.media_type, e.content
        FROM evidence e JOIN progress g ON g.id = e.progress_id WHERE e.id = $1";

    /// One report.
    ONE_PROGRESS = "SELECT id, obligation_id, text, percent, difficulty, proposal, done_on, state, submitted_by,
            submitted_name, submitted_at, reviewed_name, reviewed_at, review_note
        FROM progress WHERE id = $1";

    /// Judges a report that nobody has judged yet.
    REVIEW = "UPDATE progress SET state = $2, reviewed_by = $3, reviewed_name = $4, reviewed_at = $5, review_note = $6
        WHERE id = $1 AND state = 'submitted'";

    /// The last accepted report says how far the work is.
    LAST_ACCEPTED = "SELECT percent, done_on FROM progress WHERE obligation_id = $1 AND state = 'accepted'
        ORDER BY submitted_at DESC, id DESC LIMIT 1";

    /// Writes what the last accepted report says.
    SET_OUTCOME = "UPDATE obligation SET percent = $2, completed_on = $3 WHERE id = $1";

    /// The accepted reports on the obligations of a plan that were sent before an instant.
    ACCEPTED_OF_PLAN = "SELECT g.obligation_id, g.text, g.percent, g.difficulty, g.proposal, g.done_on, g.submitted_at
        FROM obligation o JOIN progress g ON g.obligation_id = o.id
        WHERE o.plan_id = $1 AND o.live = 1 AND o.dropped = 0 AND g.state = 'accepted'
            AND g.submitted_at < $2
        ORDER BY o.ordinal, o.id, g.submitted_at, g.id";
}
