//! A small tree of the XML that matters: known elements, their values, their text.
//!
//! Entities other than the five of XML and character references are never expanded, so
//! neither external entities nor nested ones can do harm.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::{Limits, SourceError};

/// One element. Elements outside [`KNOWN`] have the name `""` and only pass their children on.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: &'static str,
    attributes: Vec<(&'static str, Box<str>)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
}

/// Elements that are kept by their local name; sorted for binary search.
const KNOWN: &[&str] = &[
    "AlternateContent",
    "Choice",
    "Fallback",
    "Relationship",
    "abstractNum",
    "abstractNumId",
    "basedOn",
    "body",
    "br",
    "caps",
    "cr",
    "del",
    "delText",
    "docPartGallery",
    "endnote",
    "endnoteReference",
    "fldChar",
    "footnote",
    "footnoteReference",
    "gridBefore",
    "gridSpan",
    "ilvl",
    "instrText",
    "isLgl",
    "lvl",
    "lvlOverride",
    "lvlRestart",
    "lvlText",
    "moveFrom",
    "name",
    "noBreakHyphen",
    "num",
    "numFmt",
    "numId",
    "numPr",
    "numStyleLink",
    "p",
    "pPr",
    "pStyle",
    "position",
    "ptab",
    "r",
    "rPr",
    "rStyle",
    "rt",
    "sdt",
    "showingPlcHdr",
    "softHyphen",
    "start",
    "startOverride",
    "style",
    "styleLink",
    "sym",
    "t",
    "tab",
    "tbl",
    "tc",
    "tcPr",
    "tr",
    "trPr",
    "txbxContent",
    "vMerge",
    "vanish",
    "vertAlign",
];

/// Attributes that are kept by their local name; sorted for binary search.
const VALUES: &[&str] = &[
    "Target",
    "Type",
    "abstractNumId",
    "char",
    "default",
    "fldCharType",
    "font",
    "format",
    "id",
    "ilvl",
    "numId",
    "styleId",
    "type",
    "val",
];

/// Elements whose character data is text.
const TEXT: &[&str] = &["t"];

impl Element {
    /// The value of an attribute, by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(key, value)| (*key == name).then_some(&**value))
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of this name.
    pub(super) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The `val` of a child.
    pub(super) fn value_of(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("val")
    }

    /// A yes/no property (ECMA-376 part 1, 17.17.4): present means yes unless its value says no.
    pub(super) fn switch(&self, child: &str) -> Option<bool> {
        let value = self.child(child)?.attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// Whether it is a content control that still shows its prompt ("Click here to enter text").
    pub(super) fn is_prompt(&self) -> bool {
        self.name == "sdt"
            && self.children.first().is_some_and(|properties| properties.child("showingPlcHdr").is_some())
    }

    /// The first element of this name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.children.iter().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }
}

/// Parses a part within the limits of depth and number of elements.
pub(super) fn parse(content: &[u8], limits: &Limits) -> Result<Element, SourceError> {
    let content = to_utf8(content)?;
    let mut reader = Reader::from_str(&content);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0_usize;
    loop {
        match reader.read_event().map_err(|_| SourceError::DamagedDocx)? {
            Event::Start(start) => {
                open.push(element(&start));
                count += 1;
            }
            Event::Empty(start) => {
                count += 1;
                attach(&mut open, element(&start))?;
            }
            Event::End(_) => close(&mut open)?,
            Event::Text(text) => append(&mut open, &text.xml10_content().map_err(|_| SourceError::DamagedDocx)?),
            Event::CData(data) => append(&mut open, &data.decode().map_err(|_| SourceError::DamagedDocx)?),
            Event::GeneralRef(reference) => {
                if let Some(c) = resolve(&reference) {
                    append(&mut open, c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
        if open.len() > limits.max_depth {
            return Err(SourceError::DamagedDocx);
        }
        if count > limits.max_nodes {
            return Err(SourceError::TooLargeInside { limit: limits.max_unzipped });
        }
    }
    match (open.pop(), open.pop()) {
        (Some(root), None) => Ok(root),
        _ => Err(SourceError::DamagedDocx),
    }
}

/// Parts are UTF-8 or, rarely, UTF-16 (ECMA-376 part 2, 9.1.3).
fn to_utf8(content: &[u8]) -> Result<String, SourceError> {
    super::super::plain::decode(content).map_err(|_| SourceError::DamagedDocx)
}

fn element(start: &BytesStart<'_>) -> Element {
    let local = start.local_name();
    let attributes = start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .filter_map(|attribute| {
            let key = known(attribute.key.local_name().as_ref(), VALUES)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((key, value.into_owned().into_boxed_str()))
        })
        .collect();
    Element { name: known(local.as_ref(), KNOWN).unwrap_or_default(), attributes, ..Element::default() }
}

fn known(name: &[u8], list: &'static [&'static str]) -> Option<&'static str> {
    let at = list.binary_search_by(|candidate| candidate.as_bytes().cmp(name)).ok()?;
    list.get(at).copied()
}

fn close(open: &mut Vec<Element>) -> Result<(), SourceError> {
    let mut done = open.pop().ok_or(SourceError::DamagedDocx)?;
    // Most elements have one child, and a vector starts with room for four.
    done.children.shrink_to_fit();
    attach(open, done)
}

/// Unknown elements without children (fonts, colours, languages) say nothing and take no room.
fn attach(open: &mut [Element], child: Element) -> Result<(), SourceError> {
    let parent = open.last_mut().ok_or(SourceError::DamagedDocx)?;
    if !child.name.is_empty() || !child.children.is_empty() {
        parent.children.push(child);
    }
    Ok(())
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut().filter(|element| TEXT.contains(&element.name)) {
        element.text.push_str(text);
    }
}

/// The five entities of XML and character references; everything else is left out.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    let name: &[u8] = reference;
    match name {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"apos" => Some('\''),
        b"quot" => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_the_search() {
        assert!(KNOWN.is_sorted() && VALUES.is_sorted());
    }

    #[test]
    fn entities_are_not_expanded() {
        let xml = r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]><a><t>A&amp;&x;&y;&#66;</t></a>"#;

        let root = parse(xml.as_bytes(), &Limits::default()).unwrap();

        assert_eq!(root.find("t").unwrap().text, "A&B");
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "<p>".repeat(5_000);
        let many = format!("<a>{}</a>", "<p/>".repeat(50));
        let limits = Limits { max_nodes: 20, ..Limits::default() };

        assert_eq!(parse(deep.as_bytes(), &Limits::default()).err(), Some(SourceError::DamagedDocx));
        assert!(matches!(parse(many.as_bytes(), &limits).err(), Some(SourceError::TooLargeInside { .. })));
    }
}
