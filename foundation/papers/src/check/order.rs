//! The order in which the schema wants properties (ECMA-376, part 4: transitional).
//!
//! Word offers to "repair" a document whose properties stand in another order, and an officer then
//! no longer trusts it.

use super::tree::Node;

const ORDERS: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:color",
            "w:spacing",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgBorders",
            "w:pgNumType",
            "w:cols",
            "w:vAlign",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"]),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:link", "w:uiPriority", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"]),
];

/// Property groups whose members stand in an order, or with names, that the schema does not have.
pub(super) fn misplaced(part: &Node) -> Vec<String> {
    let mut found = Vec::new();
    for (group, order) in ORDERS {
        for node in part.all(group) {
            let places: Vec<_> =
                node.children.iter().map(|child| order.iter().position(|name| *name == child.name)).collect();
            if places.contains(&None) || !places.is_sorted() {
                let names: Vec<_> = node.children.iter().map(|child| child.name.as_str()).collect();
                found.push(format!("{group}: {}", names.join(" ")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_out_of_order_are_found() {
        let wrong = Node::parse(b"<w:p><w:pPr><w:jc/><w:spacing/></w:pPr></w:p>").unwrap();
        let right = Node::parse(b"<w:p><w:pPr><w:spacing/><w:jc/></w:pPr></w:p>").unwrap();

        assert_eq!(misplaced(&wrong), ["w:pPr: w:jc w:spacing"]);
        assert!(misplaced(&right).is_empty());
    }
}
