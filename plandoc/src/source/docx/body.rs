//! The body of a document: paragraphs, tables and notes in reading order.

use std::collections::HashMap;

use super::super::table::{self, Cell, Rows};
use super::numbering::Numbering;
use super::paragraph::{Note, Printed, Printer};
use super::styles::{ListPlace, Styles};
use super::xml::Element;

/// Most columns that a span may claim; Word allows 63.
const COLUMNS: usize = 63;

/// Everything that turning a document into lines needs.
pub(super) struct Body<'d> {
    styles: Styles,
    numbering: Numbering,
    footnotes: HashMap<&'d str, &'d Element>,
    endnotes: HashMap<&'d str, &'d Element>,
}

/// The state of one walk.
struct Walk<'w, 'd> {
    printer: Printer<'w>,
    numbering: &'w mut Numbering,
    footnotes: &'w mut HashMap<&'d str, &'d Element>,
    endnotes: &'w mut HashMap<&'d str, &'d Element>,
    lines: Vec<String>,
    /// Text of a paragraph whose mark was deleted: it runs on into the next one.
    carried: String,
    inside_note: bool,
}

impl<'d> Body<'d> {
    /// Gathers the parts.
    pub(super) fn new(
        styles: Styles,
        numbering: Numbering,
        footnotes: Option<&'d Element>,
        endnotes: Option<&'d Element>,
    ) -> Self {
        Self { styles, numbering, footnotes: notes(footnotes, "footnote"), endnotes: notes(endnotes, "endnote") }
    }

    /// The text of the document; `None` if it has no body.
    pub(super) fn text_of(mut self, document: &Element) -> Option<String> {
        let body = document.find("body")?;
        let mut walk = Walk {
            printer: Printer { styles: &self.styles, notes_so_far: 0 },
            numbering: &mut self.numbering,
            footnotes: &mut self.footnotes,
            endnotes: &mut self.endnotes,
            lines: Vec::new(),
            carried: String::new(),
            inside_note: false,
        };
        walk.blocks(body);
        Some(walk.lines.join("\n"))
    }
}

fn notes<'d>(part: Option<&'d Element>, name: &'d str) -> HashMap<&'d str, &'d Element> {
    let Some(root) = part.and_then(|part| part.children.first()) else {
        return HashMap::new();
    };
    root.children_named(name)
        // Separator lines have a type; real notes have none or "normal".
        .filter(|note| matches!(note.attribute("type"), None | Some("normal")))
        .filter_map(|note| Some((note.attribute("id")?, note)))
        .collect()
}

impl Walk<'_, '_> {
    fn blocks(&mut self, parent: &Element) {
        for child in &parent.children {
            match child.name {
                "p" => self.paragraph(child),
                "tbl" => {
                    let rows = self.rows(child);
                    self.lines.extend(table::lines_of(&rows));
                }
                "del" | "moveFrom" | "pPr" | "rPr" => {}
                "sdt" if is_contents(child) || child.is_prompt() => {}
                "AlternateContent" => {
                    if let Some(one) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.blocks(one);
                    }
                }
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|p| p.value_of("pStyle"));
        if self.printer.styles.is_contents_line(style) {
            return;
        }
        let printed = self.printer.print(paragraph);
        let text = std::mem::take(&mut self.carried) + &printed.text;
        if is_mark_deleted(properties) {
            self.carried = text;
            return;
        }
        let label = self.label(properties, style);
        self.push(label.as_deref(), &text);
        self.beside(&printed);
    }

    fn label(&mut self, properties: Option<&Element>, style: Option<&str>) -> Option<String> {
        let own = ListPlace::of(properties);
        let (styled, source) = self.printer.styles.list_place(style);
        let place = ListPlace { num_id: own.num_id.or(styled.num_id), level: own.level.or(styled.level) };
        let source = if own.num_id.is_some() { style } else { source };
        self.numbering.label(place, source)
    }

    fn push(&mut self, label: Option<&str>, text: &str) {
        let mut label = label;
        for line in text.lines() {
            // Tabs at the start tell on which side of the page the line stands.
            let line = if label.is_some() { line.trim() } else { line.trim_end() };
            if line.trim().is_empty() {
                continue;
            }
            match label.take() {
                Some(label) => self.lines.push(format!("{label} {line}")),
                None => self.lines.push(line.to_owned()),
            }
        }
    }

    /// Text boxes and notes that belong to a paragraph follow it.
    fn beside(&mut self, printed: &Printed<'_>) {
        for content in &printed.boxes {
            self.blocks(content);
        }
        for note in &printed.notes {
            self.note(note);
        }
    }

    fn note(&mut self, note: &Note<'_>) {
        // A note inside a note has no meaning and could go in circles.
        if self.inside_note {
            return;
        }
        let notes = if note.at_end { &mut *self.endnotes } else { &mut *self.footnotes };
        // Each note is printed once, however often it is referred to.
        let Some(content) = notes.remove(note.id) else {
            return;
        };
        self.inside_note = true;
        let lines = self.lines_inside(content);
        self.inside_note = false;
        self.lines.push(format!("[^{}]: {}", note.number, lines.join(" ").trim()));
    }

    fn lines_inside(&mut self, content: &Element) -> Vec<String> {
        let outer = std::mem::take(&mut self.lines);
        self.blocks(content);
        std::mem::replace(&mut self.lines, outer)
    }

    fn rows(&mut self, element: &Element) -> Rows {
        let mut rows = Rows::new();
        self.collect_rows(element, &mut rows);
        rows
    }

    fn collect_rows(&mut self, element: &Element, rows: &mut Rows) {
        for child in &element.children {
            match child.name {
                "tr" if is_deleted_row(child) => {}
                "tr" => {
                    let mut row = Vec::new();
                    let before = child.child("trPr").and_then(|p| p.value_of("gridBefore"));
                    row.resize(span(before).unwrap_or(0), Cell::default());
                    self.collect_cells(child, &mut row);
                    rows.push(row);
                }
                "del" | "moveFrom" | "tbl" => {}
                _ => self.collect_rows(child, rows),
            }
        }
    }

    fn collect_cells(&mut self, element: &Element, row: &mut Vec<Cell>) {
        for child in &element.children {
            match child.name {
                "tc" => {
                    let properties = child.child("tcPr");
                    let merge = properties.and_then(|p| p.child("vMerge"));
                    let continues = merge.is_some_and(|m| m.attribute("val") != Some("restart"));
                    row.push(Cell { lines: self.lines_inside(child), continues });
                    let width = span(properties.and_then(|p| p.value_of("gridSpan"))).unwrap_or(1);
                    if row.len() < COLUMNS {
                        row.resize(row.len() + width.saturating_sub(1), Cell::default());
                    }
                }
                "del" | "moveFrom" | "tr" => {}
                _ => self.collect_cells(child, row),
            }
        }
    }
}

fn span(value: Option<&str>) -> Option<usize> {
    Some(value?.parse::<usize>().ok()?.min(COLUMNS))
}

/// A generated table of contents only repeats headings.
fn is_contents(sdt: &Element) -> bool {
    sdt.find("docPartGallery").and_then(|g| g.attribute("val")) == Some("Table of Contents")
}

/// The paragraph mark itself was deleted under tracked changes (17.13.5.15).
fn is_mark_deleted(properties: Option<&Element>) -> bool {
    properties.and_then(|p| p.child("rPr")).is_some_and(|run| run.child("del").is_some())
}

fn is_deleted_row(row: &Element) -> bool {
    row.child("trPr").is_some_and(|p| p.child("del").is_some())
}
