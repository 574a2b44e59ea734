//! The holidays of one year as the rules give them, through every choice that the law leaves open.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Date};

use super::{Anchor, Day, HolidayRule, MakeUp, Reason, Standing, Verified, is_weekly_rest};
use crate::lunar::{LunarDate, LunarMonth};

/// One way in which the year may be arranged: each free day with its reason and citation.
type Plan<'r> = BTreeMap<Date, (Reason, &'r HolidayRule)>;

/// The days that the rules make free: `Rest` where every choice does, `Doubtful` where only some do.
pub(super) fn worked_out(rules: &[HolidayRule], year: i16) -> Vec<Day> {
    let plans: Vec<Plan<'_>> = choices(rules, year).iter().map(|choice| plan(choice)).collect();
    let all: BTreeSet<Date> = plans.iter().flat_map(|plan| plan.keys().copied()).collect();
    all.into_iter().filter_map(|on| day(&plans, on)).collect()
}

/// What the plans together say of one day.
fn day(plans: &[Plan<'_>], on: Date) -> Option<Day> {
    let (reason, rule) = plans.iter().find_map(|plan| plan.get(&on))?;
    let sure = plans.iter().all(|plan| plan.contains_key(&on)) && rule.verified == Verified::Yes;
    // A weekend day inside a holiday that may or may not cover it is free either way.
    let standing = if sure || is_weekly_rest(on) { Standing::Rest } else { Standing::Doubtful };
    Some(Day { on, standing, reason: Some(reason.clone()), citation: rule.citation.clone() })
}

/// Every combination of first days that the law allows: each holiday with the days it would take.
fn choices(rules: &[HolidayRule], year: i16) -> Vec<Vec<(&HolidayRule, Vec<Date>)>> {
    let mut combinations = vec![Vec::new()];
    for rule in rules {
        let Some(anchor) = anchored(rule.anchor, year) else { continue };
        let ways: Vec<Vec<Date>> = rule.starts.iter().map(|start| taken(rule, anchor, *start)).collect();
        combinations = combinations
            .iter()
            .flat_map(|so_far| ways.iter().map(move |way| [so_far.as_slice(), &[(rule, way.clone())]].concat()))
            .collect();
    }
    combinations
}

fn anchored(anchor: Anchor, year: i16) -> Option<Date> {
    match anchor {
        Anchor::Solar(month, day) => Date::new(year, month, day).ok(),
        Anchor::Lunar(month, day) => LunarDate { year, month, day, month_kind: LunarMonth::Common }.solar(),
    }
}

/// The days of a holiday that begins `start` days from its anchor, as far as the rule is in force on them.
fn taken(rule: &HolidayRule, anchor: Date, start: i32) -> Vec<Date> {
    (start..start.saturating_add(rule.days))
        .map(|offset| anchor.saturating_add(Span::new().days(offset)))
        .filter(|on| *on >= rule.from && rule.to.is_none_or(|to| *on <= to))
        .collect()
}

/// Lays the holidays of one combination out and makes up those that meet a rest day, in the order of the calendar.
fn plan<'r>(holidays: &[(&'r HolidayRule, Vec<Date>)]) -> Plan<'r> {
    let mut plan = Plan::new();
    let mut lost = Vec::new();
    for (rule, days) in holidays {
        for on in days {
            plan.insert(*on, (Reason::Holiday(rule.code.clone()), *rule));
            if is_weekly_rest(*on) && rule.make_up == MakeUp::NextWorkingDay {
                lost.push((*on, *rule));
            }
        }
    }
    lost.sort_by_key(|(on, _)| *on);
    for (on, rule) in lost {
        let mut next = on;
        while is_weekly_rest(next) || plan.contains_key(&next) {
            let Ok(tomorrow) = next.tomorrow() else { break };
            next = tomorrow;
        }
        plan.entry(next).or_insert((Reason::MakeUp(rule.code.clone()), rule));
    }
    plan
}
