//! The register of sealed columns: what is sealed, and how to walk through it.

use db::Statement;

/// One column that holds ciphertext only. Declare it with [`sealed_columns!`](crate::sealed_columns), so that re-keying
/// reaches it, and so that the tests find every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedColumn {
    /// The kind of record whose key it is under, as `tip`.
    pub record: &'static str,
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The column that names the row.
    pub key: &'static str,
    /// The column that names the record.
    pub of: &'static str,
    /// All sealed values of one record ($1): `row_id`, `sealed`.
    pub list: Statement,
    /// Puts the value $3 in the place of $2 in row $1.
    pub replace: Statement,
}

/// Declares sealed columns, and `ALL` that lists them.
///
/// `key` is the column that names the row, `of` the one that names the record.
///
/// ```
/// mod sealed {
///     vault::sealed_columns! {
///         /// What happened, in the reporter's words.
///         TEXT = "tip": "tip_message"."text_sealed", key "id", of "tip_id";
///     }
/// }
/// assert_eq!(sealed::ALL[0].column, "text_sealed");
/// ```
#[macro_export]
macro_rules! sealed_columns {
    ($($(#[$meta:meta])* $name:ident = $record:literal : $table:literal . $column:literal, key $key:literal, of $of:literal;)*) => {
        $(
            $(#[$meta])*
            #[allow(unreachable_pub, reason = "the module itself may be private")]
            pub static $name: $crate::SealedColumn = $crate::SealedColumn {
                record: $record,
                table: $table,
                column: $column,
                key: $key,
                of: $of,
                list: $crate::Statement {
                    name: concat!("sealed::", $table, ".", $column, "::LIST"),
                    sql: concat!("SELECT ", $key, " AS row_id, ", $column, " AS sealed FROM ", $table,
                                 " WHERE ", $of, " = $1 AND ", $column, " IS NOT NULL"),
                },
                replace: $crate::Statement {
                    name: concat!("sealed::", $table, ".", $column, "::REPLACE"),
                    sql: concat!("UPDATE ", $table, " SET ", $column, " = $3 WHERE ", $key, " = $1 AND ",
                                 $column, " = $2"),
                },
            };
        )*

        /// Every sealed column of this feature.
        #[allow(unreachable_pub, reason = "the module itself may be private")]
        pub static ALL: &[&$crate::SealedColumn] = &[$(&$name),*];

        /// The SQL texts of the register, for the check on both engines.
        #[allow(unreachable_pub, reason = "the module itself may be private")]
        pub static STATEMENTS: &[&$crate::Statement] = &[$(&$name.list, &$name.replace),*];
    };
}
