//! Writes a paper as HTML for the screen and the printer, with the words of the DOCX (D-25).

use std::fmt::{self, Write};

use quick_xml::escape::escape;

use crate::compose::compose;
use crate::composed::{Composed, Grid, GridCell, Line, Piece, Section, Sides};
use crate::{Align, Paper, PaperError};

/// The style sheet of [`html`]: page geometry, type sizes and rules.
pub const PAPER_CSS: &str = include_str!("paper.css");

/// Writes a paper as an `<article>` without scripts and inline styles. Include [`PAPER_CSS`].
///
/// # Errors
/// A table whose rows do not fill its columns.
pub fn html(paper: &Paper) -> Result<String, PaperError> {
    let composed = compose(paper)?;
    let mut out = String::new();
    article(&mut out, &composed).map_err(|error| PaperError::Typeset(error.to_string()))?;
    Ok(out)
}

fn article(out: &mut String, composed: &Composed) -> fmt::Result {
    out.write_str("<article class=\"paper\" lang=\"vi\">\n")?;
    composed.sections.iter().try_for_each(|part| section(out, part))?;
    out.write_str("</article>\n")
}

fn section(out: &mut String, section: &Section) -> fmt::Result {
    let class = if section.landscape { "paper-landscape" } else { "paper-portrait" };
    writeln!(out, "<section class=\"{class}\">")?;
    pieces(out, &section.pieces)?;
    out.write_str("</section>\n")
}

fn pieces(out: &mut String, pieces: &[Piece]) -> fmt::Result {
    for piece in pieces {
        match piece {
            Piece::Line(line) => paragraph(out, line)?,
            Piece::Rule { .. } => out.write_str("<hr>\n")?,
            Piece::Sides(both) => sides(out, both)?,
            Piece::Grid(table) => grid(out, table)?,
        }
    }
    Ok(())
}

fn paragraph(out: &mut String, line: &Line) -> fmt::Result {
    // The document's own title takes the second rank: the page around it has the first.
    let tag = line.style.outline().map_or_else(|| "p".to_owned(), |rank| format!("h{}", rank + 2));
    let class = kebab(&line.style.id());
    write!(out, "<{tag} class=\"{class}\">")?;
    words(out, line)?;
    writeln!(out, "</{tag}>")
}

fn words(out: &mut String, line: &Line) -> fmt::Result {
    for run in &line.runs {
        let text = escape(run.text.as_str());
        match (run.bold, run.italic) {
            (false, false) => out.write_str(&text)?,
            (true, false) => write!(out, "<b>{text}</b>")?,
            (false, true) => write!(out, "<i>{text}</i>")?,
            (true, true) => write!(out, "<b><i>{text}</i></b>")?,
        }
    }
    Ok(())
}

fn sides(out: &mut String, sides: &Sides) -> fmt::Result {
    for row in &sides.rows {
        out.write_str("<div class=\"paper-sides\">\n")?;
        for side in row {
            out.write_str("<div>\n")?;
            pieces(out, side)?;
            out.write_str("</div>\n")?;
        }
        out.write_str("</div>\n")?;
    }
    Ok(())
}

fn grid(out: &mut String, grid: &Grid) -> fmt::Result {
    let whole: i32 = grid.widths.iter().sum();
    out.write_str("<table>\n<colgroup>")?;
    for width in &grid.widths {
        // An attribute, not a style: the pages' security policy refuses inline styles.
        write!(out, "<col width=\"{}%\">", width * 100 / whole.max(1))?;
    }
    out.write_str("</colgroup>\n<thead>\n")?;
    grid.header.iter().try_for_each(|row| grid_row(out, row, "th"))?;
    out.write_str("</thead>\n<tbody>\n")?;
    grid.rows.iter().try_for_each(|row| grid_row(out, row, "td"))?;
    out.write_str("</tbody>\n</table>\n")
}

fn grid_row(out: &mut String, row: &[GridCell], tag: &str) -> fmt::Result {
    out.write_str("<tr>")?;
    for cell in row.iter().filter(|cell| cell.height > 0) {
        let align = cell.lines.first().map_or(Align::Left, |line| line.format.align);
        write!(out, "<{tag} class=\"{}\"", kebab(&format!("{align:?}")))?;
        if tag == "th" {
            out.write_str(if cell.width > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" })?;
        }
        if cell.width > 1 {
            write!(out, " colspan=\"{}\"", cell.width)?;
        }
        if cell.height > 1 {
            write!(out, " rowspan=\"{}\"", cell.height)?;
        }
        out.write_char('>')?;
        for (index, line) in cell.lines.iter().enumerate() {
            if index > 0 {
                out.write_str("<br>")?;
            }
            words(out, line)?;
        }
        write!(out, "</{tag}>")?;
    }
    out.write_str("</tr>\n")
}

fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}
