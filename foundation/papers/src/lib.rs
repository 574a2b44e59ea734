//! Papers: one description of an administrative document, written as DOCX, PDF and HTML, and
//! workbooks as XLSX.
//!
//! Layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I and III. This crate knows documents and nothing
//! of what they are about: every word but the few that the decree fixes ([`words`]) comes from the
//! caller, as data that no writer ever interprets.

mod check;
mod compose;
mod composed;
mod date;
mod docx;
mod error;
mod format;
mod html;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod table;
mod text;
mod width;
pub mod words;
mod xlsx;

pub use self::check::{Finding, Rule, check_layout};
pub use self::date::{PaperDate, date_in_words};
pub use self::docx::docx;
pub use self::error::PaperError;
pub use self::html::{PAPER_CSS, html};
pub use self::paper::{
    Appendix, Block, Heading, Letterhead, Level, Mark, Orientation, Paper, Signature, SigningLine, SigningMode,
};
#[cfg(feature = "pdf")]
pub use self::pdf::pdf;
pub use self::table::{Align, Cell, Column, Table};
pub use self::text::{Run, Text};
pub use self::xlsx::{Notes, Sheet, SheetColumn, Value, Workbook, xlsx};
