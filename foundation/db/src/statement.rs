//! Named SQL texts.

/// One SQL text with a name; made by [`statements!`](crate::statements) only, so that a test can
/// prepare every text on both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Module path and constant name, for errors and logs.
    pub name: &'static str,
    /// The SQL text, with parameters `$1`, `$2` ….
    pub sql: &'static str,
}

/// Declares SQL texts: one `pub(crate) const` each, and `pub const ALL` listing them.
///
/// ```
/// mod statements {
///     db::statements! {
///         /// Finds one unit by its code.
///         FIND = "SELECT id, name FROM unit WHERE code = $1";
///     }
/// }
/// assert_eq!(statements::ALL.len(), 1);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $sql:expr;)*) => {
        $(
            $(#[$meta])*
            pub(crate) const $name: $crate::Statement = $crate::Statement {
                name: concat!(module_path!(), "::", stringify!($name)),
                sql: $sql,
            };
        )*

        /// Every SQL text of this module, for the checks that prepare them on both engines.
        #[allow(unreachable_pub, reason = "the module itself may be private")]
        pub const ALL: &[&$crate::Statement] = &[$(&$name),*];
    };
}
