//! Page geometry and type styles: one table that every writer and the checker obey.
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục I (mục I: khổ giấy, lề, phông chữ, số trang; mục II: cỡ chữ và
//! kiểu chữ của từng thành phần; mục V: bảng tổng hợp). Lengths are in twentieths of a point
//! ("twips"), the unit of DOCX: 1 mm = 56.7.

use serde::Serialize;

use crate::Align;

/// Short side of A4, 210 mm.
pub(crate) const PAGE_SHORT: i32 = 11_906;
/// Long side of A4, 297 mm.
pub(crate) const PAGE_LONG: i32 = 16_838;
/// Top margin, 20 mm (allowed: 20–25).
pub(crate) const MARGIN_TOP: i32 = 1_134;
/// Bottom margin, 20 mm (allowed: 20–25).
pub(crate) const MARGIN_BOTTOM: i32 = 1_134;
/// Left margin, 30 mm (allowed: 30–35).
pub(crate) const MARGIN_LEFT: i32 = 1_701;
/// Right margin, 20 mm (allowed: 15–20).
pub(crate) const MARGIN_RIGHT: i32 = 1_134;
/// From the page's edge to the page number, 10 mm.
pub(crate) const HEADER_TOP: i32 = 567;
/// The type face (Phụ lục I, mục I.3: phông chữ tiếng Việt Times New Roman).
pub(crate) const TYPE_FACE: &str = "Times New Roman";
/// Size of the page number in half points.
pub(crate) const PAGE_NUMBER_SIZE: i32 = 26;
/// Left side of the letterhead, 70 mm.
pub(crate) const LETTERHEAD_LEFT: i32 = 3_969;
/// Left side of the closing row, 78 mm.
pub(crate) const CLOSING_LEFT: i32 = 4_422;
/// Space for the signature: five lines of the text size and a little (D-22).
pub(crate) const SIGNATURE_GAP: i32 = 1_640;
/// Space between a cell's edge and its text, left and right.
pub(crate) const CELL_SIDE: i32 = 85;

/// Where a line stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    Superior,
    Issuer,
    NationalName,
    Motto,
    Number,
    LetterSubject,
    PlaceAndDate,
    Kind,
    Subject,
    AddressedTo,
    AddressedToFirst,
    AddressedToItem,
    LegalBasis,
    Part,
    Section,
    Subsection,
    Point,
    Body,
    Caption,
    HeaderCell,
    Cell,
    CopiesHeading,
    Copy,
    FirstSigning,
    Signing,
    OtherPost,
    SignatureGap,
    SignerName,
    AppendixLabel,
    AppendixTitle,
    BelongsTo,
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Format {
    /// Type size in half points.
    pub(crate) size: i32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) align: Align,
    /// Indent of the whole paragraph.
    pub(crate) left: i32,
    /// Indent at the right edge.
    pub(crate) right: i32,
    /// Further indent of the first line.
    pub(crate) first: i32,
    /// Space above.
    pub(crate) before: i32,
    /// Space below.
    pub(crate) after: i32,
    /// Line height in hundredths of a single line.
    pub(crate) line: i32,
    /// Stays on the page of the following line.
    pub(crate) keep: bool,
}

/// Bold and italic, as the tables of the decree name them.
#[derive(Clone, Copy)]
enum Face {
    Upright,
    Bold,
    Italic,
    BoldItalic,
}

impl Style {
    /// All styles, for the style sheet of a document.
    pub(crate) const ALL: [Self; 31] = [
        Self::Superior,
        Self::Issuer,
        Self::NationalName,
        Self::Motto,
        Self::Number,
        Self::LetterSubject,
        Self::PlaceAndDate,
        Self::Kind,
        Self::Subject,
        Self::AddressedTo,
        Self::AddressedToFirst,
        Self::AddressedToItem,
        Self::LegalBasis,
        Self::Part,
        Self::Section,
        Self::Subsection,
        Self::Point,
        Self::Body,
        Self::Caption,
        Self::HeaderCell,
        Self::Cell,
        Self::CopiesHeading,
        Self::Copy,
        Self::FirstSigning,
        Self::Signing,
        Self::OtherPost,
        Self::SignatureGap,
        Self::SignerName,
        Self::AppendixLabel,
        Self::AppendixTitle,
        Self::BelongsTo,
    ];

    /// The format that the decree asks for at this place.
    pub(crate) fn format(self) -> Format {
        use Face::{Bold, BoldItalic, Italic, Upright};
        match self {
            Self::Superior => centred(24, Upright),
            Self::Issuer | Self::NationalName => centred(24, Bold),
            Self::Motto => centred(26, Bold),
            Self::Number => centred(26, Upright).before(120),
            Self::LetterSubject => centred(24, Upright).before(120),
            Self::PlaceAndDate => centred(26, Italic).before(120),
            Self::Kind => centred(28, Bold).before(360).kept(),
            Self::Subject | Self::AppendixTitle => centred(28, Bold).kept(),
            Self::AddressedTo => centred(28, Upright).before(240).after(120),
            Self::AddressedToFirst => text(Upright).align(Align::Left).left(1_985).before(240).kept(),
            Self::AddressedToItem => text(Upright).align(Align::Left).left(2_835).first(0),
            Self::LegalBasis => text(Italic),
            Self::Part | Self::Section | Self::Subsection => text(Bold).kept(),
            Self::Point => text(Upright).kept(),
            Self::Body => text(Upright),
            Self::Caption => centred(26, Bold).before(120).after(60).kept(),
            Self::HeaderCell => centred(24, Bold).before(30).after(30),
            Self::Cell => centred(24, Upright).align(Align::Left).before(30).after(30),
            Self::CopiesHeading => centred(24, BoldItalic).align(Align::Left).before(240),
            Self::Copy => centred(22, Upright).align(Align::Left),
            Self::FirstSigning => centred(28, Bold).before(240),
            Self::Signing | Self::OtherPost | Self::SignerName => centred(28, Bold),
            Self::SignatureGap => centred(28, Upright).before(SIGNATURE_GAP),
            Self::AppendixLabel => centred(28, Bold).after(60).kept(),
            Self::BelongsTo => centred(26, Italic).before(60).after(120).kept(),
        }
    }

    /// The rank of a heading for navigation, from 0.
    pub(crate) fn outline(self) -> Option<u8> {
        match self {
            Self::Kind | Self::AppendixLabel => Some(0),
            Self::Part => Some(1),
            Self::Section => Some(2),
            Self::Subsection => Some(3),
            Self::Point => Some(4),
            _ => None,
        }
    }

    /// The name of the style in a DOCX.
    pub(crate) fn id(self) -> String {
        format!("{self:?}")
    }
}

fn centred(size: i32, face: Face) -> Format {
    Format {
        size,
        bold: matches!(face, Face::Bold | Face::BoldItalic),
        italic: matches!(face, Face::Italic | Face::BoldItalic),
        align: Align::Center,
        left: 0,
        right: 0,
        first: 0,
        before: 0,
        after: 0,
        line: 100,
        keep: false,
    }
}

/// Nội dung (Phụ lục I, mục II.6): both edges, first line in by 12.7 mm, at least 6 pt between
/// paragraphs, lines from single to one and a half.
fn text(face: Face) -> Format {
    Format { align: Align::Justify, first: 720, before: 120, line: 110, ..centred(28, face) }
}

impl Format {
    fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
    fn left(self, left: i32) -> Self {
        Self { left, first: 0, ..self }
    }
    fn first(self, first: i32) -> Self {
        Self { first, ..self }
    }
    fn before(self, before: i32) -> Self {
        Self { before, ..self }
    }
    fn after(self, after: i32) -> Self {
        Self { after, ..self }
    }
    fn kept(self) -> Self {
        Self { keep: true, ..self }
    }
}
