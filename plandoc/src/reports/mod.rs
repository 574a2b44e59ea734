//! Reporting duties: how often, by which day, from whom, to whom, through whom.

mod parties;
mod schedule;

use std::ops::Range;

use crate::dates;
use crate::pattern::pattern;
use crate::plan::{DueRule, Frequency, ReportKind, Role};
use crate::roles::Party;
pub(crate) use schedule::{Slot, is_scheduled};

pattern! {
    REPORT = r"(?i)(?:báo cáo|kết quả gửi|gửi kết quả)(?P<person> viên)?",
    needs Any(&["áo cáo", "ết quả gửi", "ửi kết quả", "ÁO CÁO", "áo Cáo"])
}
pattern! {
    REVIEW = r"(?i)(?:sơ kết|tổng kết)(?:[, ]+(?:và )?(?:sơ kết|tổng kết))?",
    needs Any(&["ơ kết", "ổng kết", "Ơ KẾT", "ỔNG KẾT"])
}
pattern! {
    STATISTICS = r"(?i)(?:thực hiện|chế độ|báo cáo) thống kê",
    needs Any(&["hống kê", "HỐNG KÊ"])
}
pattern! {
    /// The standing office sums up and passes on; “để tổng hợp, báo cáo” is the same said of another.
    ROLLUP = r"(?i)(?:định kỳ )?t(?:ổng|ập) hợp\b[^.;]*?báo cáo[^.;]*|định kỳ tổng hợp[^.;]*",
    needs Any(&["ng hợp", "ập hợp", "NG HỢP", "ẬP HỢP"])
}
pattern! {
    PASSED_ON = r"(?i)để t(?:ổng|ập) hợp(?:,| và)? báo cáo[^.;]*",
    needs Any(&["ng hợp", "ập hợp", "NG HỢP", "ẬP HỢP"])
}
pattern! {
    /// A day by which a single report is due.
    BY_DAY = r"(?i)(?P<cue>trước|chậm nhất(?: là)?(?: vào)?|muộn nhất|vào|xong)(?: ngày)? (?P<date>\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?)",
    needs Digit
}

/// A duty found in one task; places are bytes of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) frequency: Frequency,
    pub(crate) kind: ReportKind,
    pub(crate) due: Vec<String>,
    pub(crate) rule: Option<DueRule>,
    pub(crate) periods: Vec<String>,
    pub(crate) reporter: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) via: Option<String>,
    pub(crate) bytes: Range<usize>,
    /// Said of what others do with the reports: counts only if the plan says it nowhere else.
    pub(crate) passed_on: bool,
}

/// A task as the reader of reports sees it.
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) offset: usize,
    pub(crate) parties: &'a [Party],
    pub(crate) year: Option<i16>,
}

/// Every duty of a task, in order.
pub(crate) fn find(source: &Source<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut reported = false;
    for (at, sentence) in dates::sentences(source.text) {
        let before = found.len();
        source.sentence(at, sentence, reported, &mut found);
        reported = found.len() > before;
    }
    found
}

impl Source<'_> {
    fn sentence(&self, at: usize, sentence: &str, after_report: bool, found: &mut Vec<Found>) {
        let reports = REPORT.captures_iter(sentence).any(|report| report.name("person").is_none());
        if !reports && let Some(review) = STATISTICS.find(sentence) {
            found.push(self.found(
                Frequency::Periodic,
                ReportKind::Statistics,
                at,
                sentence,
                review.start()..sentence.len(),
            ));
            return;
        }
        if !reports && let Some(review) = REVIEW.find(sentence) {
            found.push(self.review(at, sentence, review.range()));
            return;
        }
        let passed_on = PASSED_ON.find(sentence);
        let own_end = passed_on.map_or(sentence.len(), |passed| passed.start());
        let own = sentence.get(..own_end).unwrap_or(sentence);
        let rollup = ROLLUP.find(own);
        if rollup.is_none() && !reports && !after_report && passed_on.is_none() {
            return;
        }
        let slots = schedule::slots(own);
        let continues = after_report && slots.first().is_some_and(|slot| slot.bytes.start <= 8);
        if let Some(rollup) = rollup {
            self.rollup(at, sentence, rollup.range(), &slots, found);
        } else if reports || continues {
            self.reports(at, own, &slots, found);
        }
        if let Some(passed) = passed_on {
            let mut next = self.found(Frequency::Periodic, ReportKind::Rollup, at, sentence, passed.range());
            next.passed_on = true;
            next.via = None;
            next.reporter = self.via(at, sentence);
            found.push(next);
        }
    }

    /// Periodic reports by their schedule; else single reports by their days; else one without a day.
    fn reports(&self, at: usize, own: &str, slots: &[Slot], found: &mut Vec<Found>) {
        for slot in slots {
            let kind = if slot.frequency == Frequency::AdHoc { ReportKind::AdHoc } else { ReportKind::Periodic };
            let mut next = self.found(slot.frequency, kind, at, own, slot.bytes.clone());
            next.due.clone_from(&slot.due);
            next.rule = slot.rule;
            next.periods.clone_from(&slot.periods);
            found.push(next);
        }
        if !slots.is_empty() {
            return;
        }
        let days: Vec<_> = BY_DAY.captures_iter(own).collect();
        let mut from = REPORT.find(own).map_or(0, |report| report.start());
        for day in &days {
            let Some(all) = day.get(0) else { continue };
            let mut next = self.found(Frequency::Once, ReportKind::OneOff, at, own, from.min(all.start())..all.end());
            next.due = self.day(day).into_iter().collect();
            next.rule = day.name("cue").map(|cue| rule(cue.as_str()));
            found.push(next);
            from = all.end();
        }
        if !days.is_empty() {
            return;
        }
        let Some(report) =
            REPORT.captures_iter(own).find(|report| report.name("person").is_none()).and_then(|report| report.get(0))
        else {
            return;
        };
        if let Some(next) = self.undated(at, own, report.start()) {
            found.push(next);
        }
    }

    /// “định kỳ … báo cáo”, “báo cáo … về X”, “chủ động báo cáo X”.
    fn undated(&self, at: usize, own: &str, report: usize) -> Option<Found> {
        let lower = own.to_lowercase();
        let range = report..own.len();
        if lower.contains("định kỳ") {
            return Some(self.found(Frequency::Periodic, ReportKind::Periodic, at, own, range));
        }
        let place = self.offset + at + report;
        let recipient = self.parties.iter().find(|party| {
            party.role == Role::Recipient
                && party.bytes.start > place
                && party.bytes.start < self.offset + at + own.len()
        })?;
        let police = |party: &Party| {
            party.key.as_deref().is_some_and(|key| {
                key.starts_with("cong_an")
                    || key.starts_with("doi_nghiep_vu")
                    || key.starts_with("canh_sat")
                    || key == "phong_tham_muu_ca"
            })
        };
        let reporters: Vec<&Party> = self.parties.iter().filter(|party| party.role == Role::Lead).collect();
        let inside_police = police(recipient) && !reporters.is_empty() && reporters.iter().any(|party| police(party));
        let direct = recipient.bytes.start <= place + "báo cáo cho ".len() + 4;
        let kind = match (inside_police, direct) {
            (true, _) => ReportKind::Operational,
            (false, true) => ReportKind::AdHoc,
            (false, false) => ReportKind::Periodic,
        };
        let frequency = if kind == ReportKind::Periodic { Frequency::Periodic } else { Frequency::AdHoc };
        let mut next = self.found(frequency, kind, at, own, report..recipient.bytes.end - self.offset - at);
        next.to = Some(recipient.name.clone());
        Some(next)
    }

    fn rollup(&self, at: usize, sentence: &str, range: Range<usize>, slots: &[Slot], found: &mut Vec<Found>) {
        if slots.is_empty() {
            let mut next = self.found(Frequency::Periodic, ReportKind::Rollup, at, sentence, range);
            if let Some(day) = BY_DAY.captures(sentence) {
                next.frequency = Frequency::Once;
                next.due = self.day(&day).into_iter().collect();
                next.rule = day.name("cue").map(|cue| rule(cue.as_str()));
            }
            found.push(next);
            return;
        }
        for slot in slots {
            let mut next = self.found(slot.frequency, ReportKind::Rollup, at, sentence, range.clone());
            next.bytes = self.offset + at + slot.bytes.start..self.offset + at + slot.bytes.end;
            next.due.clone_from(&slot.due);
            next.rule = slot.rule;
            next.periods.clone_from(&slot.periods);
            found.push(next);
        }
    }

    fn review(&self, at: usize, sentence: &str, range: Range<usize>) -> Found {
        let mut next = self.found(Frequency::Periodic, ReportKind::Review, at, sentence, range);
        if let Some(day) = BY_DAY.captures(sentence) {
            next.frequency = Frequency::Once;
            next.due = self.day(&day).into_iter().collect();
            next.rule = day.name("cue").map(|cue| rule(cue.as_str()));
        }
        next
    }
}

fn rule(cue: &str) -> DueRule {
    if cue.to_lowercase().starts_with("trước") { DueRule::Before } else { DueRule::By }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Frequency, Vec<String>)> {
        let parties = crate::roles::from_text(text, 0, &[]);
        let source = Source { text, offset: 0, parties: &parties, year: Some(2025) };
        find(&source).into_iter().map(|found| (found.frequency, found.due)).collect()
    }

    #[test]
    fn periods_and_days_are_paired() {
        assert_eq!(
            read("Các đơn vị báo cáo 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) về Công an tỉnh."),
            [(Frequency::SixMonthly, vec!["06-10".to_owned()]), (Frequency::Annual, vec!["12-10".to_owned()])]
        );
        assert_eq!(
            read("Các đơn vị báo cáo định kỳ 6 tháng, 01 năm trước ngày 15/6 và 15/12 về Công an tỉnh."),
            [(Frequency::SixMonthly, vec!["06-15".to_owned()]), (Frequency::Annual, vec!["12-15".to_owned()])]
        );
    }

    #[test]
    fn a_day_of_the_month_is_kept_as_such() {
        assert_eq!(
            read("Các xã báo cáo kết quả trước ngày 15 hằng tháng về Công an tỉnh."),
            [(Frequency::Monthly, vec!["15".to_owned()])]
        );
        assert_eq!(
            read("Các sở báo cáo Công an tỉnh trước ngày 15 tháng 12 hằng năm."),
            [(Frequency::Annual, vec!["12-15".to_owned()])]
        );
        assert_eq!(
            read("Hằng quý, các đơn vị báo cáo chậm nhất ngày 05 của tháng cuối quý."),
            [(Frequency::Quarterly, vec!["05".to_owned()])]
        );
    }

    #[test]
    fn single_reports_keep_their_dates() {
        assert_eq!(
            read(
                "Các sở báo cáo kết quả trước ngày 07/8/2025, kết quả đợt cao điểm trước ngày 03/10/2025 về Công an tỉnh."
            ),
            [(Frequency::Once, vec!["2025-08-07".to_owned()]), (Frequency::Once, vec!["2025-10-03".to_owned()])]
        );
    }

    #[test]
    fn propagandists_do_not_report() {
        assert_eq!(read("Bồi dưỡng đội ngũ báo cáo viên, tuyên truyền viên."), []);
    }
}
