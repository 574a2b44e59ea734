//! Paragraphs → blocks and sections: what each paragraph is, and under which heading it stands.

mod build;
pub(crate) mod detail;
pub(crate) mod label;
pub(crate) mod zones;

use std::ops::Range;

use crate::plan::{SectionRole, TaskKind};
pub(crate) use build::{names_agencies, outline};
pub(crate) use detail::Detail;

/// What a paragraph of the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A heading (part, section).
    Heading,
    /// Something to do, unless its section says otherwise.
    Work(TaskKind),
    /// “+ …” under a dash.
    SubItem,
    /// “Phân công nhiệm vụ: …”, “Thời gian: …”.
    Detail(Detail),
    /// A footnote.
    Footnote,
    /// “Trên đây là …”.
    Closing,
    /// A table row that carries no task: head, separator, group.
    TableFrame,
}

/// A paragraph of the body.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// The whole paragraph.
    pub(crate) bytes: Range<usize>,
    /// As printed.
    pub(crate) label: String,
    /// The words after the label.
    pub(crate) text: Range<usize>,
    /// Index of the section it stands in (of itself for a heading).
    pub(crate) section: Option<usize>,
    /// For a sub-item or detail line: whether it carries a bullet.
    pub(crate) bullet: Bullet,
}

/// The mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bullet {
    None,
    Dash,
    Plus,
    Label,
}

/// A heading with what stands under it.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    pub(crate) id: String,
    pub(crate) label: String,
    /// The words of the heading.
    pub(crate) text: Range<usize>,
    /// The heading's paragraph (for “8. Agency: text” up to the colon).
    pub(crate) own: Range<usize>,
    /// Heading and everything under it.
    pub(crate) whole: Range<usize>,
    pub(crate) parent: Option<usize>,
    pub(crate) depth: u8,
    pub(crate) role: SectionRole,
    /// “Đề nghị …” stands in it or above it.
    pub(crate) requested: bool,
}

/// The body of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    pub(crate) headings: Vec<Heading>,
    pub(crate) blocks: Vec<Block>,
    /// Labels that were printed a second time in the same part.
    pub(crate) repeated: Vec<(String, Range<usize>)>,
}
