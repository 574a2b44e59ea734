//! The rows of the assignment form as they were sent, and which of them a person really changed.

use web::{Posted, Visit};

use crate::{
    actions::assign::Board,
    model::{ObligationId, work::Work},
};

/// One row of the form as it was sent.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) id: ObligationId,
    pub(crate) base: i64,
    /// What the row held when the form was drawn, in short.
    pub(crate) print: String,
    pub(crate) people: Vec<String>,
    pub(crate) agencies: Vec<(String, String)>,
    pub(crate) due: String,
}

impl Typed {
    /// The rows that a form carries.
    pub(crate) fn read(posted: &Posted) -> Vec<Self> {
        let one = |text: String| {
            let id: ObligationId = text.parse().ok()?;
            let agencies = posted
                .all(&format!("ben-{id}"))
                .into_iter()
                .map(|party| {
                    let agency = posted.line(&format!("cq-{party}"));
                    (party, agency)
                })
                .collect();
            Some(Self {
                id,
                base: posted.line(&format!("v-{id}")).parse().unwrap_or(-1),
                print: posted.line(&format!("goc-{id}")),
                people: posted.all(&format!("nguoi-{id}")),
                agencies,
                due: posted.line(&format!("han-{id}")),
            })
        };
        posted.all("dong").into_iter().filter_map(one).collect()
    }

    /// The row as the database holds it.
    pub(crate) fn of(board: &Board, work: &Work, visit: &Visit) -> Self {
        let mut row = Self {
            id: work.id,
            base: work.version,
            print: String::new(),
            people: board.people(work.id).iter().map(|one| one.person.clone()).collect(),
            agencies: board
                .parties(work.id)
                .iter()
                .map(|party| (party.id.clone(), party.agency.clone().unwrap_or_default()))
                .collect(),
            due: work.timing.typed(&visit.tr),
        };
        row.print = row.fingerprint();
        row
    }

    fn fingerprint(&self) -> String {
        let mut people = self.people.clone();
        people.sort();
        let text = format!("{people:?} {:?} {}", self.agencies, self.due);
        base::sha256_hex(text.as_bytes()).chars().take(12).collect()
    }

    /// Whether the person changed anything in this row.
    pub(crate) fn touched(&self) -> bool {
        self.fingerprint() != self.print
    }
}
