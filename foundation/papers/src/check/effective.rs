//! What a paragraph looks like once defaults, its style and its own properties are laid over each other.

use super::tree::Node;

/// Properties as Word would show them. Lengths in twips, sizes in half points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub(super) face: String,
    pub(super) size: i32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) color: Option<String>,
    pub(super) align: String,
    pub(super) before: i32,
    pub(super) after: i32,
    pub(super) line: i32,
    pub(super) line_rule: String,
    pub(super) first: i32,
}

impl Look {
    /// The look of a paragraph.
    pub(super) fn of_paragraph(paragraph: &Node, styles: &Node) -> Self {
        let mut look = Self { align: "left".into(), line: 240, line_rule: "auto".into(), ..Self::default() };
        let defaults = styles.child("w:docDefaults");
        look.lay_run(defaults.and_then(|node| node.at(&["w:rPrDefault", "w:rPr"])));
        look.lay_paragraph(defaults.and_then(|node| node.at(&["w:pPrDefault", "w:pPr"])));
        let own = paragraph.child("w:pPr");
        let named = own.and_then(|node| node.child("w:pStyle")).and_then(|node| node.get("w:val"));
        for style in chain(styles, named.unwrap_or("Normal")) {
            look.lay_run(style.child("w:rPr"));
            look.lay_paragraph(style.child("w:pPr"));
        }
        look.lay_paragraph(own);
        look
    }

    /// The look of a run in a paragraph of this look.
    pub(super) fn of_run(&self, run: &Node) -> Self {
        let mut look = self.clone();
        look.lay_run(run.child("w:rPr"));
        look
    }

    fn lay_run(&mut self, properties: Option<&Node>) {
        for property in properties.iter().flat_map(|node| &node.children) {
            let value = property.get("w:val");
            match property.name.as_str() {
                "w:rFonts" => self.lay_face(property),
                "w:b" => self.bold = is_on(value),
                "w:i" => self.italic = is_on(value),
                "w:color" => self.color = value.map(str::to_owned),
                "w:sz" => self.size = property.number("w:val").unwrap_or(self.size),
                _ => {}
            }
        }
    }

    /// Vietnamese letters take the face of `ascii` or `hAnsi`; two faces are none.
    fn lay_face(&mut self, fonts: &Node) {
        let faces: Vec<_> = ["w:ascii", "w:hAnsi"].iter().filter_map(|slot| fonts.get(slot)).collect();
        match faces.as_slice() {
            [one, other] if one == other => (*one).clone_into(&mut self.face),
            _ => self.face = faces.join("/"),
        }
    }

    fn lay_paragraph(&mut self, properties: Option<&Node>) {
        let Some(properties) = properties else { return };
        if let Some(align) = properties.child("w:jc").and_then(|node| node.get("w:val")) {
            align.clone_into(&mut self.align);
        }
        if let Some(spacing) = properties.child("w:spacing") {
            self.before = spacing.number("w:before").unwrap_or(self.before);
            self.after = spacing.number("w:after").unwrap_or(self.after);
            self.line = spacing.number("w:line").unwrap_or(self.line);
            spacing.get("w:lineRule").unwrap_or(&self.line_rule.clone()).clone_into(&mut self.line_rule);
        }
        if let Some(indent) = properties.child("w:ind") {
            self.first = indent.number("w:firstLine").unwrap_or(self.first);
        }
    }
}

fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// A style and those it is based on, the farthest first.
fn chain<'a>(styles: &'a Node, id: &str) -> Vec<&'a Node> {
    let mut chain = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next.take() {
        let found = styles.all("w:style").find(|style| style.get("w:styleId") == Some(&id));
        // A circle of styles would never end.
        if let Some(style) = found.filter(|style| !chain.contains(style)) {
            next = style.child("w:basedOn").and_then(|node| node.get("w:val")).map(str::to_owned);
            chain.push(style);
        }
    }
    chain.reverse();
    chain
}
