//! SQL about documents as they came in.

use super::fragments::{document, document_filters, visible};

db::statements! {
    /// Keeps a document; nothing happens when the same form was sent before.
    ADD_DOCUMENT = "INSERT INTO document (id, unit, unit_pos, unit_last, direction, file_name, media_type, sha256,
            size, content, normalised, plan_json, fingerprint, reading, title, folded, form_key, uploaded_by,
            uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', 'waiting', $6, $11, $12, $13, $14)
        ON CONFLICT (form_key) DO NOTHING";

    /// The document that a form made.
    DOCUMENT_BY_FORM = "SELECT id FROM document WHERE form_key = $1 AND unit_pos = $2";

    /// The first document of a unit with these bytes that was read.
    DOCUMENT_BY_HASH = "SELECT id FROM document WHERE unit_pos = $1 AND sha256 = $2 AND reading <> 'failed'
        ORDER BY uploaded_at, id LIMIT 1";

    /// The plan made of a document.
    PLAN_OF_DOCUMENT = "SELECT id, unit_pos, unit_last, state FROM plan
        WHERE document_id = $1 AND state <> 'discarded'
        ORDER BY created_at, id LIMIT 1";

    /// Keeps what was read.
    KEEP_READING = "UPDATE document SET normalised = $2, plan_json = $3, fingerprint = $4, reading = $5,
            failure = NULL, type_code = $6, number = $7, symbol = $8, year = $9, month = $10, day = $11,
            issuer = $12, title = $13, folded = $14
        WHERE id = $1";

    /// Keeps why nothing could be read.
    KEEP_FAILURE = "UPDATE document SET reading = 'failed', failure = $2 WHERE id = $1";

    /// Notes where the document stands.
    SET_READING = "UPDATE document SET reading = $2 WHERE id = $1";

    /// One document.
    DOCUMENT = concat!("SELECT ", document!(), " FROM document d WHERE d.id = $1");

    /// The texts of a document.
    DOCUMENT_TEXTS = "SELECT normalised, plan_json, fingerprint FROM document WHERE id = $1";

    /// The bytes of a document.
    DOCUMENT_CONTENT = "SELECT file_name, media_type, content FROM document WHERE id = $1";

    /// How many documents the register shows.
    COUNT_DOCUMENTS = concat!("SELECT COUNT(*) FROM document d WHERE ", document_filters!());

    /// A page of the register, newest first, each with the plan made of it.
    DOCUMENTS = concat!(
        "SELECT ", document!(), ",
            (SELECT MIN(p.id) FROM plan p WHERE p.document_id = d.id AND p.state <> 'discarded') AS plan
        FROM document d WHERE ", document_filters!(), "
        ORDER BY d.uploaded_at DESC, d.id LIMIT CAST($5 AS BIGINT) OFFSET CAST($6 AS BIGINT)"
    );

    /// The kinds of document in a unit's register.
    DOCUMENT_KINDS = "SELECT DISTINCT type_code FROM document WHERE unit_pos = $1 AND type_code IS NOT NULL
        ORDER BY type_code";

    /// The fingerprints of the plans that a person may see, but for one document's.
    FINGERPRINTS = concat!(
        "SELECT p.id, d.fingerprint FROM plan p JOIN document d ON d.id = p.document_id
        WHERE ", visible!(), " AND p.state <> 'discarded' AND d.id <> $6 AND d.fingerprint <> '' ORDER BY p.created_at DESC, p.id LIMIT 5000"
    );

    /// A document with this number and symbol in the own unit, or behind an issued plan of a unit above, but for
    /// the one that cites it.
    DOCUMENT_BY_NUMBER = "SELECT d.id, p.id AS plan FROM document d
            LEFT JOIN plan p ON p.document_id = d.id AND p.state = 'issued'
        WHERE d.number = $1 AND d.symbol = $2 AND d.id <> $4
            AND (d.unit_pos = $3 OR (p.id IS NOT NULL AND d.unit_pos < $3 AND d.unit_last >= $3))
        ORDER BY d.unit_pos DESC, d.uploaded_at, d.id LIMIT 1";
}
