//! A plan as it is kept: facts, headings, obligations, targets, reporting duties, bases, recipients.

use access::{Ground, Thing};
use calendar::PartialDate;
use jiff::{Timestamp, civil::Date};

use super::{
    DocumentId, DutyId, ObligationId, PlanId, SectionId, TargetId,
    status::{Facts, Status},
    timing::Timing,
};

/// Whether a plan is being prepared or binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Made from a reading, still edited.
    Draft,
    /// In force.
    Issued,
}

impl PlanState {
    /// The name in the database, in style classes and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
        }
    }

    /// The state of a key; anything unknown is a draft, which fewer people see.
    pub fn from_key(key: &str) -> Self {
        if key == "issued" { Self::Issued } else { Self::Draft }
    }
}

/// What the letterhead, the title and the signature say. Every part may be unknown but the title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanFacts {
    /// Title without the word "Kế hoạch".
    pub title: String,
    /// `central`, `province`, `district` or `commune`.
    pub level: Option<String>,
    /// Number without the symbol; `None` while no number is assigned.
    pub number: Option<String>,
    /// Symbol, as `KH-BCĐ`.
    pub symbol: Option<String>,
    /// Place of issue as printed.
    pub place: Option<String>,
    /// Date of issue; blank parts stay unknown.
    pub date: PartialDate,
    /// Issuing body as printed.
    pub issuer: Option<String>,
    /// Who signs.
    pub signer_name: Option<String>,
    /// The signer's post as printed.
    pub signer_title: Option<String>,
    /// `TM.`, `KT.` …
    pub signer_mode: Option<String>,
    /// First day of the period.
    pub period_from: Option<Date>,
    /// Last day of the period.
    pub period_to: Option<Date>,
    /// The plan of the level above that this one carries out.
    pub parent: Option<PlanId>,
}

impl PlanFacts {
    /// Number and symbol as printed, with the number left open where none is assigned.
    pub fn reference(&self) -> Option<String> {
        match (&self.number, &self.symbol) {
            (None, None) => None,
            (number, symbol) => {
                let number = number.as_deref().unwrap_or("…");
                Some(symbol.as_deref().map_or_else(|| number.to_owned(), |symbol| format!("{number}/{symbol}")))
            }
        }
    }
}

/// A plan without its contents.
#[derive(Debug, Clone)]
pub struct PlanHead {
    /// Its identifier.
    pub id: PlanId,
    /// The document it was read from.
    pub document: DocumentId,
    /// Code of its unit.
    pub unit: String,
    /// That unit and all below it.
    pub ground: Ground,
    /// Name of the unit.
    pub unit_name: String,
    /// Draft or issued.
    pub state: PlanState,
    /// What its letterhead says.
    pub facts: PlanFacts,
    /// The day it took effect.
    pub in_force_on: Option<Date>,
    /// Counts its changes.
    pub version: i64,
    /// When it was made from the reading.
    pub created_at: Timestamp,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
}

impl PlanHead {
    /// As the policy sees it.
    pub fn thing(&self) -> Thing {
        Thing::of(self.ground)
    }
}

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
