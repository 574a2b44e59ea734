//! Typed identifiers: a plan's id is not a person's id, and the compiler knows it.

use thiserror::Error;

/// A text that is not an identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not an identifier")]
pub struct BadId;

/// Declares one identifier type: a UUID of version 7, shown and stored as text.
///
/// ```
/// base::id! {
///     /// One plan of one committee.
///     PlanId
/// }
/// let id = PlanId::new(&base::Context::system());
/// assert_eq!(id.to_string().parse::<PlanId>(), Ok(id));
/// ```
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name($crate::uuid::Uuid);

        impl $name {
            /// Makes a new identifier that sorts after those made before it.
            pub fn new(context: &$crate::Context) -> Self {
                Self(context.new_uuid())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::BadId;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::uuid::Uuid::parse_str(text).map(Self).map_err(|_| $crate::BadId)
            }
        }
    };
}
