//! An administrative document as its author thinks of it, before any layout.

use crate::{PaperDate, Table, Text};

/// One administrative document with its appendices.
///
/// The parts and their order are those of Nghị định 30/2020/NĐ-CP, Phụ lục I and III. Every word
/// but the few in [`crate::words`] comes from the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Who issues the document, under which number, where and when.
    pub letterhead: Letterhead,
    /// What kind of document it is, and about what.
    pub heading: Heading,
    /// To whom a report or letter is addressed; empty for a plan.
    pub addressed_to: Vec<Text>,
    /// Legal bases, one each, without closing punctuation.
    pub legal_bases: Vec<Text>,
    /// The text.
    pub body: Vec<Block>,
    /// Who signs.
    pub signature: Signature,
    /// Who gets a copy, one each, without dash and punctuation; the archive comes last.
    pub copies_to: Vec<Text>,
    /// What is attached and numbered on its own.
    pub appendices: Vec<Appendix>,
}

/// The head of the first page (ô số 1 to 4).
#[derive(Clone, Debug, PartialEq)]
pub struct Letterhead {
    /// The body above the issuing one, if it is to be named.
    pub superior: Option<String>,
    /// The body that issues the document.
    pub issuer: String,
    /// The number, if it has been given out.
    pub number: Option<u32>,
    /// The symbol after the stroke, for example kind and issuer joined by a hyphen.
    pub symbol: String,
    /// The place of issue.
    pub place: String,
    /// The date of issue.
    pub date: PaperDate,
}

/// Kind and subject (ô số 5).
#[derive(Clone, Debug, PartialEq)]
pub enum Heading {
    /// A document with a name of its kind (tên loại) and a subject (trích yếu) below it.
    Named {
        /// The kind.
        kind: String,
        /// The subject.
        subject: Text,
    },
    /// A letter (công văn), whose subject stands below the number.
    Letter {
        /// The subject.
        about: Text,
    },
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A numbered heading.
    Heading {
        /// Its rank.
        level: Level,
        /// The number as printed, with its point or bracket.
        label: String,
        /// The words of the heading.
        text: Text,
    },
    /// A paragraph; a line break in it begins another.
    Paragraph(Text),
    /// A paragraph that begins with a mark.
    Item(Mark, Text),
    /// A table.
    Table(Table),
}

/// The rank of a heading, from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A part, numbered in Roman figures.
    Part,
    /// A section, numbered in Arabic figures.
    Section,
    /// A section inside a section, with a compound number.
    Subsection,
    /// A point, lettered.
    Point,
}

/// The mark at the start of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `-`, for the first rank.
    Dash,
    /// `+`, for the rank below.
    Plus,
}

/// The signature (ô số 7).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// Authority and post, one line each, in printing order.
    pub lines: Vec<SigningLine>,
    /// The signer's post in the agency whose seal is used; printed above the name.
    ///
    /// A committee that uses its agency's seal names both posts (Phụ lục I, mục II.7, điểm c).
    pub other_post: Option<String>,
    /// The signer's name without titles; empty while it is open who signs.
    pub name: Option<String>,
}

/// One line above the signature.
#[derive(Clone, Debug, PartialEq)]
pub struct SigningLine {
    /// In which authority.
    pub mode: SigningMode,
    /// The body or post.
    pub text: String,
}

/// The authority in which someone signs (Phụ lục I, mục II.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SigningMode {
    /// In the signer's own post: no abbreviation.
    #[default]
    Own,
    /// For a body that decides together.
    OnBehalf,
    /// A deputy for the head.
    ForHead,
    /// By order of the head.
    ByOrder,
    /// By mandate of the head.
    ByMandate,
    /// As acting head.
    Acting,
}

/// Something attached to the document, on its own numbered pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Appendix {
    /// Word and number of the appendix.
    pub label: String,
    /// Its title.
    pub title: Text,
    /// Which document it belongs to, without brackets.
    pub belongs_to: Option<Text>,
    /// Wide tables may lie across the page (Phụ lục I, mục I.2).
    pub orientation: Orientation,
    /// What it says.
    pub body: Vec<Block>,
}

/// Which way a page is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// Lying, for wide tables.
    Landscape,
}
