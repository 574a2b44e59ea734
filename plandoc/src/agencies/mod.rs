//! Agency names in running text.
//!
//! A name is `[các] [thành viên] core [level or place …]`. The core comes from the dated table
//! `data/agencies.tsv`, from the grammar `[Sở|Phòng|…] field (và field)*`, or is a list of generic
//! nouns (“các sở, ban, ngành”). What surrounds the core is grammar, so that names of places and
//! levels that no table knows are read as well.

mod chain;
mod core;
mod gazetteer;
mod heading;
mod lead_in;
mod list;
mod name;
mod suffix;

use std::ops::Range;

use crate::plan::Level;
use crate::words::{Word, words};
use gazetteer::{Category, GAZETTEER};
pub(crate) use heading::{ACTIONS, heading_pieces, is_only_agencies};

/// A name of an agency in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Words it takes, by index into the words of the stretch that was scanned.
    pub(crate) words: Range<usize>,
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// Gazetteer key; `None` for a name that only the grammar knows.
    pub(crate) key: Option<String>,
    pub(crate) level: Option<Level>,
    /// The place that the name holds (“huyện Sơn Hà”).
    pub(crate) place: Option<String>,
    /// False for generic collectives.
    pub(crate) specific: bool,
    /// Text to use for the name where the words alone do not say it (“các Sở: Y tế, Tư pháp”).
    pub(crate) full_name: Option<String>,
}

/// A stretch of text with its words and the agencies in it.
pub(crate) struct Scanned<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: Vec<Word<'a>>,
    pub(crate) mentions: Vec<Mention>,
}

impl Scanned<'_> {
    /// The name as it stands in the text.
    pub(crate) fn name(&self, mention: &Mention) -> String {
        match &mention.full_name {
            Some(name) => name.clone(),
            None => self.text.get(mention.bytes.clone()).unwrap_or_default().to_owned(),
        }
    }

    /// The mention that begins at a word.
    pub(crate) fn mention_at(&self, word: usize) -> Option<(usize, &Mention)> {
        let index = self.mentions.binary_search_by_key(&word, |mention| mention.words.start).ok()?;
        Some((index, self.mentions.get(index)?))
    }

    /// The index of the mention that ends right before a word.
    pub(crate) fn mention_before(&self, word: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.words.end < word);
        self.mentions.get(index).filter(|mention| mention.words.end == word).map(|_| index)
    }

    pub(crate) fn key(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| &*word.key)
    }

    /// Whether the words from `at` on are these keys.
    pub(crate) fn reads(&self, at: usize, keys: &[&str]) -> bool {
        keys.iter().enumerate().all(|(offset, key)| self.key(at + offset) == *key)
    }

    /// Byte offset at which a word begins; the end of the text beyond the last.
    pub(crate) fn start_of(&self, word: usize) -> usize {
        self.words.get(word).map_or(self.text.len(), |word| word.bytes.start)
    }
}

/// Finds every agency in a text, left to right, longest first.
pub(crate) fn scan(text: &str) -> Scanned<'_> {
    let words = words(text, 0);
    let mut mentions: Vec<Mention> = Vec::new();
    let reader = Reader { text, words: &words };
    let mut at = 0;
    while at < words.len() {
        if !words.get(at).is_some_and(|word| GAZETTEER.may_begin(&word.key)) {
            at += 1;
        } else if let Some(mention) = reader.mention(at) {
            at = mention.words.end;
            let mut elliptic = reader.elliptic_list(&mention);
            if let Some(last) = elliptic.last() {
                at = last.words.end;
            }
            if let Some(first) = elliptic.first_mut().filter(|_| !mention.specific) {
                first.words.start = mention.words.start;
            }
            // “các Sở: …” only opens the list; “Sở Nội vụ, …” is its first member.
            if elliptic.is_empty() || mention.specific {
                mentions.push(mention);
            }
            mentions.extend(elliptic);
        } else {
            at += reader.skip(at);
        }
    }
    Scanned { text, words, mentions }
}

/// Reads names at given words.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
}

/// The part of a name that says what kind of body it is.
struct Core {
    end: usize,
    key: Option<String>,
    level: Option<Level>,
    category: Category,
}

impl<'a> Reader<'a> {
    fn key(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &*word.key)
    }

    fn reads(&self, at: usize, keys: &[&str]) -> bool {
        keys.iter().enumerate().all(|(offset, key)| self.key(at + offset) == *key)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        let from = self.words.get(start).map_or(self.text.len(), |word| word.bytes.start);
        let to = end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(from, |word| word.bytes.end);
        from..to.max(from)
    }
}

struct LeadIn {
    core: usize,
    determined: bool,
}

/// The last day of a kind of agency, ISO; empty while it exists; `None` for an unknown key.
pub(crate) fn validity(key: &str) -> Option<&'static str> {
    GAZETTEER.entries.iter().find(|entry| entry.key == key).map(|entry| entry.valid_to.as_str())
}

/// The gazetteer key of a whole name.
fn words_key(name: &str) -> Option<String> {
    let parts = words(name, 0);
    let found = GAZETTEER.longest_at(name, &parts, 0)?;
    (found.length == parts.len()).then(|| found.entry.key.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let scanned = scan(text);
        scanned.mentions.iter().map(|mention| scanned.name(mention)).collect()
    }

    #[test]
    fn a_name_takes_its_level_and_place() {
        assert_eq!(names("Giao Công an tỉnh Sơn La chủ trì"), ["Công an tỉnh Sơn La"]);
        assert_eq!(names("gửi UBND các xã, phường, đặc khu trước ngày"), ["UBND các xã, phường, đặc khu"]);
        assert_eq!(names("Tòa án nhân dân khu vực 3 xét xử"), ["Tòa án nhân dân khu vực 3"]);
    }

    #[test]
    fn generic_lists_stay_together_and_named_bodies_apart() {
        assert_eq!(
            names("phối hợp với các sở, ban, ngành liên quan và UBND các huyện, thị xã, thành phố"),
            ["các sở, ban, ngành liên quan", "UBND các huyện, thị xã, thành phố"]
        );
        assert_eq!(
            names("giao các ban, đoàn thể, tổ chức chính trị - xã hội cùng thành viên Ban Chỉ đạo 138 phường"),
            ["các ban", "đoàn thể", "tổ chức chính trị - xã hội", "thành viên Ban Chỉ đạo 138 phường"]
        );
        assert_eq!(
            names("các sở, ngành, cơ quan báo chí, truyền thông"),
            ["các sở, ngành", "cơ quan báo chí, truyền thông"]
        );
    }

    #[test]
    fn verbs_that_look_like_nouns_are_no_agencies() {
        assert_eq!(names("Tổ chức hội nghị phòng ngừa, ban hành báo cáo các trường hợp"), Vec::<String>::new());
        assert_eq!(names("rà soát các cơ sở, ngành nghề"), Vec::<String>::new());
    }

    #[test]
    fn a_department_that_no_table_knows_is_read_by_its_grammar() {
        assert_eq!(names("Phòng Kinh tế, Hạ tầng và Đô thị phường"), ["Phòng Kinh tế, Hạ tầng và Đô thị phường"]);
        assert_eq!(names("Trung tâm Dịch vụ tổng hợp xã"), ["Trung tâm Dịch vụ tổng hợp xã"]);
    }

    #[test]
    fn a_head_named_once_serves_the_whole_list() {
        assert_eq!(
            names("các Sở: Nội vụ, Tư pháp, Giáo dục và Đào tạo, Y tế; Công an tỉnh"),
            ["Sở Nội vụ", "Sở Tư pháp", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Công an tỉnh"]
        );
    }
}
