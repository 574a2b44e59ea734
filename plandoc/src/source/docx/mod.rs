//! DOCX (ECMA-376) → text.

mod body;
mod numbering;
mod package;
mod paragraph;
mod styles;
mod symbols;
mod xml;

pub(super) use self::paragraph::superscript;
use self::{body::Body, numbering::Numbering, package::Package, styles::Styles};
use super::{Limits, SourceError};

/// Reads the main document of a package, one printed paragraph or table row per line.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<String, SourceError> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let document = package.part(&main)?.ok_or(SourceError::DamagedDocx)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut beside = |name: &str| package.part(&format!("{folder}/{name}"));
    let styles = Styles::read(beside("styles.xml")?.as_ref());
    let numbering = Numbering::read(beside("numbering.xml")?.as_ref(), &styles);
    let footnotes = beside("footnotes.xml")?;
    let endnotes = beside("endnotes.xml")?;
    let body = Body::new(styles, numbering, footnotes.as_ref(), endnotes.as_ref());
    body.text_of(&document).ok_or(SourceError::DamagedDocx)
}
