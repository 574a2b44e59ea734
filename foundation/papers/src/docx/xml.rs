//! A thin shorthand over the XML writer.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

pub(super) type Xml = Writer<Vec<u8>>;
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// The namespace of `WordprocessingML`, transitional (ECMA-376, part 4).
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references between parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A whole part whose root element stands in the `WordprocessingML` namespace.
pub(super) fn part(root: &str, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    element(&mut xml, root, &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)], content)?;
    Ok(xml.into_inner())
}

/// An element with content.
pub(super) fn element(
    xml: &mut Xml,
    name: &str,
    attributes: Attributes<'_>,
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(content)?;
    Ok(())
}

/// An element without content.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

/// An element without content whose only attribute is `w:val`.
pub(super) fn value(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    empty(xml, name, &[("w:val", value)])
}

/// An element that holds words, whose spaces all count.
pub(super) fn words(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    element(xml, name, &[("xml:space", "preserve")], |xml| xml.write_event(Event::Text(BytesText::new(text))))
}
