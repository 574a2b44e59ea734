//! SQL that makes a draft.

db::statements! {
    /// Makes a draft.
    ADD_PLAN = "INSERT INTO plan (id, document_id, unit, unit_pos, unit_last, unit_name, state, title, folded,
            version, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'draft', '', '', 1, $7, $8)";

    /// Adds a heading.
    ADD_SECTION = "INSERT INTO plan_section (id, plan_id, ordinal, code, label, heading, level, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// Adds a campaign.
    ADD_CAMPAIGN = "INSERT INTO campaign (id, plan_id, ordinal, name, starts_on, ends_on, recurring, span_from,
            span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";

    /// Adds a legal basis or citation.
    ADD_BASIS = "INSERT INTO legal_basis (id, plan_id, ordinal, role, type_name, number, symbol, date_text, issuer,
            subject, document_id, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// Adds a recipient.
    ADD_RECIPIENT = "INSERT INTO recipient (id, plan_id, ordinal, text, purpose) VALUES ($1, $2, $3, $4, $5)";

    /// Adds a note of the reader.
    ADD_NOTE = "INSERT INTO reading_note (id, plan_id, ordinal, kind, text, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}
