//! Safe contact (ux.md S-50): how, at which hours and for how long somebody may be reached without harm to them.

use base::{local_date, local_time};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use super::{law::keyed, moment::parse_time};

keyed! {
    /// By which way.
    ContactChannel {
        /// A call.
        Call = "call",
        /// A text message.
        Sms = "sms",
        /// Zalo.
        Zalo = "zalo",
        /// Another way, told in the words about the hours.
        Other = "other",
    }
}

/// After so many days the person must be asked again whether the way is still safe.
pub const ASK_AGAIN_AFTER: i64 = 30;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Safe contact: nothing is stored without it where a telephone number is given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SafeContact {
    /// The number.
    pub phone: String,
    /// Key of [`ContactChannel`]; empty in what was written down before it was asked.
    pub channel: String,
    /// From when on it is safe, as typed; empty in what was written down before it was asked.
    pub from: String,
    /// Until when, as typed; earlier than `from` where the hours go over midnight, `24:00` for the end of the day.
    pub to: String,
    /// What else is to be known of the hours, in words. Once this was all.
    pub hours: String,
    /// Who else picks up.
    pub shared_with: String,
    /// Whether a message may be left.
    pub may_leave_message: bool,
    /// Whether the agency may be named.
    pub may_name_agency: bool,
    /// Words that disguise the call.
    pub disguise: String,
    /// A word by which both recognise each other.
    pub password: String,
    /// When the person was last asked again; nothing where only the day of writing down is known.
    pub asked_on: Option<Date>,
}

/// What is missing for a number to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// By which way.
    Channel,
    /// From when on.
    From,
    /// Until when.
    To,
}

impl Missing {
    /// The field of the forms.
    pub fn field(self) -> &'static str {
        match self {
            Self::Channel => "kenh_lien_lac",
            Self::From => "gio_tu",
            Self::To => "gio_den",
        }
    }

    /// The message for an officer.
    pub fn work_key(self) -> &'static str {
        match self {
            Self::Channel => "tips-w-fault-safe-channel",
            Self::From | Self::To => "tips-w-fault-safe-hours",
        }
    }

    /// The message for a reporter.
    pub fn public_key(self) -> &'static str {
        match self {
            Self::Channel => "tips-fault-safe-channel",
            Self::From | Self::To => "tips-fault-safe-hours",
        }
    }
}

keyed! {
    /// Whether somebody may be reached now.
    Reach {
        /// Inside the safe hours.
        Open = "open",
        /// Outside them.
        OutsideHours = "outside",
        /// The hours were told in words alone: whether this is one of them cannot be told.
        HoursUnknown = "unknown",
        /// So long ago that the person must be asked again first.
        AskAgain = "ask_again",
    }
}

impl SafeContact {
    /// What is missing where a number is given; nothing where there is none.
    pub fn missing(&self) -> Vec<Missing> {
        if self.phone.is_empty() {
            return Vec::new();
        }
        let has_hours = self.window().is_some();
        let faults = [
            (ContactChannel::from_key(&self.channel).is_none(), Missing::Channel),
            (minutes(&self.from).is_none(), Missing::From),
            (!has_hours && minutes(&self.from).is_some(), Missing::To),
        ];
        faults.into_iter().filter(|(is_so, _)| *is_so).map(|(_, missing)| missing).collect()
    }

    /// The last day on which what was told on a day, or asked again since, may be relied on.
    pub fn valid_until(&self, told_on: Date) -> Date {
        self.asked_on.map_or(told_on, |asked| asked.max(told_on)).saturating_add(ASK_AGAIN_AFTER.days())
    }

    /// Whether the person may be reached at a moment.
    pub fn reach(&self, told_on: Date, now: Timestamp) -> Reach {
        if local_date(now) > self.valid_until(told_on) {
            return Reach::AskAgain;
        }
        let Some((from, to)) = self.window() else { return Reach::HoursUnknown };
        let time = local_time(now).time();
        let minute = i32::from(time.hour()) * 60 + i32::from(time.minute());
        let (from, to) = (i32::from(from), i32::from(to));
        let is_inside = if from < to { from <= minute && minute < to } else { minute >= from || minute < to };
        if is_inside { Reach::Open } else { Reach::OutsideHours }
    }

    /// The hours in words: `08:00–10:00`, and what was said besides.
    pub fn hours_in_words(&self) -> String {
        let hours = self.window().map(|(from, to)| format!("{}–{}", clock(from), clock(to)));
        let words = Some(self.hours.clone()).filter(|words| !words.is_empty());
        hours.into_iter().chain(words).collect::<Vec<_>>().join("; ")
    }

    /// The address by which a browser reaches the number, where there is one for the way chosen.
    pub fn link(&self) -> Option<String> {
        let number: String = self.phone.chars().filter(|ch| ch.is_ascii_digit() || *ch == '+').collect();
        match ContactChannel::from_key(&self.channel)? {
            _ if number.is_empty() => None,
            ContactChannel::Call => Some(format!("tel:{number}")),
            ContactChannel::Sms => Some(format!("sms:{number}")),
            ContactChannel::Zalo | ContactChannel::Other => None,
        }
    }

    /// Minutes of the day from and until which it is safe. Two equal times are no hours: nobody means them.
    fn window(&self) -> Option<(u16, u16)> {
        minutes(&self.from).zip(minutes(&self.to)).filter(|(from, to)| from != to && *from < DAY)
    }
}

/// Minutes since midnight; `24:00` is the end of the day.
fn minutes(text: &str) -> Option<u16> {
    if ["24", "24:00", "24h", "24h00"].contains(&text.trim()) {
        return Some(DAY);
    }
    let time = parse_time(text)?;
    let part = |number: i8| u16::try_from(number).ok();
    Some(part(time.hour())? * 60 + part(time.minute())?)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(from: &str, to: &str) -> SafeContact {
        let (phone, channel) = ("0000 000 999".to_owned(), "call".to_owned());
        SafeContact { phone, channel, from: from.into(), to: to.into(), ..SafeContact::default() }
    }

    /// Whether one may call at a time of the day on which the number was given.
    fn at(contact: &SafeContact, time: &str) -> Reach {
        let now: Timestamp = format!("2026-03-02T{time}:00+07:00").parse().unwrap();
        contact.reach(local_date(now), now)
    }

    #[test]
    fn a_number_is_not_stored_without_the_way_and_the_hours() {
        assert_eq!(SafeContact::default().missing(), []);
        assert_eq!(contact("8h", "10h").missing(), []);
        assert_eq!(contact("8h", "").missing(), [Missing::To]);
        assert_eq!(contact("8h", "8:00").missing(), [Missing::To]);
        assert_eq!(contact("tối", "10h").missing(), [Missing::From]);
        assert_eq!(contact("24:00", "10h").missing(), [Missing::To]);
        let unsaid = SafeContact { channel: "pigeon".into(), ..contact("", "") };
        assert_eq!(unsaid.missing(), [Missing::Channel, Missing::From]);
    }

    #[test]
    fn the_hours_begin_with_their_first_minute_and_end_before_their_last() {
        let morning = contact("8h", "10:00");
        assert_eq!(morning.hours_in_words(), "08:00–10:00");
        assert_eq!(
            ["07:59", "08:00", "09:59", "10:00"].map(|time| at(&morning, time) == Reach::Open),
            [false, true, true, false]
        );
        let night = contact("22:00", "2:00");
        assert_eq!(
            ["21:59", "22:00", "01:59", "02:00"].map(|time| at(&night, time) == Reach::Open),
            [false, true, true, false]
        );
        assert_eq!(at(&contact("0:00", "24:00"), "23:59"), Reach::Open);
    }

    #[test]
    fn what_was_written_before_the_hours_were_asked_is_read_and_never_counts_as_safe() {
        let old = r#"{"phone":"0000 000 999","hours":"sau 20 giờ","shared_with":"mẹ","may_leave_message":true}"#;
        let read: SafeContact = serde_json::from_str(old).unwrap();

        assert_eq!((read.hours_in_words().as_str(), read.may_name_agency), ("sau 20 giờ", false));
        assert_eq!(at(&read, "20:30"), Reach::HoursUnknown);
    }

    #[test]
    fn after_thirty_days_one_asks_again_and_then_it_holds_anew() {
        let told = jiff::civil::date(2026, 3, 2);
        let mut contact = contact("8h", "10h");
        let on =
            |contact: &SafeContact, day: &str| contact.reach(told, format!("{day}T09:00:00+07:00").parse().unwrap());

        assert_eq!(on(&contact, "2026-04-01"), Reach::Open);
        assert_eq!(on(&contact, "2026-04-02"), Reach::AskAgain);
        contact.asked_on = Some(jiff::civil::date(2026, 4, 2));
        assert_eq!(on(&contact, "2026-05-02"), Reach::Open);
        assert_eq!(on(&contact, "2026-05-03"), Reach::AskAgain);
    }

    #[test]
    fn a_link_holds_digits_alone() {
        let number = |channel: &str| SafeContact { channel: channel.into(), ..contact("8h", "10h") }.link();
        assert_eq!(number("call").as_deref(), Some("tel:0000000999"));
        assert_eq!(number("sms").as_deref(), Some("sms:0000000999"));
        assert_eq!(number("zalo"), None);
        let markup = SafeContact { phone: "\"javascript:alert(1)".into(), ..contact("8h", "10h") };
        assert_eq!(markup.link().as_deref(), Some("tel:1"));
    }
}
