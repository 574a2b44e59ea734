//! The calendar: what is due in a month, as a table and as a list.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use web::{Answer, Page, Services, Visit, html};

use super::calendar_entries::{Entry, entries};
use crate::model::work::relative_days;

/// Which month: `2026-11`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    thang: String,
}

#[derive(Debug)]
struct Day {
    number: i8,
    anchor: String,
    other: bool,
    today: bool,
    count: usize,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct ListedDay {
    anchor: String,
    date: String,
    relative: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/calendar.html")]
struct CalendarPage {
    page: Page,
    month_text: String,
    before: String,
    after: String,
    weeks: Vec<Vec<Day>>,
    days: Vec<ListedDay>,
}

fn month_asked(asked: &Asked, today: Date) -> Date {
    let month: Option<Date> = format!("{}-01", asked.thang).parse().ok();
    // No plan reaches further; at the end of the calendar itself there is no next day to count on to.
    month.filter(|month| (2000..=2100).contains(&month.year())).unwrap_or_else(|| today.first_of_month())
}

fn month_key(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// The page of a month.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let today = services.context.today();
    let month = month_asked(&asked, today);
    let entries = entries(&visit, &services, month, month.last_of_month()).await?;
    let mut by_day: BTreeMap<Date, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        // What lasts is shown on its first day within the month.
        by_day.entry(entry.from.max(month)).or_default().push(entry);
    }
    let weeks = weeks(month, today, &by_day);
    let days = by_day
        .into_iter()
        .map(|(day, entries)| ListedDay {
            anchor: anchor(day),
            date: i18n::date(day),
            relative: relative_days(&visit.tr, day, today),
            entries,
        })
        .collect();
    let name = [("x", month.month().to_string().into()), ("y", month.year().to_string().into())];
    html(&CalendarPage {
        page: visit.page(visit.tr.t("plans-w-calendar-title")),
        month_text: visit.tr.with("plans-w-calendar-month", &name),
        before: month_key(month.saturating_sub(1.month())),
        after: month_key(month.saturating_add(1.month())),
        weeks,
        days,
    })
}

fn anchor(day: Date) -> String {
    format!("ngay-{day}")
}

/// The weeks of a month, Monday first, with the days of its neighbours that fill them.
fn weeks(month: Date, today: Date, by_day: &BTreeMap<Date, Vec<Entry>>) -> Vec<Vec<Day>> {
    let lead = i32::from(month.weekday().to_monday_zero_offset());
    let mut day = month.saturating_sub(lead.days());
    let mut weeks = Vec::new();
    for _ in 0..(lead + i32::from(month.days_in_month())).unsigned_abs().div_ceil(7) {
        let mut week = Vec::new();
        for _ in 0..7 {
            let entries = by_day.get(&day).cloned().unwrap_or_default();
            week.push(Day {
                number: day.day(),
                anchor: anchor(day),
                other: day.month() != month.month(),
                today: day == today,
                count: entries.len(),
                entries: entries.into_iter().take(2).collect(),
            });
            day = day.saturating_add(1.day());
        }
        weeks.push(week);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_of_a_month_has_whole_weeks_from_monday() {
        let weeks = weeks(date(2026, 11, 1), date(2026, 11, 22), &BTreeMap::new());

        assert_eq!(weeks.len(), 6);
        assert!(weeks.iter().all(|week| week.len() == 7));
        assert_eq!((weeks[0][0].number, weeks[0][0].other), (26, true));
        assert_eq!((weeks[0][6].number, weeks[0][6].other), (1, false));
        assert_eq!(weeks.iter().flatten().filter(|day| day.today).count(), 1);
    }

    #[test]
    fn a_month_has_four_to_six_weeks_even_at_the_end_of_the_calendar() {
        let weeks_of = |month: Date| weeks(month, jiff::civil::date(2026, 11, 22), &BTreeMap::new()).len();

        assert_eq!(weeks_of(jiff::civil::date(2026, 11, 1)), 6);
        assert_eq!(weeks_of(jiff::civil::date(2027, 2, 1)), 4);
        assert_eq!(weeks_of(jiff::civil::date(9999, 12, 1)), 5);
    }

    #[test]
    fn a_month_that_no_plan_reaches_is_this_month() {
        let asked =
            |thang: &str| month_asked(&Asked { thang: thang.to_owned() }, jiff::civil::date(2026, 11, 22)).to_string();

        assert_eq!(asked("9999-12"), "2026-11-01");
        assert_eq!(asked("2027-02"), "2027-02-01");
    }
}
