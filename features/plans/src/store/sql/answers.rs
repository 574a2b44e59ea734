//! SQL about clauses that answer clauses.

use super::fragments::{columns, status};

db::statements! {
    /// Answers an upper clause.
    ADD_ANSWER = "INSERT INTO clause_answer (upper_id, lower_id, made_by, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (upper_id, lower_id) DO NOTHING";

    /// Takes an answer back.
    DROP_ANSWER = "DELETE FROM clause_answer WHERE upper_id = $1 AND lower_id = $2";

    /// What answers a clause, within the positions `$3..=$4`.
    ANSWERS_BELOW = concat!(
        "SELECT ", columns!(), ", ", status!(), " AS status, p.title AS plan_title, p.unit_name
        FROM clause_answer c JOIN obligation o ON o.id = c.lower_id JOIN plan p ON p.id = o.plan_id
        WHERE c.upper_id = $2 AND o.live = 1 AND o.dropped = 0 AND o.unit_pos BETWEEN $3 AND $4
        ORDER BY o.unit_pos, o.ordinal, o.id LIMIT 300"
    );

    /// What a clause answers.
    ANSWERS_ABOVE = concat!(
        "SELECT ", columns!(), ", ", status!(), " AS status, p.title AS plan_title, p.unit_name
        FROM clause_answer c JOIN obligation o ON o.id = c.upper_id JOIN plan p ON p.id = o.plan_id
        WHERE c.lower_id = $2 AND o.live = 1 AND o.dropped = 0
        ORDER BY o.unit_pos, o.ordinal, o.id LIMIT 50"
    );

    /// The live obligations of a unit, as answers to choose from, newest plan first.
    OWN_CLAUSES = "SELECT o.id, o.clause, o.text, o.folded, p.title AS plan_title,
            CASE WHEN EXISTS (SELECT 1 FROM clause_answer c WHERE c.lower_id = o.id AND c.upper_id = $1)
                THEN 1 ELSE 0 END AS chosen
        FROM obligation o JOIN plan p ON p.id = o.plan_id
        WHERE o.live = 1 AND o.dropped = 0 AND o.unit_pos = $2
        ORDER BY p.in_force_on DESC, p.id, o.ordinal, o.id LIMIT 500";

    /// All answers to the clauses of a plan: which unit, which clause, where its obligation stands.
    CASCADE = "SELECT c.upper_id, c.lower_id, o.unit_pos, o.in_force_on, o.due_last, o.started_on, o.completed_on
        FROM obligation u JOIN clause_answer c ON c.upper_id = u.id JOIN obligation o ON o.id = c.lower_id
        WHERE u.plan_id = $1 AND u.live = 1 AND u.dropped = 0 AND o.live = 1 AND o.dropped = 0";

    /// The units that have issued a plan under this one.
    LOWER_PLANS = "SELECT unit_pos, MIN(id) AS id FROM plan WHERE parent_plan = $1 AND state = 'issued'
        GROUP BY unit_pos";
}
