//! Blocks of work → tasks, each with its lines below and its parties.

mod settle;

use std::ops::Range;

use crate::normalise::Normalised;
use crate::outline::{Block, Bullet, Detail, Kind, Outline, detail};
use crate::plan::{Assignment, AssignmentLine, Basis, Passage, Role, SectionRole, Task, TaskKind};
use crate::roles::{self, Party};
use crate::section_role;
use settle::{set_dates, settle};

/// Tasks and what else the body holds.
#[derive(Default)]
pub(crate) struct Work {
    pub(crate) tasks: Vec<Task>,
    pub(crate) lines: Vec<AssignmentLine>,
    pub(crate) objectives: Vec<Passage>,
    pub(crate) funding: Vec<Passage>,
    pub(crate) footnotes: Vec<Passage>,
    /// Everybody in a role, task by task, with places in bytes.
    pub(crate) parties: Vec<Vec<Party>>,
    /// Byte ranges of the tasks.
    pub(crate) bytes: Vec<Range<usize>>,
}

/// Reads every block.
pub(crate) fn read(normalised: &Normalised, outline: &Outline, year: Option<i16>) -> Work {
    let mut reader =
        Reader { normalised, outline, year, work: Work::default(), open: Vec::new(), block: Vec::new(), section: None };
    for block in &outline.blocks {
        reader.take(block);
    }
    reader.finish()
}

struct Reader<'a> {
    normalised: &'a Normalised,
    outline: &'a Outline,
    year: Option<i16>,
    work: Work,
    /// Tasks since the last assignment line of the section.
    open: Vec<usize>,
    /// Tasks that the current run of lines assigns; empty outside a run.
    block: Vec<usize>,
    section: Option<usize>,
}

impl Reader<'_> {
    fn take(&mut self, block: &Block) {
        let section = self.assigned_section(block.section);
        if section != self.section {
            self.section = section;
            self.open.clear();
            self.block.clear();
        }
        match block.kind {
            Kind::Heading | Kind::Closing | Kind::TableFrame => {}
            Kind::Footnote => self.work.footnotes.push(self.passage(block)),
            Kind::SubItem => {
                let passage = self.passage(block);
                if let Some(task) = self.work.tasks.last_mut() {
                    task.sub_items.push(passage);
                }
            }
            Kind::Detail(kind) => self.take_detail(block, kind),
            Kind::Work(kind) => self.take_work(block, kind),
        }
    }

    /// Lettered and dashed headings divide a section without ending the reach of its lines.
    fn assigned_section(&self, mut section: Option<usize>) -> Option<usize> {
        while let Some(heading) = section.and_then(|index| self.outline.headings.get(index)) {
            let lettered = heading.label.starts_with(|c: char| c.is_lowercase() || c == '-');
            if !lettered || crate::outline::names_agencies(self.normalised.slice(&heading.text)) {
                break;
            }
            section = heading.parent;
        }
        section
    }

    fn take_work(&mut self, block: &Block, kind: TaskKind) {
        let heading = block.section.and_then(|index| self.outline.headings.get(index));
        let role = heading.map_or(SectionRole::Work, |heading| heading.role);
        let text = self.normalised.slice(&block.text);
        match role {
            SectionRole::Purpose => return self.work.objectives.push(self.passage(block)),
            SectionRole::Circumstance => return,
            SectionRole::Funding => return self.work.funding.push(self.passage(block)),
            SectionRole::Work if section_role::is_funding_clause(text) => {
                return self.work.funding.push(self.passage(block));
            }
            SectionRole::Work => {}
        }
        let parties = self.parties_of(block, kind);
        let index = self.work.tasks.len();
        self.work.tasks.push(Task {
            id: block.id.clone(),
            section: heading.map(|heading| heading.id.clone()),
            text: text.to_owned(),
            lead: Vec::new(),
            coordinate: Vec::new(),
            implement: Vec::new(),
            basis: Basis::None,
            requested: heading.is_some_and(|heading| heading.requested) || begins_with_request(text),
            due: None,
            window: None,
            span: self.normalised.span(&block.bytes),
            label: block.label.clone(),
            kind,
            assignments: Vec::new(),
            sub_items: Vec::new(),
            products: Vec::new(),
            due_text: None,
            assignment_line: None,
        });
        self.work.parties.push(parties);
        self.work.bytes.push(block.bytes.clone());
        self.block.clear();
        self.open.push(index);
        self.take_bracket(block, index);
        self.take_inline_details(block, index);
    }

    /// “… trên địa bàn. Cơ quan chủ trì: Sở Y tế. Thời gian: quý II.” in one paragraph.
    fn take_inline_details(&mut self, block: &Block, index: usize) {
        let text = self.normalised.slice(&block.text);
        let starts = detail::inline_starts(text);
        for (position, start) in starts.iter().enumerate() {
            let end = starts.get(position + 1).copied().unwrap_or(text.len());
            let Some((kind, skip)) = text.get(*start..end).and_then(detail::detail) else { continue };
            if kind != Detail::Other {
                self.apply(kind, block.text.start + start + skip..block.text.start + end, &[index]);
            }
        }
    }

    /// The parties of a task by its own words and the nearest heading that names agencies.
    fn parties_of(&self, block: &Block, kind: TaskKind) -> Vec<Party> {
        let text = self.normalised.slice(&block.text);
        let mut section = block.section;
        let mut above = Vec::new();
        let mut helpers = Vec::new();
        while let Some(heading) = section.and_then(|index| self.outline.headings.get(index)) {
            let words = self.normalised.slice(&heading.text);
            if crate::outline::names_agencies(words) {
                above = roles::heading_parties(words, heading.text.start);
                break;
            }
            if let Some(parties) = roles::assigning_heading(words, heading.text.start) {
                (above, helpers) = parties.into_iter().partition(|party| party.role == Role::Lead);
                break;
            }
            section = heading.parent;
        }
        let mut parties = roles::from_text(text, block.text.start, &above);
        parties.extend(helpers);
        if kind == TaskKind::Row {
            // In a table the columns say who; a verb in the cell does not make its object a lead.
            parties.retain(|party| party.basis == Basis::Heading || party.role != Role::Lead || party.rule == "L1");
        }
        parties
    }

    /// “… (Công an xã chủ trì; thời gian: quý II)”.
    fn take_bracket(&mut self, block: &Block, index: usize) {
        let text = self.normalised.slice(&block.text);
        let Some(inside) = detail::closing_bracket(text) else { return };
        let mut start = block.text.start + inside.start;
        for piece in text.get(inside).unwrap_or_default().split(';') {
            let lead = piece.len() - piece.trim_start().len();
            let (kind, skip) = detail::detail(piece.trim()).unwrap_or((Detail::Assign, 0));
            let value = start + lead + skip..start + piece.len();
            self.apply(kind, value, &[index]);
            start += piece.len() + 1;
        }
    }

    fn take_detail(&mut self, block: &Block, kind: Detail) {
        if kind == Detail::Other {
            let passage = self.passage(block);
            if let Some(task) = self.work.tasks.last_mut() {
                task.sub_items.push(passage);
            }
            return;
        }
        if self.block.is_empty() {
            self.block = self.scope(block.bullet);
            self.open.clear();
        }
        let tasks = self.block.clone();
        if !block.id.is_empty() {
            for index in &tasks {
                if let Some(task) = self.work.tasks.get_mut(*index) {
                    task.assignment_line.get_or_insert_with(|| block.id.clone());
                }
            }
            self.work.lines.push(AssignmentLine {
                id: block.id.clone(),
                text: self.normalised.slice(&block.bytes).to_owned(),
                tasks: tasks
                    .iter()
                    .filter_map(|index| self.work.tasks.get(*index))
                    .map(|task| task.id.clone())
                    .collect(),
                span: self.normalised.span(&block.bytes),
            });
        }
        self.apply(kind, block.text.clone(), &tasks);
    }

    /// A line governs the tasks above it in its section back to the line before; a line under a
    /// numbered item, a table row or a “+” only the nearest.
    fn scope(&self, bullet: Bullet) -> Vec<usize> {
        let last = self.work.tasks.last();
        let nearest = bullet == Bullet::Plus
            || last.is_some_and(|task| matches!(task.kind, TaskKind::Item | TaskKind::Row | TaskKind::InlineSection));
        if nearest { self.open.last().copied().into_iter().collect() } else { self.open.clone() }
    }

    fn apply(&mut self, kind: Detail, value: Range<usize>, tasks: &[usize]) {
        let text = self.normalised.slice(&value).to_owned();
        let parties = roles::from_line(kind, &text, value.start);
        let clean = text.trim().trim_end_matches(['.', ';']).to_owned();
        for index in tasks {
            let (Some(task), Some(known)) = (self.work.tasks.get_mut(*index), self.work.parties.get_mut(*index)) else {
                continue;
            };
            known.extend(parties.iter().cloned());
            match kind {
                Detail::Due if !clean.is_empty() => {
                    task.due_text.get_or_insert_with(|| clean.clone());
                }
                Detail::Product if !clean.is_empty() => task.products.push(clean.clone()),
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Work {
        for (task, parties) in self.work.tasks.iter_mut().zip(&mut self.work.parties) {
            settle(task, parties);
            set_dates(task, self.year);
            task.assignments = parties
                .iter()
                .map(|party| Assignment {
                    name: party.name.clone(),
                    role: party.role,
                    rule: party.rule.to_owned(),
                    basis: party.basis,
                    key: party.key.clone(),
                    level: party.level,
                    specific: party.specific,
                    span: self.normalised.span(&party.bytes),
                })
                .collect();
        }
        self.work
    }

    fn passage(&self, block: &Block) -> Passage {
        Passage {
            id: block.id.clone(),
            text: self.normalised.slice(&block.bytes).to_owned(),
            span: self.normalised.span(&block.bytes),
        }
    }
}

fn begins_with_request(text: &str) -> bool {
    text.to_lowercase().starts_with("đề nghị ")
}
