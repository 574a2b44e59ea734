//! The answer: one plan read from its text, in the public form `lachan.plan/1`.
//!
//! Field names are a promise to other programs (design.md §7). New fields may be added; none is
//! renamed or removed without a new schema name.

mod document;
mod figures;
mod work;

use serde::{Deserialize, Serialize};

pub use document::{Alias, Citation, CitationRole, Document, Level, PartialDate, Period, Recipient, Signer};
pub use figures::{Campaign, CampaignKind, Comparator, DueRule, Frequency, Report, ReportKind, Target, TargetKind};
pub use work::{Assignment, AssignmentLine, Basis, Passage, Role, Section, SectionRole, Task, TaskKind};

/// The name of the JSON form that [`Plan`] serialises to.
pub const SCHEMA: &str = "lachan.plan/1";

/// A stretch of the normalised text: `[start, end)` in Unicode scalar values (Rust `char`s).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// One plan, read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The file name it was read from, as the caller gave it.
    pub file: String,
    /// Number, date, issuer, title, signer …
    pub document: Document,
    /// Documents that the plan rests on (`basis`) or mentions (`citation`).
    pub legal_bases: Vec<Citation>,
    /// Short names that the plan defines for itself.
    pub aliases: Vec<Alias>,
    /// Headings, in text order.
    pub sections: Vec<Section>,
    /// Measurable promises.
    pub targets: Vec<Target>,
    /// What is to be done, by whom, by when.
    pub tasks: Vec<Task>,
    /// Reporting duties.
    pub reports: Vec<Report>,
    /// Campaigns, commemorative days and programme periods.
    pub campaigns: Vec<Campaign>,
    /// What a person should look at.
    pub notes: Vec<Note>,
    /// Every agency that the text names, once each.
    #[serde(default)]
    pub agencies: Vec<Agency>,
    /// Paragraphs of the purpose part: aims, not tasks.
    #[serde(default)]
    pub objectives: Vec<Passage>,
    /// Clauses on money.
    #[serde(default)]
    pub funding: Vec<Passage>,
    /// Footnotes.
    #[serde(default)]
    pub footnotes: Vec<Passage>,
    /// The text held nothing at all.
    #[serde(skip)]
    pub is_blank: bool,
    /// Lines that assign the tasks above them (“Phân công nhiệm vụ: …”, “Cơ quan chủ trì: …”).
    #[serde(default)]
    pub assignment_lines: Vec<AssignmentLine>,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// A stable key: `repeated_label`, `blank_number`, `blank_date`, `doubtful_agency`,
    /// `type_symbol_mismatch`, `due_before_issue`, `no_header`, `no_tasks`, `unknown_column` …
    pub kind: String,
    /// The words concerned.
    pub text: String,
    /// Where.
    pub span: Option<Span>,
}

/// An agency that the text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// As first written.
    pub name: String,
    /// Gazetteer key.
    pub key: Option<String>,
    /// Level, if the name says.
    pub level: Option<Level>,
    /// The place in the name: “huyện Cao Phong”.
    pub place: Option<String>,
    /// False for generic collectives.
    pub specific: bool,
    /// Everywhere it is named in this form.
    pub spans: Vec<Span>,
}
