//! The ZIP package around a DOCX: opened within bounds, parts read one by one.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{Limits, SourceError};
use super::xml::{self, Element};

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    unpacked: usize,
}

impl<'a> Package<'a> {
    /// Opens a package and refuses bombs, macros and other kinds of package.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, SourceError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SourceError::DamagedDocx)?;
        if archive.len() > limits.max_entries {
            return Err(too_large(limits));
        }
        let mut package = Self { archive, limits, unpacked: 0 };
        package.refuse_declared_bomb()?;
        package.refuse_other_kinds()?;
        Ok(package)
    }

    /// The declared sizes may lie, so reading is bounded as well; an honest bomb is refused early.
    fn refuse_declared_bomb(&mut self) -> Result<(), SourceError> {
        match self.archive.decompressed_size() {
            Some(size) if size > self.limits.max_unzipped as u128 => Err(too_large(self.limits)),
            _ => Ok(()),
        }
    }

    fn refuse_other_kinds(&self) -> Result<(), SourceError> {
        let has = |name: &str| self.archive.file_names().any(|entry| entry.eq_ignore_ascii_case(name));
        if has("word/vbaProject.bin") {
            return Err(SourceError::MacroFile);
        }
        if self.archive.file_names().any(|entry| entry.starts_with("word/")) {
            return Ok(());
        }
        Err(SourceError::UnknownFormat)
    }

    /// The name of the main document: the usual one, or the one the package names (part 2, 9.3).
    pub(super) fn main_part(&mut self) -> Result<String, SourceError> {
        const USUAL: &str = "word/document.xml";
        if self.archive.index_for_name(USUAL).is_some() {
            return Ok(USUAL.to_owned());
        }
        let relations = self.part("_rels/.rels")?.ok_or(SourceError::DamagedDocx)?;
        let root = relations.children.first().ok_or(SourceError::DamagedDocx)?;
        root.children_named("Relationship")
            .find(|relation| relation.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument")))
            .and_then(|relation| Some(relation.attribute("Target")?.trim_start_matches('/').to_owned()))
            .ok_or(SourceError::DamagedDocx)
    }

    /// Reads one part as XML; `None` if the package does not have it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, SourceError> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(SourceError::EncryptedWord),
            Err(_) => return Err(SourceError::DamagedDocx),
        };
        let room = self.limits.max_unzipped.saturating_sub(self.unpacked);
        let mut content = Vec::new();
        entry
            .take(u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1))
            .read_to_end(&mut content)
            .map_err(|_| SourceError::DamagedDocx)?;
        if content.len() > room {
            return Err(too_large(self.limits));
        }
        self.unpacked += content.len();
        xml::parse(&content, self.limits).map(Some)
    }
}

fn too_large(limits: &Limits) -> SourceError {
    SourceError::TooLargeInside { limit: limits.max_unzipped }
}
