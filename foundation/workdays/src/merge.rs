//! From rows to a calendar, and from the shipped tables to rows.

use calendar::{Anchor, Announced, DayRow, HolidayRule, Holidays, LunarDate, MakeUp, Rows, Verified, YearNotice};
use jiff::civil::Date;

use crate::row::{ListedRow, RowKind, Told};

/// The shipped tables as rows, each under its key.
pub(crate) fn shipped(rows: &Rows) -> Vec<ListedRow> {
    let row = |key: String, told: Told| ListedRow { key, told, added: None, withdrawn: None, replaces: None };
    let rules = rows.rules.iter().map(|rule| {
        let told = Told {
            kind: RowKind::Rule,
            day: rule.from,
            name: rule.code.clone(),
            citation: rule.citation.clone(),
            is_verified: rule.verified == Verified::Yes,
            valid_from: Date::MIN,
        };
        row(format!("shipped-rule-{}", rule.code), told)
    });
    let years = rows.years.iter().filter_map(|notice| {
        let told = Told {
            kind: RowKind::Year,
            day: Date::new(notice.year, 1, 1).ok()?,
            name: notice.year.to_string(),
            citation: notice.citation.clone(),
            is_verified: true,
            valid_from: Date::MIN,
        };
        Some(row(format!("shipped-year-{}", notice.year), told))
    });
    let days = rows.days.iter().map(|day| {
        let kind = match day.announced {
            Announced::Work => RowKind::Work,
            Announced::Rest if day.code == "swap" => RowKind::Swap,
            Announced::Rest => RowKind::Rest,
        };
        let told = Told {
            kind,
            day: day.on,
            name: day.code.clone(),
            citation: day.citation.clone(),
            is_verified: day.verified == Verified::Yes,
            valid_from: Date::MIN,
        };
        row(format!("shipped-day-{}", day.on), told)
    });
    rules.chain(years).chain(days).collect()
}

/// The calendar of a day: `rows` in the order in which they came, of which the later wins.
pub(crate) fn calendar(shipped: &Rows, rows: &[ListedRow], today: Date) -> Holidays {
    let counting: Vec<_> = rows.iter().filter(|row| row.counts_on(today)).collect();
    let is_kept = |code: &str| {
        let key = format!("shipped-rule-{code}");
        counting.iter().any(|row| row.key == key)
    };
    let mut rules: Vec<_> = shipped.rules.iter().filter(|rule| is_kept(&rule.code)).cloned().collect();
    let mut years: Vec<YearNotice> = Vec::new();
    let mut days = Vec::new();
    for ListedRow { told, .. } in counting {
        match told.kind {
            RowKind::Rule => {}
            RowKind::Yearly | RowKind::Lunar => rules.extend(rule(told)),
            RowKind::Year => match years.iter_mut().find(|notice| notice.year == told.day.year()) {
                // A year is announced by one notice, and its swaps by later ones.
                Some(known) => known.citation = format!("{}; {}", known.citation, told.citation),
                None => years.push(YearNotice { year: told.day.year(), citation: told.citation.clone() }),
            },
            RowKind::Rest | RowKind::Swap | RowKind::Work => days.push(DayRow {
                on: told.day,
                announced: if told.kind == RowKind::Work { Announced::Work } else { Announced::Rest },
                code: told.name.clone(),
                verified: if told.is_verified { Verified::Yes } else { Verified::No },
                citation: told.citation.clone(),
            }),
        }
    }
    Holidays::new(rules, years, days)
}

/// A day that comes back every year. Where it meets a rest day it is made up, as every holiday of the law (Labour Code
/// Đ111 k3); nothing for a day that the lunar calendar does not reach.
fn rule(told: &Told) -> Option<HolidayRule> {
    let anchor = match told.kind {
        RowKind::Lunar => {
            let lunar = LunarDate::of(told.day)?;
            Anchor::Lunar(lunar.month, lunar.day)
        }
        _ => Anchor::Solar(told.day.month(), told.day.day()),
    };
    Some(HolidayRule {
        code: told.name.clone(),
        anchor,
        starts: vec![0],
        days: 1,
        make_up: MakeUp::NextWorkingDay,
        from: told.day,
        to: None,
        verified: if told.is_verified { Verified::Yes } else { Verified::No },
        citation: told.citation.clone(),
    })
}

#[cfg(test)]
mod tests;
