//! The lodging book as a paper in the form of Decree 30/2020: the table lies across the page as an appendix.

use ::web::Page;
use jiff::civil::Date;
use papers::{
    Align, Appendix, Block, Cell, Column, Heading, Letterhead, Orientation, Paper, PaperDate, Signature, SigningLine,
    SigningMode, Table, Text,
};

use super::book::COLUMNS;

/// What the paper says.
#[derive(Debug)]
pub(super) struct Facts {
    /// Name of the agency whose book it is.
    pub(super) issuer: String,
    /// Where it is issued.
    pub(super) place: String,
    /// What it is: heading, filter, unit.
    pub(super) titles: Vec<String>,
    /// The rows, cell by cell.
    pub(super) rows: Vec<Vec<String>>,
    /// The day of issue.
    pub(super) today: Date,
}

/// The paper.
pub(super) fn book(page: &Page, facts: Facts) -> Paper {
    let count = i64::try_from(facts.rows.len()).unwrap_or(i64::MAX);
    let header = COLUMNS.iter().map(|(key, _)| Cell::new(page.kind("tips-w-column", key))).collect();
    let align =
        |(key, share): &(&str, u16)| Column::new(*share, if *key == "number" { Align::Center } else { Align::Left });
    let table = Table {
        caption: None,
        columns: COLUMNS.iter().map(align).collect(),
        header: vec![header],
        rows: facts.rows.into_iter().map(|row| row.into_iter().map(Cell::new).collect()).collect(),
    };
    Paper {
        letterhead: Letterhead {
            superior: None,
            issuer: facts.issuer,
            number: None,
            symbol: page.t("tips-book-paper-symbol"),
            place: facts.place,
            date: PaperDate::from(facts.today),
        },
        heading: Heading::Named {
            kind: page.t("tips-book-paper-kind"),
            subject: Text::plain(page.of("tips-book-paper-subject", facts.titles.join(" – ").as_str())),
        },
        addressed_to: Vec::new(),
        legal_bases: vec![Text::plain(page.t("tips-book-paper-basis"))],
        body: vec![Block::Paragraph(Text::plain(page.of("tips-book-paper-lead", count)))],
        signature: Signature {
            lines: vec![SigningLine { mode: SigningMode::Own, text: page.t("tips-book-paper-signer") }],
            ..Signature::default()
        },
        copies_to: vec![Text::plain(page.t("tips-book-paper-archive"))],
        appendices: vec![Appendix {
            label: page.t("tips-book-paper-appendix"),
            title: Text::plain(facts.titles.first().cloned().unwrap_or_default()),
            belongs_to: None,
            orientation: Orientation::Landscape,
            body: vec![Block::Table(table)],
        }],
    }
}
