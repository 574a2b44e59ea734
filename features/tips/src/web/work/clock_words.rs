//! What the pages say about a clock.

use ::web::Page;
use calendar::{Certainty, Deadline, Unit, Verified};
use jiff::{Timestamp, civil::Date};

use crate::model::law::{ClockRule, ClockState, RunningClock, Sense, Standing};

/// A clock in words.
#[derive(Debug, Clone)]
pub(super) struct ClockView {
    /// What it asks for.
    pub(super) name: String,
    /// What it is counted from.
    pub(super) started: String,
    /// The strict end.
    pub(super) due: String,
    /// The latest defensible end, where it is another.
    pub(super) latest: String,
    /// How much is left, or by how much it has passed; empty where nothing is asked for any more.
    pub(super) left: String,
    /// Key of the standing.
    pub(super) standing: &'static str,
    /// Whether it needs attention: past its strict end.
    pub(super) is_late: bool,
    /// Whether it still asks for something.
    pub(super) is_open: bool,
    /// The article.
    pub(super) basis: String,
    /// What must be known besides: a parameter, a year without notice.
    pub(super) remarks: Vec<String>,
}

impl ClockView {
    /// A clock at a moment.
    pub(super) fn of(page: &Page, clock: &RunningClock<'_>, now: Timestamp) -> Self {
        let standing = clock.standing(now);
        let is_open = clock.state == ClockState::Open && clock.rule.sense == Sense::By;
        Self {
            name: name(page, clock.rule),
            started: page.date_time(&clock.start),
            due: end(page, clock.rule, clock.deadline.strict, clock.deadline.strict_day()),
            latest: latest(page, clock.rule, &clock.deadline),
            left: if is_open { left(page, clock.rule, &clock.deadline, now) } else { String::new() },
            standing: standing.key(),
            is_late: matches!(standing, Standing::StrictEndPassed | Standing::Overdue),
            is_open,
            basis: clock.rule.basis.clone(),
            remarks: remarks(page, clock.rule, &clock.deadline),
        }
    }
}

/// All clocks of a tip: those that still ask for something first, the nearest end before the others.
pub(super) fn views(page: &Page, clocks: &[RunningClock<'_>], now: Timestamp) -> Vec<ClockView> {
    let mut order: Vec<_> = clocks.iter().collect();
    order.sort_by_key(|clock| {
        let asks = clock.state == ClockState::Open && clock.rule.sense == Sense::By;
        (!asks, clock.deadline.strict)
    });
    order.into_iter().map(|clock| ClockView::of(page, clock, now)).collect()
}

/// What a rule asks for.
pub(super) fn name(page: &Page, rule: &ClockRule) -> String {
    page.kind("tips-clock", &rule.code)
}

/// An end: limits in hours to the minute, the others to 24:00 of a day.
pub(super) fn end(page: &Page, rule: &ClockRule, at: Timestamp, day: Date) -> String {
    match rule.limit.unit {
        Unit::Hours | Unit::AtOnce => page.date_time(&at),
        _ => page.of("tips-clock-end-of", page.date(&day).as_str()),
    }
}

fn latest(page: &Page, rule: &ClockRule, deadline: &Deadline) -> String {
    if deadline.rolled == deadline.strict {
        return String::new();
    }
    page.of("tips-clock-latest", end(page, rule, deadline.rolled, deadline.rolled_day()).as_str())
}

/// What must be known besides.
pub(super) fn remarks(page: &Page, rule: &ClockRule, deadline: &Deadline) -> Vec<String> {
    let parameter = (rule.verified == Verified::No).then(|| page.t("tips-clock-parameter"));
    let year = match deadline.certainty {
        Certainty::Announced => None,
        Certainty::YearUnknown(year) => Some(page.of("tips-clock-year-unknown", year.to_string())),
    };
    parameter.into_iter().chain(year).collect()
}

fn left(page: &Page, rule: &ClockRule, deadline: &Deadline, now: Timestamp) -> String {
    let (key, number) = match rule.limit.unit {
        Unit::Hours | Unit::AtOnce => {
            let minutes = deadline.strict.duration_since(now).as_mins();
            let hours = minutes.abs() / 60;
            match (minutes >= 0, hours) {
                (true, 0) => ("tips-left-minutes", minutes),
                (true, hours) => ("tips-left-hours", hours),
                (false, 0) => ("tips-past-minutes", minutes.abs()),
                (false, hours) => ("tips-past-hours", hours),
            }
        }
        _ => {
            let days = days_between(base::local_date(now), deadline.strict_day());
            match days {
                0 => ("tips-left-today", 0),
                days if days > 0 => ("tips-left-days", days),
                days => ("tips-past-days", -days),
            }
        }
    };
    page.of(key, number)
}

/// Days from one date to another.
fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
