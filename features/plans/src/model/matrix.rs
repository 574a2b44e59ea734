//! Unit × clause: how the plans below answer a plan, with the gaps.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Facts, ObligationId, PlanId, Status};

/// One answer: which clause, from which unit, where its obligation stands.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The clause that is answered.
    pub upper: ObligationId,
    /// The obligation that answers it.
    pub lower: ObligationId,
    /// Position of the unit whose obligation answers.
    pub unit_pos: i64,
    /// What the status rule looks at.
    pub facts: Facts,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// No clause of the unit answers.
    Gap,
    /// The least advanced of the unit's answers, and where it stands.
    Answered(Status, ObligationId),
}

impl Cell {
    /// The style class without its prefix, and the end of the message key of its letter and its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Gap => "none",
            Self::Answered(status, _) => status.key(),
        }
    }
}

/// The row of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Position of the unit.
    pub unit_pos: i64,
    /// The plan that the unit issued under this one.
    pub plan: Option<PlanId>,
    /// One cell for each clause, in the order of the columns.
    pub cells: Vec<Cell>,
    /// How many clauses are answered.
    pub answered: i64,
    /// How many are done.
    pub done: i64,
    /// How many are late.
    pub late: i64,
}

/// Lays the answers out, the worst row first: fewest answers, then most late, then the order of the territory.
pub fn cascade(
    units: &[i64],
    columns: &[ObligationId],
    links: &[Link],
    plans: &[(i64, PlanId)],
    today: Date,
) -> Vec<Row> {
    let mut cells: HashMap<(i64, ObligationId), (Status, ObligationId)> = HashMap::new();
    for link in links {
        let status = Status::of(&link.facts, today);
        cells
            .entry((link.unit_pos, link.upper))
            .and_modify(|held| {
                if advance(status) < advance(held.0) {
                    *held = (status, link.lower);
                }
            })
            .or_insert((status, link.lower));
    }
    let plans: HashMap<i64, PlanId> = plans.iter().copied().collect();
    let mut rows: Vec<Row> = units
        .iter()
        .map(|&unit_pos| {
            let cells: Vec<Cell> = columns
                .iter()
                .map(|&column| {
                    cells.get(&(unit_pos, column)).map_or(Cell::Gap, |(status, lower)| Cell::Answered(*status, *lower))
                })
                .collect();
            let number = |wanted: fn(&Cell) -> bool| {
                i64::try_from(cells.iter().filter(|cell| wanted(cell)).count()).unwrap_or(i64::MAX)
            };
            Row {
                unit_pos,
                plan: plans.get(&unit_pos).copied(),
                answered: number(|cell| *cell != Cell::Gap),
                done: number(|cell| matches!(cell, Cell::Answered(status, _) if status.is_done())),
                late: number(|cell| matches!(cell, Cell::Answered(Status::Late, _))),
                cells,
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.answered, -row.late, row.unit_pos));
    rows
}

/// How far an answer is, the least first: of several answers of one unit the least advanced is shown.
fn advance(status: Status) -> u8 {
    match status {
        Status::Late => 0,
        Status::NotStarted => 1,
        Status::InProgress => 2,
        Status::Elapsed => 3,
        Status::DoneLate => 4,
        Status::Done => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Context;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 7, 1);

    fn facts(due: Date, done: Option<Date>) -> Facts {
        Facts { due_last: Some(due), started_on: done, completed_on: done, ..Facts::default() }
    }

    #[test]
    fn the_unit_with_the_fewest_answers_comes_first_and_gaps_are_shown() {
        let context = Context::system();
        let (first, second) = (ObligationId::new(&context), ObligationId::new(&context));
        let own = ObligationId::new(&context);
        let done = facts(date(2026, 6, 30), Some(date(2026, 6, 1)));
        let late = facts(date(2026, 6, 30), None);
        let links = [
            Link { upper: first, lower: own, unit_pos: 11, facts: done },
            Link { upper: second, lower: own, unit_pos: 11, facts: done },
            Link { upper: first, lower: own, unit_pos: 12, facts: late },
            Link { upper: first, lower: second, unit_pos: 12, facts: done },
        ];

        let rows = cascade(&[11, 12, 13], &[first, second], &links, &[], TODAY);

        let order: Vec<i64> = rows.iter().map(|row| row.unit_pos).collect();
        assert_eq!(order, [13, 12, 11]);
        assert_eq!(rows[1].cells, [Cell::Answered(Status::Late, own), Cell::Gap]);
        assert_eq!((rows[1].answered, rows[1].late, rows[2].done), (1, 1, 2));
    }
}
