//! The database room on both engines.

#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

mod batches;
mod both_engines;
mod crash;
mod migrations;
mod statements;

use db::Migration;

/// A small schema with every column type and every kind of constraint.
const MIGRATIONS: &[Migration] = &[Migration {
    id: "test/0001_create",
    sql: "CREATE TABLE office (
              id TEXT NOT NULL PRIMARY KEY,
              name TEXT NOT NULL UNIQUE
          );
          CREATE TABLE note (
              id TEXT NOT NULL PRIMARY KEY,
              office_id TEXT REFERENCES office (id),
              body TEXT,
              size BIGINT CHECK (size >= 0),
              weight DOUBLE PRECISION,
              scan BYTEA,
              is_open BIGINT NOT NULL DEFAULT 1
          );
          CREATE INDEX note_by_office ON note (office_id);",
}];
