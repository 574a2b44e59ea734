//! The rows of a draft before they have identifiers.

use plandoc::plan as read;

use super::{
    DutyId, TargetId,
    plan::{Duty, PlanFacts, Target},
    timing::Timing,
};

/// A heading to be kept.
#[derive(Debug, Clone)]
pub struct NewSection {
    /// Unique within the plan.
    pub code: String,
    /// As printed.
    pub label: String,
    /// Its words.
    pub heading: String,
    /// 1 for a part.
    pub level: i64,
    /// Where.
    pub span: (usize, usize),
}

/// An obligation to be kept.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// The reader's id, shown as the clause.
    pub code: String,
    /// Code of its section.
    pub section: Option<String>,
    /// What is to be done.
    pub text: String,
    /// What is to come out of it.
    pub deliverable: Option<String>,
    /// When.
    pub timing: Timing,
    /// Asked, not ordered.
    pub requested: bool,
    /// Where the assignment comes from.
    pub basis: String,
    /// Where.
    pub span: (usize, usize),
    /// Role and name as printed.
    pub parties: Vec<(&'static str, String)>,
}

/// A target to be kept.
#[derive(Debug, Clone)]
pub struct NewTarget {
    /// Code of its section.
    pub section: Option<String>,
    /// The reader's id of the task that carries it.
    pub item: Option<String>,
    /// `numeric`, `zero` or `universal`.
    pub kind: String,
    /// A stable key.
    pub metric: Option<String>,
    /// As written.
    pub comparator: String,
    /// The number.
    pub value: Option<f64>,
    /// `%` …
    pub unit: Option<String>,
    /// Of what.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// Where.
    pub span: (usize, usize),
}

/// A reporting duty to be kept.
#[derive(Debug, Clone)]
pub struct NewDuty {
    /// `monthly` …
    pub frequency: String,
    /// In the forms of [`super::plan::Duty::due`].
    pub due: Vec<String>,
    /// `before`, `by` or empty.
    pub rule: String,
    /// Who reports.
    pub reporter: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// The words.
    pub text: String,
    /// Where.
    pub span: (usize, usize),
    /// Reports inside one service are none of this system's; a person can take them in again.
    pub dropped: bool,
}

/// A draft, before it has identifiers.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// What its letterhead says.
    pub facts: PlanFacts,
    /// Headings.
    pub sections: Vec<NewSection>,
    /// Obligations.
    pub items: Vec<NewItem>,
    /// Targets.
    pub targets: Vec<NewTarget>,
    /// Reporting duties.
    pub duties: Vec<NewDuty>,
    /// The rest as the reader gave it.
    pub read: read::Plan,
}

/// A campaign to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCampaign {
    /// As named.
    pub name: String,
    /// First day, as far as it is known.
    pub starts_on: Option<String>,
    /// Last day, as far as it is known.
    pub ends_on: Option<String>,
    /// Comes every year.
    pub recurring: bool,
    /// Where.
    pub span: (usize, usize),
}

impl NewTarget {
    /// The target under an identifier.
    pub fn with_id(self, id: TargetId) -> Target {
        Target {
            id,
            kind: self.kind,
            text: self.text,
            metric: self.metric,
            comparator: Some(self.comparator),
            value: self.value,
            unit: self.unit,
            subject: self.subject,
            span: Some(self.span),
            dropped: false,
        }
    }
}

impl NewDuty {
    /// The duty under an identifier.
    pub fn with_id(self, id: DutyId) -> Duty {
        Duty {
            id,
            frequency: self.frequency,
            due: self.due,
            rule: self.rule,
            reporter: self.reporter,
            recipient: self.recipient,
            via: self.via,
            text: self.text,
            span: Some(self.span),
            dropped: self.dropped,
        }
    }
}
