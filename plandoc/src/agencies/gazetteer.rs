//! The dated list of agency names, and the longest name at a place in a text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::plan::Level;
use crate::words::{Word, words};

static TABLE: &str = include_str!("../../data/agencies.tsv");
static FIELDS: &str = include_str!("../../data/agency-fields.txt");

/// The built-in gazetteer.
pub(super) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::from_table(TABLE, FIELDS));

/// Names can hold this many optional commas; a name with more keeps the rest as written.
const OPTIONAL_COMMAS: usize = 4;

/// What a name in the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    /// A body that can be held to something.
    Body,
    /// A part of a police force, named together with the force it belongs to.
    PoliceUnit,
    /// A committee; “Ban Chỉ đạo” may be followed by a series number.
    Committee,
    /// A party body; written with a capital.
    Party,
    /// A post or a collective that is somebody in particular.
    Post,
    /// A noun of generic lists.
    Chain(Class),
    /// A word that only looks like an agency.
    NotAnAgency,
}

/// Which nouns join in one generic list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Unit,
    /// A unit noun that is an everyday word as well: needs “các” or a place inside a list.
    EverydayUnit,
    Board,
    Political,
    School,
    Health,
    Media,
    EverydayMedia,
    Shelter,
    People,
}

/// One line of the table.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) category: Category,
    pub(super) level: Option<Level>,
    /// Last day on which it existed, ISO; empty while it does.
    pub(super) valid_to: String,
}

pub(super) struct Gazetteer {
    pub(super) entries: Vec<Entry>,
    names: Trie,
    fields: Trie,
    /// Every word that a name, or what stands before one, can begin with.
    openers: HashSet<String>,
}

/// A name found: how many words it takes and which entry it is.
pub(super) struct Found<'a> {
    pub(super) length: usize,
    pub(super) entry: &'a Entry,
    /// The same words as a noun of generic lists (“trạm y tế” beside “Trạm Y tế”).
    pub(super) noun: Option<&'a Entry>,
}

impl Gazetteer {
    fn from_table(table: &str, fields: &str) -> Self {
        let mut gazetteer =
            Self { entries: Vec::new(), names: Trie::default(), fields: Trie::default(), openers: HashSet::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            gazetteer.add_line(line);
        }
        for field in fields.lines().filter(|line| !line.starts_with('#')) {
            gazetteer.fields.insert(field, 0, false);
        }
        let named = gazetteer.names.nodes.first().into_iter().flat_map(HashMap::keys).cloned();
        let heads = super::core::HEADS.iter().filter_map(|head| head.first());
        let before = super::lead_in::OPENERS.iter().chain(heads).map(|word| (*word).to_owned());
        gazetteer.openers = named.chain(before).collect();
        gazetteer
    }

    /// Whether a name, or what stands before one, can begin with a word.
    pub(super) fn may_begin(&self, key: &str) -> bool {
        self.openers.contains(key)
    }

    fn add_line(&mut self, line: &str) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[key, category, level, _from, valid_to, _successor, names, ..] = columns.as_slice() else { return };
        let entry = self.entries.len();
        for name in names.split('|') {
            self.names.insert(name, entry, matches!(category_of(key, category), Category::Chain(_)));
        }
        self.entries.push(Entry {
            key: key.to_owned(),
            category: category_of(key, category),
            level: level_of(level),
            valid_to: valid_to.to_owned(),
        });
    }

    /// The longest name that begins at a word.
    pub(super) fn longest_at(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<Found<'_>> {
        let (length, end) = self.names.longest(text, words, at)?;
        let entry = self.entries.get(end.entry)?;
        Some(Found { length, entry, noun: end.noun.and_then(|noun| self.entries.get(noun)) })
    }

    /// How many words the longest field name (“Nội vụ”) at a word takes.
    pub(super) fn field_at(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
        self.fields.longest(text, words, at).map(|(length, _)| length)
    }
}

fn category_of(key: &str, category: &str) -> Category {
    match category.split_once(':') {
        Some((_, class)) => Category::Chain(match class {
            "unit" => Class::Unit,
            "board!" => Class::Board,
            "political" => Class::Political,
            "school" => Class::School,
            "health" => Class::Health,
            "media" => Class::Media,
            "media!" => Class::EverydayMedia,
            "shelter" => Class::Shelter,
            "people!" => Class::People,
            _ => Class::EverydayUnit,
        }),
        None => match category {
            "not" => Category::NotAnAgency,
            "committee" => Category::Committee,
            "party" => Category::Party,
            "post" | "collective" => Category::Post,
            "police" if key != "cong_an" && key != "bo_cong_an" => Category::PoliceUnit,
            _ => Category::Body,
        },
    }
}

fn level_of(level: &str) -> Option<Level> {
    Some(match level {
        "central" => Level::Central,
        "province" => Level::Province,
        "district" => Level::District,
        "commune" => Level::Commune,
        _ => return None,
    })
}

/// Names by their words.
#[derive(Default)]
struct Trie {
    nodes: Vec<HashMap<String, usize>>,
    ends: HashMap<usize, End>,
}

/// The end of a name. A single word of capitals must be written just so (“CAT” is not “cát”).
struct End {
    entry: usize,
    noun: Option<usize>,
    exactly: Option<String>,
}

impl Trie {
    fn insert(&mut self, name: &str, entry: usize, is_noun: bool) {
        let parts = words(name, 0);
        let commas = parts.iter().filter(|word| word.is(",")).count().min(OPTIONAL_COMMAS);
        let is_abbreviation = parts.len() == 1 && !name.chars().any(char::is_lowercase);
        for kept in 0..1_u32 << commas {
            let mut comma = 0;
            let keys: Vec<&str> = parts
                .iter()
                .filter(|word| {
                    if !word.is(",") {
                        return true;
                    }
                    comma += 1;
                    comma > OPTIONAL_COMMAS || kept >> (comma - 1) & 1 == 1
                })
                .map(|word| &*word.key)
                .collect();
            let end = self.walk_or_grow(&keys);
            let exactly = is_abbreviation.then(|| name.to_owned());
            let noun = is_noun.then_some(entry);
            self.ends.entry(end).and_modify(|known| known.noun = known.noun.or(noun)).or_insert(End {
                entry,
                noun,
                exactly,
            });
        }
    }

    fn walk_or_grow(&mut self, keys: &[&str]) -> usize {
        if self.nodes.is_empty() {
            self.nodes.push(HashMap::new());
        }
        let mut node = 0;
        for key in keys {
            let fresh = self.nodes.len();
            let next = match self.nodes.get_mut(node) {
                Some(children) => *children.entry((*key).to_owned()).or_insert(fresh),
                None => fresh,
            };
            if next == fresh {
                self.nodes.push(HashMap::new());
            }
            node = next;
        }
        node
    }

    fn longest(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<(usize, &End)> {
        let mut node = 0;
        let mut best = None;
        for (length, word) in words.get(at..)?.iter().enumerate() {
            let Some(next) = self.nodes.get(node).and_then(|children| children.get(&*word.key)) else { break };
            node = *next;
            if let Some(end) = self.ends.get(&node) {
                let written = text.get(word.bytes.clone());
                let exact = |exactly: &str| written == Some(exactly) && !in_symbol(text, word.bytes.start);
                if end.exactly.as_deref().is_none_or(exact) {
                    best = Some((length + 1, end));
                }
            }
        }
        best
    }
}

/// Whether a place lies inside the symbol of a document: “CATP” in “88/TTr-CATP”.
fn in_symbol(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let joined = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '–'));
    let run = before.get(joined.len()..).unwrap_or_default();
    run.ends_with(['-', '/', '–']) && run.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(text: &str) -> Option<(usize, &'static str)> {
        let found = GAZETTEER.longest_at(text, &words(text, 0), 0)?;
        Some((found.length, found.entry.key.as_str()))
    }

    #[test]
    fn every_line_of_the_table_has_eight_columns_and_a_source() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 8, "{line}");
            assert!(!columns[7].is_empty(), "{line}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(longest("Ban Chỉ đạo 138 Chính phủ"), Some((6, "ban_chi_dao_138_cp")));
        assert_eq!(longest("Ban Chỉ đạo 138 xã"), Some((4, "ban_chi_dao_138")));
    }

    #[test]
    fn commas_in_names_are_optional() {
        assert_eq!(longest("Sở Văn hóa Thể thao và Du lịch").map(|f| f.1), Some("so_vhttdl"));
        assert_eq!(longest("Sở Văn hoá, Thể thao và Du lịch").map(|f| f.1), Some("so_vhttdl"));
    }

    #[test]
    fn an_abbreviation_must_be_written_in_capitals() {
        assert_eq!(longest("CAX").map(|f| f.1), Some("cong_an_xa_abbr"));
        assert_eq!(longest("cax"), None);
    }
}
