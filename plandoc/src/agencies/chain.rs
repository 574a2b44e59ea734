//! Generic lists: “các sở, ban, ngành”, “các cơ quan, đơn vị liên quan”, “nhà trường”.

use super::Reader;
use super::gazetteer::{Category, Class, Entry, GAZETTEER};

/// A generic list without its qualifiers.
pub(super) struct List {
    pub(super) end: usize,
    pub(super) key: String,
    /// “tổ chức chính trị - xã hội” and boards of the commune are somebody; “các đơn vị” are not.
    pub(super) specific: bool,
}

pub(super) struct Noun {
    end: usize,
    class: Class,
    key: &'static str,
}

impl Reader<'_> {
    pub(super) fn generic_list(&self, at: usize, determined: bool) -> Option<List> {
        let first = self.noun(at)?;
        if !determined && !self.stands_alone(at, &first) {
            return None;
        }
        if first.class == Class::Board && !self.board_opens_list(first.end) {
            return Some(List { end: first.end, key: first.key.to_owned(), specific: false });
        }
        let mut end = first.end;
        let mut last = first.class;
        while let Some(next) = self.next_noun(end, last) {
            end = next.end;
            last = next.class;
        }
        Some(List { end, key: first.key.to_owned(), specific: false })
    }

    pub(super) fn noun(&self, at: usize) -> Option<Noun> {
        let found = GAZETTEER.longest_at(self.text, self.words, at)?;
        let Entry { key, category: Category::Chain(class), .. } = found.noun? else { return None };
        Some(Noun { end: at + found.length, class: *class, key })
    }

    /// After a comma “tổ chức” is the noun, even if it would begin a verb elsewhere.
    fn organisation(&self, at: usize) -> Option<Noun> {
        self.reads(at, &["tổ", "chức"]).then_some(Noun { end: at + 2, class: Class::EverydayUnit, key: "to_chuc" })
    }

    /// Everyday words (“tổ chức”, “ngành”) are agencies only in company.
    fn stands_alone(&self, at: usize, first: &Noun) -> bool {
        match first.class {
            Class::Unit | Class::Political | Class::School | Class::Health | Class::Media | Class::Shelter => true,
            Class::EverydayUnit | Class::Board => {
                self.is_capital(at)
                    && self.key(first.end) == ","
                    && self
                        .noun(first.end + 1)
                        .is_some_and(|next| matches!(next.class, Class::Unit | Class::EverydayUnit | Class::Board))
            }
            Class::EverydayMedia | Class::People => false,
        }
    }

    /// “các ban, ngành” is one list; “các ban, đoàn thể” are two bodies.
    fn board_opens_list(&self, after: usize) -> bool {
        let next = after + usize::from(matches!(self.key(after), "," | "và"));
        matches!(self.key(next), "ngành" | "sở")
    }

    fn next_noun(&self, at: usize, last: Class) -> Option<Noun> {
        let (after, joined_by_comma) = match self.key(at) {
            "," => (at + 1, true),
            "và" => (at + 1, false),
            _ => return self.noun(at).filter(|next| joins(last, next.class)),
        };
        if self.key(after) == "các" {
            let next = self.noun(after + 1)?;
            let schools = last == Class::School && next.class == Class::School && joined_by_comma;
            let levels = self.key(at.saturating_sub(1)) == "cấp" && self.key(after + 1) == "ngành";
            return (schools || levels).then_some(next);
        }
        let next = self.noun(after).or_else(|| self.organisation(after))?;
        // “chính quyền và Nhân dân” closes a list; elsewhere the people are no agency.
        let people = next.class == Class::People && !joined_by_comma && last == Class::Unit;
        (people || joins(last, next.class)).then_some(next)
    }
}

fn joins(last: Class, next: Class) -> bool {
    use Class::{Board, EverydayMedia, EverydayUnit, Health, Media, School, Unit};
    matches!(
        (last, next),
        (Unit | EverydayUnit | Board, Unit | EverydayUnit | Board | School)
            | (School, School | Unit)
            | (Media | EverydayMedia, Media | EverydayMedia)
            | (Health, Health)
    )
}
