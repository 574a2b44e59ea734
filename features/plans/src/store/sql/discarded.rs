//! SQL about drafts that were discarded.

db::statements! {
    /// Discards a draft.
    DISCARD = "UPDATE plan SET state = 'discarded', discarded_by = $2, discarded_name = $3, discarded_at = $4,
            discard_reason = $5
        WHERE id = $1 AND state = 'draft'";

    /// Makes a draft again of what was discarded since `$2`, unless another plan was made of its document `$3`.
    RESTORE = "UPDATE plan SET state = 'draft', discarded_by = NULL, discarded_name = NULL, discarded_at = NULL,
            discard_reason = NULL, version = version + 1
        WHERE id = $1 AND state = 'discarded' AND discarded_at >= $2
            AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.document_id = $3 AND p.state <> 'discarded')";

    /// Who discarded a plan, when and why.
    DISCARDED = "SELECT discarded_name, discarded_at, discard_reason FROM plan WHERE id = $1 AND state = 'discarded'";
}
