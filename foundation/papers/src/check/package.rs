//! The parts of a DOCX that say how it looks.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::tree::{Node, unreadable};
use crate::PaperError;

/// A part is at most this many bytes, unpacked.
const PART: u64 = 32 * 1024 * 1024;

/// The parts that matter, parsed.
pub(super) struct Package {
    pub(super) document: Node,
    pub(super) styles: Node,
    relations: Node,
    headers: Vec<(String, Node)>,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, PaperError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        let relations = part(&mut zip, "word/_rels/document.xml.rels")?;
        let mut headers = Vec::new();
        for relation in relations.all("Relationship") {
            let target = relation.get("Target").unwrap_or_default();
            if relation.get("Type").is_some_and(|kind| kind.ends_with("/header")) {
                headers.push((target.to_owned(), part(&mut zip, &format!("word/{target}"))?));
            }
        }
        let (document, styles) = (part(&mut zip, "word/document.xml")?, part(&mut zip, "word/styles.xml")?);
        Ok(Self { document, styles, relations, headers })
    }

    /// The header that a reference names.
    pub(super) fn header(&self, id: &str) -> Option<&Node> {
        let relation = self.relations.all("Relationship").find(|relation| relation.get("Id") == Some(id))?;
        let target = relation.get("Target")?;
        self.headers.iter().find(|(name, _)| name == target).map(|(_, header)| header)
    }

    /// All parts with text or formats.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Node> {
        [&self.document, &self.styles].into_iter().chain(self.headers.iter().map(|(_, header)| header))
    }
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Node, PaperError> {
    let file = zip.by_name(name).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(PART).read_to_end(&mut bytes).map_err(unreadable)?;
    Node::parse(&bytes)
}
