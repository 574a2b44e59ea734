//! A month as a calendar: which of its days are worked.

use std::collections::HashMap;

use ::web::{Answer, Page, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};
use calendar::{Holidays, Standing};
use jiff::{ToSpan as _, civil::Date};

use super::{standing_key, under_year, why, year::asked};
use crate::rights::SeeWorkdays;

#[derive(Template)]
#[template(path = "administration/workdays/month.html")]
struct MonthPage {
    page: Page,
    before: String,
    after: String,
    month_text: String,
    weekdays: Vec<String>,
    weeks: Vec<Vec<DayCell>>,
    worked: i64,
    doubtful: i64,
}

struct DayCell {
    number: i8,
    is_other: bool,
    is_today: bool,
    standing: &'static str,
    why: String,
}

/// The page.
pub(in crate::web) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeWorkdays>()?;
    let today = services.context.today();
    let year = asked(&query, today);
    let month = query.get("thang").and_then(|month| month.trim().parse().ok()).filter(|month| (1..=12).contains(month));
    let first = Date::new(year, month.unwrap_or(today.month()), 1).unwrap_or(today);
    let holidays = services.holidays().await?;
    let cell = |on: Date| {
        let day = holidays.day(on);
        DayCell {
            number: on.day(),
            is_other: on.month() != first.month(),
            is_today: on == today,
            standing: standing_key(day.standing),
            why: why(&services, &visit.tr, &day),
        }
    };
    let weeks = weeks(first).into_iter().map(|week| week.into_iter().map(cell).collect()).collect();
    let month_text = visit.page("").xy("adm-days-month-of-year", first.month().to_string(), year.to_string());
    html(&MonthPage {
        page: under_year(&visit, month_text.clone(), year),
        before: path(first.saturating_sub(1.month())),
        after: path(first.saturating_add(1.month())),
        month_text,
        weekdays: (1..=7).map(|day| visit.tr.t(&format!("adm-weekday-short-{day}"))).collect(),
        weeks,
        worked: count(&holidays, first, Standing::Working),
        doubtful: count(&holidays, first, Standing::Doubtful),
    })
}

fn path(month: Date) -> String {
    format!("/quan-tri/ngay-nghi/thang?nam={}&thang={}", month.year(), month.month())
}

/// The weeks that a month touches, Monday first.
fn weeks(first: Date) -> Vec<Vec<Date>> {
    let lead = i64::from(first.weekday().to_monday_zero_offset());
    let monday = first.saturating_sub(lead.days());
    let last = first.last_of_month();
    (0..6)
        .map(|week| (0..7).map(|day| monday.saturating_add((week * 7 + day).days())).collect::<Vec<_>>())
        .filter(|week| week.first().is_some_and(|monday| *monday <= last))
        .collect()
}

/// How many days of a month stand in a way.
fn count(holidays: &Holidays, first: Date, standing: Standing) -> i64 {
    (0..i64::from(first.days_in_month()))
        .map(|day| i64::from(holidays.standing(first.saturating_add(day.days())) == standing))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_four_to_six_weeks_that_hold_all_its_days() {
        for month in 1..=12 {
            for year in 2024..=2035 {
                let first = Date::new(year, month, 1).unwrap();
                let weeks = weeks(first);
                let days = weeks.concat().into_iter().filter(|day| day.month() == month).count();
                assert!((4..=6).contains(&weeks.len()));
                assert_eq!(days, usize::try_from(first.days_in_month()).unwrap());
            }
        }
    }
}
