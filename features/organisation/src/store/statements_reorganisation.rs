//! SQL texts of reorganisations.

db::statements! {
    /// Plans a reorganisation.
    ADD = "INSERT INTO reorganisation (id, title, citation, effective_on, origin, state, version, created_by, created_name,
               created_at)
           VALUES ($1, $2, $3, $4, $5, 'planned', 1, $6, $7, $8)";
    /// One.
    ONE = "SELECT id, title, citation, effective_on, origin, state, old_tree, new_tree, version, created_name, created_at,
               settled_name, settled_at
           FROM reorganisation WHERE id = $1";
    /// All, the newest first.
    LIST = "SELECT id, title, citation, effective_on, origin, state, old_tree, new_tree, version, created_name, created_at,
               settled_name, settled_at
            FROM reorganisation ORDER BY effective_on DESC, created_at DESC, id LIMIT 200";
    /// Takes one at a version while it is planned.
    CLAIM = "UPDATE reorganisation SET version = version + 1 WHERE id = $1 AND version = $2 AND state = 'planned'";
    /// Writes title, document and day of a planned one.
    SET_HEAD = "UPDATE reorganisation SET title = $2, citation = $3, effective_on = $4 WHERE id = $1 AND state = 'planned'";
    /// Moves one from one state to another.
    SETTLE = "UPDATE reorganisation SET state = $3, old_tree = $4, new_tree = $5, settled_name = $6, settled_at = $7,
                  version = version + 1
              WHERE id = $1 AND state = $2";
    /// The steps of one.
    STEPS = "SELECT kind, whole, part, code, unit_kind, name, parent FROM reorganisation_step
             WHERE reorganisation = $1 ORDER BY ordinal";
    /// Empties the steps before they are written anew.
    DROP_STEPS = "DELETE FROM reorganisation_step WHERE reorganisation = $1";
    /// Adds a step.
    ADD_STEP = "INSERT INTO reorganisation_step (reorganisation, ordinal, kind, whole, part, code, unit_kind, name, parent)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// Ends a tree, or opens it again.
    END_TREE = "UPDATE tree SET valid_to = $2 WHERE id = $1";
    /// Forgets a tree that is undone.
    DROP_TREE = "DELETE FROM tree WHERE id = $1";

    /// Writes down where the rows of a unit or an agency go.
    ADD_MOVE = "INSERT INTO unit_move (reorganisation, what, old_key, new_key) VALUES ($1, $2, $3, $4)";
    /// Forgets the moves of a reorganisation that is undone.
    DROP_MOVES = "DELETE FROM unit_move WHERE reorganisation = $1";
    /// The units of a tree to which something moved.
    CONCERNED = "SELECT DISTINCT u.code AS code, u.level AS level, u.parent AS parent, u.kind AS kind, u.name AS name,
                     u.pos AS pos, u.last AS last
                 FROM unit_move m JOIN unit u ON u.code = m.new_key
                 WHERE m.reorganisation = $1 AND m.what = 'unit' AND u.tree = $2";
    /// Writes down one row of this feature that was made or ended.
    NOTE = "INSERT INTO unit_moved_row (reorganisation, kind, row_id, was) VALUES ($1, $2, $3, $4)";
    /// Forgets what was written down.
    DROP_NOTES = "DELETE FROM unit_moved_row WHERE reorganisation = $1";

    /// The agencies of all units that exist on a day.
    AGENCIES_ON = "SELECT id, unit, kind, name, other_names, valid_from, valid_to, successor FROM agency
                   WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1) ORDER BY unit, folded, id";
    /// The committees of all units that exist on a day.
    COMMITTEES_ON = "SELECT id, unit, name, short_name, symbol, standing_agency FROM committee
                     WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1) ORDER BY unit, id";
    /// Ends an agency with the one that takes over. $4 the one that does.
    END_AGENCY = "UPDATE agency SET valid_to = $2, successor = COALESCE(CAST($3 AS TEXT), successor), version = version + 1 WHERE id = $1";
    /// Ends a committee.
    END_COMMITTEE = "UPDATE committee SET valid_to = $2, version = version + 1 WHERE id = $1";
    /// Posts that are held in an agency on a day or later.
    POSTS_OF = "SELECT id, person_id, title, valid_from, valid_to FROM post
                WHERE agency_id = $1 AND (valid_to IS NULL OR valid_to >= $2) ORDER BY id";
    /// How many posts are held on a day or later in an agency.
    COUNT_POSTS = "SELECT COUNT(*) AS n FROM post WHERE agency_id = $1 AND (valid_to IS NULL OR valid_to >= $2)";
    /// Ends a post.
    END_POST = "UPDATE post SET valid_to = $2, version = version + 1 WHERE id = $1";
    /// Seats that are held in a committee on a day or later.
    SEATS_OF = "SELECT id, person_id, agency_id, seat, title, ordinal, valid_to FROM committee_member
                WHERE committee_id = $1 AND (valid_to IS NULL OR valid_to >= $2) ORDER BY ordinal, id";
    /// Ends a seat.
    END_SEAT = "UPDATE committee_member SET valid_to = $2, version = version + 1 WHERE id = $1";
    /// The agency that an agency became.
    HEIR_OF_AGENCY = "SELECT new_key FROM unit_move WHERE reorganisation = $1 AND what = 'agency' AND old_key = $2";
    /// Writes down the standing offices of committees that go on.
    NOTE_STANDING = "INSERT INTO unit_moved_row (reorganisation, kind, row_id, was)
        SELECT m.reorganisation, 'standing', c.id, c.standing_agency FROM committee c
        JOIN unit_move m ON m.old_key = c.standing_agency
        WHERE m.reorganisation = $1 AND m.what = 'agency' AND m.new_key <> m.old_key AND c.valid_to IS NULL";
    /// Brings them to the agencies that took over.
    FOLLOW_STANDING = "UPDATE committee SET standing_agency = m.new_key FROM unit_move m
        WHERE m.reorganisation = $1 AND m.what = 'agency' AND m.old_key = committee.standing_agency
        AND m.new_key <> m.old_key AND committee.valid_to IS NULL";
    /// The standing office of before.
    UNFOLLOW_STANDING = "UPDATE committee SET standing_agency = r.was FROM unit_moved_row r
        WHERE r.reorganisation = $1 AND r.kind = 'standing' AND r.row_id = committee.id";

    /// Changes of agencies, posts, committees and seats at the units concerned that came after the reorganisation:
    /// rows that it did not make, and rows of its making that were changed since.
    OWN_NEWCOMERS = "SELECT
        (SELECT COUNT(*) FROM agency a WHERE (a.version > 1 OR NOT EXISTS (SELECT 1 FROM unit_moved_row r
             WHERE r.reorganisation = $1 AND r.kind = 'agency-made' AND r.row_id = a.id))
           AND a.valid_from >= $2
           AND EXISTS (SELECT 1 FROM unit_move m WHERE m.reorganisation = $1 AND m.what = 'unit' AND m.new_key = a.unit))
      + (SELECT COUNT(*) FROM committee c WHERE (c.version > 1 OR NOT EXISTS (SELECT 1 FROM unit_moved_row r
             WHERE r.reorganisation = $1 AND r.kind = 'committee-made' AND r.row_id = c.id))
           AND c.valid_from >= $2
           AND EXISTS (SELECT 1 FROM unit_move m WHERE m.reorganisation = $1 AND m.what = 'unit' AND m.new_key = c.unit))
      + (SELECT COUNT(*) FROM post p WHERE (p.version > 1 OR NOT EXISTS (SELECT 1 FROM unit_moved_row r
             WHERE r.reorganisation = $1 AND r.kind = 'post-made' AND r.row_id = p.id))
           AND EXISTS (SELECT 1 FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'agency-made'
                AND r.row_id = p.agency_id))
      + (SELECT COUNT(*) FROM committee_member s WHERE (s.version > 1 OR NOT EXISTS (SELECT 1 FROM unit_moved_row r
             WHERE r.reorganisation = $1 AND r.kind = 'seat-made' AND r.row_id = s.id))
           AND EXISTS (SELECT 1 FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'committee-made'
                AND r.row_id = s.committee_id)) AS n";
    /// Forgets the seats that were made.
    UNMAKE_SEATS = "DELETE FROM committee_member WHERE id IN
        (SELECT row_id FROM unit_moved_row WHERE reorganisation = $1 AND kind = 'seat-made')";
    /// Forgets the committees that were made.
    UNMAKE_COMMITTEES = "DELETE FROM committee WHERE id IN
        (SELECT row_id FROM unit_moved_row WHERE reorganisation = $1 AND kind = 'committee-made')";
    /// Forgets the posts that were made.
    UNMAKE_POSTS = "DELETE FROM post WHERE id IN
        (SELECT row_id FROM unit_moved_row WHERE reorganisation = $1 AND kind = 'post-made')";
    /// Forgets the agencies that were made.
    UNMAKE_AGENCIES = "DELETE FROM agency WHERE id IN
        (SELECT row_id FROM unit_moved_row WHERE reorganisation = $1 AND kind = 'agency-made')";
    /// Opens what was ended: its last day of before, empty where it had none; it is again what it was, so its version is.
    REOPEN_AGENCIES = "UPDATE agency SET valid_to = NULLIF(r.was, ''), successor = NULL, version = version - 1
        FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'agency-ended' AND r.row_id = agency.id";
    /// The same for committees.
    REOPEN_COMMITTEES = "UPDATE committee SET valid_to = NULLIF(r.was, ''), version = version - 1
        FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'committee-ended' AND r.row_id = committee.id";
    /// The same for posts.
    REOPEN_POSTS = "UPDATE post SET valid_to = NULLIF(r.was, ''), version = version - 1
        FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'post-ended' AND r.row_id = post.id";
    /// The same for seats.
    REOPEN_SEATS = "UPDATE committee_member SET valid_to = NULLIF(r.was, ''), version = version - 1
        FROM unit_moved_row r WHERE r.reorganisation = $1 AND r.kind = 'seat-ended' AND r.row_id = committee_member.id";
    /// Writes an event of the history.
    ADD_EVENT = "INSERT INTO organisation_event (id, unit, subject, subject_id, kind, reason, detail, by_person, by_name, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The history of one unit, the newest first.
    EVENTS_OF_UNIT = "SELECT subject, subject_id, kind, reason, detail, by_name, at FROM organisation_event
                      WHERE unit = $1 ORDER BY at DESC, id DESC LIMIT 100";
    /// The history of one thing.
    EVENTS_OF_SUBJECT = "SELECT subject, subject_id, kind, reason, detail, by_name, at FROM organisation_event
                         WHERE subject_id = $1 ORDER BY at DESC, id DESC LIMIT 100";
}
