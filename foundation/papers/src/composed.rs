//! A document as lines in their places: what `compose` makes and every writer reads.

use serde::Serialize;

use crate::Text;
use crate::format::{Format, MARGIN_LEFT, MARGIN_RIGHT, PAGE_LONG, PAGE_SHORT, Style};
use crate::text::Run;

/// A document as lines in their places.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Composed {
    /// For the file's properties.
    pub(crate) title: String,
    pub(crate) sections: Vec<Section>,
}

/// Pages that are numbered together and held the same way.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) landscape: bool,
    pub(crate) pieces: Vec<Piece>,
}

impl Section {
    /// Width between the margins.
    pub(crate) fn text_width(&self) -> i32 {
        text_width(self.landscape)
    }
}

/// Width between the margins of a page held this way.
pub(crate) fn text_width(landscape: bool) -> i32 {
    (if landscape { PAGE_LONG } else { PAGE_SHORT }) - MARGIN_LEFT - MARGIN_RIGHT
}

/// What follows what on a page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum Piece {
    Line(Line),
    /// A ruled line of this length, centred.
    Rule {
        length: i32,
    },
    Sides(Sides),
    Grid(Grid),
}

/// A paragraph.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) style: Style,
    /// The style's format, with the exceptions of this line.
    pub(crate) format: Format,
    pub(crate) runs: Vec<Run>,
}

impl Line {
    pub(crate) fn new(style: Style, text: impl Into<Text>) -> Self {
        Self { style, format: style.format(), runs: text.into().runs().to_vec() }
    }

    pub(crate) fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Two columns side by side without ruled lines.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Sides {
    /// Width of the left column; the right one takes the rest.
    pub(crate) left_width: i32,
    pub(crate) rows: Vec<[Vec<Piece>; 2]>,
}

/// A ruled table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Grid {
    pub(crate) widths: Vec<i32>,
    pub(crate) header: Vec<Vec<GridCell>>,
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// A place in a ruled table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GridCell {
    pub(crate) column: usize,
    pub(crate) width: usize,
    /// Number of rows that the cell covers; 0 where one from above goes on.
    pub(crate) height: u16,
    pub(crate) lines: Vec<Line>,
}
