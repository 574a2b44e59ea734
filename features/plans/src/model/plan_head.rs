//! A plan without its contents: its state, its letterhead, where it belongs.

use access::{Ground, Thing};
use calendar::PartialDate;
use jiff::{Timestamp, civil::Date};

use super::{DocumentId, PlanId};

/// Whether a plan is being prepared or binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Made from a reading, still edited.
    Draft,
    /// In force.
    Issued,
    /// A draft that is not to become a plan.
    Discarded,
}

impl PlanState {
    /// The name in the database, in style classes and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
            Self::Discarded => "discarded",
        }
    }

    /// The state of a key; anything unknown is a draft, which fewer people see.
    pub fn from_key(key: &str) -> Self {
        match key {
            "issued" => Self::Issued,
            "discarded" => Self::Discarded,
            _ => Self::Draft,
        }
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
