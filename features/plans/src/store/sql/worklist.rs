//! SQL about "Việc của tôi".

use super::fragments::{
    columns, is_doing, is_done, is_elapsed, is_late, is_later, is_returned, is_soon, is_waiting, mine, status,
};

db::statements! {
    /// The numbers on the tiles of "Việc của tôi".
    MY_COUNTS = concat!(
        mine!(),
        "SELECT COUNT(*) FILTER (WHERE ", is_late!(), ") AS late,
            COUNT(*) FILTER (WHERE ", is_soon!(), ") AS soon,
            COUNT(*) FILTER (WHERE ", is_later!(), ") AS later,
            COUNT(*) FILTER (WHERE ", is_doing!(), ") AS doing,
            COUNT(*) FILTER (WHERE ", is_waiting!(), ") AS waiting,
            COUNT(*) FILTER (WHERE ", is_returned!(), ") AS returned,
            COUNT(*) FILTER (WHERE ", is_done!(), ") AS done,
            COUNT(*) FILTER (WHERE ", is_elapsed!(), ") AS elapsed,
            COUNT(*) AS every_one
        FROM work"
    );

    /// One of these lists, `$7`; the same conditions as the numbers.
    MY_ROWS = concat!(
        mine!(),
        "SELECT work.*, p.title AS plan_title, p.unit_name
        FROM work JOIN plan p ON p.id = work.plan_id
        WHERE CASE CAST($7 AS TEXT)
            WHEN 'late' THEN ", is_late!(), "
            WHEN 'soon' THEN ", is_soon!(), "
            WHEN 'later' THEN ", is_later!(), "
            WHEN 'doing' THEN ", is_doing!(), "
            WHEN 'waiting' THEN ", is_waiting!(), "
            WHEN 'returned' THEN ", is_returned!(), "
            WHEN 'done' THEN ", is_done!(), "
            WHEN 'elapsed' THEN ", is_elapsed!(), "
            ELSE 1 = 1 END
        ORDER BY work.due_last NULLS LAST, work.plan_id, work.ordinal, work.id
        LIMIT CAST($8 AS BIGINT) OFFSET CAST($9 AS BIGINT)"
    );

    /// A person's obligations whose last day lies between `$6` and `$7`, for the calendar.
    MY_BETWEEN = concat!(
        mine!(),
        "SELECT work.*, p.title AS plan_title, p.unit_name
        FROM work JOIN plan p ON p.id = work.plan_id
        WHERE work.due_last BETWEEN $6 AND $7
        ORDER BY work.due_last, work.plan_id, work.ordinal, work.id LIMIT 500"
    );
}
