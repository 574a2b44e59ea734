//! A plan as it is kept: headings, obligations, targets, reporting duties, bases, recipients.

use jiff::civil::Date;

pub use super::plan_head::{PlanFacts, PlanHead, PlanState};
use super::{
    DutyId, ObligationId, SectionId, TargetId,
    status::{Facts, Status},
    timing::Timing,
};

/// A heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its identifier.
    pub id: SectionId,
    /// Unique within the plan: `II.2`.
    pub code: String,
    /// As printed.
    pub label: String,
    /// Its words.
    pub heading: String,
    /// 1 for a part.
    pub level: i64,
}

/// A body that an obligation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemParty {
    /// `lead`, `coordinate` or `implement`.
    pub role: String,
    /// As printed.
    pub text: String,
    /// Which agency of ours it is.
    pub agency: Option<String>,
}

/// One obligation of a plan, in a draft or after.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its identifier.
    pub id: ObligationId,
    /// Place in the plan.
    pub ordinal: i64,
    /// The heading it stands under.
    pub section: Option<SectionId>,
    /// `II.2.b`.
    pub clause: String,
    /// What is to be done.
    pub text: String,
    /// What is to come out of it.
    pub deliverable: Option<String>,
    /// When.
    pub timing: Timing,
    /// Asked of an independent body, not ordered.
    pub requested: bool,
    /// Where it stands in the normalised text, in characters.
    pub span: Option<(usize, usize)>,
    /// `read`, `edited`, `split`, `merged` or `added`.
    pub origin: String,
    /// Taken out by a person.
    pub dropped: bool,
    /// Per cent done.
    pub percent: i64,
    /// What the status rule looks at.
    pub facts: Facts,
    /// Counts its changes.
    pub version: i64,
    /// Who leads, helps, carries out.
    pub parties: Vec<ItemParty>,
}

impl Item {
    /// The names in one role.
    pub fn names(&self, role: &str) -> Vec<&str> {
        self.parties.iter().filter(|party| party.role == role).map(|party| party.text.as_str()).collect()
    }

    /// Where it stands on a day.
    pub fn status(&self, today: Date) -> Status {
        Status::of(&self.facts, today)
    }
}

/// A measurable promise.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its identifier.
    pub id: TargetId,
    /// `numeric`, `zero` or `universal`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// A stable key of what is measured.
    pub metric: Option<String>,
    /// `=`, `>=`, `>`, `<=` or `<`.
    pub comparator: Option<String>,
    /// The number.
    pub value: Option<f64>,
    /// `%`, `vụ` …
    pub unit: Option<String>,
    /// Of what.
    pub subject: Option<String>,
    /// Where it stands.
    pub span: Option<(usize, usize)>,
    /// Taken out by a person.
    pub dropped: bool,
}

impl Target {
    /// A target that says nothing yet.
    pub fn empty(id: TargetId) -> Self {
        Self {
            id,
            kind: String::new(),
            text: String::new(),
            metric: None,
            comparator: None,
            value: None,
            unit: None,
            subject: None,
            span: None,
            dropped: false,
        }
    }
}

/// A duty to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its identifier.
    pub id: DutyId,
    /// `monthly`, `quarterly` …
    pub frequency: String,
    /// `2026-03-10` once, `03-10` every year, `10` every month.
    pub due: Vec<String>,
    /// `before` or `by`; empty where the text does not say.
    pub rule: String,
    /// Who reports.
    pub reporter: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// The words.
    pub text: String,
    /// Where it stands.
    pub span: Option<(usize, usize)>,
    /// Taken out by a person.
    pub dropped: bool,
}

impl Duty {
    /// A duty that says nothing yet.
    pub fn empty(id: DutyId) -> Self {
        Self {
            id,
            frequency: String::new(),
            due: Vec::new(),
            rule: String::new(),
            reporter: None,
            recipient: None,
            via: None,
            text: String::new(),
            span: None,
            dropped: false,
        }
    }
}

/// A campaign or a day.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// As named.
    pub name: String,
    /// First day, as precise as the text.
    pub starts_on: Option<String>,
    /// Last day.
    pub ends_on: Option<String>,
    /// Comes every year.
    pub recurring: bool,
}

/// A document that the plan rests on or cites.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Its identifier.
    pub id: String,
    /// `basis` or `citation`.
    pub role: String,
    /// "Quyết định".
    pub type_name: Option<String>,
    /// Number without symbol.
    pub number: Option<String>,
    /// Symbol.
    pub symbol: Option<String>,
    /// Date as read.
    pub date_text: Option<String>,
    /// Issuer as printed.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The document of ours.
    pub document: Option<String>,
    /// The plan made of that document, once issued.
    pub plan: Option<String>,
    /// Where it stands.
    pub span: Option<(usize, usize)>,
}

/// A line of "Nơi nhận".
#[derive(Debug, Clone)]
pub struct Recipient {
    /// To whom.
    pub text: String,
    /// Why.
    pub purpose: Option<String>,
}

/// What a person should look at.
#[derive(Debug, Clone)]
pub struct ReadingNote {
    /// A stable key.
    pub kind: String,
    /// The words concerned.
    pub text: String,
    /// Where.
    pub span: Option<(usize, usize)>,
}

/// A plan with all its contents.
#[derive(Debug, Clone)]
pub struct WholePlan {
    /// Its facts.
    pub head: PlanHead,
    /// Headings in order.
    pub sections: Vec<Section>,
    /// Obligations in order, dropped ones too.
    pub items: Vec<Item>,
    /// Targets in order, dropped ones too.
    pub targets: Vec<Target>,
    /// Reporting duties in order, dropped ones too.
    pub duties: Vec<Duty>,
    /// Campaigns in order.
    pub campaigns: Vec<Campaign>,
    /// Legal bases and citations in order.
    pub bases: Vec<Basis>,
    /// Recipients in order.
    pub recipients: Vec<Recipient>,
    /// Notes of the reader in order.
    pub notes: Vec<ReadingNote>,
}
