//! Between heading, text and lines: who does a task in the end, and by when.

use std::collections::HashSet;

use crate::dates;
use crate::plan::{Basis, Role, Task, TaskKind};
use crate::roles::{self, Party};

/// Decides between heading, text and lines, and fills the three lists of names.
pub(super) fn settle(task: &mut Task, parties: &mut Vec<Party>) {
    let assigned = |parties: &[Party], basis: Basis| {
        parties.iter().any(|party| party.basis == basis && matches!(party.role, Role::Lead | Role::Implement))
    };
    let by_line = assigned(parties, Basis::AssignmentLine);
    if by_line {
        // The line says who; the heading is then only a topic or the body that plans.
        let led = parties.iter().any(|party| party.basis == Basis::AssignmentLine && party.role == Role::Lead);
        parties.retain(|party| match party.basis {
            Basis::None => false,
            Basis::Heading => !led && party.role == Role::Lead,
            Basis::Explicit | Basis::AssignmentLine => true,
        });
    }
    for party in parties.iter_mut().filter(|party| party.basis == Basis::None) {
        party.basis = Basis::Explicit;
    }
    let mut named: HashSet<(Role, String)> = HashSet::new();
    for party in parties.iter() {
        let list = match party.role {
            Role::Lead => &mut task.lead,
            Role::Coordinate => &mut task.coordinate,
            Role::Implement => &mut task.implement,
            Role::Advised | Role::Recipient | Role::Via => continue,
        };
        if named.insert((party.role, roles::body_key(&party.name))) {
            list.push(party.name.clone());
        }
    }
    // Who leads does not help itself.
    let leads = |name: &String| named.contains(&(Role::Lead, roles::body_key(name)));
    task.coordinate.retain(|name| !leads(name));
    task.implement.retain(|name| !leads(name));
    let heading = assigned(parties, Basis::Heading);
    let explicit = assigned(parties, Basis::Explicit);
    task.basis = match (by_line, heading, explicit, task.kind) {
        (true, _, _, TaskKind::Row) => Basis::Explicit,
        (true, ..) => Basis::AssignmentLine,
        (_, true, ..) => Basis::Heading,
        (_, _, true, _) => Basis::Explicit,
        _ => Basis::None,
    };
}

pub(super) fn set_dates(task: &mut Task, year: Option<i16>) {
    let found = match &task.due_text {
        Some(text) => dates::when(text, year),
        None => dates::when_in_prose(&task.text, year),
    };
    task.due = found.due;
    task.window = found.window;
    if task.due_text.is_none() {
        task.due_text = found.text;
    }
}
