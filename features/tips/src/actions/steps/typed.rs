//! What every step says, as typed: when it happened, on what paper, why.

use base::local_date;
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    error::Fault,
    model::{
        answers::LONGEST,
        law::{Event, TipPath},
        moment::{Moment, MomentFault},
        paper::{Need, Needs},
    },
};

/// The fields that the forms of all steps have.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Day on which it happened.
    pub day: String,
    /// Time of that day.
    pub time: String,
    /// Number of the paper.
    pub number: String,
    /// Date of the paper.
    pub dated: String,
    /// The reason in free words.
    pub reason: String,
    /// Version of the tip that the person saw.
    pub base: i64,
}

/// The same, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) at: Timestamp,
    pub(super) number: Option<String>,
    pub(super) dated: Option<Date>,
    pub(super) reason: Option<String>,
}

/// The longest number of a paper, in characters.
const LONGEST_NUMBER: usize = 60;

impl Typed {
    /// The form as it comes first: today, now.
    pub(crate) fn at(now: Timestamp, base: i64) -> Self {
        let Moment { day, time } = Moment::of(now);
        Self { day, time, base, ..Self::default() }
    }

    /// Reads the fields against what the step needs and against the path: nothing lies in the future or before the receipt.
    pub(super) fn read(&self, needs: Needs, path: &TipPath, now: Timestamp) -> Result<Read, Vec<Fault>> {
        let mut faults = Vec::new();
        let at = self.moment(path, now).map_err(|fault| faults.push(fault)).unwrap_or(now);
        let dated = i18n::parse_date(&self.dated);
        let (number, reason) = (self.number.trim(), self.reason.trim());
        let mut fault_if = |is_so: bool, field, key| {
            if is_so {
                faults.push(Fault { field, key });
            }
        };
        if needs.paper != Need::No {
            let must = needs.paper == Need::Must;
            fault_if(must && number.is_empty(), "so", "tips-step-fault-number");
            fault_if(number.chars().count() > LONGEST_NUMBER, "so", "tips-step-fault-number-long");
            fault_if(must && self.dated.is_empty(), "ngay_van_ban", "tips-step-fault-dated");
            fault_if(!self.dated.is_empty() && dated.is_none(), "ngay_van_ban", "tips-step-fault-date");
            fault_if(dated.is_some_and(|day| day > local_date(now)), "ngay_van_ban", "tips-step-fault-dated-future");
        }
        if needs.reason != Need::No {
            fault_if(needs.reason == Need::Must && reason.is_empty(), "ly_do", "tips-step-fault-reason");
            fault_if(reason.chars().count() > LONGEST, "ly_do", "tips-fault-too-long");
        }
        let kept = |text: &str, need: Need| (need != Need::No && !text.is_empty()).then(|| text.to_owned());
        let read = Read {
            at,
            number: kept(number, needs.paper),
            dated: dated.filter(|_| needs.paper != Need::No),
            reason: kept(reason, needs.reason),
        };
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// The instant typed. A minute is all that one types: the minute of the receipt means not before it.
    fn moment(&self, path: &TipPath, now: Timestamp) -> Result<Timestamp, Fault> {
        let moment = Moment { day: self.day.clone(), time: self.time.clone() };
        let typed = moment.read(now).map_err(|fault| match fault {
            MomentFault::Day => Fault { field: "ngay", key: "tips-step-fault-date" },
            MomentFault::Time => Fault { field: "gio", key: "tips-step-fault-time" },
            MomentFault::DayAhead => Fault { field: "ngay", key: "tips-step-fault-future" },
            MomentFault::TimeAhead => Fault { field: "gio", key: "tips-step-fault-future" },
        })?;
        let received = path.events().iter().rev().find(|noted| matches!(noted.event, Event::Received(_)));
        match received.map(|noted| noted.at) {
            Some(received) if typed < received && received.duration_since(typed) < SignedDuration::from_mins(1) => {
                Ok(received)
            }
            _ => Ok(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::law::{Law, Noted, Receipt, Receiver, ReporterKnown, shipped_rules};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn path() -> TipPath {
        let receipt = Receipt::of_trafficking(Receiver::InvestigationAgency, ReporterKnown::Yes);
        let events = [Noted::new(at("2026-02-09T01:00:30Z"), Event::Received(receipt))];
        let holidays = calendar::Holidays::shipped().unwrap();
        let law = Law { rules: shipped_rules().unwrap(), holidays: &holidays };
        TipPath::replay(&events, law).unwrap()
    }

    fn read(day: &str, time: &str) -> Result<Timestamp, &'static str> {
        let typed = Typed { day: day.into(), time: time.into(), ..Typed::default() };
        let needs = Needs { paper: Need::No, reason: Need::No };
        typed.read(needs, &path(), at("2026-02-10T02:00:15Z")).map(|read| read.at).map_err(|faults| faults[0].key)
    }

    #[test]
    fn this_minute_is_now_and_the_minute_of_the_receipt_is_not_before_it() {
        assert_eq!(read("10/2/2026", "9:00"), Ok(at("2026-02-10T02:00:15Z")));
        assert_eq!(read("9/2/2026", "8:00"), Ok(at("2026-02-09T01:00:30Z")));
        assert_eq!(read("9/2/2026", "7:59"), Ok(at("2026-02-09T00:59:00Z")), "for the path to refuse");
    }

    #[test]
    fn nothing_lies_in_the_future_and_nothing_is_guessed() {
        assert_eq!(read("10/2/2026", "9:01"), Err("tips-step-fault-future"));
        assert_eq!(read("11/2/2026", "8:00"), Err("tips-step-fault-future"));
        assert_eq!(read("30/2/2026", "8:00"), Err("tips-step-fault-date"));
        assert_eq!(read("10/2/2026", ""), Err("tips-step-fault-time"));
    }
}
