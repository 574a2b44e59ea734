//! One paragraph: runs of text, breaks, references to notes, text boxes.

use super::styles::Styles;
use super::symbols;
use super::xml::Element;

/// What one paragraph prints.
#[derive(Debug, Default)]
pub(super) struct Printed<'a> {
    /// The text without its list label; a forced line break is `\n`.
    pub(super) text: String,
    /// Notes in the order of their references, each marked `[^n]` in the text.
    pub(super) notes: Vec<Note<'a>>,
    /// Contents of text boxes that are anchored here.
    pub(super) boxes: Vec<&'a Element>,
}

/// A reference to a footnote or endnote.
#[derive(Debug)]
pub(super) struct Note<'a> {
    /// The printed number.
    pub(super) number: usize,
    /// The id inside its part.
    pub(super) id: &'a str,
    /// Whether it stands at the end of the document.
    pub(super) at_end: bool,
}

/// Gathers what paragraphs print; keeps the running number of notes.
pub(super) struct Printer<'s> {
    pub(super) styles: &'s Styles,
    pub(super) notes_so_far: usize,
}

/// What holds for all runs below an element.
#[derive(Clone, Copy, Default)]
struct Setting<'a> {
    paragraph_style: Option<&'a str>,
}

impl Printer<'_> {
    /// Reads one `w:p`.
    pub(super) fn print<'a>(&mut self, paragraph: &'a Element) -> Printed<'a> {
        let mut printed = Printed::default();
        let style = paragraph.child("pPr").and_then(|p| p.value_of("pStyle"));
        self.content(paragraph, Setting { paragraph_style: style }, &mut printed);
        printed
    }

    fn content<'a>(&mut self, element: &'a Element, setting: Setting<'a>, printed: &mut Printed<'a>) {
        for child in &element.children {
            match child.name {
                // Deleted or moved-away text, properties, field codes and phonetic guides are not printed.
                "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "delText" | "rt" => {}
                "sdt" if child.is_prompt() => {}
                "r" => self.run(child, setting, printed),
                "AlternateContent" => self.alternative(child, setting, printed),
                "txbxContent" => printed.boxes.push(child),
                "t" => printed.text.push_str(&child.text),
                _ => self.content(child, setting, printed),
            }
        }
    }

    /// The same thing in two dialects (part 3, 10.1): only one of them is printed.
    fn alternative<'a>(&mut self, element: &'a Element, setting: Setting<'a>, printed: &mut Printed<'a>) {
        if let Some(one) = element.child("Choice").or_else(|| element.child("Fallback")) {
            self.content(one, setting, printed);
        }
    }

    fn run<'a>(&mut self, run: &'a Element, setting: Setting<'a>, printed: &mut Printed<'a>) {
        let properties = run.child("rPr");
        let run_style = properties.and_then(|p| p.value_of("rStyle"));
        let direct = |name: &str| properties.and_then(|p| p.switch(name));
        let styled = |of: fn(&Styles, Option<&str>) -> Option<bool>| {
            of(self.styles, run_style).or_else(|| of(self.styles, setting.paragraph_style)).unwrap_or(false)
        };
        if direct("vanish").unwrap_or_else(|| styled(Styles::vanish)) {
            return;
        }
        let caps = direct("caps").unwrap_or_else(|| styled(Styles::caps));
        let raised = properties.is_some_and(is_raised);
        let start = printed.text.len();
        for child in &run.children {
            self.run_part(child, setting, printed);
        }
        restyle(&mut printed.text, start, caps, raised);
    }

    fn run_part<'a>(&mut self, part: &'a Element, setting: Setting<'a>, printed: &mut Printed<'a>) {
        match part.name {
            "rPr" | "instrText" | "delText" | "softHyphen" | "fldChar" => {}
            "t" => printed.text.push_str(&part.text),
            "tab" | "ptab" => printed.text.push('\t'),
            "br" | "cr" => printed.text.push(break_of(part)),
            "noBreakHyphen" => printed.text.push('-'),
            "sym" => printed.text.extend(part.attribute("char").and_then(symbols::symbol)),
            "footnoteReference" | "endnoteReference" => self.note(part, printed),
            "AlternateContent" => self.alternative(part, setting, printed),
            "txbxContent" => printed.boxes.push(part),
            _ => self.content(part, setting, printed),
        }
    }

    fn note<'a>(&mut self, reference: &'a Element, printed: &mut Printed<'a>) {
        let Some(id) = reference.attribute("id") else {
            return;
        };
        self.notes_so_far += 1;
        let number = self.notes_so_far;
        printed.text.push_str("[^");
        printed.text.push_str(&number.to_string());
        printed.text.push(']');
        printed.notes.push(Note { number, id, at_end: reference.name == "endnoteReference" });
    }
}

/// Raised as a note mark: by name, or by at least three points (`w:position` counts half-points).
fn is_raised(properties: &Element) -> bool {
    let by = properties.value_of("position").and_then(|v| v.parse::<i32>().ok());
    properties.value_of("vertAlign") == Some("superscript") || by.is_some_and(|by| by >= 6)
}

/// A page break in mid-paragraph says nothing about the text; a line break was wanted.
fn break_of(element: &Element) -> char {
    match element.attribute("type") {
        Some("page" | "column") => ' ',
        _ => '\n',
    }
}

/// Prints the end of the text, from `start`, in capitals or raised.
fn restyle(text: &mut String, start: usize, caps: bool, raised: bool) {
    if !caps && !raised {
        return;
    }
    let tail = text.split_off(start);
    let tail = if caps { tail.to_uppercase() } else { tail };
    let is_mark = tail.chars().all(|c| c.is_ascii_digit()) && !ends_in_unit(text);
    if raised && is_mark {
        text.extend(tail.chars().filter_map(superscript));
    } else {
        text.push_str(&tail);
    }
}

/// m², km³: a raised digit after a unit of length is no note.
fn ends_in_unit(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "m" | "km" | "cm" | "mm" | "dm" | "hm")
}

/// The raised form of a digit.
pub(in super::super) fn superscript(digit: char) -> Option<char> {
    let index = usize::try_from(digit.to_digit(10)?).ok()?;
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(index)
}
