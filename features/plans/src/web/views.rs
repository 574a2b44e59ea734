//! What lists and timelines show, in words.

use i18n::Translator;
use jiff::civil::Date;
use web::{Services, Visit};

use crate::{
    actions::{Changes, assign::timing_from_text},
    model::{
        Status,
        progress::{Evidence, Progress, Review},
        work::{Event, Work},
    },
};

/// Characters of an obligation's text in a list: about two lines on a phone.
const SHORT_TEXT: usize = 150;

/// One obligation in a list.
#[derive(Debug)]
pub(crate) struct RowView {
    pub(crate) id: String,
    pub(crate) plan_id: String,
    pub(crate) clause: String,
    pub(crate) text: String,
    pub(crate) plan: String,
    pub(crate) unit: String,
    pub(crate) lead: String,
    pub(crate) due: String,
    pub(crate) relative: String,
    pub(crate) status: &'static str,
    pub(crate) status_text: String,
    pub(crate) percent: i64,
    pub(crate) waiting: bool,
    pub(crate) returned: bool,
}

impl RowView {
    /// The row of an obligation on a day.
    pub(crate) fn of(work: &Work, tr: &Translator, today: Date) -> Self {
        Self {
            id: work.id.to_string(),
            plan_id: work.plan_id.to_string(),
            clause: work.clause.clone(),
            text: short(&work.text, SHORT_TEXT),
            plan: short(&work.plan_title, SHORT_TEXT),
            unit: work.unit_name.clone(),
            lead: work.lead.clone().unwrap_or_default(),
            due: work.timing.shown(tr),
            relative: work.due_relative(tr, today).unwrap_or_default(),
            status: work.status.key(),
            status_text: tr.t(&work.status.message()),
            percent: work.percent,
            waiting: work.waiting,
            returned: work.returned,
        }
    }

    /// The rows of a list.
    pub(crate) fn all(works: &[Work], tr: &Translator, today: Date) -> Vec<Self> {
        works.iter().map(|work| Self::of(work, tr, today)).collect()
    }
}

/// A text cut after a word, with an ellipsis where something is left out.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = base::one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{cut} …")
}

/// One report in the timeline.
#[derive(Debug)]
pub(crate) struct ReportView {
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) when: String,
    pub(crate) percent: i64,
    pub(crate) text: String,
    pub(crate) difficulty: String,
    pub(crate) proposal: String,
    pub(crate) done_on: String,
    pub(crate) state: &'static str,
    pub(crate) state_text: String,
    pub(crate) reviewed: String,
    pub(crate) note: String,
    pub(crate) files: Vec<FileView>,
    /// Whether the reader may judge it now.
    pub(crate) open: bool,
}

/// A file of a report.
#[derive(Debug)]
pub(crate) struct FileView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) size: String,
}

impl ReportView {
    /// A report as `visit` sees it; `judges` says whether the reader judges reports of this obligation.
    pub(crate) fn of(report: &Progress, visit: &Visit, judges: bool) -> Self {
        let tr = &visit.tr;
        let own = visit.actor().is_ok_and(|actor| actor.person == report.submitted_by);
        let reviewed = match (&report.reviewed_name, report.reviewed_at) {
            (Some(name), Some(at)) => tr.with(
                &format!("plans-w-reviewed-{}", report.state.key()),
                &[("x", name.into()), ("y", i18n::date_time(at).into())],
            ),
            _ => String::new(),
        };
        Self {
            id: report.id.to_string(),
            who: report.submitted_name.clone(),
            when: i18n::date_time(report.submitted_at),
            percent: report.percent,
            text: report.text.clone(),
            difficulty: report.difficulty.clone().unwrap_or_default(),
            proposal: report.proposal.clone().unwrap_or_default(),
            done_on: report.done_on.map(i18n::date).unwrap_or_default(),
            state: report.state.key(),
            state_text: tr.t(&format!("plans-w-state-{}", report.state.key())),
            reviewed,
            note: report.review_note.clone().unwrap_or_default(),
            files: report.evidence.iter().map(|file| FileView::of(file, tr)).collect(),
            open: judges && !own && report.state == Review::Submitted,
        }
    }
}

impl FileView {
    fn of(file: &Evidence, tr: &Translator) -> Self {
        let kilobytes = (file.size + 1023) / 1024;
        Self { id: file.id.to_string(), name: file.file_name.clone(), size: tr.of("plans-w-file-size", kilobytes) }
    }
}

/// A field that changed, in words.
#[derive(Debug)]
pub(crate) struct ChangeView {
    pub(crate) field: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// An entry of the history.
#[derive(Debug)]
pub(crate) struct EventView {
    pub(crate) when: String,
    pub(crate) who: String,
    pub(crate) text: String,
    pub(crate) changes: Vec<ChangeView>,
}

/// The history in words; kinds that the catalogue does not know are left out.
pub(crate) fn history(events: &[Event], services: &Services, tr: &Translator) -> Vec<EventView> {
    events
        .iter()
        .filter_map(|event| {
            let keys = ["plans-w-event", "plans-i-event"].map(|group| format!("{group}-{}", event.kind));
            let key = keys.into_iter().find(|key| services.catalogue.has(key))?;
            let changes = Changes::read(&event.detail);
            let detail = if changes.is_some() { "" } else { event.detail.as_str() };
            Some(EventView {
                when: i18n::date_time(event.at),
                who: event.by_name.clone(),
                text: tr.of(&key, detail),
                changes: changes.map(|changes| change_views(&changes, tr)).unwrap_or_default(),
            })
        })
        .collect()
}

/// What changed since a version, oldest first.
pub(crate) fn changed_since(events: &[Event], base: i64, tr: &Translator) -> Vec<EventView> {
    events
        .iter()
        .rev()
        .filter_map(|event| {
            let changes = Changes::read(&event.detail).filter(|changes| changes.version > base)?;
            Some(EventView {
                when: i18n::date_time(event.at),
                who: event.by_name.clone(),
                text: tr.of(&format!("plans-w-event-{}", event.kind), ""),
                changes: change_views(&changes, tr),
            })
        })
        .collect()
}

fn change_views(changes: &Changes, tr: &Translator) -> Vec<ChangeView> {
    let said = |field: &str, value: &str| match field {
        "due" => timing_from_text(value).shown(tr),
        _ if value.is_empty() => tr.t("plans-w-nothing"),
        _ => value.to_owned(),
    };
    changes
        .changes
        .iter()
        .map(|change| ChangeView {
            field: tr.t(&format!("plans-w-field-{}", change.field)),
            from: said(&change.field, &change.from),
            to: said(&change.field, &change.to),
        })
        .collect()
}

/// A status with how many there are, for legends and filters.
#[derive(Debug)]
pub(crate) struct StatusView {
    pub(crate) key: &'static str,
    pub(crate) text: String,
    pub(crate) letter: String,
    pub(crate) count: i64,
}

impl StatusView {
    /// All statuses with their numbers in a list.
    pub(crate) fn all(works: &[Work], tr: &Translator) -> Vec<Self> {
        Status::ALL
            .into_iter()
            .map(|status| {
                let count = works.iter().filter(|work| work.status == status).count();
                Self {
                    key: status.key(),
                    text: tr.t(&status.message()),
                    letter: tr.t(&format!("plans-w-letter-{}", status.key())),
                    count: i64::try_from(count).unwrap_or(i64::MAX),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_after_a_word() {
        assert_eq!(short("một hai ba bốn", 9), "một hai …");
        assert_eq!(short("một\nhai", 9), "một hai");
    }
}
