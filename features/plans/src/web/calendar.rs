//! The calendar: what is due in a month, as a table and as a list, and as a file for a telephone.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use icalendar::{Component as _, Event, Property};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::Deserialize;
use web::{Answer, Page, Problem, Services, Visit, download, html};

use super::views::short;
use crate::{
    model::work::relative_days,
    rights::MyWork,
    store::{dates, worklist},
};

/// The months that the file for a telephone covers before and after today, in days.
const FILE_DAYS: (i32, i32) = (31, 366);

/// Which month: `2026-11`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    thang: String,
}

/// One entry of a day.
#[derive(Debug, Clone)]
struct Entry {
    /// `duty`, `report` or `campaign`.
    kind: &'static str,
    uid: String,
    href: String,
    text: String,
    note: String,
    tag: &'static str,
    tag_text: String,
    /// First and last day, the same for what is due on one day.
    from: Date,
    to: Date,
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

/// Everything of the person's own between two days.
async fn entries(visit: &Visit, services: &Services, from: Date, to: Date) -> Result<Vec<Entry>, Problem> {
    let actor = visit.actor()?;
    let scope = visit.scope::<MyWork>()?;
    let today = services.context.today();
    let mut q = &services.db;
    let tr = &visit.tr;
    let mut entries = Vec::new();
    for work in worklist::between(&mut q, &scope, today, from, to).await? {
        let Some(due) = work.facts.due_last else { continue };
        entries.push(Entry {
            kind: "duty",
            uid: work.id.to_string(),
            href: format!("/nhiem-vu/{}", work.id),
            text: short(&work.text, 150),
            note: short(&work.plan_title, 100),
            tag: work.status.key(),
            tag_text: tr.t(&work.status.message()),
            from: due,
            to: due,
        });
    }
    for report in dates::reports_between(&mut q, actor, from, to).await? {
        let (tag, key) = if report.own && report.done {
            ("done", "plans-w-report-done")
        } else if report.elapsed {
            ("elapsed", "plans-w-status-elapsed")
        } else if report.own && report.due_on < today {
            ("late", "plans-w-status-late")
        } else {
            ("report", "plans-w-report-due")
        };
        entries.push(Entry {
            kind: "report",
            uid: report.id,
            href: format!("/ke-hoach/{}", report.plan_id),
            text: short(&report.title, 150),
            note: short(&report.plan_title, 100),
            tag,
            tag_text: tr.t(key),
            from: report.due_on,
            to: report.due_on,
        });
    }
    for (place, campaign) in dates::campaigns(&mut q, actor, from, to).await?.into_iter().enumerate() {
        let days = [("x", i18n::date(campaign.starts_on).into()), ("y", i18n::date(campaign.ends_on).into())];
        entries.push(Entry {
            kind: "campaign",
            uid: format!("{}-{place}", campaign.plan_id),
            href: format!("/ke-hoach/{}", campaign.plan_id),
            text: short(&campaign.name, 150),
            note: tr.with("plans-w-due-window", &days),
            tag: "campaign",
            tag_text: tr.t("plans-w-campaign"),
            from: campaign.starts_on,
            to: campaign.ends_on,
        });
    }
    entries.sort_by(|a, b| (a.from, &a.text).cmp(&(b.from, &b.text)));
    Ok(entries)
}

/// The calendar as a file (RFC 5545): whole days, no alarm, no names of people.
pub(crate) async fn file(visit: Visit, State(services): State<Services>) -> Answer {
    let today = services.context.today();
    let (before, after) = FILE_DAYS;
    let from = today.saturating_sub(before.days());
    let to = today.saturating_add(after.days());
    let entries = entries(&visit, &services, from, to).await?;
    let text = file_text(&entries, &visit.tr.t("plans-w-calendar-title"), services.context.now());
    download("lich.ics", "text/calendar; charset=utf-8", text.into_bytes())
}

fn file_text(entries: &[Entry], name: &str, now: Timestamp) -> String {
    let mut calendar = icalendar::Calendar::new();
    calendar.name(name);
    for entry in entries {
        let mut event = Event::new();
        event
            .uid(&format!("{}-{}@la-chan", entry.kind, entry.uid))
            .summary(&entry.text)
            .description(&format!("{} · {}", entry.tag_text, entry.note))
            // Without a stamp of ours the library would look at the machine's clock.
            .add_property("DTSTAMP", stamp(now));
        event.append_property(whole_day("DTSTART", entry.from));
        // The end of a whole-day event is the day after it (RFC 5545, 3.6.1).
        event.append_property(whole_day("DTEND", entry.to.saturating_add(1.day())));
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn whole_day(name: &str, day: Date) -> Property {
    Property::new(name, compact(day)).add_parameter("VALUE", "DATE").done()
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn stamp(at: Timestamp) -> String {
    let utc = jiff::tz::TimeZone::UTC.to_datetime(at);
    format!("{}T{:02}{:02}{:02}Z", compact(utc.date()), utc.hour(), utc.minute(), utc.second())
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
    fn the_file_carries_whole_days_and_escapes_what_is_written() {
        let day = date(2026, 11, 30);
        let entry = Entry {
            kind: "duty",
            uid: "1".into(),
            href: String::new(),
            text: "Tập huấn; phát tờ rơi, ký cam kết".into(),
            note: String::new(),
            tag: "late",
            tag_text: String::new(),
            from: day,
            to: day,
        };

        let text = file_text(&[entry], "Lịch", "2026-11-22T05:00:00Z".parse().unwrap());

        assert!(text.contains("DTSTART;VALUE=DATE:20261130\r\n"));
        assert!(text.contains("DTEND;VALUE=DATE:20261201\r\n"));
        assert!(text.contains("DTSTAMP:20261122T050000Z\r\n"));
        assert!(text.contains("SUMMARY:Tập huấn\\; phát tờ rơi\\, ký cam kết"));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
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
