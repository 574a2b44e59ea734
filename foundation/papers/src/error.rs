use thiserror::Error;

/// Why a paper or workbook could not be made.
#[derive(Debug, Error)]
pub enum PaperError {
    /// The cells of a row, with their spans, do not fill the table's columns exactly.
    #[error("row {row} of a table fills {found} of {expected} columns")]
    RowWidth {
        /// Counted from 1 over header rows and then body rows.
        row: usize,
        /// Number of columns that the table has.
        expected: usize,
        /// Number of columns that the row's cells cover.
        found: usize,
    },
    /// A cell reaches below the last row of the header or of the body.
    #[error("a cell in row {row} of a table reaches below the last row")]
    RowsDown {
        /// Counted from 1 over header rows and then body rows.
        row: usize,
    },
    /// A table without columns, or with columns whose shares add up to nothing.
    #[error("a table has no columns")]
    NoColumns,
    /// A date that the calendar does not have.
    #[error("there is no such date: {0}")]
    Date(String),
    /// The file read is not a DOCX package, or one of its parts is not well-formed.
    #[error("not a readable DOCX: {0}")]
    Unreadable(String),
    /// Writing XML failed.
    #[error("cannot write XML")]
    Xml(#[from] std::io::Error),
    /// Writing the ZIP package failed.
    #[error("cannot write the package")]
    Package(#[from] zip::result::ZipError),
    /// Writing the workbook failed; also a sheet name that Excel refuses.
    #[error("cannot write the workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The embedded type face cannot be read.
    #[error("the embedded font cannot be read")]
    Font,
    /// Typesetting failed.
    #[error("cannot typeset: {0}")]
    Typeset(String),
}
