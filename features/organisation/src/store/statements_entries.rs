//! SQL texts of the editing screens.

db::statements! {
    /// The units of the tree in force within a range that a text names, by code or folded name ($3 escaped for LIKE).
    UNITS = "SELECT u.code AS code, u.level AS level, u.parent AS parent, u.kind AS kind, u.name AS name, u.pos AS pos,
                 u.last AS last
             FROM unit u JOIN tree t ON t.id = u.tree AND t.valid_to IS NULL
             WHERE u.pos BETWEEN $1 AND $2 AND (u.folded LIKE '%' || CAST($3 AS TEXT) || '%' ESCAPE '!' OR u.code = $3)
             ORDER BY u.pos LIMIT $4 OFFSET $5";
    /// How many there are.
    COUNT_UNITS = "SELECT COUNT(*) AS n FROM unit u JOIN tree t ON t.id = u.tree AND t.valid_to IS NULL
                   WHERE u.pos BETWEEN $1 AND $2 AND (u.folded LIKE '%' || CAST($3 AS TEXT) || '%' ESCAPE '!' OR u.code = $3)";

    /// One agency with its version.
    AGENCY = "SELECT id, unit, kind, name, other_names, valid_from, valid_to, successor, version FROM agency WHERE id = $1";
    /// All agencies of a unit, those that stand first.
    AGENCIES = "SELECT id, unit, kind, name, other_names, valid_from, valid_to, successor, version FROM agency
                WHERE unit = $1 ORDER BY CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END, folded, id";
    /// Adds an agency; a second press of the button changes nothing.
    ADD_AGENCY = "INSERT INTO agency (id, unit, kind, name, folded, other_names, valid_from, valid_to, successor)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    /// Writes an agency at a version.
    SET_AGENCY = "UPDATE agency SET kind = $3, name = $4, folded = $5, other_names = $6, valid_from = $7, valid_to = $8,
                      successor = $9, version = version + 1 WHERE id = $1 AND version = $2";

    /// All committees of a unit, the one that stands first.
    COMMITTEES = "SELECT id, unit, name, short_name, symbol, standing_agency, valid_from, valid_to, version FROM committee
                  WHERE unit = $1 ORDER BY CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END, valid_from DESC, id";
    /// Adds a committee.
    ADD_COMMITTEE = "INSERT INTO committee (id, unit, name, short_name, symbol, standing_agency, valid_from, valid_to)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    /// Writes a committee at a version.
    SET_COMMITTEE = "UPDATE committee SET name = $3, short_name = $4, symbol = $5, standing_agency = $6, valid_from = $7,
                         valid_to = $8, version = version + 1 WHERE id = $1 AND version = $2";

    /// One post with its person and unit.
    POST = "SELECT p.id AS id, a.unit AS unit, n.name AS person, p.person_id AS person_id, p.agency_id AS agency_id,
                p.title AS title, p.valid_from AS valid_from, p.valid_to AS valid_to, p.version AS version
            FROM post p JOIN person n ON n.id = p.person_id JOIN agency a ON a.id = p.agency_id WHERE p.id = $1";
    /// All posts of a unit, those held first.
    POSTS = "SELECT p.id AS id, a.unit AS unit, n.name AS person, p.person_id AS person_id, p.agency_id AS agency_id,
                 p.title AS title, p.valid_from AS valid_from, p.valid_to AS valid_to, p.version AS version
             FROM post p JOIN person n ON n.id = p.person_id JOIN agency a ON a.id = p.agency_id WHERE a.unit = $1
             ORDER BY CASE WHEN p.valid_to IS NULL THEN 0 ELSE 1 END, n.sort_key, p.valid_from DESC, p.id";
    /// Adds a person; a second press changes nothing.
    ADD_PERSON = "INSERT INTO person (id, name, sort_key) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    /// Corrects the name of the person in a post.
    SET_PERSON = "UPDATE person SET name = $2, sort_key = $3, version = version + 1
                  WHERE id = (SELECT person_id FROM post WHERE post.id = $1) AND name <> $2";
    /// Adds a post.
    ADD_POST = "INSERT INTO post (id, person_id, agency_id, title, valid_from, valid_to)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
    /// Writes a post at a version.
    SET_POST = "UPDATE post SET agency_id = $3, title = $4, valid_from = $5, valid_to = $6, version = version + 1
                WHERE id = $1 AND version = $2";

    /// One seat with its person and unit.
    SEAT = "SELECT s.id AS id, c.unit AS unit, n.name AS person, s.person_id AS person_id, s.agency_id AS agency_id,
                s.committee_id AS committee_id, s.seat AS seat, s.title AS title, s.ordinal AS ordinal,
                s.valid_from AS valid_from, s.valid_to AS valid_to, s.version AS version
            FROM committee_member s JOIN person n ON n.id = s.person_id JOIN committee c ON c.id = s.committee_id
            WHERE s.id = $1";
    /// All seats of a unit's committees, those held first.
    SEATS = "SELECT s.id AS id, c.unit AS unit, n.name AS person, s.person_id AS person_id, s.agency_id AS agency_id,
                 s.committee_id AS committee_id, s.seat AS seat, s.title AS title, s.ordinal AS ordinal,
                 s.valid_from AS valid_from, s.valid_to AS valid_to, s.version AS version
             FROM committee_member s JOIN person n ON n.id = s.person_id JOIN committee c ON c.id = s.committee_id
             WHERE c.unit = $1
             ORDER BY CASE WHEN s.valid_to IS NULL THEN 0 ELSE 1 END, s.ordinal, s.id";
    /// Adds a seat.
    ADD_SEAT = "INSERT INTO committee_member (id, committee_id, person_id, agency_id, seat, title, ordinal, valid_from, valid_to)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    /// Writes a seat at a version.
    SET_SEAT = "UPDATE committee_member SET person_id = $3, agency_id = $4, seat = $5, title = $6, ordinal = $7,
                    valid_from = $8, valid_to = $9, version = version + 1 WHERE id = $1 AND version = $2";
}
