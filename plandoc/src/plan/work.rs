//! Headings and what is to be done under them.

use serde::{Deserialize, Serialize};

use super::{Level, Period, Span};

/// What a part or section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionRole {
    /// Purpose, requirements, aims: holds objectives, not tasks.
    Purpose,
    /// Money.
    Funding,
    /// Time, place, scope, circumstances: information, not tasks.
    Circumstance,
    /// Everything else: holds tasks.
    Work,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Unique: `II.2`, and `II.2#2` where the label is printed a second time.
    pub id: String,
    /// The label as printed: “II.”, “2.1.”; empty where the heading has none.
    pub label: String,
    /// The heading without label.
    pub heading: String,
    /// 1 for a part, 2 for “1.”, 3 for “1.1.” …
    pub level: u8,
    /// Headings from the root to this one, joined by “ / ”.
    pub path: String,
    /// Heading and everything under it.
    pub span: Span,
    /// Only the heading paragraph.
    #[serde(default)]
    pub own_span: Span,
    /// What it is for.
    pub role: SectionRole,
    /// Agencies that the heading names.
    #[serde(default)]
    pub agencies: Vec<String>,
}

/// Where the assignment of a task comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The heading above names the agency.
    Heading,
    /// The task itself names it.
    Explicit,
    /// A line under the task names it.
    AssignmentLine,
    /// Nobody is named.
    None,
}

/// What kind of paragraph a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// “- …”.
    Dash,
    /// “+ …” under a dash that is only a heading.
    Plus,
    /// An unnumbered paragraph.
    Body,
    /// A numbered or lettered paragraph with text of its own.
    Item,
    /// “8. Agency: text”.
    InlineSection,
    /// “Điều 2. …” of a decision.
    Article,
    /// A row of a table.
    Row,
}

/// What an agency does for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for it.
    Lead,
    /// Helps.
    Coordinate,
    /// Carries out under another's lead.
    Implement,
    /// Is advised (“tham mưu cho”).
    Advised,
    /// Receives a report or proposal.
    Recipient,
    /// A report goes through it.
    Via,
}

/// One agency in one role for one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// As it stands in the text.
    pub name: String,
    /// What it does.
    pub role: Role,
    /// The rule that said so: `L1`–`L3`, `I1`–`I3`, `C1`–`C3`, `A1`, `X1`, `V1`
    /// (mission/truth/SCHEMA.md §4).
    pub rule: String,
    /// Where the name stands.
    pub basis: Basis,
    /// Gazetteer key, if known.
    pub key: Option<String>,
    /// Level, if the name says.
    pub level: Option<Level>,
    /// False for “các đơn vị liên quan” and the like: nobody in particular.
    pub specific: bool,
    /// Where.
    pub span: Span,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Unique: section id and letter, `II.2.1.b`.
    pub id: String,
    /// Id of the section it stands in.
    pub section: Option<String>,
    /// The paragraph, without its bullet or label.
    pub text: String,
    /// Who answers for it.
    pub lead: Vec<String>,
    /// Who helps.
    pub coordinate: Vec<String>,
    /// Who carries it out under another's lead, or without any lead.
    pub implement: Vec<String>,
    /// Where the assignment comes from.
    pub basis: Basis,
    /// Asked of an independent body (“Đề nghị …”), not ordered.
    pub requested: bool,
    /// When it is due: `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn` or `YYYY`.
    pub due: Option<String>,
    /// From when to when it is done.
    pub window: Option<Period>,
    /// Where (with the bullet or label).
    pub span: Span,
    /// The label or bullet as printed.
    #[serde(default)]
    pub label: String,
    /// What kind of paragraph it is.
    pub kind: TaskKind,
    /// All roles, also of those that are only advised or reported to.
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    /// Lines under it (“+ …”).
    #[serde(default)]
    pub sub_items: Vec<Passage>,
    /// What has to be handed over (“Sản phẩm: …”).
    #[serde(default)]
    pub products: Vec<String>,
    /// The time as written, if the text gives one.
    #[serde(default)]
    pub due_text: Option<String>,
    /// Id of the assignment line that governs it.
    #[serde(default)]
    pub assignment_line: Option<String>,
}

/// A paragraph with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its id.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A line that assigns the tasks above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentLine {
    /// `II.2.1.asg1`.
    pub id: String,
    /// The words.
    pub text: String,
    /// Ids of the tasks it governs.
    pub tasks: Vec<String>,
    /// Where.
    pub span: Span,
}
