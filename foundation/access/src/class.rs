//! How much harm a leak would do.

use std::{fmt, str::FromStr};

/// The class of a column, of an action, of a log entry (M1–M4 of the design's data classes; QCVN 12:2026/BCA
/// 3.5.2.1.2 asks for four levels).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Class {
    /// M1: may be shown to anybody.
    Public,
    /// M2: for those who sign in: plans, tasks, totals.
    #[default]
    Internal,
    /// M3: tips, facts of cases, data about officers; changes are logged.
    Restricted,
    /// M4: who a victim or a reporter is; never in clear in the database, and every look is logged.
    Sealed,
}

impl Class {
    /// All classes, the harmless first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Internal, Self::Restricted, Self::Sealed];

    /// The name as stored: `public`, `internal`, `restricted`, `sealed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Restricted => "restricted",
            Self::Sealed => "sealed",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no class of data has this name")]
pub struct UnknownClass;

impl FromStr for Class {
    type Err = UnknownClass;

    fn from_str(text: &str) -> Result<Self, UnknownClass> {
        Self::ALL.into_iter().find(|class| class.as_str() == text).ok_or(UnknownClass)
    }
}
