//! From what the reader found to the rows of a draft. Nothing is invented: what the text does not say stays
//! empty.

use calendar::Due;
use jiff::civil::Date;
use plandoc::plan as read;
use serde::Serialize;

use super::{
    bounds,
    draft::{NewCampaign, NewDuty, NewItem, NewPlan, NewSection, NewTarget},
    plan::PlanFacts,
    timing::Timing,
};

/// Makes a draft from a reading.
pub fn draft(plan: read::Plan) -> NewPlan {
    let facts = facts(&plan.document);
    let has_period = facts.period_to.is_some();
    NewPlan {
        sections: plan.sections.iter().map(section).collect(),
        items: plan.tasks.iter().map(|task| item(task, &plan.reports, has_period)).collect(),
        targets: plan.targets.iter().map(target).collect(),
        duties: plan.reports.iter().map(|report| duty(report, &plan.tasks)).collect(),
        facts,
        read: plan,
    }
}

/// The name under which an enum of the reader is written in JSON.
pub fn key(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

fn facts(document: &read::Document) -> PlanFacts {
    let signer = document.signer.clone().unwrap_or_default();
    let date = document.date.map(|date| calendar::PartialDate { year: date.year, month: date.month, day: date.day });
    let period = document.period.as_ref();
    let period = period.and_then(|period| first_day(&period.from).zip(last_day(&period.to)));
    // A period that no plan can have was misread.
    let period = period.filter(|(from, to)| bounds::is_period(*from, *to));
    let short = |text: &Option<String>| bounds::short_enough(text.clone(), bounds::LONGEST_NUMBER);
    PlanFacts {
        title: document.title.clone().unwrap_or_default(),
        level: document.level.map(|level| key(&level)),
        number: short(&document.number),
        symbol: short(&document.symbol),
        place: document.place.clone(),
        date: date.unwrap_or_default(),
        issuer: document.issuer.clone(),
        signer_name: signer.name,
        signer_title: signer.title,
        signer_mode: signer.mode,
        period_from: period.map(|(from, _)| from),
        period_to: period.map(|(_, to)| to),
        parent: None,
    }
}

fn section(section: &read::Section) -> NewSection {
    NewSection {
        code: section.id.clone(),
        label: section.label.clone(),
        heading: section.heading.clone(),
        level: section.level.into(),
        span: (section.span.start, section.span.end),
    }
}

/// A task of a plan with a period and no day of its own is to be done during that period: the plan's title
/// says so. Without a period nothing is assumed.
fn item(task: &read::Task, reports: &[read::Report], has_period: bool) -> NewItem {
    let roles = [("lead", &task.lead), ("coordinate", &task.coordinate), ("implement", &task.implement)];
    let text = std::iter::once(task.text.as_str())
        .chain(task.sub_items.iter().map(|sub| sub.text.as_str()))
        .map(without_footnote_marks)
        .collect::<Vec<_>>()
        .join("\n");
    NewItem {
        code: task.id.clone(),
        section: task.section.clone(),
        text,
        deliverable: Some(task.products.join("; ")).filter(|text| !text.is_empty()),
        timing: timing(task, reports).unwrap_or(if has_period { Timing::Year } else { Timing::Unsaid }),
        requested: task.requested,
        basis: key(&task.basis),
        span: (task.span.start, task.span.end),
        parties: roles.iter().flat_map(|(role, names)| names.iter().map(|name| (*role, name.clone()))).collect(),
    }
}

/// A footnote mark (`[^1]`) points into the document, where the sentence can be read with its note; in the
/// obligation's own text it would point nowhere.
fn without_footnote_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        let Some((mark, behind)) = after.split_once(']') else { break };
        kept.push_str(before);
        if mark.is_empty() || !mark.chars().all(|ch| ch.is_ascii_digit()) {
            kept.push_str("[^");
            rest = after;
        } else {
            rest = behind;
        }
    }
    kept.push_str(rest);
    kept
}

/// The day of a report is a date of the calendar and not the end of the task that names it.
fn timing(task: &read::Task, reports: &[read::Report]) -> Option<Timing> {
    let is_report_day = |due: &str| reports.iter().any(|report| report.due.iter().any(|day| day == due));
    if let Some(due) = task.due.as_deref().filter(|due| !is_report_day(due)).and_then(|due| due.parse::<Due>().ok()) {
        return Some(Timing::Due(due));
    }
    let window = task.window.as_ref()?;
    let (from, to) = (first_day(&window.from)?, last_day(&window.to)?);
    (from <= to).then_some(Timing::Window { from, to })
}

fn target(target: &read::Target) -> NewTarget {
    NewTarget {
        section: target.section.clone(),
        item: target.task.clone(),
        kind: key(&target.kind),
        metric: target.metric.clone(),
        comparator: key(&target.comparator),
        value: target.value,
        unit: target.unit.clone(),
        subject: target.subject.clone(),
        text: target.text.clone(),
        span: (target.span.start, target.span.end),
    }
}

fn duty(report: &read::Report, tasks: &[read::Task]) -> NewDuty {
    NewDuty {
        frequency: key(&report.frequency),
        due: report.due.iter().flat_map(|due| dates_of_the_year(report, due)).collect(),
        rule: report.rule.map(|rule| key(&rule)).unwrap_or_default(),
        reporter: report.reporter.clone(),
        recipient: report.to.clone(),
        via: report.via.clone(),
        text: sentence(report, tasks),
        span: (report.span.start, report.span.end),
        dropped: report.kind == read::ReportKind::Operational,
    }
}

/// The sentence of the task in which a report is named: the words of the report alone may be only "hằng quý".
fn sentence(report: &read::Report, tasks: &[read::Task]) -> String {
    let holds = |task: &&read::Task| task.span.start <= report.span.start && report.span.end <= task.span.end;
    let words = report.text.trim();
    let Some(task) = tasks.iter().find(holds).filter(|_| !words.is_empty()) else { return report.text.clone() };
    let mut sentences = task.text.split_inclusive(". ").chain(task.sub_items.iter().map(|sub| sub.text.as_str()));
    sentences.find(|text| text.contains(words)).unwrap_or(words).trim().to_owned()
}

/// "The 15th of the quarter's last month" is four days of the year; fewer where the text names the periods.
fn dates_of_the_year(report: &read::Report, due: &str) -> Vec<String> {
    let months: &[(&str, i8)] = match report.frequency {
        read::Frequency::Quarterly => &[("Q1", 3), ("Q2", 6), ("Q3", 9), ("Q4", 12)],
        read::Frequency::SixMonthly => &[("H1", 6), ("H2", 12)],
        _ => &[],
    };
    if due.len() > 2 || months.is_empty() {
        return vec![due.to_owned()];
    }
    months
        .iter()
        .filter(|(period, _)| report.periods.is_empty() || report.periods.iter().any(|named| named == period))
        .map(|(_, month)| format!("{month:02}-{due:0>2}"))
        .collect()
}

/// The first day of a date that may be only a month, a quarter or a year.
pub fn first_day(text: &str) -> Option<Date> {
    text.parse::<Due>().ok().map(Due::first_day)
}

/// The last day of a date that may be only a month, a quarter or a year.
pub fn last_day(text: &str) -> Option<Date> {
    text.parse::<Due>().ok().map(Due::last_day)
}

impl NewPlan {
    /// The campaigns; a day of every year stands once for each year of the plan. The plan's own period is none.
    pub fn campaigns(&self) -> Vec<NewCampaign> {
        let is_period = |campaign: &&read::Campaign| {
            self.read.document.period.as_ref().is_some_and(|period| {
                let (from, to) = (campaign.from.as_deref(), campaign.to.as_deref());
                (from, to) == (Some(period.from.as_str()), Some(period.to.as_str()))
            })
        };
        self.read
            .campaigns
            .iter()
            .filter(|campaign| !is_period(campaign))
            .flat_map(|campaign| self.campaign(campaign))
            .collect()
    }

    fn campaign(&self, campaign: &read::Campaign) -> Vec<NewCampaign> {
        let made = |starts_on, ends_on| NewCampaign {
            name: campaign.name.clone(),
            starts_on,
            ends_on,
            recurring: campaign.recurring,
            span: (campaign.span.start, campaign.span.end),
        };
        let yearly = campaign.from.as_deref().and_then(|from| from.strip_prefix("--"));
        let (Some(day), Some(from), Some(to)) = (yearly, self.facts.period_from, self.facts.period_to) else {
            let iso = |day: Option<Date>| day.map(|day| day.to_string());
            let starts = campaign.from.as_deref().and_then(|text| iso(first_day(text))).or(campaign.from.clone());
            let ends = campaign.to.as_deref().and_then(|text| iso(last_day(text))).or(campaign.to.clone());
            return vec![made(starts, ends)];
        };
        let last = campaign.to.as_deref().and_then(|to| to.strip_prefix("--")).unwrap_or(day);
        (from.year()..=to.year())
            .map(|year| made(Some(format!("{year:04}-{day}")), Some(format!("{year:04}-{last}"))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::without_footnote_marks;

    #[test]
    fn footnote_marks_go_and_everything_else_stays() {
        assert_eq!(without_footnote_marks("tội phạm[^1]; xã [^12]."), "tội phạm; xã .");
        assert_eq!(without_footnote_marks("a[^b] [^] c[^3"), "a[^b] [^] c[^3");
    }
}
