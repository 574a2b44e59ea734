//! Builds the outline, paragraph by paragraph.

mod headings;
mod ids;
mod lines;
mod rows;
mod shape;

use std::collections::HashMap;
use std::ops::Range;

use super::detail::Detail;
use super::label::{Label, Rank, label};
use super::zones::Zones;
use super::{Block, Bullet, Kind, Outline};
use crate::normalise::Normalised;
use crate::pattern::pattern;
use crate::plan::TaskKind;
use lines::{bullet_length, labelled_detail};
use shape::Shape;
pub(crate) use shape::names_agencies;

/// A heading is at most this long, in characters.
const LONGEST_HEADING: usize = 420;

pattern! {
    FOOTNOTE = r"^\[\^(\d{1,3})\]:\s*",
    needs Any(&["[^"])
}
pattern! {
    CLOSING = r"^(?:Trên đây là |Trong quá trình (?:tổ chức )?(?:thực hiện|triển khai))",
    needs Any(&["Trên đây là ", "Trong quá trình "])
}
pattern! {
    REQUEST = r"^(?i:đề nghị|kính đề nghị|trân trọng đề nghị)\s+",
    needs Any(&[" nghị ", " NGHỊ "])
}

pattern! {
    /// “(Kèm theo Kế hoạch số …)”, “Đơn vị tính: …”.
    ATTACHED = r"^\((?:Ban hành )?[Kk]èm theo |^\(Ban hành |^Đơn vị tính",
    needs Any(&["èm theo ", "Ban hành ", "Đơn vị tính"])
}
pattern! {
    ENDS_SENTENCE = "[.;!?…][”\"’')\\]»]?$"
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

    fn push(&mut self, id: String, kind: Kind, bytes: Range<usize>, label: String, skip: usize, bullet: Bullet) {
        let text = (bytes.start + skip).min(bytes.end)..bytes.end;
        let section = self.current_heading();
        if kind != Kind::SubItem {
            self.above_plus = matches!(kind, Kind::Work(_)).then_some(self.out.blocks.len());
        }
        self.out.blocks.push(Block { id, kind, bytes, label, text, section, bullet });
    }
}
