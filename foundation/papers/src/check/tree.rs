//! A small tree of XML elements, with limits: the file may come from anywhere.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::PaperError;

/// Elements inside elements at most.
const DEPTH: usize = 128;

/// An element; the prefix of its name is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Self>,
    text: String,
}

impl Node {
    /// The root element of a part.
    pub(super) fn parse(xml: &[u8]) -> Result<Self, PaperError> {
        let mut reader = Reader::from_reader(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(unreadable)? {
                Event::Start(start) => {
                    if open.len() > DEPTH {
                        return Err(PaperError::Unreadable("too deep".into()));
                    }
                    open.push(Self::begin(&start)?);
                }
                Event::Empty(start) => Self::close(&mut open, Self::begin(&start)?),
                Event::End(_) => {
                    if let Some(done) = open.pop() {
                        Self::close(&mut open, done);
                    }
                }
                Event::Text(text) => Self::append(&mut open, &text.decode().map_err(unreadable)?),
                Event::GeneralRef(entity) => {
                    let name = entity.decode().map_err(unreadable)?;
                    let whole = format!("&{name};");
                    Self::append(&mut open, &quick_xml::escape::unescape(&whole).map_err(unreadable)?);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.pop().and_then(|mut root| root.children.pop());
        root.ok_or_else(|| PaperError::Unreadable("an empty part".into()))
    }

    fn begin(start: &BytesStart<'_>) -> Result<Self, PaperError> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(unreadable);
        let mut node = Self { name: text(start.name().as_ref())?, ..Self::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(unreadable)?;
            let value = quick_xml::escape::unescape(&text(&attribute.value)?).map_err(unreadable)?.into_owned();
            node.attributes.push((text(attribute.key.as_ref())?, value));
        }
        Ok(node)
    }

    fn close(open: &mut [Self], done: Self) {
        if let Some(parent) = open.last_mut() {
            parent.children.push(done);
        }
    }

    fn append(open: &mut [Self], text: &str) {
        if let Some(node) = open.last_mut() {
            node.text.push_str(text);
        }
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The child at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// An attribute's value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute's value as a whole number.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        self.get(name)?.parse().ok()
    }

    /// All elements of this name below, in reading order; also the element itself.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        let own = (self.name == name).then_some(self);
        Box::new(own.into_iter().chain(self.children.iter().flat_map(move |child| child.all(name))))
    }

    /// The words of all text elements below.
    pub(super) fn words(&self) -> String {
        self.all("w:t").map(|node| node.text.as_str()).collect()
    }

    /// The words between this element's own tags.
    pub(super) fn own_text(&self) -> &str {
        &self.text
    }
}

pub(super) fn unreadable(error: impl std::fmt::Display) -> PaperError {
    PaperError::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes_come_back_as_written() {
        let node = Node::parse(br#"<w:p><w:r w:x="a&amp;b"><w:t>T&lt;i </w:t></w:r><w:t>n</w:t></w:p>"#).unwrap();

        assert_eq!(node.words(), "T<i n");
        assert_eq!(node.at(&["w:r"]).and_then(|run| run.get("w:x")), Some("a&b"));
    }

    #[test]
    fn a_bottomless_part_is_refused() {
        let deep = "<a>".repeat(1_000);

        assert!(matches!(Node::parse(deep.as_bytes()), Err(PaperError::Unreadable(_))));
    }
}
