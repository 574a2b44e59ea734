//! Every SQL text of this room.

db::statements! {
    /// Puts something into a visitor's pocket.
    PUT_POCKET = "INSERT INTO tip_pocket (id, sealed, version, ends_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, version = tip_pocket.version + 1,
            ends_at = excluded.ends_at";
    /// A visitor's pocket that has not ended.
    POCKET = "SELECT sealed FROM tip_pocket WHERE id = $1 AND ends_at > $2";
    /// Empties a pocket.
    REMOVE_POCKET = "DELETE FROM tip_pocket WHERE id = $1";
    /// Empties what was left lying.
    REMOVE_OLD_POCKETS = "DELETE FROM tip_pocket WHERE ends_at <= $1";
    /// Adds a file to a pocket.
    ADD_POCKET_FILE = "INSERT INTO tip_pocket_file (id, pocket, sealed) VALUES ($1, $2, $3)";
    /// The files of a pocket.
    POCKET_FILES = "SELECT id, sealed FROM tip_pocket_file WHERE pocket = $1 ORDER BY id";
    /// How many files a pocket holds.
    COUNT_POCKET_FILES = "SELECT COUNT(*) FROM tip_pocket_file WHERE pocket = $1";
    /// Takes the files out of a pocket.
    REMOVE_POCKET_FILES = "DELETE FROM tip_pocket_file WHERE pocket = $1";
    /// Takes one file out of a pocket.
    REMOVE_POCKET_FILE = "DELETE FROM tip_pocket_file WHERE pocket = $1 AND id = $2";
    /// Takes away files whose pocket is gone.
    REMOVE_LOOSE_POCKET_FILES = "DELETE FROM tip_pocket_file
        WHERE pocket NOT IN (SELECT id FROM tip_pocket)";

    /// The next number of an agency's lodging book.
    NEXT_SERIAL = "INSERT INTO tip_serial (agency, year, last) VALUES ($1, $2, 1)
        ON CONFLICT (agency, year) DO UPDATE SET last = tip_serial.last + 1 RETURNING last";
    /// Whether this very form was taken before.
    BY_IDEMPOTENCY = "SELECT id FROM tip WHERE idempotency = $1";
    /// Adds a tip.
    ADD_TIP = "INSERT INTO tip (id, agency, unit, unit_pos, unit_last, channel, privacy, anonymity_reason, received_at,
            place, is_danger, urgency, triage, cluster, is_flood, stage, shown_stage, unread, idempotency, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $18, $13, $14, $15, $16, 1, $17, 1)";
    /// Enters a tip into an agency's lodging book.
    ADD_ENTRY = "INSERT INTO tip_entry (agency, year, serial, tip_id, entered_at, id, keeper)
        VALUES ($1, $2, $3, $4, $5, $6, $1)";
    /// The number of a tip in a lodging book.
    SERIAL = "SELECT serial FROM tip_entry WHERE tip_id = $1 AND agency = $2";
    /// Adds a sealed part.
    ADD_PART = "INSERT INTO tip_part (id, tip_id, part, text_sealed, created_at) VALUES ($1, $2, $3, $4, $5)";
    /// The sealed parts of a tip.
    PARTS = "SELECT id, part, text_sealed, created_at FROM tip_part WHERE tip_id = $1 ORDER BY created_at, id";
    /// Replaces a sealed part.
    SET_PART = "UPDATE tip_part SET text_sealed = $3 WHERE tip_id = $1 AND part = $2";
    /// Adds who told it.
    PUT_REPORTER = "INSERT INTO tip_reporter (tip_id, text_sealed, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (tip_id) DO UPDATE SET text_sealed = excluded.text_sealed";
    /// Who told it, sealed, and when.
    REPORTER = "SELECT text_sealed, created_at FROM tip_reporter WHERE tip_id = $1";
    /// Adds a message.
    ADD_MESSAGE = "INSERT INTO tip_message (id, tip_id, author, text_sealed, written_at, idempotency, files, ordinal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT COUNT(*) FROM tip_message m WHERE m.tip_id = $2)) ON CONFLICT (idempotency) DO NOTHING";
    /// The thread.
    MESSAGES = "SELECT id, author, text_sealed, written_at, files FROM tip_message WHERE tip_id = $1
        ORDER BY ordinal, id";
    /// Adds an attachment.
    ADD_FILE = "INSERT INTO tip_file (id, tip_id, media_type, copy_sealed, original_sealed, name_sealed, added_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The attachments of a tip, without their content.
    FILES = "SELECT id, media_type, name_sealed, added_at,
            CASE WHEN original_sealed IS NULL THEN 0 ELSE 1 END AS has_original
        FROM tip_file WHERE tip_id = $1 ORDER BY added_at, id";
    /// One attachment.
    FILE = "SELECT id, media_type, copy_sealed, original_sealed, name_sealed FROM tip_file
        WHERE tip_id = $1 AND id = $2";
    /// How many messages the reporter of a tip has written.
    COUNT_OWN_MESSAGES = "SELECT COUNT(*) FROM tip_message WHERE tip_id = $1 AND author = 'reporter'";
    /// How many attachments a tip has.
    COUNT_FILES = "SELECT COUNT(*) FROM tip_file WHERE tip_id = $1";

    /// One tip, and whether it is kept from this person ($2) and agency ($3). Where an agency keeps several books since a
    /// merger, its number is that of the last entry.
    TIP = "SELECT t.id AS id, t.agency AS agency, t.unit AS unit, t.unit_pos AS unit_pos, t.unit_last AS unit_last,
            t.channel AS channel, t.privacy AS privacy, t.anonymity_reason AS anonymity_reason,
            t.received_at AS received_at, t.place AS place, t.is_danger AS is_danger, t.danger_seen_at AS danger_seen_at, t.urgency AS urgency, t.cluster AS cluster,
            t.is_flood AS is_flood, t.stage AS stage, t.kind AS kind, t.shown_stage AS shown_stage,
            t.next_shown_stage AS next_shown_stage, t.shown_from AS shown_from, t.unread AS unread,
            t.assigned_to AS assigned_to, t.version AS version, a.name AS agency_name,
            (SELECT e.year FROM tip_entry e WHERE e.tip_id = t.id AND e.keeper = $3
                ORDER BY e.entered_at DESC, e.id DESC LIMIT 1) AS year,
            (SELECT e.serial FROM tip_entry e WHERE e.tip_id = t.id AND e.keeper = $3
                ORDER BY e.entered_at DESC, e.id DESC LIMIT 1) AS serial,
            (SELECT COUNT(*) FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $3)))
                AS bars,
            (SELECT COUNT(*) FROM tip_handover h WHERE h.tip_id = t.id AND h.waits_for = $3 AND h.received_at IS NULL)
                AS offered
        FROM tip t JOIN agency a ON a.id = t.agency WHERE t.id = $1";
    /// The queue of an agency ($1) as a person ($2) may see it: as the law model ranks them, floods last. Places have the
    /// names of a tree of units ($4). The fifty rows are found in the order of their index before anything is joined.
    QUEUE = "SELECT t.id AS id, e.year AS year, e.serial AS serial, t.channel AS channel, t.privacy AS privacy,
            t.received_at AS received_at, t.is_danger AS is_danger, t.danger_seen_at AS danger_seen_at,
            t.urgency AS urgency, t.is_flood AS is_flood, t.stage AS stage, t.kind AS kind, t.unread AS unread,
            (SELECT b.name FROM agency b WHERE b.id = e.agency AND e.agency <> e.keeper) AS old_book,
            (SELECT u.name FROM unit u WHERE u.tree = $4 AND u.code = t.place) AS place_name
        FROM (SELECT q.* FROM tip q
            WHERE q.agency = $1 AND q.stage NOT IN ('ended', 'archived', 'passed_on')
                AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = q.id AND
                    ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))
            ORDER BY q.is_flood, q.triage, q.received_at, q.id LIMIT 50 OFFSET $3) t
        JOIN tip_entry e ON e.tip_id = t.id AND e.keeper = t.agency
            AND NOT EXISTS (SELECT 1 FROM tip_entry n WHERE n.tip_id = e.tip_id AND n.keeper = e.keeper
                AND (n.entered_at > e.entered_at OR (n.entered_at = e.entered_at AND n.id > e.id)))
        ORDER BY t.is_flood, t.triage, t.received_at, t.id";
    /// How many rows the queue has: all of them less the few that are kept from the reader, so that no row of a flood is
    /// looked at twice.
    COUNT_QUEUE = "SELECT (SELECT COUNT(*) FROM tip t
            WHERE t.agency = $1 AND t.stage NOT IN ('ended', 'archived', 'passed_on'))
        - (SELECT COUNT(DISTINCT b.tip_id) FROM tip_bar b CROSS JOIN tip t
            WHERE t.id = b.tip_id AND ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1))
                AND t.agency = $1 AND t.stage NOT IN ('ended', 'archived', 'passed_on'))";
    /// The lodging book of an agency ($1) for a year ($3), in the order of the numbers, with the names of a tree ($6).
    BOOK = "SELECT t.id AS id, e.year AS year, e.serial AS serial, t.channel AS channel, t.privacy AS privacy,
            t.received_at AS received_at, t.place AS place, t.is_danger AS is_danger,
            t.danger_seen_at AS danger_seen_at, t.urgency AS urgency, t.is_flood AS is_flood, t.stage AS stage,
            t.kind AS kind, t.unread AS unread, t.cluster AS cluster,
            (SELECT b.name FROM agency b WHERE b.id = e.agency AND e.agency <> e.keeper) AS old_book,
            (SELECT u.name FROM unit u WHERE u.tree = $6 AND u.code = t.place) AS place_name
        FROM tip_entry e JOIN tip t ON t.id = e.tip_id
        WHERE e.keeper = $1 AND e.year = $3
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))
        ORDER BY e.agency, e.serial LIMIT $4 OFFSET $5";
    /// How many rows the lodging book of a year has.
    COUNT_BOOK = "SELECT COUNT(*) FROM tip_entry e JOIN tip t ON t.id = e.tip_id
        WHERE e.keeper = $1 AND e.year = $3
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))";
    /// What waits for an agency's signature.
    OFFERED = "SELECT h.tip_id AS tip_id, h.sent_at AS sent_at, t.is_danger AS is_danger, a.name AS from_name
        FROM tip_handover h JOIN tip t ON t.id = h.tip_id JOIN agency a ON a.id = h.from_agency
        WHERE h.waits_for = $1 AND h.received_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))
        ORDER BY t.is_danger DESC, h.sent_at LIMIT 50";

    /// Changes how a tip stands, if nobody changed it since it was opened ($2 its version).
    MOVE_TIP = "UPDATE tip SET stage = $3, kind = $4, next_shown_stage = COALESCE($5, next_shown_stage),
        shown_from = COALESCE($6, shown_from), version = version + 1
        WHERE id = $1 AND version = $2";
    /// Lets a change that is due be shown.
    SETTLE_SHOWN = "UPDATE tip SET shown_stage = next_shown_stage, next_shown_stage = NULL, shown_from = NULL
        WHERE id = $1 AND shown_from IS NOT NULL AND shown_from <= $2";
    /// Notes that the reporter wrote.
    MARK_UNREAD = "UPDATE tip SET unread = unread + 1 WHERE id = $1";
    /// Notes that so much ($2) was read; what came in meanwhile is still unread.
    MARK_READ = "UPDATE tip SET unread = CASE WHEN unread > $2 THEN unread - $2 ELSE 0 END WHERE id = $1";
    /// What reporters wrote to tips of an agency ($1) that have ended, as a person ($2) may see them. The few rows are found in
    /// their index before anything is joined.
    UNREAD_ENDED = "SELECT t.id AS id, t.unread AS unread, e.serial AS serial, e.year AS year
        FROM (SELECT q.* FROM tip q
            WHERE q.agency = $1 AND q.unread > 0 AND q.stage IN ('ended', 'archived', 'passed_on')
            ORDER BY q.received_at, q.id LIMIT 200) t
        JOIN tip_entry e ON e.tip_id = t.id AND e.keeper = t.agency
        WHERE NOT EXISTS (SELECT 1 FROM tip_entry n WHERE n.tip_id = e.tip_id AND n.keeper = e.keeper
                AND (n.entered_at > e.entered_at OR (n.entered_at = e.entered_at AND n.id > e.id)))
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))
        ORDER BY e.year, e.serial LIMIT 50";
    /// Notes that the danger was seen, which moves it behind those that nobody has seen by a step ($3).
    MARK_DANGER_SEEN = "UPDATE tip SET danger_seen_at = $2, triage = triage + $3
        WHERE id = $1 AND danger_seen_at IS NULL AND is_danger = 1";
    /// Moves a tip into another agency's lodging book.
    REHOME = "UPDATE tip SET agency = $3, unit = $4, unit_pos = $5, unit_last = $6, version = version + 1
        WHERE id = $1 AND version = $2";
    /// Tells a reporter who said more.
    SET_PRIVACY = "UPDATE tip SET privacy = $2 WHERE id = $1";
    /// Adds a step.
    ADD_STEP = "INSERT INTO tip_event (id, tip_id, kind, at, number, detail, agency, by_person, by_name, noted_at, ordinal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT COUNT(*) FROM tip_event e WHERE e.tip_id = $2))";
    /// The steps of a tip.
    STEPS = "SELECT e.id AS id, e.kind AS kind, e.at AS at, e.number AS number, e.detail AS detail, e.by_name AS by_name,
            p.dated AS dated, p.officer_name AS officer_name, p.reason_sealed AS reason_sealed
        FROM tip_event e LEFT JOIN tip_event_paper p ON p.event_id = e.id WHERE e.tip_id = $1
        ORDER BY e.at, e.ordinal, e.noted_at, e.id";
    /// Offers a tip to another agency.
    ADD_HANDOVER = "INSERT INTO tip_handover
            (id, tip_id, from_agency, to_agency, with_reporter, sent_at, sent_by, waits_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $4)";
    /// The hand-overs of a tip.
    HANDOVERS = "SELECT h.id AS id, h.from_agency AS from_agency, h.to_agency AS to_agency,
            h.with_reporter AS with_reporter, h.sent_at AS sent_at, h.received_at AS received_at, h.ended_as AS ended_as,
            f.name AS from_name, o.name AS to_name
        FROM tip_handover h JOIN agency f ON f.id = h.from_agency JOIN agency o ON o.id = h.to_agency
        WHERE h.tip_id = $1 ORDER BY h.sent_at";
    /// Signs for a hand-over.
    SIGN_HANDOVER = "UPDATE tip_handover SET received_at = $3, received_by = $4, waits_for = NULL
        WHERE tip_id = $1 AND waits_for = $2 AND received_at IS NULL";

    /// Agencies of the police that have a vault and exist on a day ($1): where tips can go.
    RECEIVERS = "SELECT a.id AS id, a.name AS name, a.unit AS unit, u.level AS level, u.pos AS pos, u.last AS last,
            u.parent AS parent
        FROM agency a JOIN unit u ON u.code = a.unit AND u.tree = $2
        WHERE a.kind = 'police' AND a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to >= $1)
            AND EXISTS (SELECT 1 FROM agency_vault v WHERE v.agency = a.id AND v.is_live = 1)
        ORDER BY u.pos";
}
