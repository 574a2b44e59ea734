//! The calendar as a file for a telephone.

use axum::extract::State;
use icalendar::{Component as _, Event, Property};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use web::{Answer, Services, Visit, download};

use super::calendar_entries::{Entry, entries};

/// The months that the file for a telephone covers before and after today, in days.
const FILE_DAYS: (i32, i32) = (31, 366);

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
}
