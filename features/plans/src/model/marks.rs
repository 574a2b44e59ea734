//! The text of a reading with what was found in it marked: agencies, times, targets, reports, bases.

use plandoc::plan::{Plan, Span};

/// What a mark is about; a later kind lies over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A document cited.
    Basis,
    /// A duty to report.
    Report,
    /// A target.
    Target,
    /// An agency with a task.
    Lead,
    /// A time.
    Date,
}

impl MarkKind {
    /// The end of the style class `m-…` and of the message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Basis => "basis",
            Self::Report => "report",
            Self::Target => "target",
            Self::Lead => "lead",
            Self::Date => "date",
        }
    }
}

/// A run of characters under one mark or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The mark.
    pub kind: Option<MarkKind>,
    /// Where the marked thing begins, in characters: what links to it.
    pub begins: usize,
    /// The characters.
    pub text: String,
}

/// One paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedParagraph {
    /// First character in the whole text.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Its runs.
    pub runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    kind: MarkKind,
    from: usize,
    to: usize,
}

/// Marks a normalised text with what a reading found.
pub fn marked(text: &str, plan: &Plan) -> Vec<MarkedParagraph> {
    let mut marks = marks(text, plan);
    marks.sort_by_key(|mark| (mark.from, mark.kind));
    let mut start = 0;
    let mut first = 0;
    text.split('\n')
        .map(|line| {
            let letters: Vec<char> = line.chars().collect();
            let end = start + letters.len();
            // Marks are sorted by their start; those that end before this paragraph are done with.
            while marks.get(first).is_some_and(|mark| mark.to <= start) {
                first += 1;
            }
            let here = marks.get(first..).unwrap_or_default();
            let paragraph = MarkedParagraph { start, end, runs: runs(&letters, start, here) };
            start = end + 1;
            paragraph
        })
        .collect()
}

fn runs(letters: &[char], start: usize, marks: &[Mark]) -> Vec<Run> {
    let end = start + letters.len();
    let mut over: Vec<Option<Mark>> = vec![None; letters.len()];
    for mark in marks.iter().take_while(|mark| mark.from < end) {
        let (from, to) = (mark.from.max(start) - start, mark.to.min(end).saturating_sub(start));
        for place in over.get_mut(from..to.max(from)).unwrap_or_default() {
            if place.is_none_or(|old| old.kind <= mark.kind) {
                *place = Some(*mark);
            }
        }
    }
    let mut runs: Vec<Run> = Vec::new();
    for (offset, (letter, mark)) in letters.iter().zip(&over).enumerate() {
        let (kind, begins) = mark.map_or((None, 0), |mark| (Some(mark.kind), mark.from));
        match runs.last_mut() {
            Some(last) if last.kind == kind && (kind.is_none() || last.begins == begins) => last.text.push(*letter),
            _ => runs.push(Run {
                kind,
                begins: if kind.is_some() { begins } else { start + offset },
                text: letter.to_string(),
            }),
        }
    }
    runs
}

fn marks(text: &str, plan: &Plan) -> Vec<Mark> {
    let letters: Vec<char> = text.chars().collect();
    let mut marks = Vec::new();
    let mut add = |kind, span: Span| {
        if span.start < span.end && span.end <= letters.len() {
            marks.push(Mark { kind, from: span.start, to: span.end });
        }
    };
    plan.legal_bases.iter().for_each(|basis| add(MarkKind::Basis, basis.span));
    plan.reports.iter().for_each(|report| add(MarkKind::Report, report.span));
    plan.targets.iter().for_each(|target| add(MarkKind::Target, target.span));
    for task in &plan.tasks {
        task.assignments.iter().for_each(|assignment| add(MarkKind::Lead, assignment.span));
        if let Some(span) = task.due_text.as_deref().and_then(|due| find(&letters, task.span, due)) {
            add(MarkKind::Date, span);
        }
    }
    marks
}

/// Where some words stand inside a span.
fn find(letters: &[char], span: Span, words: &str) -> Option<Span> {
    let within = letters.get(span.start..span.end)?;
    let words: Vec<char> = words.chars().collect();
    if words.is_empty() {
        return None;
    }
    let place = within.windows(words.len()).position(|window| window == words)?;
    Some(Span { start: span.start + place, end: span.start + place + words.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(kind: MarkKind, from: usize, to: usize) -> Mark {
        Mark { kind, from, to }
    }

    #[test]
    fn the_runs_of_a_paragraph_are_its_text_and_a_time_lies_over_a_report() {
        let letters: Vec<char> = "Báo cáo trước 10/3 hằng năm".chars().collect();

        let runs = runs(&letters, 100, &[mark(MarkKind::Report, 100, 118), mark(MarkKind::Date, 108, 118)]);

        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(whole, "Báo cáo trước 10/3 hằng năm");
        let kinds: Vec<_> = runs.iter().map(|run| (run.kind, run.text.as_str())).collect();
        assert_eq!(
            kinds,
            [(Some(MarkKind::Report), "Báo cáo "), (Some(MarkKind::Date), "trước 10/3"), (None, " hằng năm")]
        );
    }
}
