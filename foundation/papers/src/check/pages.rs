//! Rules for pages: size, margins, numbers.

use super::effective::Look;
use super::package::Package;
use super::tree::Node;
use super::{Finding, Rule, bounded, note};
use crate::format::{PAGE_LONG, PAGE_SHORT};

/// One millimetre is 56.7 twips; bounds are rounded outwards.
const TOP_AND_BOTTOM: std::ops::RangeInclusive<i32> = 1_133..=1_418;
const LEFT: std::ops::RangeInclusive<i32> = 1_700..=1_985;
const RIGHT: std::ops::RangeInclusive<i32> = 850..=1_135;

pub(super) fn check(package: &Package, findings: &mut Vec<Finding>) {
    let sections: Vec<_> = package.document.all("w:sectPr").collect();
    if sections.is_empty() {
        note(findings, Rule::PageSize, "no section");
    }
    for (index, section) in sections.into_iter().enumerate() {
        size(section, index == 0, findings);
        margins(section, findings);
        numbers(section, package, findings);
    }
}

fn size(section: &Node, is_first: bool, findings: &mut Vec<Finding>) {
    let size = section.child("w:pgSz");
    let side = |name| size.and_then(|size| size.number(name));
    let lying = size.and_then(|size| size.get("w:orient")) == Some("landscape");
    let expected = if lying { (PAGE_LONG, PAGE_SHORT) } else { (PAGE_SHORT, PAGE_LONG) };
    if (side("w:w"), side("w:h")) != (Some(expected.0), Some(expected.1)) || (lying && is_first) {
        note(findings, Rule::PageSize, format!("{:?} x {:?}", side("w:w"), side("w:h")));
    }
}

fn margins(section: &Node, findings: &mut Vec<Finding>) {
    let margin = |name| section.child("w:pgMar").and_then(|margins| margins.number(name));
    for (name, bounds) in
        [("w:top", TOP_AND_BOTTOM), ("w:bottom", TOP_AND_BOTTOM), ("w:left", LEFT), ("w:right", RIGHT)]
    {
        bounded(findings, Rule::Margins, name, margin(name), bounds);
    }
}

fn numbers(section: &Node, package: &Package, findings: &mut Vec<Finding>) {
    if section.child("w:titlePg").is_none() {
        note(findings, Rule::FirstPage, "no titlePg");
    }
    let header = |kind| {
        let reference = section.all("w:headerReference").find(|node| node.get("w:type") == Some(kind))?;
        package.header(reference.get("r:id")?)
    };
    if header("first").is_some_and(|header| numbered(header).is_some()) {
        note(findings, Rule::FirstPage, "a number in the first header");
    }
    let Some(paragraph) = header("default").and_then(numbered) else {
        return note(findings, Rule::PageNumber, "none");
    };
    let look = Look::of_paragraph(paragraph, &package.styles);
    if look.align != "center" || look.bold || look.italic || !(26..=28).contains(&look.size) {
        note(findings, Rule::PageNumber, format!("{look:?}"));
    }
}

/// The paragraph with the page number field.
fn numbered(header: &Node) -> Option<&Node> {
    let has_field = |node: &&Node| node.all("w:instrText").any(|field| field.own_text().trim() == "PAGE");
    header.all("w:p").find(has_field)
}
