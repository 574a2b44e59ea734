//! The SQL texts of the legal path, its figures, its alarms and its bars.

/// Not kept from the reader: a person ($2) of an agency ($1).
macro_rules! unbarred {
    () => {
        "NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))"
    };
}

/// One event of the path; a receipt with the kind, the name and the level of whoever received it. Receipts from before the agency
/// was noted are those of the first holder.
macro_rules! events {
    () => {
        "SELECT v.tip_id AS tip_id, v.kind AS kind, v.at AS at, v.detail AS detail, a.kind AS body, a.folded AS body_name,
            (SELECT MIN(u.level) FROM unit u WHERE u.code = a.unit) AS level
        FROM tip_event v LEFT JOIN agency a ON v.kind = 'received' AND a.id = COALESCE(v.agency,
            (SELECT h.from_agency FROM tip_handover h WHERE h.tip_id = v.tip_id ORDER BY h.sent_at, h.id LIMIT 1),
            (SELECT t.agency FROM tip t WHERE t.id = v.tip_id))"
    };
}

/// Of several entries in the books that an agency keeps (it took over from another), the last.
macro_rules! last_entry {
    () => {
        "NOT EXISTS (SELECT 1 FROM tip_entry n WHERE n.tip_id = e.tip_id AND n.keeper = e.keeper
            AND (n.entered_at > e.entered_at OR (n.entered_at = e.entered_at AND n.id > e.id)))"
    };
}

db::statements! {
    /// The events of one tip, in the order of noting.
    EVENTS = concat!(events!(), " WHERE v.tip_id = $1 ORDER BY v.ordinal, v.noted_at, v.id");
    /// The events of the tips of one page of a list; what there are fewer than fifty of is filled up with nothing.
    EVENTS_OF_PAGE = concat!(events!(), " WHERE v.tip_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
            $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,
            $31, $32, $33, $34, $35, $36, $37, $38, $39, $40,
            $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
        ORDER BY v.tip_id, v.ordinal, v.noted_at, v.id");
    /// The tips in the lodging book of an agency ($1) that count in a year ($3, which lasts from $4 to $5) for a person ($2): those
    /// of its book and the book before, and those to which something happened in it.
    COUNTED = concat!("SELECT t.id AS id, e.year AS year, e.serial AS serial, t.channel AS channel, t.privacy AS privacy,
            t.received_at AS received_at, t.place AS place, t.is_danger AS is_danger,
            t.danger_seen_at AS danger_seen_at, t.urgency AS urgency, t.is_flood AS is_flood, t.stage AS stage,
            t.kind AS kind, t.unread AS unread, t.cluster AS cluster,
            (SELECT b.name FROM agency b WHERE b.id = e.agency AND e.agency <> e.keeper) AS old_book,
            (SELECT u.name FROM unit u WHERE u.tree = $6 AND u.code = t.place) AS place_name
        FROM tip_entry e JOIN tip t ON t.id = e.tip_id
        WHERE e.keeper = $1 AND ", last_entry!(), " AND ", unbarred!(), " AND (e.year = $3 OR e.year = $3 - 1 OR EXISTS (
            SELECT 1 FROM tip_event w WHERE w.tip_id = t.id AND w.at >= $4 AND w.at < $5))
        ORDER BY e.year, e.serial");
    /// The events of those tips.
    EVENTS_OF_COUNTED = concat!(events!(), " WHERE v.tip_id IN (
            SELECT e.tip_id FROM tip_entry e JOIN tip t ON t.id = e.tip_id
            WHERE e.keeper = $1 AND ", last_entry!(), " AND ", unbarred!(), " AND (e.year = $3 OR e.year = $3 - 1 OR EXISTS (
                SELECT 1 FROM tip_event w WHERE w.tip_id = t.id AND w.at >= $4 AND w.at < $5)))
        ORDER BY v.tip_id, v.ordinal, v.noted_at, v.id");
    /// What a step rests on.
    ADD_PAPER = "INSERT INTO tip_event_paper (event_id, tip_id, dated, officer, officer_name, reason_sealed)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Who resolves a tip.
    ASSIGN = "UPDATE tip SET assigned_to = $2 WHERE id = $1";

    /// Whom a tip is kept from, with names.
    BARS = "SELECT b.barred_kind AS barred_kind, b.barred AS barred, COALESCE(a.name, p.name, b.barred) AS name
        FROM tip_bar b LEFT JOIN agency a ON b.barred_kind IN ('agency', 'later') AND a.id = b.barred
            LEFT JOIN person p ON b.barred_kind = 'person' AND p.id = b.barred
        WHERE b.tip_id = $1 ORDER BY b.barred_kind, b.barred";
    /// The agencies in which a person ($1) serves on a day ($2).
    AGENCIES_OF_PERSON = "SELECT p.agency_id AS agency FROM post p
        WHERE p.person_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2) ORDER BY p.agency_id";
    /// Lets somebody see a tip again.
    REMOVE_BAR = "DELETE FROM tip_bar WHERE tip_id = $1 AND barred_kind = $2 AND barred = $3";
    /// Whether an agency has a tip in its lodging book.
    HAS_ENTRY = "SELECT COUNT(*) FROM tip_entry WHERE tip_id = $1 AND keeper = $2";

    /// Dangers that nobody acknowledged since $1 and for which no alarm stands, the oldest first.
    UNACKNOWLEDGED = "SELECT t.id AS id, t.agency AS agency, t.unit_pos AS unit_pos, t.unit_last AS unit_last,
            t.received_at AS received_at
        FROM tip t WHERE t.is_danger = 1 AND t.danger_seen_at IS NULL AND t.received_at < $1
            AND t.stage NOT IN ('resolved', 'ended', 'archived', 'passed_on')
            AND NOT EXISTS (SELECT 1 FROM tip_alarm m WHERE m.tip_id = t.id)
        ORDER BY t.is_flood, t.received_at, t.id LIMIT 200";
    /// Raises an alarm, once.
    ADD_ALARM = "INSERT INTO tip_alarm (tip_id, agency, above, since, raised_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tip_id) DO NOTHING";
    /// The alarms of an agency's ($1) own tips that nobody has acknowledged, as a person ($2) may see them. The
    /// few alarms are read first, not all tips of a flood.
    OWN_ALARMS = concat!("SELECT m.tip_id AS tip_id, m.since AS since, m.seen_at AS seen_at, e.serial AS serial, e.year AS year
        FROM tip_alarm m CROSS JOIN tip t CROSS JOIN tip_entry e
        WHERE t.id = m.tip_id AND e.tip_id = t.id AND e.keeper = t.agency AND t.agency = $1 AND ", last_entry!(), " AND t.danger_seen_at IS NULL AND ", unbarred!(), " ORDER BY t.is_flood, m.since, m.tip_id LIMIT 50");
    /// The alarms that reached an agency ($1) from below, as a person ($2) may see them: open ones, and those acknowledged since
    /// $3.
    ALARMS_BELOW = concat!("SELECT m.tip_id AS tip_id, m.since AS since, m.seen_at AS seen_at, m.seen_name AS seen_name,
            t.danger_seen_at AS danger_seen_at, a.name AS agency_name, t.place AS place
        FROM tip_alarm m JOIN tip t ON t.id = m.tip_id JOIN agency a ON a.id = m.agency
        WHERE m.above = $1 AND ", unbarred!(), " AND ((m.seen_at IS NULL AND t.danger_seen_at IS NULL) OR m.raised_at > $3)
        ORDER BY t.is_flood, m.since, m.tip_id LIMIT 50");
    /// The level above says that it knows: an alarm ($3) of an agency ($1) by a person ($2).
    SEE_ALARM = "UPDATE tip_alarm SET seen_at = $4, seen_by = $2, seen_name = $5
        WHERE tip_id = $3 AND above = $1 AND seen_at IS NULL AND NOT EXISTS (SELECT 1 FROM tip_bar b
            WHERE b.tip_id = tip_alarm.tip_id AND ((b.barred_kind = 'person' AND b.barred = $2)
                OR (b.barred_kind = 'agency' AND b.barred = $1)))";
}
