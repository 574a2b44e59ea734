//! The limits of a tip on real months: weekdays, days off by name, and where each limit ends, in both readings.

use std::collections::BTreeMap;

use ::web::{Answer, Page, Services, Visit, html};
use askama::Template;
use axum::extract::{Path, State};
use base::local_date;
use calendar::{Deadline, Holidays, Reason, Standing, Unit};
use jiff::{Timestamp, ToSpan as _, civil::Date};

use super::{clock_words, words};
use crate::{
    model::law::{ClockRule, ClockState, Law, Phase, RunningClock, Sense, Start, clocks, outlook},
    rights::SeeTips,
    store::{path, tips},
};

/// The most months on one page.
const MOST_MONTHS: usize = 12;

/// Something that happens on a day.
#[derive(Debug, Clone)]
struct Mark {
    short: String,
    long: String,
    tag: &'static str,
}

/// A day of a month; nothing for the places before the first and after the last.
#[derive(Debug)]
struct DayCell {
    number: i8,
    class: &'static str,
    off: String,
    marks: Vec<Mark>,
}

/// One month with what happens in it.
#[derive(Debug)]
struct MonthGrid {
    title: String,
    id: String,
    weeks: Vec<Vec<Option<DayCell>>>,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "tips/work/calendar.html")]
struct CalendarPage {
    page: Page,
    months: Vec<MonthGrid>,
    notices: Vec<String>,
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let mut q = &services.db;
    let head = tips::find(&mut q, visit.actor()?, id.parse()?).await?;
    visit.permit::<SeeTips>(&head.thing())?;
    let holidays = services.holidays().await?;
    let (law, now) = (path::law(&holidays)?, services.context.now());
    let path = path::path(&mut q, &head, law).await?;
    let number = head.number.map_or_else(String::new, |(serial, year)| words::number(serial, year));
    let page = visit.page(visit.tr.of("tips-calendar-title", number.as_str()));
    let page = page.back(format!("/tin-bao/{id}"), visit.tr.t("tips-w-back"));
    let marks = marks(&page, path.events(), law, head.received_at);
    let today = local_date(now);
    let first = marks.keys().next().copied().unwrap_or(today).min(today).first_of_month();
    let last = marks.keys().next_back().copied().unwrap_or(today).max(today);
    let months: Vec<_> = std::iter::successors(Some(first), |month| Some(month.saturating_add(1.month())))
        .take_while(|month| *month <= last)
        .take(MOST_MONTHS)
        .map(|month| grid(&page, month, today, &marks, law.holidays))
        .collect();
    let notices = (first.year()..=last.year())
        .map(|year| match law.holidays.notice(year) {
            Some(notice) => page.xy("tips-calendar-notice", year.to_string(), notice.citation.as_str()),
            None => page.of("tips-clock-year-unknown", year.to_string()),
        })
        .collect();
    html(&CalendarPage { page, months, notices })
}

/// What happens on which day: the receipt, the end of every limit that runs, ran, or may come to run.
fn marks(
    page: &Page,
    events: &[crate::model::law::Noted],
    law: Law<'_>,
    received_at: Timestamp,
) -> BTreeMap<Date, Vec<Mark>> {
    let mut found: BTreeMap<Date, Vec<Mark>> = BTreeMap::new();
    let received = page.kind("tips-w-step", "received");
    let mark = Mark { short: received.clone(), long: received, tag: "tag" };
    found.entry(local_date(received_at)).or_default().push(mark);
    for clock in clocks(events, law).iter().filter(|clock| is_shown(clock)) {
        let (state, tag) = match clock.state {
            ClockState::Open => (String::new(), "tag tag-warn"),
            ClockState::Met => (page.t("tips-calendar-met"), "tag tag-done"),
            ClockState::Superseded => (page.t("tips-calendar-superseded"), "tag"),
        };
        add(page, &mut found, (clock.rule, &clock.deadline), (&state, tag));
    }
    for one in outlook(events, law) {
        let state = page.kind("tips-possible", &one.rule.code);
        add(page, &mut found, (one.rule, &one.deadline), (&state, "tag tag-progress"));
    }
    found
}

/// Permissions and what no longer counts are left out, but for the limits for resolving that a longer one replaced.
fn is_shown(clock: &RunningClock<'_>) -> bool {
    let is_phase = Phase::from_key(&clock.rule.code).is_some();
    clock.rule.sense == Sense::By && (clock.state != ClockState::Superseded || is_phase)
}

fn add(
    page: &Page,
    found: &mut BTreeMap<Date, Vec<Mark>>,
    (rule, deadline): (&ClockRule, &Deadline),
    (state, tag): (&str, &'static str),
) {
    let name = clock_words::name(page, rule);
    let short = short(page, rule);
    let in_hours = matches!(rule.limit.unit, Unit::Hours | Unit::AtOnce);
    let mut put = |day: Date, at: Timestamp, is_latest: bool| {
        let mut long = if in_hours {
            page.xy("tips-calendar-at", name.as_str(), page.date_time(&at).as_str())
        } else if is_latest {
            page.of("tips-calendar-latest", name.as_str())
        } else {
            page.of("tips-calendar-end", name.as_str())
        };
        if !state.is_empty() {
            long = format!("{long} – {state}");
        }
        found.entry(day).or_default().push(Mark { short: short.clone(), long, tag });
    };
    put(deadline.strict_day(), deadline.strict, false);
    if deadline.rolled_day() != deadline.strict_day() {
        put(deadline.rolled_day(), deadline.rolled, true);
    }
}

/// A limit in as few letters as a day's cell on a phone holds: `24 giờ`, `+2 tháng`.
fn short(page: &Page, rule: &ClockRule) -> String {
    let unit = match rule.limit.unit {
        Unit::AtOnce => "now",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::WorkingDays => "working-days",
        Unit::Months => "months",
        Unit::Years => "years",
    };
    let text = page.of(&format!("tips-unit-{unit}"), i64::from(rule.limit.amount));
    if matches!(rule.start, Start::After(_)) { format!("+{text}") } else { text }
}

fn grid(page: &Page, month: Date, today: Date, marks: &BTreeMap<Date, Vec<Mark>>, holidays: &Holidays) -> MonthGrid {
    let lead = usize::try_from(month.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells: Vec<Option<DayCell>> = std::iter::repeat_with(|| None).take(lead).collect();
    let days: Vec<Date> = std::iter::successors(Some(month), |day| day.tomorrow().ok())
        .take_while(|day| day.month() == month.month())
        .collect();
    for day in &days {
        cells.push(Some(DayCell {
            number: day.day(),
            class: class(*day, today, holidays),
            off: off(page, *day, holidays),
            marks: marks.get(day).cloned().unwrap_or_default(),
        }));
    }
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let mut week: Vec<_> = cells.drain(..cells.len().min(7)).collect();
        week.resize_with(7, || None);
        weeks.push(week);
    }
    let title = page.xy("tips-calendar-month", month.month().to_string(), month.year().to_string());
    MonthGrid {
        title,
        id: format!("thang-{}-{}", month.year(), month.month()),
        weeks,
        lines: lines(page, &days, marks, holidays),
    }
}

fn class(day: Date, today: Date, holidays: &Holidays) -> &'static str {
    match (day == today, holidays.standing(day)) {
        (true, _) => "today",
        (false, Standing::Working) => "",
        (false, _) => "other",
    }
}

/// Why a day is off, or worked although it is a Saturday; empty for the ordinary week.
fn off(page: &Page, day: Date, holidays: &Holidays) -> String {
    let day = holidays.day(day);
    // A day that the office entered has its name in words.
    let key = |code: &str| format!("tips-holiday-{code}");
    let name = |code: &str| if page.tr.has(&key(code)) { page.t(&key(code)) } else { code.to_owned() };
    if is_chosen_otherwise(&day, holidays) {
        return String::new();
    }
    let text = match (&day.reason, day.standing) {
        (None | Some(Reason::Weekly), _) => return String::new(),
        (Some(Reason::Notice(_)), Standing::Working) => page.t("tips-holiday-worked"),
        (Some(Reason::MakeUp(code)), _) => page.of("tips-holiday-made-up", name(code).as_str()),
        (Some(Reason::Holiday(code) | Reason::Notice(code)), _) => name(code),
    };
    if day.standing == Standing::Doubtful { page.of("tips-holiday-doubtful", text.as_str()) } else { text }
}

/// Whether a rest day of the week is a holiday only by a choice of days that the notice of its year did not take: the Sunday before
/// Tết 2026 is a Sunday.
fn is_chosen_otherwise(day: &calendar::Day, holidays: &Holidays) -> bool {
    let Some(Reason::Holiday(code)) = &day.reason else { return false };
    let has_choice = holidays.rules().iter().any(|rule| rule.code == *code && rule.starts.len() > 1);
    let is_weekend = day.on.weekday().to_monday_zero_offset() > 4;
    has_choice && is_weekend && holidays.notice(day.on.year()).is_some()
}

/// The same in words, day by day; days off of one name in a row are one line.
fn lines(page: &Page, days: &[Date], marks: &BTreeMap<Date, Vec<Mark>>, holidays: &Holidays) -> Vec<(String, String)> {
    let mut lines: Vec<(Date, Date, String)> = Vec::new();
    for day in days {
        let off = off(page, *day, holidays);
        let before = day.yesterday().ok();
        match lines.iter_mut().rev().find(|(_, last, text)| Some(*last) == before && !off.is_empty() && *text == off) {
            Some(line) => line.1 = *day,
            None if !off.is_empty() => lines.push((*day, *day, off)),
            None => {}
        }
        lines.extend(marks.get(day).into_iter().flatten().map(|mark| (*day, *day, mark.long.clone())));
    }
    let weekday = |day: &Date| page.kind("tips-weekday-long", &day.weekday().to_monday_one_offset().to_string());
    let dated = |from: &Date, to: &Date| {
        if from == to {
            format!("{}, {}", weekday(from), page.date(from))
        } else {
            format!("{} – {}", page.date(from), page.date(to))
        }
    };
    lines.iter().map(|(from, to, text)| (dated(from, to), text.clone())).collect()
}
