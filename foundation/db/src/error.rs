//! What can go wrong with a database.

/// Outcome of a database operation.
pub type Result<T, E = DbError> = std::result::Result<T, E>;

/// Why a database operation did not happen.
///
/// Never carries a parameter or a stored value: an error reaches logs.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// A value that must be unique stands there already.
    #[error("{statement}: not unique: {constraint}")]
    Unique {
        /// Name of the statement.
        statement: &'static str,
        /// What the engine calls the constraint; differs between engines, for logs only.
        constraint: String,
    },
    /// A reference points to nothing, or something still points here.
    #[error("{statement}: broken reference: {constraint}")]
    Reference {
        /// Name of the statement.
        statement: &'static str,
        /// What the engine calls the constraint; for logs only.
        constraint: String,
    },
    /// A `CHECK` or `NOT NULL` refused the value.
    #[error("{statement}: refused by a check: {constraint}")]
    Check {
        /// Name of the statement.
        statement: &'static str,
        /// What the engine calls the constraint; for logs only.
        constraint: String,
    },
    /// A statement that must give one row gave none.
    #[error("{statement}: no row")]
    NoRow {
        /// Name of the statement.
        statement: &'static str,
    },
    /// The row has no such column.
    #[error("{statement}: no column {column}")]
    NoColumn {
        /// Name of the statement.
        statement: &'static str,
        /// The column asked for.
        column: String,
    },
    /// The column is empty where a value must stand.
    #[error("{statement}: column {column} is null")]
    NullColumn {
        /// Name of the statement.
        statement: &'static str,
        /// The column asked for.
        column: String,
    },
    /// The column holds another type than asked for.
    #[error("{statement}: column {column} holds {found}, not {wanted}")]
    ColumnType {
        /// Name of the statement.
        statement: &'static str,
        /// The column asked for.
        column: String,
        /// The engine's name of the type found.
        found: String,
        /// The type asked for.
        wanted: &'static str,
    },
    /// The number of parameters is not what the text asks for.
    #[error("{statement}: {given} parameters given, {wanted} wanted")]
    ParameterCount {
        /// Name of the statement.
        statement: &'static str,
        /// How many were given.
        given: usize,
        /// How many the text names.
        wanted: usize,
    },
    /// A parameter does not fit its place.
    #[error("{statement}: parameter {number} is {given}, its place wants {wanted}")]
    ParameterType {
        /// Name of the statement.
        statement: &'static str,
        /// The parameter's number, from 1.
        number: usize,
        /// Kind of the value given.
        given: &'static str,
        /// The engine's name of the type wanted.
        wanted: String,
    },
    /// An earlier statement of this transaction failed; only starting again helps.
    #[error("the transaction is spoiled by an earlier error")]
    Spoiled,
    /// The transaction was held longer than [`Options::longest_turn`](crate::Options) and undone.
    #[error("the transaction was held too long and is undone")]
    TurnOver,
    /// The other engine does this in another way.
    #[error("PostgreSQL is copied with its own tools: pg_dump, pgBackRest")]
    OtherEngine,
    /// The database is closed.
    #[error("the database is closed")]
    Closed,
    /// The address of the database cannot be read.
    #[error("not a database address: {0}")]
    Url(String),
    /// The text of a migration that was applied before has changed.
    #[error("migration {id} has changed since it was applied")]
    MigrationChanged {
        /// Id of the migration.
        id: String,
    },
    /// The database has a migration that this program does not know: it was written by a newer one.
    #[error("migration {id} is applied but unknown to this program")]
    MigrationUnknown {
        /// Id of the migration.
        id: String,
    },
    /// Two migrations carry one id.
    #[error("migration {id} is listed twice")]
    MigrationTwice {
        /// Id of the migration.
        id: String,
    },
    /// Anything else the engine or the driver said.
    #[error("{what}: {error}")]
    Engine {
        /// Statement or step that was under way.
        what: String,
        /// What the engine said.
        error: EngineError,
    },
}

impl DbError {
    /// Whether a value stood there already that must be unique.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Unique { .. })
    }

    /// Whether trying the same again later may well succeed (the engine was busy, two transactions
    /// crossed, or the connection was lost).
    pub fn is_passing(&self) -> bool {
        match self {
            Self::TurnOver => true,
            Self::Engine { error, .. } => error.passing,
            _ => false,
        }
    }

    /// Translates the driver's error for a named statement.
    pub(crate) fn of_statement(statement: &'static str, error: &sqlx::Error) -> Self {
        use sqlx::error::ErrorKind;

        let Some(said) = error.as_database_error() else {
            return Self::of_step(statement, error);
        };
        let constraint = said.constraint().unwrap_or_else(|| said.message()).to_owned();
        match said.kind() {
            ErrorKind::UniqueViolation => Self::Unique { statement, constraint },
            ErrorKind::ForeignKeyViolation => Self::Reference { statement, constraint },
            ErrorKind::NotNullViolation | ErrorKind::CheckViolation => Self::Check { statement, constraint },
            _ => Self::of_step(statement, error),
        }
    }

    /// Translates the driver's error for a step that is not a named statement.
    pub(crate) fn of_step(what: &str, error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Closed,
            _ => Self::Engine { what: what.to_owned(), error: EngineError::from(error) },
        }
    }

    /// An error of this crate's own about a step, such as a file that cannot be made.
    pub(crate) fn own(what: &str, message: impl std::fmt::Display) -> Self {
        Self::Engine {
            what: what.to_owned(),
            error: EngineError { code: None, message: message.to_string(), passing: false },
        }
    }
}

/// What the engine said, without the driver's types and without any value.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}{}", .code.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default())]
pub struct EngineError {
    /// The engine's error code: an SQLSTATE or SQLite's extended result code.
    pub code: Option<String>,
    /// The engine's message (without PostgreSQL's detail line, which quotes values).
    pub message: String,
    passing: bool,
}

/// Codes after which the same transaction may succeed: PostgreSQL's serialization failure, deadlock,
/// lock not available, shutdowns and lost connections; SQLite's `SQLITE_BUSY` and its snapshot kind.
const PASSING: &[&str] = &["40001", "40P01", "55P03", "57P01", "57P02", "57P03", "08000", "08003", "08006", "5", "517"];

impl From<&sqlx::Error> for EngineError {
    fn from(error: &sqlx::Error) -> Self {
        let said = error.as_database_error();
        let code = said.and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned);
        let passing = match &code {
            Some(code) => PASSING.contains(&code.as_str()),
            None => matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::Io(_)),
        };
        let message = said.map_or_else(|| error.to_string(), |said| said.message().to_owned());
        Self { code, message, passing }
    }
}
