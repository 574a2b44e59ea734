//! Turns a [`Paper`] into lines in their places, once for all writers.
//!
//! Punctuation, capitals, leading zeros and the order of the parts are decided here, so that DOCX,
//! PDF and HTML cannot differ in their words.

use crate::composed::{Composed, Grid, GridCell, Line, Piece, Section, Sides, text_width};
use crate::format::{CLOSING_LEFT, LETTERHEAD_LEFT, Style};
use crate::table::{Slot, column_widths, slots};
use crate::width::Ruler;
use crate::words::{
    ABOUT, ACTING, ADDRESSED_TO, BLANK, BY_MANDATE, BY_ORDER, COPIES_TO, END_OF_TEXT, FOR_HEAD, MOTTO, NATIONAL_NAME,
    NUMBER, ON_BEHALF,
};
use crate::{
    Align, Appendix, Block, Column, Heading, Letterhead, Level, Mark, Orientation, Paper, PaperError, Signature,
    SigningLine, SigningMode, Table, Text, date_in_words,
};

/// Lays the parts of a document out in order.
pub(crate) fn compose(paper: &Paper) -> Result<Composed, PaperError> {
    let mut sections = vec![main_section(paper)?];
    for appendix in &paper.appendices {
        sections.push(appendix_section(appendix)?);
    }
    Ok(Composed { title: title(&paper.heading), sections })
}

fn title(heading: &Heading) -> String {
    match heading {
        Heading::Named { kind, subject } => format!("{} {}", kind.to_uppercase(), subject.words()),
        Heading::Letter { about } => about.words(),
    }
}

fn main_section(paper: &Paper) -> Result<Section, PaperError> {
    let width = text_width(false);
    let mut pieces = vec![letterhead(paper, width)?];
    if let Heading::Named { kind, subject } = &paper.heading {
        named_heading(kind, subject, width, &mut pieces)?;
    }
    pieces.extend(addressed_to(&paper.addressed_to).into_iter().map(Piece::Line));
    pieces.extend(legal_bases(&paper.legal_bases).into_iter().map(Piece::Line));
    let mut body = blocks(&paper.body, width)?;
    end_text(&mut body, paper.body.last());
    pieces.append(&mut body);
    pieces.push(closing(&paper.copies_to, &paper.signature, width)?);
    Ok(Section { landscape: false, pieces })
}

fn letterhead(paper: &Paper, width: i32) -> Result<Piece, PaperError> {
    let Letterhead { superior, issuer, number, symbol, place, date } = &paper.letterhead;
    let mut names = Vec::new();
    if let Some(name) = superior {
        let name = Line::new(Style::Superior, Text::plain(name).uppercase());
        names.push(Piece::Line(centred(name, LETTERHEAD_LEFT)?.0));
    }
    let issuer = Line::new(Style::Issuer, Text::plain(issuer).uppercase());
    let (issuer, length) = centred(issuer, LETTERHEAD_LEFT)?;
    names.extend([Piece::Line(issuer), part_rule(length)]);
    let (motto, length) = centred(Line::new(Style::Motto, MOTTO), width - LETTERHEAD_LEFT)?;
    let nation =
        vec![Piece::Line(Line::new(Style::NationalName, NATIONAL_NAME)), Piece::Line(motto), Piece::Rule { length }];

    let number = number.map_or_else(|| BLANK.to_owned(), |number| format!("{number:02}"));
    let mut numbered = vec![Piece::Line(Line::new(Style::Number, format!("{NUMBER} {number}/{symbol}")))];
    if let Heading::Letter { about } = &paper.heading {
        let about = Text::plain(format!("{ABOUT} ")).and(about.clone());
        let about = Line::new(Style::LetterSubject, about);
        numbered.push(Piece::Line(centred(about, LETTERHEAD_LEFT)?.0));
    }
    let dated = format!("{place}, {}", date_in_words(*date));
    let dated = vec![Piece::Line(Line::new(Style::PlaceAndDate, dated))];
    Ok(Piece::Sides(Sides { left_width: LETTERHEAD_LEFT, rows: vec![[names, nation], [numbered, dated]] }))
}

/// A line whose breaks make its parts equal, and how wide these are.
fn centred(mut line: Line, room: i32) -> Result<(Line, i32), PaperError> {
    let ruler = Ruler::new(line.format.size, line.format.bold)?;
    let words = line.words();
    let width = ruler.balanced(&words, room);
    if ruler.width(&words) > room {
        let side = (room - width) / 2;
        line.format.left = side;
        line.format.right = side;
    }
    Ok((line, width))
}

/// A rule from a third to a half of the line's length (Phụ lục I, mục II.2 and II.5): two fifths.
fn part_rule(length: i32) -> Piece {
    Piece::Rule { length: length * 2 / 5 }
}

fn named_heading(kind: &str, subject: &Text, width: i32, pieces: &mut Vec<Piece>) -> Result<(), PaperError> {
    pieces.push(Piece::Line(Line::new(Style::Kind, Text::plain(kind).uppercase())));
    let mut last_length = None;
    for text in subject.lines() {
        let (line, length) = centred(Line::new(Style::Subject, text), width)?;
        pieces.push(Piece::Line(line));
        last_length = Some(length);
    }
    pieces.extend(last_length.map(part_rule));
    Ok(())
}

/// One recipient stands in the line of the words, several in a list (Phụ lục I, mục II.9).
fn addressed_to(recipients: &[Text]) -> Vec<Line> {
    match recipients {
        [] => Vec::new(),
        [one] => {
            let text = Text::plain(format!("{ADDRESSED_TO} ")).and(one.clone().ended_with(""));
            vec![Line::new(Style::AddressedTo, text)]
        }
        several => {
            let mut lines = vec![Line::new(Style::AddressedToFirst, ADDRESSED_TO)];
            lines.extend(list(several).map(|text| Line::new(Style::AddressedToItem, text)));
            lines
        }
    }
}

fn legal_bases(bases: &[Text]) -> Vec<Line> {
    let last = bases.len().saturating_sub(1);
    let ending = |index| if index == last { "." } else { ";" };
    let line = |(index, text): (usize, &Text)| Line::new(Style::LegalBasis, text.clone().ended_with(ending(index)));
    bases.iter().enumerate().map(line).collect()
}

/// Dashed items, each ended by a semicolon and the last by a full stop.
fn list(items: &[Text]) -> impl Iterator<Item = Text> + '_ {
    let last = items.len().saturating_sub(1);
    items
        .iter()
        .enumerate()
        .map(move |(index, item)| Text::plain("- ").and(item.clone().ended_with(if index == last { "." } else { ";" })))
}

fn blocks(blocks: &[Block], width: i32) -> Result<Vec<Piece>, PaperError> {
    let mut pieces = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level, label, text } => {
                let text = Text::plain(format!("{label} ")).and(text.clone());
                pieces.push(Piece::Line(Line::new(heading_style(*level), text)));
            }
            Block::Paragraph(text) => {
                pieces.extend(text.lines().into_iter().map(|text| Piece::Line(Line::new(Style::Body, text))));
            }
            Block::Item(mark, text) => pieces.extend(item(*mark, text).map(Piece::Line)),
            Block::Table(table) => {
                let caption = table.caption.iter().flat_map(Text::lines);
                pieces.extend(caption.map(|text| Piece::Line(Line::new(Style::Caption, text))));
                pieces.push(Piece::Grid(grid(table, width)?));
            }
        }
    }
    Ok(pieces)
}

fn heading_style(level: Level) -> Style {
    match level {
        Level::Part => Style::Part,
        Level::Section => Style::Section,
        Level::Subsection => Style::Subsection,
        Level::Point => Style::Point,
    }
}

/// The mark stands before the first line; further lines are paragraphs below it.
fn item(mark: Mark, text: &Text) -> impl Iterator<Item = Line> + use<> {
    let mark = match mark {
        Mark::Dash => "- ",
        Mark::Plus => "+ ",
    };
    text.lines()
        .into_iter()
        .enumerate()
        .map(move |(index, line)| Line::new(Style::Body, if index == 0 { Text::plain(mark).and(line) } else { line }))
}

/// Sets the closing mark and keeps the last line on the page of the signature.
fn end_text(pieces: &mut [Piece], last: Option<&Block>) {
    if !matches!(last, Some(Block::Paragraph(_) | Block::Item(..))) {
        return;
    }
    if let Some(Piece::Line(line)) = pieces.last_mut() {
        let mut text = Text::default();
        for run in line.runs.drain(..) {
            text = text.and(Text::from(run));
        }
        line.runs = text.ended_with(END_OF_TEXT).runs().to_vec();
        line.format.keep = true;
    }
}

fn closing(copies_to: &[Text], signature: &Signature, width: i32) -> Result<Piece, PaperError> {
    let mut left = Vec::new();
    if !copies_to.is_empty() {
        left.push(Piece::Line(Line::new(Style::CopiesHeading, COPIES_TO)));
        left.extend(list(copies_to).map(|text| Piece::Line(Line::new(Style::Copy, text))));
    }
    let mut right = Vec::new();
    for (index, line) in signature.lines.iter().enumerate() {
        right.push(signing_line(line, if index == 0 { Style::FirstSigning } else { Style::Signing }));
    }
    right.push(Line::new(Style::SignatureGap, ""));
    let post = |post| Line::new(Style::OtherPost, Text::plain(post).uppercase());
    right.extend(signature.other_post.iter().map(post));
    right.extend(signature.name.iter().map(|name| Line::new(Style::SignerName, name.as_str())));
    let right = right.into_iter().map(|line| Ok(Piece::Line(centred(line, width - CLOSING_LEFT)?.0)));
    let right = right.collect::<Result<_, PaperError>>()?;
    Ok(Piece::Sides(Sides { left_width: CLOSING_LEFT, rows: vec![[left, right]] }))
}

fn signing_line(line: &SigningLine, style: Style) -> Line {
    let text = match line.mode {
        SigningMode::Own => line.text.clone(),
        SigningMode::OnBehalf => format!("{ON_BEHALF} {}", line.text),
        SigningMode::ForHead => format!("{FOR_HEAD} {}", line.text),
        SigningMode::ByOrder => format!("{BY_ORDER} {}", line.text),
        SigningMode::ByMandate => format!("{BY_MANDATE} {}", line.text),
        SigningMode::Acting => format!("{ACTING} {}", line.text),
    };
    Line::new(style, Text::plain(text).uppercase())
}

fn appendix_section(appendix: &Appendix) -> Result<Section, PaperError> {
    let landscape = appendix.orientation == Orientation::Landscape;
    let mut pieces = vec![Piece::Line(Line::new(Style::AppendixLabel, appendix.label.as_str()))];
    let title = appendix.title.clone().uppercase();
    for text in title.lines() {
        let line = Line::new(Style::AppendixTitle, text);
        pieces.push(Piece::Line(centred(line, text_width(landscape))?.0));
    }
    if let Some(belongs_to) = &appendix.belongs_to {
        let text = Text::plain("(").and(belongs_to.clone()).and(")");
        pieces.push(Piece::Line(Line::new(Style::BelongsTo, text)));
    }
    pieces.extend(blocks(&appendix.body, text_width(landscape))?);
    Ok(Section { landscape, pieces })
}

fn grid(table: &Table, width: i32) -> Result<Grid, PaperError> {
    let columns = &table.columns;
    let widths = column_widths(columns, width)?;
    let rows = |rows, first, style| -> Result<Vec<Vec<GridCell>>, PaperError> {
        let grid = slots(rows, columns.len(), first)?;
        Ok(grid.iter().map(|row| row.iter().map(|slot| grid_cell(slot, columns, style)).collect()).collect())
    };
    Ok(Grid {
        header: rows(&table.header, 1, Style::HeaderCell)?,
        rows: rows(&table.rows, table.header.len() + 1, Style::Cell)?,
        widths,
    })
}

fn grid_cell(slot: &Slot<'_>, columns: &[Column], style: Style) -> GridCell {
    let align = match style {
        Style::HeaderCell => Align::Center,
        _ => columns.get(slot.column).map_or(Align::Left, |column| column.align),
    };
    let line = |text| {
        let mut line = Line::new(style, text);
        line.format.align = align;
        line
    };
    let mut lines: Vec<_> = slot.begins.iter().flat_map(|cell| cell.text.lines()).map(line).collect();
    if lines.is_empty() {
        lines.push(line(Text::default()));
    }
    GridCell { column: slot.column, width: slot.width, height: slot.begins.map_or(0, |cell| cell.rows), lines }
}
