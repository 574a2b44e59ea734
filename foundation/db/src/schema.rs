//! What the schema looks like, in words that both engines share.

use crate::database::Db;
use crate::error::Result;
use crate::params;
use crate::statement::Statement;
use crate::url::Engine;

// Each of these texts is for one engine: no catalogue is common to both.

/// SQLite's own list of columns. The primary key counts as NOT NULL, as PostgreSQL has it.
const SQLITE: Statement = Statement {
    name: "schema::SQLITE",
    sql: "SELECT m.name AS table_name, c.name AS column_name, upper(c.type) AS type_name,
                         CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 0 ELSE 1 END AS is_nullable,
                         c.pk AS key_place
                  FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
                  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
                  ORDER BY m.name, c.name",
};

/// PostgreSQL's list of columns in the schema in use.
const POSTGRES: Statement = Statement {
    name: "schema::POSTGRES",
    sql: "SELECT CAST(c.table_name AS TEXT) AS table_name,
                           CAST(c.column_name AS TEXT) AS column_name,
                           upper(CAST(c.data_type AS TEXT)) AS type_name,
                           CASE WHEN c.is_nullable = 'YES' THEN 1 ELSE 0 END AS is_nullable,
                           COALESCE((SELECT CAST(k.ordinal_position AS BIGINT)
                                     FROM information_schema.table_constraints AS t
                                     JOIN information_schema.key_column_usage AS k
                                       ON k.constraint_name = t.constraint_name
                                      AND k.table_schema = t.table_schema
                                      AND k.table_name = t.table_name
                                     WHERE t.constraint_type = 'PRIMARY KEY'
                                       AND t.table_schema = c.table_schema
                                       AND t.table_name = c.table_name
                                       AND k.column_name = c.column_name), 0) AS key_place
                    FROM information_schema.columns AS c
                    JOIN information_schema.tables AS b
                      ON b.table_schema = c.table_schema AND b.table_name = c.table_name
                     AND b.table_type = 'BASE TABLE'
                    WHERE c.table_schema = current_schema()
                    ORDER BY CAST(c.table_name AS TEXT) COLLATE \"C\",
                             CAST(c.column_name AS TEXT) COLLATE \"C\"",
};

/// Kind of a column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeClass {
    /// `BIGINT`.
    Int,
    /// `DOUBLE PRECISION`.
    Real,
    /// `TEXT`.
    Text,
    /// `BYTEA`.
    Blob,
    /// A type that is not portable, by the engine's name.
    Other(String),
}

/// One column of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name of the table.
    pub table: String,
    /// Name of the column.
    pub name: String,
    /// Kind of its type.
    pub class: TypeClass,
    /// Whether it may be NULL.
    pub is_nullable: bool,
    /// Place in the primary key from 1, or `None`.
    pub key_place: Option<i64>,
}

/// Lists all columns by table and name; equal on both engines after the same migrations.
pub async fn schema(db: &Db) -> Result<Vec<Column>> {
    let statement = match db.engine() {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    let rows = db.rows(statement, params![]).await?;
    rows.iter()
        .map(|row| {
            Ok(Column {
                table: row.text("table_name")?,
                name: row.text("column_name")?,
                class: class(&row.text("type_name")?),
                is_nullable: row.flag("is_nullable")?,
                key_place: Some(row.int("key_place")?).filter(|place| *place > 0),
            })
        })
        .collect()
}

fn class(type_name: &str) -> TypeClass {
    match type_name {
        "BIGINT" => TypeClass::Int,
        "DOUBLE PRECISION" => TypeClass::Real,
        "TEXT" => TypeClass::Text,
        "BYTEA" => TypeClass::Blob,
        other => TypeClass::Other(other.to_owned()),
    }
}
