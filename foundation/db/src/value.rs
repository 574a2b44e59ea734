//! Values that travel into a statement.

use std::fmt;

/// One parameter of a statement.
///
/// Its `Debug` form shows only the kind, never the content, because parameters carry what people
/// typed and must not reach a log.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// No value; takes the type that its place in the statement asks for.
    Null,
    /// A whole number, a yes/no (0/1) or an instant in microseconds.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text, an id or an ISO date.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// Name of the kind, for error messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "int",
            Self::Real(_) => "real",
            Self::Text(_) => "text",
            Self::Blob(_) => "blob",
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}

macro_rules! from_integer {
    ($($number:ty),*) => {$(
        impl From<$number> for Value {
            fn from(value: $number) -> Self {
                Self::Int(i64::from(value))
            }
        }
    )*};
}

// `bool` becomes 0 or 1.
from_integer!(bool, i8, i16, i32, i64, u8, u16, u32);

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl From<jiff::Timestamp> for Value {
    /// Microseconds since 1970 in UTC; what is finer is cut off.
    fn from(value: jiff::Timestamp) -> Self {
        Self::Int(value.as_microsecond())
    }
}

impl From<jiff::civil::Date> for Value {
    /// ISO form, `2026-07-30`, which sorts like the date.
    fn from(value: jiff::civil::Date) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Parameters of a statement: `params![id, name, Some(3_i64)]`.
///
/// Each item is anything that turns [`Into`] a [`Value`].
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        ::std::vec![$($crate::Value::from($value)),*]
    };
}

/// Lets values with a text form (ids, statuses) stand in [`params!`]; call it where the type is declared.
///
/// ```
/// base::id! {
///     /// One plan.
///     PlanId
/// }
/// db::text_values!(PlanId);
/// let id = PlanId::new(&base::Context::system());
/// assert_eq!(db::params![id, Some(&id)].len(), 2);
/// ```
#[macro_export]
macro_rules! text_values {
    ($($name:ty),* $(,)?) => {$(
        impl From<$name> for $crate::Value {
            fn from(value: $name) -> Self {
                Self::Text(value.to_string())
            }
        }

        impl From<&$name> for $crate::Value {
            fn from(value: &$name) -> Self {
                Self::Text(value.to_string())
            }
        }
    )*};
}
