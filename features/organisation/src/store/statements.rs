//! Every SQL text of this feature.

/// The columns of a unit, under the alias `u`.
macro_rules! unit {
    () => {
        "u.code AS code, u.level AS level, u.parent AS parent, u.kind AS kind, u.name AS name, u.pos AS pos, u.last AS last"
    };
}

/// The columns of an agency, under the alias `a`.
macro_rules! agency {
    () => {
        "a.id AS id, a.unit AS unit, a.kind AS kind, a.name AS name, a.other_names AS other_names,
         a.valid_from AS valid_from, a.valid_to AS valid_to, a.successor AS successor"
    };
}

/// The tree in force: the one that has not ended.
macro_rules! now {
    () => {
        "(SELECT id FROM tree WHERE valid_to IS NULL ORDER BY id DESC LIMIT 1)"
    };
}

/// The units that a search finds, in the last tree in which each stands under its name. $1 the folded text, $2 the
/// same with signs of LIKE escaped.
macro_rules! hit {
    () => {
        "FROM unit u JOIN tree t ON t.id = u.tree
         WHERE u.level <> 'country' AND u.folded LIKE '%' || CAST($2 AS TEXT) || '%' ESCAPE '!'
         AND NOT EXISTS (SELECT 1 FROM tree n WHERE COALESCE(n.valid_from, '') > COALESCE(t.valid_from, '')
            AND EXISTS (SELECT 1 FROM unit later WHERE later.tree = n.id AND later.code = u.code
                        AND later.name = u.name AND later.level = u.level))"
    };
}

/// Order of hits: the name itself, names that end in the text, others; then today's units first, then from above.
macro_rules! hit_order {
    () => {
        " ORDER BY CASE WHEN u.folded = $1 OR u.folded LIKE '% ' || CAST($2 AS TEXT) ESCAPE '!' THEN 0 ELSE 1 END,
         COALESCE(t.valid_from, '') DESC, LENGTH(u.code), u.folded, u.code LIMIT $3 OFFSET $4"
    };
}

/// What became of one unit by today, however many reorganisations lie between: the rows `heir`, begun with
/// those of `origin` (tree, code, level, pos, last). A district has no successor of its own: its
/// communes have.
macro_rules! heirs {
    ($origin:expr) => {
        concat!(
            "WITH RECURSIVE origin AS (",
            $origin,
            "),
             heir (of_tree, of_code, tree, code, share) AS (
                SELECT h.tree, h.code, s.new_tree, s.new_code,
                       CASE WHEN o.code = h.code THEN s.share ELSE 'through' END
                FROM origin h JOIN unit o ON o.tree = h.tree AND o.pos BETWEEN h.pos AND h.last
                     AND (o.code = h.code OR h.level = 'district')
                JOIN unit_succession s ON s.old_tree = o.tree AND s.old_code = o.code
                UNION
                SELECT heir.of_tree, heir.of_code, s.new_tree, s.new_code,
                       CASE WHEN heir.share = 'whole' THEN s.share WHEN heir.share = 'through' THEN 'through'
                            WHEN heir.share = 'part' OR s.share = 'part' THEN 'part' ELSE 'part-main' END
                FROM heir JOIN unit_succession s ON s.old_tree = heir.tree AND s.old_code = heir.code
             ) "
        )
    };
}

db::statements! {
    /// One version of the tree.
    TREE = "SELECT id, valid_from, valid_to, source FROM tree WHERE id = $1";
    /// All versions of the tree, today's first.
    TREES = "SELECT id, valid_from, valid_to, source FROM tree ORDER BY COALESCE(valid_from, '') DESC";
    /// The tree in force.
    CURRENT = "SELECT id, valid_from, valid_to, source FROM tree WHERE valid_to IS NULL ORDER BY id DESC LIMIT 1";
    /// The tree that was or is in force on a day.
    TREE_AT = "SELECT id, valid_from, valid_to, source FROM tree
               WHERE (valid_from IS NULL OR valid_from <= $1) AND (valid_to IS NULL OR valid_to >= $1)
               ORDER BY id LIMIT 1";
    /// Keeps a version of the tree. One that is known keeps its last day: a later reorganisation may have ended it.
    ADD_TREE = "INSERT INTO tree (id, valid_from, valid_to, source) VALUES ($1, $2, $3, $4)
                ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, source = excluded.source";

    /// One unit of the tree in force.
    UNIT_NOW = concat!("SELECT ", unit!(), " FROM unit u WHERE u.tree = ", now!(), " AND u.code = $1");
    /// The units of one level below a position of the tree in force.
    UNITS_BELOW_NOW = concat!("SELECT ", unit!(), " FROM unit u
         WHERE u.tree = ", now!(), " AND u.pos > $1 AND u.pos <= $2 AND u.level = $3 ORDER BY u.pos");
    /// One unit.
    UNIT = concat!("SELECT ", unit!(), " FROM unit u WHERE u.tree = $1 AND u.code = $2");
    /// A unit and those above it, the country first.
    UNIT_PATH = concat!(
        "WITH RECURSIVE up (code, parent) AS (
             SELECT code, parent FROM unit WHERE tree = $1 AND code = $2
             UNION ALL
             SELECT above.code, above.parent FROM unit above JOIN up ON above.code = up.parent WHERE above.tree = $1
         ) SELECT ", unit!(), " FROM up JOIN unit u ON u.tree = $1 AND u.code = up.code ORDER BY u.pos");
    /// The units directly below one, a page of them.
    CHILDREN = concat!("SELECT ", unit!(), " FROM unit u WHERE u.tree = $1 AND u.parent = $2
         ORDER BY u.pos LIMIT $3 OFFSET $4");
    /// How many units are directly below one.
    COUNT_CHILDREN = "SELECT COUNT(*) AS n FROM unit WHERE tree = $1 AND parent = $2";

    /// The units of a search.
    HITS = concat!("SELECT u.tree AS tree, ", unit!(), " ", hit!(), hit_order!());
    /// How many units a search finds.
    COUNT_HITS = concat!("SELECT COUNT(*) AS n ", hit!(), " AND CAST($1 AS TEXT) <> ''");
    /// The names of the units above the units of a search.
    PARENTS_OF_HITS = concat!(
        "SELECT hit.tree AS tree, hit.code AS of_code, above.name AS name
         FROM (SELECT u.tree, u.code, u.parent ", hit!(), hit_order!(), ") AS hit
         JOIN unit above ON above.tree = hit.tree AND above.code = hit.parent WHERE above.level <> 'country'");
    /// What of today's tree took the units of a search that are no more.
    SUCCESSORS_OF_HITS = concat!(
        heirs!(concat!("SELECT u.tree, u.code, u.level, u.pos, u.last ", hit!(), hit_order!())),
        "SELECT heir.of_tree AS of_tree, heir.of_code AS of_code, heir.tree AS tree, heir.share AS share, ", unit!(),
        " FROM heir JOIN tree t ON t.id = heir.tree AND t.valid_to IS NULL
         JOIN unit u ON u.tree = heir.tree AND u.code = heir.code
         ORDER BY of_tree, of_code, pos, share DESC");

    /// What of today's tree took one unit, with all below it when it is a district.
    SUCCESSORS = concat!(
        heirs!("SELECT u.tree, u.code, u.level, u.pos, u.last FROM unit u WHERE u.tree = $1 AND u.code = $2"),
        "SELECT heir.tree AS tree, heir.share AS share, ", unit!(),
        " FROM heir JOIN tree t ON t.id = heir.tree AND t.valid_to IS NULL
         JOIN unit u ON u.tree = heir.tree AND u.code = heir.code
         ORDER BY pos, share DESC");
    /// What one unit was made from.
    PREDECESSORS = concat!(
        "SELECT s.old_tree AS tree, s.share AS share, ", unit!(),
        " FROM unit_succession s JOIN unit u ON u.tree = s.old_tree AND u.code = s.old_code
         WHERE s.new_tree = $1 AND s.new_code = $2 ORDER BY u.pos");

    /// All agencies that a unit has or had.
    AGENCIES = concat!("SELECT ", agency!(), " FROM agency a WHERE a.unit = $1 ORDER BY a.folded, a.id");
    /// One agency.
    AGENCY = concat!("SELECT ", agency!(), " FROM agency a WHERE a.id = $1");
    /// The agencies of a search, those that stand on a day first, each with the unit's last name. $1 as for units.
    AGENCY_HITS = concat!("SELECT ", agency!(), ",
            COALESCE((SELECT u.name FROM unit u JOIN tree t ON t.id = u.tree WHERE u.code = a.unit
                      ORDER BY COALESCE(t.valid_from, '') DESC LIMIT 1), '') AS unit_name
         FROM agency a WHERE a.folded LIKE '%' || CAST($1 AS TEXT) || '%' ESCAPE '!' AND a.valid_from <= $2
         ORDER BY CASE WHEN a.valid_to IS NULL OR a.valid_to >= $2 THEN 0 ELSE 1 END, a.folded, a.id LIMIT 50");
    /// Adds an agency.
    ADD_AGENCY = "INSERT INTO agency (id, unit, kind, name, folded, other_names, valid_from, valid_to, successor)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// The officers of one agency on a day.
    OFFICERS_OF_AGENCY = concat!("SELECT p.id AS person_id, p.name AS person_name, t.title AS title, ", agency!(),
        " FROM post t JOIN person p ON p.id = t.person_id JOIN agency a ON a.id = t.agency_id
         WHERE t.agency_id = $1 AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to >= $2)
         ORDER BY p.sort_key, p.id");
    /// The officers of all agencies of a unit on a day.
    OFFICERS_OF_UNIT = concat!("SELECT p.id AS person_id, p.name AS person_name, t.title AS title, ", agency!(),
        " FROM agency a JOIN post t ON t.agency_id = a.id JOIN person p ON p.id = t.person_id
         WHERE a.unit = $1 AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to >= $2)
         ORDER BY a.folded, p.sort_key, p.id");
    /// Adds a person.
    ADD_PERSON = "INSERT INTO person (id, name, sort_key) VALUES ($1, $2, $3)";
    /// Gives a person a post.
    ADD_POST = "INSERT INTO post (id, person_id, agency_id, title, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)";

    /// The committee of a unit on a day.
    COMMITTEE = "SELECT id, unit, name, short_name, symbol, standing_agency FROM committee
                 WHERE unit = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
                 ORDER BY valid_from DESC LIMIT 1";
    /// The stretch of today's tree that all committees on a day ($1) lie in.
    COMMITTEES_GROUND = "SELECT MIN(u.pos) AS first, MAX(u.last) AS last
                         FROM committee c JOIN unit u ON u.code = c.unit JOIN tree t ON t.id = u.tree AND t.valid_to IS NULL
                         WHERE c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to >= $1)";
    /// One committee.
    COMMITTEE_BY_ID = "SELECT id, unit, name, short_name, symbol, standing_agency, valid_from, valid_to, version FROM committee WHERE id = $1";
    /// The members of a committee on a day.
    MEMBERS = "SELECT p.id AS person_id, p.name AS person_name, m.seat AS seat, m.title AS title, a.name AS agency
               FROM committee_member m JOIN person p ON p.id = m.person_id LEFT JOIN agency a ON a.id = m.agency_id
               WHERE m.committee_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to >= $2)
               ORDER BY m.ordinal, m.id";
    /// Adds a committee.
    ADD_COMMITTEE = "INSERT INTO committee (id, unit, name, short_name, symbol, standing_agency, valid_from, valid_to)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Gives a person a seat.
    ADD_MEMBER = "INSERT INTO committee_member
                      (id, committee_id, person_id, agency_id, seat, title, ordinal, valid_from, valid_to)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// All units of a tree as they are stored, to see whether they are as the data say.
    STORED_UNITS = "SELECT code, level, parent, kind, name, pos, last FROM unit WHERE tree = $1 ORDER BY pos";
    /// Which tree came after which.
    TREE_STEPS = "SELECT DISTINCT old_tree, new_tree FROM unit_succession";
    /// What became of the units of one tree in the next.
    SUCCESSION_PAIRS = "SELECT old_code, new_code, share FROM unit_succession WHERE old_tree = $1 AND new_tree = $2";
    /// How many successions there are between two trees.
    COUNT_SUCCESSIONS = "SELECT COUNT(*) AS n FROM unit_succession WHERE old_tree = $1 AND new_tree = $2";
    /// Empties a tree before it is loaded anew.
    DROP_UNITS = "DELETE FROM unit WHERE tree = $1";
    /// Empties the succession between two trees.
    DROP_SUCCESSIONS = "DELETE FROM unit_succession WHERE old_tree = $1 AND new_tree = $2";
    /// Adds one unit.
    ADD_UNIT = "INSERT INTO unit (tree, code, level, parent, kind, name, folded, pos, last)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Adds fifty units at once: loading one by one is some twenty times slower.
    ADD_FIFTY_UNITS = include_str!("../seed/fifty_units.sql");
    /// Adds one succession.
    ADD_SUCCESSION = "INSERT INTO unit_succession (old_tree, new_tree, old_code, new_code, share)
                      VALUES ($1, $2, $3, $4, $5)";
    /// Adds fifty successions at once.
    ADD_FIFTY_SUCCESSIONS = include_str!("../seed/fifty_successions.sql");
}
