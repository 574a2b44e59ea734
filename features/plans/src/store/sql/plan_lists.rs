//! SQL about lists of plans.

use super::fragments::{head, plan_filters, visible};

db::statements! {
    /// How many plans the list shows.
    COUNT_PLANS = concat!("SELECT COUNT(*) FROM plan p WHERE ", visible!(), " AND ", plan_filters!());

    /// A page of the list of plans: the unit's own first, then those above and below; with how many obligations
    /// bind, how many are done and how many are late on `$11`. The page is taken first, so that obligations are
    /// counted for its rows alone and not for every plan of the country.
    PLANS = concat!(
        "SELECT ", head!(), ",
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0) AS obligations,
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0
                AND o.completed_on IS NOT NULL) AS done,
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0 AND o.live = 1
                AND o.completed_on IS NULL AND o.due_last < $11
                AND (o.in_force_on IS NULL OR o.due_last >= o.in_force_on)) AS late
        FROM (SELECT p.* FROM plan p WHERE ", visible!(), " AND ", plan_filters!(), "
            ORDER BY CASE WHEN p.unit_pos = $4 THEN 0 ELSE 1 END, COALESCE(p.issued_at, p.created_at) DESC, p.id
            LIMIT CAST($12 AS BIGINT) OFFSET CAST($13 AS BIGINT)) p
        ORDER BY CASE WHEN p.unit_pos = $4 THEN 0 ELSE 1 END, COALESCE(p.issued_at, p.created_at) DESC, p.id"
    );

    /// The years of the plans that a person may see, newest first.
    PLAN_YEARS = concat!(
        "SELECT DISTINCT COALESCE(p.year, CAST(SUBSTR(p.period_from, 1, 4) AS BIGINT)) AS year FROM plan p
        WHERE ", visible!(), " AND p.state <> 'discarded' AND (p.year IS NOT NULL OR p.period_from IS NOT NULL) ORDER BY 1 DESC"
    );

    /// The issued plans of the units above position `$1`, newest first: what a plan may carry out.
    PLANS_ABOVE = "SELECT id, title, unit_name, number, symbol FROM plan
        WHERE state = 'issued' AND unit_pos < $1 AND unit_last >= $1 ORDER BY issued_at DESC, id LIMIT 100";

    /// The issued plans that carry out a plan, within the positions `$2..=$3`.
    PLANS_BELOW = "SELECT COUNT(*) FROM plan WHERE parent_plan = $1 AND state = 'issued' AND unit_pos BETWEEN $2 AND $3";
}
