-- A version of the country's tree of units: three levels until 30/06/2025, two levels since 01/07/2025.
-- valid_from is empty where the source does not tell it.
CREATE TABLE tree (
    id TEXT PRIMARY KEY,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL
);

-- A unit in one tree. pos numbers the tree in pre-order from 0 (the country); pos..last is the unit with all below it.
CREATE TABLE unit (
    tree TEXT NOT NULL REFERENCES tree (id),
    code TEXT NOT NULL,
    level TEXT NOT NULL,
    parent TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    pos BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (tree, code)
);
CREATE INDEX unit_by_pos ON unit (tree, pos);
CREATE INDEX unit_by_parent ON unit (tree, parent);

-- Which unit of the next tree took which unit of the tree before: share is whole, part-main or part.
CREATE TABLE unit_succession (
    old_tree TEXT NOT NULL,
    old_code TEXT NOT NULL,
    new_tree TEXT NOT NULL,
    new_code TEXT NOT NULL,
    share TEXT NOT NULL,
    PRIMARY KEY (old_tree, old_code, new_tree, new_code)
);
CREATE INDEX unit_succession_by_new ON unit_succession (new_tree, new_code);

-- An agency: a kind of body at a unit, dated. kind is a key of the agency kinds.
CREATE TABLE agency (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    other_names TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    successor TEXT
);
CREATE INDEX agency_by_unit ON agency (unit);

CREATE TABLE committee (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    symbol TEXT NOT NULL,
    standing_agency TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT
);
CREATE INDEX committee_by_unit ON committee (unit);

-- A person who serves: an officer or a committee member. No citizen stands here.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL
);

-- A dated post of a person in an agency.
CREATE TABLE post (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    agency_id TEXT NOT NULL REFERENCES agency (id),
    title TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT
);
CREATE INDEX post_by_agency ON post (agency_id);
CREATE INDEX post_by_person ON post (person_id);

-- A seat in a committee: seat is head, deputy, standing or member.
CREATE TABLE committee_member (
    id TEXT PRIMARY KEY,
    committee_id TEXT NOT NULL REFERENCES committee (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    agency_id TEXT REFERENCES agency (id),
    seat TEXT NOT NULL,
    title TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT
);
CREATE INDEX committee_member_by_committee ON committee_member (committee_id, ordinal);
