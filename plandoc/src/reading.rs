//! Text → plan: calls the recognisers in order and puts their answers together.

mod periods;

use std::ops::Range;

use crate::metadata::{self, Metadata};
use crate::normalise::{Normalised, normalise};
use crate::outline::{Kind, Outline, outline, zones};
use crate::plan::{Agency, Alias, Citation, Document, Plan, Report, ReportKind, SCHEMA, Section, Target};
use crate::tasks::{self, Work};
use crate::{agencies, aliases, citations, notes, reports, roles, targets};

/// Reads a plan from source text.
pub fn read_text(file: &str, source: &str) -> Plan {
    read_normalised(file, &normalise(source))
}

/// Reads a plan from text that is normalised already; spans refer to it.
pub fn read_normalised(file: &str, normalised: &Normalised) -> Plan {
    let zones = zones::zones(normalised);
    let outline = outline(normalised, &zones);
    let metadata = metadata::read(normalised, &zones);
    let year = plan_year(&metadata.document);
    let work = tasks::read(normalised, &outline, year);
    let reader = Reader { normalised, zones: &zones, outline: &outline, metadata: &metadata, work: &work, year };
    let mut plan = Plan {
        schema: SCHEMA.to_owned(),
        file: file.to_owned(),
        document: metadata.document.clone(),
        legal_bases: reader.citations(),
        aliases: reader.aliases(),
        sections: reader.sections(),
        targets: reader.targets(),
        tasks: work.tasks.clone(),
        reports: reader.reports(),
        campaigns: reader.campaigns(),
        notes: Vec::new(),
        agencies: reader.agencies(),
        objectives: work.objectives.clone(),
        funding: work.funding.clone(),
        footnotes: work.footnotes.clone(),
        is_blank: normalised.paragraphs.is_empty(),
        assignment_lines: work.lines.clone(),
    };
    plan.notes = notes::notes(normalised, &outline, &metadata, &plan);
    plan
}

/// The year that days without a year belong to.
fn plan_year(document: &Document) -> Option<i16> {
    let period = document.period.as_ref().filter(|period| period.from.get(..4) == period.to.get(..4));
    period.and_then(|period| period.from.get(..4)?.parse().ok()).or(document.date.and_then(|date| date.year))
}

struct Reader<'a> {
    normalised: &'a Normalised,
    zones: &'a zones::Zones,
    outline: &'a Outline,
    metadata: &'a Metadata,
    work: &'a Work,
    year: Option<i16>,
}

impl Reader<'_> {
    fn sections(&self) -> Vec<Section> {
        let mut paths: Vec<String> = Vec::with_capacity(self.outline.headings.len());
        let mut sections = Vec::with_capacity(self.outline.headings.len());
        for heading in &self.outline.headings {
            let words = self.normalised.slice(&heading.text);
            let heading_words = words.replace('\n', " ");
            let path = match heading.parent.and_then(|parent| paths.get(parent)) {
                Some(above) => format!("{above} / {heading_words}"),
                None => heading_words.clone(),
            };
            paths.push(path.clone());
            let parties = if crate::outline::names_agencies(words) {
                roles::heading_parties(words, heading.text.start)
            } else {
                Vec::new()
            };
            sections.push(Section {
                id: heading.id.clone(),
                label: heading.label.clone(),
                heading: heading_words,
                level: heading.depth,
                path,
                span: self.normalised.span(&heading.whole),
                own_span: self.normalised.span(&heading.own),
                role: heading.role,
                agencies: parties.into_iter().map(|party| party.name).collect(),
            });
        }
        sections
    }

    fn citations(&self) -> Vec<Citation> {
        let mut found = Vec::new();
        for (at, paragraph) in self.normalised.paragraphs.iter().enumerate() {
            if self.zones.tail.contains(&at) {
                continue;
            }
            let is_title = self
                .metadata
                .title
                .as_ref()
                .is_some_and(|title| title.start <= paragraph.bytes.start && paragraph.bytes.end <= title.end);
            let number_line = self.metadata.number_line.as_ref().is_some_and(|line| *line == paragraph.bytes);
            if number_line {
                continue;
            }
            let cover = self.zones.cover.as_ref().is_some_and(|cover| cover.head.contains(&at));
            let in_head = (cover || self.zones.head.contains(&at)) && !is_title;
            let carried_out = is_title && self.normalised.slice(&paragraph.bytes).to_lowercase().contains("thực hiện");
            let text = self.normalised.slice(&paragraph.bytes);
            let mut reach = 0;
            for document in citations::find(text) {
                let document_itself = document.number.is_some()
                    && (&document.number, &document.symbol)
                        == (&self.metadata.document.number, &self.metadata.document.symbol);
                if document_itself {
                    continue;
                }
                // A law inside the subject of another document is part of that subject.
                if document.number.is_none() && document.bytes.start < reach {
                    continue;
                }
                reach = reach.max(document.reach);
                let numbered = document.number.is_some();
                let bytes = paragraph.bytes.start + document.bytes.start..paragraph.bytes.start + document.bytes.end;
                found.push(Citation {
                    kind: document.kind,
                    number: document.number,
                    date: document.date,
                    issuer: document.issuer,
                    subject: document.subject,
                    // A plan may name the document that it carries out in its own title.
                    role: citations::role(in_head || (carried_out && numbered)),
                    span: self.normalised.span(&bytes),
                    symbol: document.symbol,
                    text: self.normalised.slice(&bytes).to_owned(),
                });
            }
        }
        found
    }

    fn aliases(&self) -> Vec<Alias> {
        let mut found = Vec::new();
        for (at, paragraph) in self.normalised.paragraphs.iter().enumerate() {
            let text = self.normalised.slice(&paragraph.bytes);
            let start = paragraph.bytes.start;
            let issuer = self
                .metadata
                .issuer
                .as_ref()
                .and_then(|issuer| issuer.bytes.as_ref())
                .filter(|bytes| start <= bytes.start && bytes.end <= paragraph.bytes.end);
            let issuer = issuer.map(|bytes| bytes.start - start..bytes.end - start);
            for alias in aliases::find(text, self.zones.head.contains(&at), issuer.as_ref()) {
                let expansion = start + alias.expansion.start..start + alias.expansion.end;
                found.push(Alias {
                    alias: alias.alias,
                    expansion: self.normalised.slice(&expansion).to_owned(),
                    span: self.normalised.span(&(start + alias.bytes.start..start + alias.bytes.end)),
                });
            }
        }
        found
    }

    /// Targets stand in objectives and in tasks.
    fn targets(&self) -> Vec<Target> {
        let mut found = Vec::new();
        let tasks: std::collections::HashSet<&str> = self.work.tasks.iter().map(|task| task.id.as_str()).collect();
        for block in self.outline.blocks.iter().filter(|block| matches!(block.kind, Kind::Work(_) | Kind::SubItem)) {
            let text = self.normalised.slice(&block.text);
            for target in targets::find(text) {
                let bytes = block.text.start + target.bytes.start..block.text.start + target.bytes.end;
                let task = tasks.contains(block.id.as_str()).then(|| block.id.clone());
                found.push(Target {
                    id: format!("T{}", found.len() + 1),
                    section: block
                        .section
                        .and_then(|index| self.outline.headings.get(index))
                        .map(|heading| heading.id.clone()),
                    text: self.normalised.slice(&bytes).to_owned(),
                    metric: target.metric,
                    comparator: target.comparator,
                    value: target.value,
                    unit: target.unit,
                    subject: target.subject,
                    kind: target.kind,
                    span: self.normalised.span(&bytes),
                    task,
                });
            }
        }
        found
    }

    fn reports(&self) -> Vec<Report> {
        let mut duties = Vec::new();
        for ((task, parties), bytes) in self.work.tasks.iter().zip(&self.work.parties).zip(&self.work.bytes) {
            let offset = bytes.end.saturating_sub(task.text.len()).max(bytes.start);
            let offset = self.text_start(task.text.as_str(), bytes, offset);
            let source = reports::Source { text: &task.text, offset, parties, year: self.year };
            duties.extend(reports::find(&source).into_iter().map(|duty| (task.id.clone(), duty)));
        }
        let rolled_up = duties.iter().any(|(_, duty)| duty.kind == ReportKind::Rollup && !duty.passed_on);
        duties.retain(|(_, duty)| !(duty.passed_on && rolled_up));
        duties
            .into_iter()
            .enumerate()
            .map(|(index, (task, duty))| Report {
                id: format!("R{}", index + 1),
                frequency: duty.frequency,
                due: duty.due,
                rule: duty.rule,
                reporter: duty.reporter,
                to: duty.to,
                via: duty.via,
                span: self.normalised.span(&duty.bytes),
                kind: duty.kind,
                periods: duty.periods,
                text: self.normalised.slice(&duty.bytes).to_owned(),
                task: Some(task),
            })
            .collect()
    }

    /// Where a task's text begins: at the paragraph's end less its length, or, for a table cell, where it stands.
    fn text_start(&self, text: &str, bytes: &Range<usize>, guess: usize) -> usize {
        if self.normalised.text.get(guess..).is_some_and(|rest| rest.starts_with(text)) {
            return guess;
        }
        self.normalised.slice(bytes).find(text).map_or(bytes.start, |at| bytes.start + at)
    }

    fn agencies(&self) -> Vec<Agency> {
        let mut found: Vec<Agency> = Vec::new();
        let mut known: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for paragraph in &self.normalised.paragraphs {
            let scanned = agencies::scan(self.normalised.slice(&paragraph.bytes));
            for mention in &scanned.mentions {
                let name = scanned.name(mention);
                let bytes = paragraph.bytes.start + mention.bytes.start..paragraph.bytes.start + mention.bytes.end;
                let span = self.normalised.span(&bytes);
                let index = *known.entry(crate::words::folded(&name)).or_insert(found.len());
                if index == found.len() {
                    found.push(Agency {
                        name,
                        key: mention.key.clone(),
                        level: mention.level,
                        place: mention.place.clone(),
                        specific: mention.specific,
                        spans: Vec::new(),
                    });
                }
                if let Some(agency) = found.get_mut(index) {
                    agency.spans.push(span);
                }
            }
        }
        found
    }
}
