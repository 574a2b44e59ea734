//! SQL about the rows of a draft.

db::statements! {
    /// Writes the facts of a plan.
    SET_FACTS = "UPDATE plan SET title = $2, folded = $3, level = $4, number = $5, symbol = $6, place = $7,
            year = $8, month = $9, day = $10, issuer = $11, signer_name = $12, signer_title = $13,
            signer_mode = $14, period_from = $15, period_to = $16, parent_plan = $17
        WHERE id = $1";

    /// Gives "during the year" its last day after the period was changed.
    SET_YEAR_END = "UPDATE obligation SET due_last = $2 WHERE plan_id = $1 AND timing = 'year'";

    /// Adds an obligation to a draft; nothing happens when it is there.
    ADD_ITEM = "INSERT INTO obligation (id, plan_id, unit, unit_pos, unit_last, ordinal, section_id, clause, text,
            folded, deliverable, timing, due, due_last, window_from, window_to, requested, basis, span_from,
            span_to, origin, dropped, live, percent, version, updated_by, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            0, 0, 0, 1, $22, $23)
        ON CONFLICT (id) DO NOTHING";

    /// Adds a body that an obligation names.
    ADD_PARTY = "INSERT INTO obligation_party (id, obligation_id, ordinal, role, text, agency_id)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// Forgets the bodies that an obligation names.
    DROP_PARTIES = "DELETE FROM obligation_party WHERE obligation_id = $1";

    /// Adds a target; nothing happens when it is there.
    ADD_TARGET = "INSERT INTO target (id, plan_id, ordinal, section_id, obligation_id, kind, metric, comparator,
            value, unit_text, subject, text, span_from, span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)
        ON CONFLICT (id) DO NOTHING";

    /// Adds a reporting duty; nothing happens when it is there.
    ADD_DUTY = "INSERT INTO reporting_duty (id, plan_id, ordinal, frequency, due, rule, reporter, recipient, via,
            text, span_from, span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO NOTHING";

    /// Changes the words, the time and the rest of an obligation of a draft, unless somebody did so before.
    EDIT_ITEM = "UPDATE obligation SET text = $3, folded = $4, deliverable = $5, timing = $6, due = $7,
            due_last = $8, window_from = $9, window_to = $10, requested = $11, origin = $12, span_from = $13,
            span_to = $14, updated_by = $15, updated_at = $16, version = version + 1
        WHERE id = $1 AND version = $2";

    /// Takes an obligation out of a draft or in again, unless somebody changed it before.
    DROP_ITEM = "UPDATE obligation SET dropped = $3, origin = $4, updated_by = $5, updated_at = $6,
            version = version + 1
        WHERE id = $1 AND version = $2";

    /// Makes room behind a place in the plan.
    SHIFT_ITEMS = "UPDATE obligation SET ordinal = ordinal + $3 WHERE plan_id = $1 AND ordinal > $2";

    /// Changes a target.
    EDIT_TARGET = "UPDATE target SET text = $3, comparator = $4, value = $5, unit_text = $6, subject = $7, kind = $8
        WHERE id = $1 AND plan_id = $2";

    /// Takes a target out or in again.
    DROP_TARGET = "UPDATE target SET dropped = $3 WHERE id = $1 AND plan_id = $2";

    /// Changes a reporting duty.
    EDIT_DUTY = "UPDATE reporting_duty SET text = $3, frequency = $4, due = $5, rule = $6, reporter = $7,
            recipient = $8, via = $9
        WHERE id = $1 AND plan_id = $2";

    /// Takes a reporting duty out or in again.
    DROP_DUTY = "UPDATE reporting_duty SET dropped = $3 WHERE id = $1 AND plan_id = $2";
}
