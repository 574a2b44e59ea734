//! The answer: one plan read from its text, in the public form `lachan.plan/1`.
//!
//! Field names are a promise to other programs (design.md §7). New fields may be added; none is
//! renamed or removed without a new schema name.

use serde::{Deserialize, Serialize};

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

/// What the letterhead, the title and the signature say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Code of the kind of document (Decree 30/2020/NĐ-CP, annex III): `KH`, `QĐ`, `CTr` …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its name: “Kế hoạch”.
    pub type_name: Option<String>,
    /// The number without the symbol: “182”; `None` where the line is blank or missing.
    pub number: Option<String>,
    /// The symbol: “KH-UBND”.
    pub symbol: Option<String>,
    /// Place of issue as printed before the date.
    pub place: Option<String>,
    /// Date of issue; parts that are left blank stay unknown.
    pub date: Option<PartialDate>,
    /// The body that issues the plan, as the text names it.
    pub issuer: Option<String>,
    /// The issuer's level.
    pub level: Option<Level>,
    /// The issuer's territory, if the text names it.
    pub area: Option<String>,
    /// Title without the word “Kế hoạch”.
    pub title: Option<String>,
    /// First and last day that the title speaks of.
    pub period: Option<Period>,
    /// Who signs.
    pub signer: Option<Signer>,
    /// “Nơi nhận”.
    pub recipients: Vec<Recipient>,
    /// A number line stands there without a number (“Số:    /KH-BCĐ”).
    #[serde(default)]
    pub number_blank: bool,
    /// The decision by which the plan was promulgated, if the file carries one.
    #[serde(default)]
    pub promulgated_by: Option<Citation>,
    /// Theme of the year, if the plan quotes one.
    #[serde(default)]
    pub theme: Option<String>,
}

/// Levels of government. Districts exist in texts of before 1 July 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole country.
    Central,
    /// Province or centrally run city.
    Province,
    /// District, town or provincial city (until 30 June 2025).
    District,
    /// Commune, ward, township or special zone.
    Commune,
}

/// A date of which parts may be blank on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1–12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
}

/// From the first to the last day, both included; ISO dates or coarser (`2024`, `--07-30`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Who signs, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Full name as printed.
    pub name: Option<String>,
    /// Posts as printed, the committee post first (“TRƯỞNG BAN, CHỦ TỊCH UBND TỈNH”).
    pub title: Option<String>,
    /// `TM.` on behalf of, `KT.` in place of, `TL.` by order of, `TUQ.` by authority of, `Q.` acting.
    pub mode: Option<String>,
    /// On whose behalf: “BAN CHỈ ĐẠO”.
    #[serde(default)]
    pub on_behalf_of: Option<String>,
    /// Posts one by one.
    #[serde(default)]
    pub posts: Vec<String>,
}

/// One line of “Nơi nhận”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// To whom, without the purpose.
    pub text: String,
    /// Why: “để báo cáo”, “t/h”; `Lưu` for the archive line.
    pub purpose: Option<String>,
    /// Where.
    #[serde(default)]
    pub span: Span,
}

/// Whether a document carries the plan or is only mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationRole {
    /// “Căn cứ …”, “Thực hiện … số …” before the first part.
    Basis,
    /// Anywhere else.
    Citation,
}

/// A document that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Kind as named: “Quyết định”.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number without symbol.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Who issued it, as the text says.
    pub issuer: Option<String>,
    /// What it is about, as the text says.
    pub subject: Option<String>,
    /// Basis or citation.
    pub role: CitationRole,
    /// Where.
    pub span: Span,
    /// Symbol after the number: “QĐ-TTg”, “2021/TT-BCA”.
    #[serde(default)]
    pub symbol: Option<String>,
    /// The words of the text that the span covers.
    #[serde(default)]
    pub text: String,
}

/// A short name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The short name.
    pub alias: String,
    /// The long name.
    pub expansion: String,
    /// Where the definition stands.
    #[serde(default)]
    pub span: Span,
}

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

/// How a figure is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparator {
    /// The number itself, as written (“đạt 90 %”); it is scored as a floor.
    #[serde(rename = "=")]
    Equal,
    /// “từ … trở lên”, “ít nhất”, “không dưới”.
    #[serde(rename = ">=")]
    AtLeast,
    /// “trên”.
    #[serde(rename = ">")]
    MoreThan,
    /// “không quá”, “tối đa”.
    #[serde(rename = "<=")]
    AtMost,
    /// “dưới”.
    #[serde(rename = "<")]
    LessThan,
}

/// What kind of promise a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// A number.
    Numeric,
    /// “không để xảy ra …”.
    Zero,
    /// “mọi … đều”, “đến từng …”: all, without a number.
    Universal,
}

/// A measurable promise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// `T1`, `T2` …
    pub id: String,
    /// Id of the section it stands in.
    pub section: Option<String>,
    /// The words.
    pub text: String,
    /// What is measured, a stable key; `None` if not one of the known ones.
    pub metric: Option<String>,
    /// As written.
    pub comparator: Comparator,
    /// The number; `None` for a universal target.
    pub value: Option<f64>,
    /// `%`, “vụ”, “xã, phường” …
    pub unit: Option<String>,
    /// Of what.
    pub subject: Option<String>,
    /// Numeric, zero, universal.
    pub kind: TargetKind,
    /// Where.
    pub span: Span,
    /// The task that carries it, if it stands in one.
    #[serde(default)]
    pub task: Option<String>,
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

/// How often a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// One time.
    Once,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    SixMonthly,
    /// Every year.
    Annual,
    /// When something happens.
    AdHoc,
    /// Regularly, the text does not say how often.
    Periodic,
}

/// Whether the day itself is still in time is for the system's policy; this is what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// “trước”.
    Before,
    /// “chậm nhất”, “vào”, “ngày”.
    By,
}

/// What kind of report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Comes again and again.
    Periodic,
    /// When something happens.
    AdHoc,
    /// Once.
    OneOff,
    /// The standing office sums up and reports upward.
    Rollup,
    /// “sơ kết, tổng kết”.
    Review,
    /// Statistics.
    Statistics,
    /// Inside one service (police to police): not this system's business.
    Operational,
}

/// A reporting duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `R1`, `R2` …
    pub id: String,
    /// How often.
    pub frequency: Frequency,
    /// `YYYY-MM-DD` once, `MM-DD` every year, `DD` every month (or the quarter's last month).
    pub due: Vec<String>,
    /// What the text says of these days.
    pub rule: Option<DueRule>,
    /// Who reports.
    pub reporter: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// Where.
    pub span: Span,
    /// What kind of report.
    pub kind: ReportKind,
    /// Which periods, where only some are meant: `Q1`, `Q3`, `H1`.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// The task that carries it.
    #[serde(default)]
    pub task: Option<String>,
}

/// What kind of span of time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignKind {
    /// “đợt cao điểm”, “tháng cao điểm”.
    Campaign,
    /// “Ngày …”.
    CommemorativeDay,
    /// “giai đoạn 2021-2025”.
    ProgrammePeriod,
    /// The year of the plan.
    PlanYear,
}

/// A campaign, a day, a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// As named.
    pub name: String,
    /// First day (`2024-07-01`), year (`2021`) or yearly day (`--07-30`).
    pub from: Option<String>,
    /// Last day, included.
    pub to: Option<String>,
    /// Comes every year.
    pub recurring: bool,
    /// Where it is first named.
    pub span: Span,
    /// What kind.
    pub kind: CampaignKind,
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
