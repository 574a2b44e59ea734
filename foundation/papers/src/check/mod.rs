//! Checks a DOCX against the layout rules of Decree 30/2020: one that we wrote, or one that a clerk
//! has edited and brings back.

mod effective;
mod order;
mod package;
mod pages;
mod text;
mod tree;

use self::package::Package;
use crate::PaperError;

/// A rule that a document does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// What was found, for the log: numbers in the file's own units and names of properties.
    pub found: String,
}

/// The rules, by their place in Nghị định 30/2020/NĐ-CP, Phụ lục I, unless another source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A4; the first section upright (mục I.1, I.2).
    PageSize,
    /// Top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm (mục I.4).
    Margins,
    /// The first page of each section hides its number (mục I.5).
    FirstPage,
    /// The page number stands in the middle of the top margin, size 13–14, upright (mục I.5).
    PageNumber,
    /// Times New Roman (mục I.3).
    TypeFace,
    /// Sizes from 11 to 14 (mục V).
    TypeSize,
    /// Black (mục I.3).
    Colour,
    /// Quốc hiệu: bold, 12–13, and tiêu ngữ: bold, 13–14, one above the other (mục II.1).
    NationalName,
    /// Text: both edges, first line in by 10–12.7 mm, 6 pt between paragraphs, lines 1–1.5 (mục II.6).
    Paragraphs,
    /// Legal bases: italic, each ended by a semicolon, the last by a full stop (mục II.6).
    LegalBases,
    /// The text ends with its mark (Phụ lục III).
    EndMark,
    /// Signature and list of copies share a row that does not split (ux.md D-22).
    Signature,
    /// Room for five lines between post and name (ux.md D-22).
    SignatureRoom,
    /// Header rows of ruled tables are repeated; rows do not split (ux.md D-22).
    Tables,
    /// Properties stand in the order of the schema (ECMA-376; ux.md D-23).
    Schema,
    /// No content controls, macros or objects (ux.md D-23).
    PlainContent,
}

/// Checks a DOCX. An empty list means that every rule is kept.
///
/// # Errors
/// [`PaperError::Unreadable`] if the bytes are not a DOCX.
pub fn check_layout(docx: &[u8]) -> Result<Vec<Finding>, PaperError> {
    let package = Package::open(docx)?;
    let mut findings = Vec::new();
    pages::check(&package, &mut findings);
    text::check(&package, &mut findings);
    for part in package.parts() {
        findings.extend(order::misplaced(part).into_iter().map(|found| Finding { rule: Rule::Schema, found }));
        for name in ["w:sdt", "w:object", "w:control", "w:pict", "w:altChunk"] {
            if part.all(name).next().is_some() {
                note(&mut findings, Rule::PlainContent, name);
            }
        }
    }
    Ok(findings)
}

fn note(findings: &mut Vec<Finding>, rule: Rule, found: impl Into<String>) {
    findings.push(Finding { rule, found: found.into() });
}

/// Notes a value that lies outside its bounds.
fn bounded(
    findings: &mut Vec<Finding>,
    rule: Rule,
    what: &str,
    value: Option<i32>,
    bounds: std::ops::RangeInclusive<i32>,
) {
    if value.is_none_or(|value| !bounds.contains(&value)) {
        note(findings, rule, format!("{what} = {value:?}"));
    }
}
