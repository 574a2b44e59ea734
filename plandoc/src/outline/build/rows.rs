//! Tables of tasks.

use std::ops::Range;

use super::Builder;
use crate::outline::label::{Label, Rank, label};
use crate::outline::{Block, Bullet, Kind};
use crate::plan::TaskKind;
use crate::tables;

impl Builder<'_> {
    pub(super) fn take_table(&mut self, at: usize, end: usize) -> usize {
        let stop = (at..end).find(|next| !self.text(*next).starts_with('|')).unwrap_or(end);
        let rows: Vec<Range<usize>> = (at..stop).map(|row| self.bytes(row)).collect();
        for item in tables::read_rows(self.normalised, &rows) {
            self.push_table_item(item);
        }
        stop
    }

    pub(super) fn push_table_item(&mut self, item: tables::Item) {
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
}
