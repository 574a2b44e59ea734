mod clocks;
mod competence;
mod figures;
mod path;
mod properties;
mod rules;
mod steps;
mod triage;

use std::sync::LazyLock;

use calendar::Holidays;
use jiff::Timestamp;

use super::*;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| Holidays::shipped().unwrap());

fn law() -> Law<'static> {
    Law { rules: &RULES, holidays: &HOLIDAYS }
}

/// An instant from Vietnamese local time, `2026-02-05T09:30`.
fn at(local: &str) -> Timestamp {
    format!("{local}:00+07:00").parse().unwrap()
}

fn noted(local: &str, event: Event) -> Noted {
    Noted::new(at(local), event)
}

fn received(local: &str, by: Receiver) -> Noted {
    noted(local, Event::Received(Receipt::of_trafficking(by, ReporterKnown::Yes)))
}

/// A tip that the provincial agency received itself on Thursday 5/2/2026, before Tết, and classified.
fn at_the_province() -> Vec<Noted> {
    vec![
        received("2026-02-05T09:30", Receiver::InvestigationAgency),
        noted("2026-02-05T10:00", Event::Classified(TipKind::Information)),
    ]
}

fn then(mut events: Vec<Noted>, more: &[(&str, Event)]) -> Vec<Noted> {
    events.extend(more.iter().map(|(local, event)| noted(local, *event)));
    events
}
