//! Builds the outline, paragraph by paragraph.

use std::collections::HashMap;
use std::ops::Range;

use super::detail::{self, Detail};
use super::label::{Label, Rank, label};
use super::zones::Zones;
use super::{Block, Bullet, Heading, Kind, Outline};
use crate::agencies::{ACTIONS, heading_pieces, is_only_agencies, scan};
use crate::normalise::Normalised;
use crate::pattern::pattern;
use crate::plan::{SectionRole, TaskKind};
use crate::words::beginning;
use crate::{section_role, tables};

/// The part before the colon of “8. Agency: text” is at most this long, in words.
const LONGEST_TOPIC: usize = 14;
/// A heading is at most this long, in characters.
const LONGEST_HEADING: usize = 420;
/// A heading that ends with a full stop is at most this long, in characters.
const LONGEST_DOTTED_HEADING: usize = 120;

pattern! {
    FOOTNOTE = r"^\[\^(\d{1,3})\]:\s*"
}
pattern! {
    CLOSING = r"^(?:Trên đây là |Trong quá trình (?:tổ chức )?(?:thực hiện|triển khai))"
}
pattern! {
    /// “(Kèm theo Kế hoạch số …)”, “Đơn vị tính: …”.
    ATTACHED = r"^\((?:Ban hành )?[Kk]èm theo |^\(Ban hành |^Đơn vị tính"
}
pattern! {
    ENDS_SENTENCE = "[.;!?…][”\"’')\\]»]?$"
}
pattern! {
    INNER_SENTENCE = r"[.;] \p{Lu}"
}
pattern! {
    REQUEST = r"^(?i:đề nghị|kính đề nghị|trân trọng đề nghị)\s+"
}

/// Reads the body of a document into blocks and headings.
pub(crate) fn outline(normalised: &Normalised, zones: &Zones) -> Outline {
    let mut builder = Builder {
        normalised,
        out: Outline::default(),
        stack: Vec::new(),
        ids: HashMap::new(),
        counters: HashMap::new(),
        above_plus: None,
    };
    for range in &zones.body {
        let mut at = range.start;
        while at < range.end {
            at = builder.take(at, range.end);
        }
    }
    builder.close_headings();
    builder.out
}

struct Entry {
    rank: Rank,
    id: String,
    heading: Option<usize>,
}

struct Builder<'a> {
    normalised: &'a Normalised,
    out: Outline,
    stack: Vec<Entry>,
    ids: HashMap<String, usize>,
    counters: HashMap<(String, &'static str), usize>,
    /// The block that a “+” belongs to, if something to do stands right above.
    above_plus: Option<usize>,
}

impl<'a> Builder<'a> {
    fn bytes(&self, at: usize) -> Range<usize> {
        self.normalised.paragraphs.get(at).map_or(0..0, |paragraph| paragraph.bytes.clone())
    }

    fn text(&self, at: usize) -> &'a str {
        self.normalised.slice(&self.bytes(at))
    }

    /// Takes the paragraph at an index (or the whole table that begins there); returns the next.
    fn take(&mut self, at: usize, end: usize) -> usize {
        let text = self.text(at);
        let bytes = self.bytes(at);
        if text.starts_with('|') {
            return self.take_table(at, end);
        }
        if let Some(found) = FOOTNOTE.captures(text) {
            let number = found.get(1).map_or("", |n| n.as_str());
            let skip = found.get(0).map_or(0, |m| m.end());
            self.push(format!("fn{number}"), Kind::Footnote, bytes, String::new(), skip, Bullet::None);
            return at + 1;
        }
        if CLOSING.is_match(text) {
            self.push("closing".to_owned(), Kind::Closing, bytes, String::new(), 0, Bullet::None);
            return at + 1;
        }
        if let Some((kind, skip)) = labelled_detail(text).filter(|(kind, _)| self.is_detail_here(at, *kind)) {
            self.push_detail(kind, bytes, skip);
            return at + 1;
        }
        if self.assigns_above(text) {
            self.push_detail(Detail::Assign, bytes, bullet_length(text));
            return at + 1;
        }
        match label(text) {
            Some(found) if found.rank == Rank::Volume => return self.take_volume(at, end, &found),
            Some(found) => self.take_labelled(at, end, &found),
            None if self.continues_heading(at, text) => self.extend_heading(&bytes),
            None if ATTACHED.is_match(text) => {
                self.push(String::new(), Kind::TableFrame, bytes, String::new(), 0, Bullet::None);
            }
            None => self.take_body(at, end),
        }
        at + 1
    }

    /// “Giao Công an huyện chủ trì thực hiện.” after something to do: a sentence of names and cues only.
    fn assigns_above(&self, text: &str) -> bool {
        const CUES: [&str; 28] = [
            ")", "giao", "do", "chủ", "trì", "phối", "hợp", "với", "thực", "hiện", "tổ", "chức", "triển", "khai", "và",
            "cùng", "nội", "dung", "nhiệm", "vụ", "này", "trên", "nêu", "chịu", "trách", ",", ".", ";",
        ];
        let after_work = self
            .out
            .blocks
            .last()
            .is_some_and(|last| matches!(last.kind, Kind::Work(_) | Kind::SubItem | Kind::Detail(_)));
        let bare = text.get(bullet_length(text)..).unwrap_or_default();
        let bare = bare.strip_prefix('(').unwrap_or(bare);
        if !after_work || bare.chars().count() > 300 || label(bare).is_some() {
            return false;
        }
        let scanned = scan(bare);
        let opens = scanned.mentions.first().is_some_and(|first| {
            first.words.start == 0 || (first.words.start == 1 && matches!(scanned.key(0), "giao" | "do"))
        });
        let mut mentions = scanned.mentions.iter().peekable();
        let mut leads = false;
        for at in 0..scanned.words.len() {
            while mentions.next_if(|mention| mention.words.end <= at).is_some() {}
            if mentions.peek().is_some_and(|mention| mention.words.contains(&at)) {
                continue;
            }
            leads |= scanned.reads(at, &["chủ", "trì"]) || scanned.reads(at, &["thực", "hiện"]);
            if !CUES.contains(&scanned.key(at)) {
                return false;
            }
        }
        opens && leads
    }

    /// The second line of a heading in capitals.
    fn continues_heading(&self, at: usize, text: &str) -> bool {
        let Some(last) = self.out.blocks.last().filter(|last| last.kind == Kind::Heading) else { return false };
        let directly = at.checked_sub(1).is_some_and(|before| self.bytes(before) == last.bytes);
        directly && !last.label.is_empty() && is_capitals(text) && is_capitals(self.normalised.slice(&last.text))
    }

    fn extend_heading(&mut self, bytes: &Range<usize>) {
        let Some(last) = self.out.blocks.last_mut() else { return };
        last.text.end = bytes.end;
        last.bytes.end = bytes.end;
        let Some(heading) = last.section.and_then(|index| self.out.headings.get_mut(index)) else { return };
        heading.text.end = bytes.end;
        heading.own.end = bytes.end;
        heading.whole.end = heading.whole.end.max(bytes.end);
        let above = heading.parent.and_then(|parent| self.out.headings.get(parent)).map(|parent| parent.role);
        let section = last.section;
        if let Some(heading) = section.and_then(|index| self.out.headings.get_mut(index)) {
            heading.role = section_role::role(self.normalised.slice(&heading.text), heading.depth, above);
        }
    }

    /// “PHỤ LỤC I” and the lines of its title.
    fn take_volume(&mut self, at: usize, end: usize, found: &Label) -> usize {
        let bytes = self.bytes(at);
        let mut text = bytes.start + found.length..bytes.end;
        let mut next = at + 1;
        while text.is_empty() && next < end {
            let line = self.text(next);
            let is_title = !line.starts_with('|')
                && label(line).is_none()
                && !ATTACHED.is_match(line)
                && !ENDS_SENTENCE.is_match(line);
            if !is_title {
                break;
            }
            text = self.bytes(next);
            next += 1;
        }
        self.pop_to(Rank::Volume);
        let id = self.numbered_id(found);
        let index = self.push_heading(id, found, text.clone(), bytes.start..text.end.max(bytes.end));
        self.push_heading_block(index, found, bytes.start..text.end.max(bytes.end));
        next
    }

    /// “- Nội dung: …”, “- Thời gian: …” are details only under something to do.
    fn is_detail_here(&self, at: usize, kind: Detail) -> bool {
        let role = self.current_heading().and_then(|index| self.out.headings.get(index)).map(|heading| heading.role);
        if role.is_some_and(|role| role != SectionRole::Work) {
            return false;
        }
        let in_run = self.out.blocks.last().is_some_and(|last| matches!(last.kind, Kind::Detail(_)));
        let numbered = label(self.text(at)).is_some_and(|found| found.rank < Rank::Letter);
        match kind {
            Detail::Lead | Detail::Support | Detail::CarryOut => true,
            // “1. Thời gian: …” is a section of its own unless it stands among assignments.
            _ if numbered => kind != Detail::Assign && (in_run || self.assignments_follow(at)),
            Detail::Other => in_run || self.details_follow(at),
            Detail::Assign | Detail::Due | Detail::Product => true,
        }
    }

    /// Whether a line like “Thời gian: …” or “Đơn vị chủ trì: …” comes soon after.
    fn details_follow(&self, at: usize) -> bool {
        (at + 1..at + 6).any(|next| labelled_detail(self.text(next)).is_some_and(|(kind, _)| kind != Detail::Other))
    }

    /// Whether a line that names who leads or helps comes soon after.
    fn assignments_follow(&self, at: usize) -> bool {
        (at + 1..at + 6).any(|next| labelled_detail(self.text(next)).is_some_and(|(kind, _)| names_somebody(kind)))
    }

    fn take_labelled(&mut self, at: usize, end: usize, found: &Label) {
        match found.rank {
            Rank::Plus => self.take_plus(at, found),
            Rank::Dash => self.take_dash(at, end, found),
            _ => self.take_numbered(at, end, found),
        }
    }

    fn take_numbered(&mut self, at: usize, end: usize, found: &Label) {
        let bytes = self.bytes(at);
        let text = self.text(at).get(found.length..).unwrap_or_default();
        self.pop_to(found.rank);
        let shape = self.shape(at, end, found.rank, text);
        let id = self.numbered_id(found);
        match shape {
            Shape::Heading => {
                let heading = text.trim_end_matches([':', ' ']);
                let range = bytes.start + found.length..bytes.start + found.length + heading.len();
                let index = self.push_heading(id, found, range, bytes.clone());
                self.push_heading_block(index, found, bytes);
            }
            Shape::Inline { heading: colon, gap } => {
                let start = bytes.start + found.length;
                let index = self.push_heading(id.clone(), found, start..start + colon, bytes.start..start + colon);
                let skip = found.length + colon + gap;
                let blank = self.text(at).get(skip..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                let id = self.out.headings.get(index).map_or(id, |heading| heading.id.clone());
                self.push(
                    id,
                    Kind::Work(TaskKind::InlineSection),
                    bytes,
                    found.printed.clone(),
                    skip + blank,
                    Bullet::Label,
                );
            }
            Shape::Item => {
                let kind = if found.rank == Rank::Article { TaskKind::Article } else { TaskKind::Item };
                let id = self.unique(id).0;
                self.stack.push(Entry { rank: found.rank, id: id.clone(), heading: None });
                self.push(id, Kind::Work(kind), bytes, found.printed.clone(), found.length, Bullet::Label);
            }
        }
    }

    /// Whether a numbered paragraph is a heading, an item, or both.
    fn shape(&self, at: usize, end: usize, rank: Rank, text: &str) -> Shape {
        if rank <= Rank::Capital || (rank == Rank::Roman && !text.chars().any(char::is_lowercase)) {
            return Shape::Heading;
        }
        if let Some(colon) = inline_colon(text) {
            return Shape::Inline { heading: colon, gap: 1 };
        }
        if let Some(end) = heading_run_on(text) {
            return Shape::Inline { heading: end, gap: 0 };
        }
        let length = text.chars().count();
        let child = self.child(at, end, rank);
        let bare = text.trim_end_matches(['.', ':', ';', ' ']);
        let ends_sentence = ENDS_SENTENCE.is_match(text);
        match child {
            Child::None | Child::OnlyDetails => Shape::Item,
            _ if rank == Rank::Article => Shape::Item,
            _ if names_agencies(bare) => Shape::Heading,
            Child::Labelled | Child::Body if !ends_sentence && length <= LONGEST_HEADING => Shape::Heading,
            Child::Labelled if length <= LONGEST_DOTTED_HEADING && !INNER_SENTENCE.is_match(bare) => Shape::Heading,
            _ => Shape::Item,
        }
    }

    /// What stands under a numbered paragraph.
    fn child(&self, at: usize, end: usize, rank: Rank) -> Child {
        let (mut details, mut assigned) = (false, false);
        for next in at + 1..end {
            let text = self.text(next);
            if FOOTNOTE.is_match(text) {
                continue;
            }
            let found = label(text);
            if found.as_ref().is_some_and(|found| found.rank <= rank) {
                break;
            }
            let numbered = found.as_ref().is_some_and(|found| found.rank < Rank::Letter);
            if let Some((kind, _)) = labelled_detail(text)
                && (!numbered || assigned || names_somebody(kind) || self.assignments_follow(next))
            {
                details = true;
                assigned |= names_somebody(kind);
                continue;
            }
            // An ordinary paragraph after the details still belongs to the heading; sub-items of
            // the details do not make one.
            if details && found.as_ref().is_none_or(|found| found.rank == Rank::Plus) {
                break;
            }
            if text.starts_with('|') || found.is_some() {
                return Child::Labelled;
            }
            return if CLOSING.is_match(text) { Child::None } else { Child::Body };
        }
        if details { Child::OnlyDetails } else { Child::None }
    }

    fn take_dash(&mut self, at: usize, end: usize, found: &Label) {
        let bytes = self.bytes(at);
        let text = self.text(at).get(found.length..).unwrap_or_default();
        self.pop_to(Rank::Dash);
        let followed_by_plus = at + 1 < end && self.text(at + 1).starts_with('+');
        let id = self.lettered_id();
        if followed_by_plus && text.ends_with(':') && names_agencies(text.trim_end_matches([':', ' '])) {
            let range = bytes.start + found.length..bytes.end - 1;
            let index = self.push_heading(id, found, range, bytes.clone());
            self.push_heading_block(index, found, bytes);
            return;
        }
        let id = self.unique(id).0;
        self.push(id, Kind::Work(TaskKind::Dash), bytes, found.printed.clone(), found.length, Bullet::Dash);
    }

    fn take_plus(&mut self, at: usize, found: &Label) {
        let bytes = self.bytes(at);
        let parent =
            self.above_plus.and_then(|index| self.out.blocks.get(index)).map(|block| (block.id.clone(), block.kind));
        if let Some((
            id,
            Kind::Work(TaskKind::Dash | TaskKind::Body | TaskKind::Item | TaskKind::InlineSection | TaskKind::Article),
        )) = parent
        {
            let number = self.count(&id, "+");
            self.push(
                format!("{id}.+{number}"),
                Kind::SubItem,
                bytes,
                found.printed.clone(),
                found.length,
                Bullet::Plus,
            );
        } else {
            let id = self.lettered_id();
            let id = self.unique(id).0;
            self.push(id, Kind::Work(TaskKind::Plus), bytes, found.printed.clone(), found.length, Bullet::Plus);
        }
    }

    fn take_body(&mut self, at: usize, end: usize) {
        let bytes = self.bytes(at);
        while self.stack.last().is_some_and(|entry| entry.rank >= Rank::Dash) {
            self.stack.pop();
        }
        if self.opens_assigned_list(at, end) || self.is_bare_heading(at, end) {
            self.take_bare_heading(&bytes);
            return;
        }
        let parent = self.stack.last().map(|entry| entry.id.clone()).unwrap_or_default();
        let number = self.count(&parent, "p");
        let id = if parent.is_empty() { format!("p{number}") } else { format!("{parent}.p{number}") };
        self.push(id, Kind::Work(TaskKind::Body), bytes, String::new(), 0, Bullet::None);
    }

    /// “Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh thực hiện:” before a list.
    fn opens_assigned_list(&self, at: usize, end: usize) -> bool {
        let text = self.text(at);
        let listed = at + 1 < end && label(self.text(at + 1)).is_some_and(|found| found.rank >= Rank::Letter);
        listed
            && text.ends_with(':')
            && text.chars().count() <= LONGEST_HEADING
            && crate::roles::assigning_heading(text, 0).is_some()
    }

    /// “Công an tỉnh” alone on a line: the body whose duties follow. “NHIỆM VỤ CỤ THỂ”: a part that
    /// nobody numbered.
    fn is_bare_heading(&self, at: usize, end: usize) -> bool {
        let text = self.text(at);
        let followed = at + 1 < end && label(self.text(at + 1)).is_none_or(|found| found.rank >= Rank::Arabic(1));
        followed && !ENDS_SENTENCE.is_match(text) && (is_capitals(text) || names_agencies(text))
    }

    /// A heading without a label.
    fn take_bare_heading(&mut self, bytes: &Range<usize>) {
        let text = self.normalised.slice(bytes);
        let rank = if is_capitals(text) { Rank::Roman } else { Rank::Letter };
        self.pop_to(rank);
        let parent = self.stack.last().map(|entry| entry.id.clone()).unwrap_or_default();
        let number = self.count(&parent, "g");
        let id = if parent.is_empty() { format!("g{number}") } else { format!("{parent}.g{number}") };
        let found = Label { rank, printed: String::new(), short: String::new(), length: 0 };
        let words = bytes.start..bytes.start + text.trim_end_matches([':', ' ']).len();
        let index = self.push_heading(id, &found, words, bytes.clone());
        self.push_heading_block(index, &found, bytes.clone());
    }

    fn push_detail(&mut self, kind: Detail, bytes: Range<usize>, skip: usize) {
        let text = self.normalised.slice(&bytes);
        let bullet = match text.chars().next() {
            Some('+') => Bullet::Plus,
            Some('-' | '–' | '•') => Bullet::Dash,
            _ if text.get(1..).is_some_and(|rest| rest.starts_with(") ")) => Bullet::Label,
            _ => Bullet::None,
        };
        let parent = self.heading_entry_id();
        let number = self.count(&parent, "asg");
        let id = if parent.is_empty() { format!("asg{number}") } else { format!("{parent}.asg{number}") };
        self.push(id, Kind::Detail(kind), bytes, String::new(), skip, bullet);
    }

    fn take_table(&mut self, at: usize, end: usize) -> usize {
        let stop = (at..end).find(|next| !self.text(*next).starts_with('|')).unwrap_or(end);
        let rows: Vec<Range<usize>> = (at..stop).map(|row| self.bytes(row)).collect();
        for item in tables::read_rows(self.normalised, &rows) {
            self.push_table_item(item);
        }
        stop
    }

    fn push_table_item(&mut self, item: tables::Item) {
        match item {
            tables::Item::Frame(bytes) => {
                self.push(String::new(), Kind::TableFrame, bytes, String::new(), 0, Bullet::None);
            }
            tables::Item::Group { row, label: printed, text } => {
                let rank = label(&format!("{printed}. ")).map_or(Rank::Roman, |found| found.rank).min(Rank::Arabic(9));
                self.pop_to(rank);
                let short = if printed.is_empty() { format!("g{}", self.count("", "g")) } else { printed.clone() };
                let found = Label { rank, printed, short, length: 0 };
                let id = self.numbered_id(&found);
                let index = self.push_heading(id, &found, text, row.clone());
                self.push_heading_block(index, &found, row);
            }
            tables::Item::Task { row, label, text, details } => {
                let parent = self.heading_entry_id();
                let number = self.count(&parent, "r");
                let id = if parent.is_empty() { format!("r{number}") } else { format!("{parent}.r{number}") };
                let section = self.current_heading();
                let bytes = row.clone();
                self.out.blocks.push(Block {
                    id,
                    kind: Kind::Work(TaskKind::Row),
                    bytes: row,
                    label,
                    text,
                    section,
                    bullet: Bullet::None,
                });
                for (kind, range) in details {
                    self.out.blocks.push(Block {
                        id: String::new(),
                        kind: Kind::Detail(kind),
                        bytes: bytes.clone(),
                        label: String::new(),
                        text: range,
                        section,
                        bullet: Bullet::Label,
                    });
                }
            }
        }
    }

    fn push(&mut self, id: String, kind: Kind, bytes: Range<usize>, label: String, skip: usize, bullet: Bullet) {
        let text = (bytes.start + skip).min(bytes.end)..bytes.end;
        let section = self.current_heading();
        if kind != Kind::SubItem {
            self.above_plus = matches!(kind, Kind::Work(_)).then_some(self.out.blocks.len());
        }
        self.out.blocks.push(Block { id, kind, bytes, label, text, section, bullet });
    }

    fn push_heading_block(&mut self, index: usize, found: &Label, bytes: Range<usize>) {
        let Some(heading) = self.out.headings.get(index) else { return };
        let (id, text) = (heading.id.clone(), heading.text.clone());
        self.above_plus = None;
        self.out.blocks.push(Block {
            id,
            kind: Kind::Heading,
            bytes,
            label: found.printed.clone(),
            text,
            section: Some(index),
            bullet: Bullet::Label,
        });
    }

    fn push_heading(&mut self, id: String, found: &Label, text: Range<usize>, own: Range<usize>) -> usize {
        let (id, again) = self.unique(id);
        if again {
            self.out.repeated.push((found.printed.clone(), own.clone()));
        }
        let parent = self.current_heading();
        let above = parent.and_then(|index| self.out.headings.get(index));
        let words = self.normalised.slice(&text);
        let depth = above.map_or(1, |heading| heading.depth.saturating_add(1));
        let role = section_role::role(words, depth, above.map(|heading| heading.role));
        let requested = REQUEST.is_match(words) || above.is_some_and(|heading| heading.requested);
        let heading = Heading {
            id: id.clone(),
            label: found.printed.clone(),
            text,
            whole: own.clone(),
            own,
            parent,
            depth,
            role,
            requested,
        };
        let index = self.out.headings.len();
        self.out.headings.push(heading);
        self.stack.push(Entry { rank: found.rank, id, heading: Some(index) });
        index
    }

    fn pop_to(&mut self, rank: Rank) {
        while self.stack.last().is_some_and(|entry| entry.rank >= rank) {
            self.stack.pop();
        }
    }

    fn current_heading(&self) -> Option<usize> {
        self.stack.iter().rev().find_map(|entry| entry.heading)
    }

    fn heading_entry_id(&self) -> String {
        self.stack.iter().rev().find(|entry| entry.heading.is_some()).map(|entry| entry.id.clone()).unwrap_or_default()
    }

    /// `II.2.1` for the printed label “2.1.” in part II.
    fn numbered_id(&self, found: &Label) -> String {
        let above = match found.rank {
            Rank::Arabic(parts) if parts > 1 => self.stack.iter().rev().find(|entry| entry.rank < Rank::Arabic(1)),
            _ => self.stack.last(),
        };
        match above {
            Some(entry) => format!("{}.{}", entry.id, found.short),
            None => found.short.clone(),
        }
    }

    fn lettered_id(&mut self) -> String {
        let parent = self.stack.last().map(|entry| entry.id.clone()).unwrap_or_default();
        let letters = letters(self.count(&parent, "dash"));
        if parent.is_empty() { letters } else { format!("{parent}.{letters}") }
    }

    fn count(&mut self, parent: &str, what: &'static str) -> usize {
        let counter = self.counters.entry((parent.to_owned(), what)).or_insert(0);
        *counter += 1;
        *counter
    }

    /// The id, with `#2` and so on if it is taken, and whether it was.
    fn unique(&mut self, id: String) -> (String, bool) {
        let count = self.ids.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { (id, false) } else { (format!("{id}#{count}"), true) }
    }

    /// Stretches every heading to the last block under it.
    fn close_headings(&mut self) {
        for block in &self.out.blocks {
            if block.kind == Kind::Footnote || block.kind == Kind::Closing {
                continue;
            }
            let mut section = block.section;
            while let Some(heading) = section.and_then(|index| self.out.headings.get_mut(index)) {
                heading.whole.end = heading.whole.end.max(block.bytes.end);
                section = heading.parent;
            }
        }
    }
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 6
        && !text.chars().any(char::is_lowercase)
        && text.chars().count() <= LONGEST_HEADING
}

/// A detail line behind whatever label or bullet it carries.
fn labelled_detail(text: &str) -> Option<(Detail, usize)> {
    let skip = label(text).filter(|found| found.rank > Rank::Roman).map_or(0, |found| found.length);
    let (kind, value) = detail::detail(text.get(skip..)?)?;
    Some((kind, skip + value))
}

fn names_somebody(kind: Detail) -> bool {
    matches!(kind, Detail::Lead | Detail::Support | Detail::CarryOut)
}

/// Length in bytes of a dash or plus with its blank.
fn bullet_length(text: &str) -> usize {
    label(text).filter(|found| found.rank >= Rank::Dash).map_or(0, |found| found.length)
}

enum Shape {
    Heading,
    /// A heading with its text behind it: where the heading ends and the bytes between.
    Inline {
        heading: usize,
        gap: usize,
    },
    Item,
}

enum Child {
    None,
    Labelled,
    Body,
    OnlyDetails,
}

/// The colon of “Công an huyện: Là cơ quan …”, if what stands before it names agencies or a topic.
fn inline_colon(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let before = text.get(..colon)?;
    let after = text.get(colon + 1..)?.trim();
    if after.is_empty() {
        return None;
    }
    if opens_elliptic_list(before, after) {
        return None;
    }
    if names_agencies(before.trim_end()) {
        return Some(colon);
    }
    let topic = before.split(' ').count() <= LONGEST_TOPIC
        && !before.contains(['.', ';', '“', '"'])
        && !["là", "như", "gồm", "sau", "rằng"].iter().any(|word| before.trim_end().ends_with(word))
        && section_role::is_topic(before);
    topic.then_some(colon)
}

/// “7. Tòa án nhân dân tỉnh Đẩy mạnh …”: a heading and its first paragraph that a converter ran
/// together. Where the heading ends, in bytes.
fn heading_run_on(text: &str) -> Option<usize> {
    let scanned = scan(beginning(text, 600));
    let first = if REQUEST.is_match(text) { 2 } else { 0 };
    let (index, _) = scanned.mention_at(first)?;
    let names = crate::roles::group(&scanned, index);
    let last = scanned.mentions.get(names.end - 1)?;
    let next = scanned.words.get(last.words.end)?;
    let acts = next.capital && ACTIONS.iter().any(|action| scanned.reads(last.words.end, action));
    acts.then_some(last.bytes.end)
}

/// “Các Sở: Nội vụ, Y tế …” names bodies and is no heading.
fn opens_elliptic_list(before: &str, after: &str) -> bool {
    let head = crate::words::folded(before);
    matches!(head.as_str(), "các sở" | "các phòng" | "sở" | "phòng")
        && scan(&format!("{before}: {after}")).mentions.iter().any(|mention| mention.full_name.is_some())
}

/// Whether a heading is nothing but agency names (after “Đề nghị”, without brackets).
pub(crate) fn names_agencies(heading: &str) -> bool {
    let bare = crate::roles::heading_names(heading);
    if bare.chars().count() > LONGEST_HEADING {
        return false;
    }
    let scanned = scan(&bare);
    is_only_agencies(&scanned) || heading_pieces(&scanned).is_some()
}

/// 1 → a, 26 → z, 27 → aa.
fn letters(number: usize) -> String {
    let mut rest = number;
    let mut reversed = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        reversed.push(char::from(b'a' + digit));
        rest = (rest - 1) / 26;
    }
    reversed.iter().rev().collect()
}
