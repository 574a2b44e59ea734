//! Rules for the text: type, paragraphs, legal bases, tables and the signature.

use super::effective::Look;
use super::package::Package;
use super::tree::Node;
use super::{Finding, Rule, bounded, note};
use crate::format::{SIGNATURE_GAP, Style};
use crate::words::{COPIES_TO, END_OF_TEXT, MOTTO, NATIONAL_NAME};

/// Half points of the sizes 11 to 14.
const SIZES: std::ops::RangeInclusive<i32> = 22..=28;

pub(super) fn check(package: &Package, findings: &mut Vec<Finding>) {
    let styles = &package.styles;
    for part in package.parts() {
        for paragraph in part.all("w:p") {
            type_of(paragraph, &Look::of_paragraph(paragraph, styles), findings);
        }
    }
    let Some(body) = package.document.child("w:body") else {
        return note(findings, Rule::Paragraphs, "no body");
    };
    national_name(body, styles, findings);
    body.children.iter().filter(|node| node.name == "w:p").for_each(|node| paragraph(node, styles, findings));
    legal_bases(body, styles, findings);
    body.children.iter().filter(|node| node.name == "w:tbl").for_each(|node| table(node, findings));
    signature(body, styles, findings);
}

fn type_of(paragraph: &Node, look: &Look, findings: &mut Vec<Finding>) {
    for run in paragraph.all("w:r").filter(|run| !run.words().trim().is_empty()) {
        let look = look.of_run(run);
        if look.face != "Times New Roman" {
            note(findings, Rule::TypeFace, look.face);
        }
        bounded(findings, Rule::TypeSize, "size", Some(look.size), SIZES);
        if !matches!(look.color.as_deref(), None | Some("000000" | "auto")) {
            note(findings, Rule::Colour, look.color.unwrap_or_default());
        }
    }
}

fn national_name(body: &Node, styles: &Node, findings: &mut Vec<Finding>) {
    let paragraphs: Vec<_> = body.all("w:p").filter(|node| !node.words().is_empty()).collect();
    let place = paragraphs.iter().position(|node| node.words() == NATIONAL_NAME);
    let pair = place.and_then(|index| Some((paragraphs.get(index)?, paragraphs.get(index + 1)?)));
    let Some((name, motto)) = pair else {
        return note(findings, Rule::NationalName, "none");
    };
    for (node, words, sizes) in [(name, NATIONAL_NAME, 24..=26), (motto, MOTTO, 26..=28)] {
        let look = Look::of_paragraph(node, styles);
        if node.words() != words || !look.bold || look.italic || !sizes.contains(&look.size) {
            note(findings, Rule::NationalName, format!("{}: {look:?}", node.words()));
        }
    }
}

/// Paragraphs set to both edges are the text; all else is headings and lists of its own.
fn paragraph(node: &Node, styles: &Node, findings: &mut Vec<Finding>) {
    let look = Look::of_paragraph(node, styles);
    if look.align != "both" {
        return;
    }
    bounded(findings, Rule::Paragraphs, "space between", Some(look.before + look.after), 120..=480);
    bounded(findings, Rule::Paragraphs, "first line", Some(look.first), 566..=721);
    bounded(findings, Rule::Paragraphs, "line", Some(look.line), 240..=360);
    if look.line_rule != "auto" {
        note(findings, Rule::Paragraphs, look.line_rule);
    }
}

fn styled(node: &Node, style: Style) -> bool {
    node.at(&["w:pPr", "w:pStyle"]).and_then(|node| node.get("w:val")) == Some(&style.id())
}

fn legal_bases(body: &Node, styles: &Node, findings: &mut Vec<Finding>) {
    let bases: Vec<_> = body.children.iter().filter(|node| styled(node, Style::LegalBasis)).collect();
    for (index, node) in bases.iter().enumerate() {
        let ending = if index + 1 == bases.len() { '.' } else { ';' };
        if !node.words().ends_with(ending) || !Look::of_paragraph(node, styles).italic {
            note(findings, Rule::LegalBases, node.words());
        }
    }
}

/// Ruled tables have more than one row; those of letterhead and signature have no borders.
fn table(table: &Node, findings: &mut Vec<Finding>) {
    let rows: Vec<_> = table.children.iter().filter(|node| node.name == "w:tr").collect();
    let flag = |row: &Node, name| row.at(&["w:trPr", name]).is_some();
    if rows.iter().any(|row| !flag(row, "w:cantSplit")) {
        note(findings, Rule::Tables, "a row may split");
    }
    let ruled = table.at(&["w:tblPr", "w:tblBorders"]).is_some();
    if ruled && rows.len() > 1 && rows.first().is_some_and(|row| !flag(row, "w:tblHeader")) {
        note(findings, Rule::Tables, "no repeated header");
    }
}

/// The row with the list of copies also holds post, room and name, and the text above it has its end mark.
fn signature(body: &Node, styles: &Node, findings: &mut Vec<Finding>) {
    let last_words = |before: &[Node]| before.iter().map(Node::words).rfind(|words| !words.is_empty());
    let closing = body.children.iter().position(|node| node.name == "w:tbl" && closes(node));
    let Some((before, table)) =
        closing.and_then(|index| Some((body.children.get(..index)?, body.children.get(index)?)))
    else {
        return note(findings, Rule::Signature, "none");
    };
    let rows: Vec<_> = table.all("w:tr").collect();
    let whole = |row: &&Node| row.at(&["w:trPr", "w:cantSplit"]).is_some() && row.all("w:tc").count() == 2;
    if rows.len() != 1 || !rows.iter().all(whole) {
        note(findings, Rule::Signature, format!("{} rows", rows.len()));
    }
    let room = table.all("w:p").map(|node| Look::of_paragraph(node, styles).before).max();
    bounded(findings, Rule::SignatureRoom, "space", room, SIGNATURE_GAP..=4_000);
    let ends_in_words = before.iter().rfind(|node| node.name == "w:tbl" || !node.words().is_empty());
    if ends_in_words.is_some_and(|node| node.name == "w:p")
        && !last_words(before).is_some_and(|words| words.ends_with(END_OF_TEXT))
    {
        note(findings, Rule::EndMark, last_words(before).unwrap_or_default());
    }
}

fn closes(table: &Node) -> bool {
    table.all("w:p").any(|node| styled(node, Style::SignatureGap) || node.words() == COPIES_TO)
}
