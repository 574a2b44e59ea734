//! Text → plan: calls the recognisers in order and puts their answers together.

use crate::normalise::{Normalised, normalise};
use crate::outline::{Outline, outline, zones};
use crate::plan::{Document, Plan, SCHEMA, Section};
use crate::{roles, tasks};

/// Reads a plan from source text.
pub fn read_text(file: &str, source: &str) -> Plan {
    read_normalised(file, &normalise(source))
}

/// Reads a plan from text that is normalised already; spans refer to it.
pub fn read_normalised(file: &str, normalised: &Normalised) -> Plan {
    let zones = zones::zones(normalised);
    let outline = outline(normalised, &zones);
    let document = Document::default();
    let year = document.date.and_then(|date| date.year);
    let work = tasks::read(normalised, &outline, year);
    Plan {
        schema: SCHEMA.to_owned(),
        file: file.to_owned(),
        document,
        legal_bases: Vec::new(),
        aliases: Vec::new(),
        sections: sections(normalised, &outline),
        targets: Vec::new(),
        tasks: work.tasks,
        reports: Vec::new(),
        campaigns: Vec::new(),
        notes: Vec::new(),
        agencies: Vec::new(),
        objectives: work.objectives,
        funding: work.funding,
        footnotes: work.footnotes,
        assignment_lines: work.lines,
    }
}

fn sections(normalised: &Normalised, outline: &Outline) -> Vec<Section> {
    let mut paths: Vec<String> = Vec::with_capacity(outline.headings.len());
    let mut sections = Vec::with_capacity(outline.headings.len());
    for heading in &outline.headings {
        let words = normalised.slice(&heading.text);
        let path = match heading.parent.and_then(|parent| paths.get(parent)) {
            Some(above) => format!("{above} / {words}"),
            None => words.to_owned(),
        };
        paths.push(path.clone());
        let parties = if crate::outline::names_agencies(words) { roles::heading_parties(words, heading.text.start) } else { Vec::new() };
        sections.push(Section {
            id: heading.id.clone(),
            label: heading.label.clone(),
            heading: words.to_owned(),
            level: heading.depth,
            path,
            span: normalised.span(&heading.whole),
            own_span: normalised.span(&heading.own),
            role: heading.role,
            agencies: parties.into_iter().map(|party| party.name).collect(),
        });
    }
    sections
}
