//! Agency names in running text.
//!
//! A name is `[các] [thành viên] core [level or place …]`. The core comes from the dated table
//! `data/agencies.tsv`, from the grammar `[Sở|Phòng|…] field (và field)*`, or is a list of generic
//! nouns (“các sở, ban, ngành”). What surrounds the core is grammar, so that names of places and
//! levels that no table knows are read as well.

mod chain;
mod gazetteer;
mod suffix;

use std::ops::Range;

use crate::plan::Level;
use crate::words::{Word, words};
use gazetteer::{Category, GAZETTEER};
use suffix::Suffix;

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
    pub(crate) words: Vec<Word>,
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
        self.words.get(word).map_or("", |word| word.key.as_str())
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
        if let Some(mention) = reader.mention(at) {
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
    words: &'a [Word],
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
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    fn reads(&self, at: usize, keys: &[&str]) -> bool {
        keys.iter().enumerate().all(|(offset, key)| self.key(at + offset) == *key)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// How far to go on when no name begins here: over a phrase that only looks like one.
    fn skip(&self, at: usize) -> usize {
        match GAZETTEER.longest_at(self.text, self.words, at) {
            Some(found) if found.entry.category == Category::NotAnAgency => found.length,
            _ => 1,
        }
    }

    fn mention(&self, at: usize) -> Option<Mention> {
        if let Some(core) = self.named_core(at).filter(|core| core.key.as_deref() == Some("thon_ban")) {
            return Some(self.named(at, core));
        }
        let lead = self.lead_in(at);
        if let Some(core) = self.named_core(lead.core) {
            return Some(self.named(at, core));
        }
        let list = self.generic_list(lead.core, lead.determined)?;
        let suffix = self.suffix(list.end, true);
        let end = suffix.end;
        // “Cơ quan chủ trì”, “đơn vị tính”: a bare noun is nobody.
        let bare = !lead.determined && end == list.end && end <= lead.core + 2;
        if bare && matches!(list.key.as_str(), "co_quan" | "don_vi" | "luc_luong" | "doanh_nghiep") {
            return None;
        }
        Some(Mention {
            words: at..end,
            bytes: self.bytes(at, end),
            key: Some(list.key),
            level: suffix.level,
            place: suffix.place,
            specific: list.specific,
            full_name: None,
        })
    }

    fn named(&self, at: usize, core: Core) -> Mention {
        let after = match core.category {
            Category::Committee => self.series(core.end),
            Category::Party => self.party_owner(core.end),
            _ => core.end,
        };
        let mut suffix = self.suffix(after, false);
        if suffix.end == after && matches!(core.key.as_deref(), Some("don_bien_phong" | "hai_quan" | "canh_sat_bien")) {
            suffix.end = self.place_name(after, Level::Commune);
        }
        if core.category == Category::PoliceUnit {
            suffix = self.parent_force(suffix);
        }
        if suffix.place.is_none() && core.category == Category::Post && core.key.as_deref() == Some("thon_ban") {
            suffix.level = Some(Level::Commune);
        }
        let end = suffix.end;
        Mention {
            words: at..end,
            bytes: self.bytes(at, end),
            key: core.key,
            level: suffix.level.or(core.level),
            place: suffix.place,
            specific: true,
            full_name: None,
        }
    }

    /// What may stand before the core: “các đồng chí thành viên”, “lực lượng”, “thủ trưởng các”.
    fn lead_in(&self, at: usize) -> LeadIn {
        let mut core = at;
        let mut determined = false;
        loop {
            let step = match self.key(core) {
                "các" | "những" | "toàn" if self.starts_plural(core) => 1,
                "tất" if self.reads(core, &["tất", "cả", "các"]) => 3,
                "mọi" | "từng" | "mỗi" => 1,
                "toàn" if self.key(core + 1) == "thể" => 2,
                "đồng" if self.key(core + 1) == "chí" => 2,
                "đ" if self.reads(core, &["đ", "/", "c"]) => 3,
                "thành" if self.key(core + 1) == "viên" => 2,
                "lãnh" if self.key(core + 1) == "đạo" && core == at && self.opens_name(at) => 2,
                "trưởng" | "giám" | "chánh" | "phó" if core == at => match self.post(core) {
                    0 => break,
                    length => length,
                },
                "thủ" if self.key(core + 1) == "trưởng" => 2,
                "ông" | "bà" if core > at => 1,
                "hiệu" if self.key(core + 1) == "trưởng" => 2,
                "người" if self.reads(core, &["người", "đứng", "đầu"]) => 3,
                "đại" if self.key(core + 1) == "diện" => 2,
                "cơ" if self.reads(core, &["cơ", "quan", "thường", "trực"]) && self.key(core + 4) == "ban" => 4,
                _ => break,
            };
            determined |= matches!(self.key(core), "các" | "những" | "mọi" | "tất" | "từng" | "mỗi");
            core += step;
        }
        let force = self.reads(core, &["lực", "lượng"]) && self.named_core(core + 2).is_some();
        if force {
            core += 2;
        }
        LeadIn { core, determined }
    }

    /// “lãnh đạo” is a noun at the start of a name and a verb behind one.
    fn opens_name(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            matches!(self.key(before), "," | ";" | "." | "-" | "(" | ":" | "và" | "các" | "với" | "cáo" | "của")
        })
    }

    /// “Trưởng”, “Giám đốc”, “Chánh”, “Phó Trưởng” before the body that has the post; 0 if none.
    fn post(&self, at: usize) -> usize {
        let deputy = usize::from(self.key(at) == "phó");
        let post = match self.key(at + deputy) {
            "trưởng" | "chánh" => 1,
            "giám" if self.key(at + deputy + 1) == "đốc" => 2,
            _ => return 0,
        };
        let length = deputy + post;
        if self.is_capital(at + length) && self.named_core(at + length).is_some() { length } else { 0 }
    }

    fn starts_plural(&self, at: usize) -> bool {
        self.key(at) != "toàn"
    }

    fn named_core(&self, at: usize) -> Option<Core> {
        let found = GAZETTEER.longest_at(self.text, self.words, at);
        if let Some(found) = found {
            match found.entry.category {
                Category::NotAnAgency => return None,
                Category::Chain(_) => {
                    return self.core_by_grammar(at).filter(|core| core.end > at + found.length);
                }
                Category::Party if !self.is_capital(at) => return None,
                _ if found.noun.is_some() && !self.is_capital(at) => return None,
                category => {
                    let named = Core {
                        end: at + found.length,
                        key: Some(found.entry.key.clone()),
                        level: found.entry.level,
                        category,
                    };
                    // “Phòng Kinh tế” may be the beginning of a longer name.
                    let longer = self.core_by_grammar(at).filter(|core| core.end > named.end);
                    return Some(longer.unwrap_or(named));
                }
            }
        }
        self.core_by_grammar(at)
    }

    /// `[Sở|Phòng|…] field (và field)*`, all with capitals.
    fn core_by_grammar(&self, at: usize) -> Option<Core> {
        const HEADS: [&[&str]; 19] = [
            &["sở"],
            &["phòng"],
            &["trung", "tâm"],
            &["chi", "cục"],
            &["cục"],
            &["đội"],
            &["hội"],
            &["ban"],
            &["đài"],
            &["trạm"],
            &["bộ"],
            &["hạt"],
            &["liên", "minh"],
            &["hiệp", "hội"],
            &["ban", "quản", "lý"],
            &["văn", "phòng"],
            &["viện"],
            &["tổ"],
            &["công", "chức"],
        ];
        if let Some(end) = self.newspaper(at) {
            return Some(Core { end, key: Some("bao_tinh".to_owned()), level: None, category: Category::Body });
        }
        let head = HEADS.iter().filter(|head| self.reads(at, head)).map(|head| head.len()).max()?;
        if !self.is_capital(at) && !self.is_capital(at + head) {
            return None;
        }
        let mut end = self.capital_field(at + head)?;
        while let Some(next) = self.next_field(end) {
            end = next;
        }
        Some(Core { end, key: None, level: None, category: Category::Body })
    }

    /// “Báo Sơn Hà”: the word and a place.
    fn newspaper(&self, at: usize) -> Option<usize> {
        if self.key(at) != "báo" || !self.is_capital(at) {
            return None;
        }
        let end = self.place_name(at + 1, Level::Province);
        (end > at + 1).then_some(end)
    }

    fn capital_field(&self, at: usize) -> Option<usize> {
        if !self.is_capital(at) {
            return None;
        }
        GAZETTEER.field_at(self.text, self.words, at).map(|length| at + length)
    }

    /// The field after “và”, “-”, or a comma that an “và” follows.
    fn next_field(&self, at: usize) -> Option<usize> {
        match self.key(at) {
            "và" | "-" | "&" => self.capital_field(at + 1),
            "," => {
                let end = self.capital_field(at + 1)?;
                (self.key(end) == "và" && self.capital_field(end + 1).is_some()).then_some(end)
            }
            _ => None,
        }
    }

    /// “Ban Chỉ đạo” + number, abbreviation or “mô hình “…””.
    fn series(&self, mut at: usize) -> usize {
        while let Some(word) = self.words.get(at) {
            let written = self.text.get(word.bytes.clone()).unwrap_or_default();
            let is_abbreviation = written.chars().count() >= 3
                && written.chars().all(char::is_uppercase)
                && !matches!(word.key.as_str(), "tỉnh" | "huyện" | "phường" | "thành" | "quận");
            let is_number = word.key.chars().all(|c| c.is_ascii_digit());
            if !is_abbreviation && !is_number {
                break;
            }
            at += 1;
        }
        if self.reads(at, &["/", "cp"]) {
            at += 2;
        }
        if self.reads(at, &["mô", "hình"]) {
            at += 2;
            if self.key(at) == "\"" {
                let closing = (at + 1..at + 20).find(|&place| self.key(place) == "\"");
                at = closing.map_or(at, |place| place + 1);
            }
        }
        at
    }

    /// “Ban Dân vận Thành ủy”, “Văn phòng Đảng ủy”: the committee whose board it is.
    fn party_owner(&self, at: usize) -> usize {
        match self.key(at) {
            "tỉnh" | "thành" | "huyện" | "thị" | "quận" | "đảng" | "xã" if self.key(at + 1) == "ủy" => {
                at + 2
            }
            // “Đảng ủy UBND xã”, “Chi bộ Công an xã”: the party body inside another.
            _ if self.is_capital(at) => match self.named_core(at) {
                Some(body) if body.category == Category::Body => body.end,
                _ => at,
            },
            _ => at,
        }
    }

    /// “Phòng Tham mưu, Công an tỉnh”, “đội nghiệp vụ - Công an huyện”.
    fn parent_force(&self, own: Suffix) -> Suffix {
        let joined = match self.key(own.end) {
            "," | "-" | "thuộc" => own.end + 1,
            _ => own.end,
        };
        if !self.reads(joined, &["công", "an"]) || self.reads(joined, &["công", "an", "nhân", "dân"]) {
            return own;
        }
        let parent = self.suffix(joined + 2, false);
        if parent.end == joined + 2 { own } else { parent }
    }

    /// “các Sở: Nội vụ, Y tế”, “Sở Nội vụ, Y tế”: fields after a head that is named once.
    fn elliptic_list(&self, first: &Mention) -> Vec<Mention> {
        let head_at = first.words.start + usize::from(self.key(first.words.start) == "các");
        let head @ ("sở" | "phòng") = self.key(head_at) else { return Vec::new() };
        let mut at = first.words.end;
        let mut found = Vec::new();
        while matches!(self.key(at), "," | ":" | "và" | ";") {
            let Some(field) = self.field_list_item(at + 1) else { break };
            let suffix = self.suffix(field, false);
            let field = suffix.end;
            let bytes = self.bytes(at + 1, field);
            let name = self.text.get(bytes.clone()).unwrap_or_default();
            let head = if head == "sở" { "Sở" } else { "Phòng" };
            let full_name = format!("{head} {name}");
            let key = words_key(&full_name);
            found.push(Mention {
                words: at + 1..field,
                bytes,
                key,
                level: suffix.level.or(first.level),
                place: suffix.place,
                specific: true,
                full_name: Some(full_name),
            });
            at = field;
        }
        found
    }

    /// One field of an elliptic list, with its own “và” where the table knows the whole name.
    fn field_list_item(&self, at: usize) -> Option<usize> {
        let end = self.capital_field(at)?;
        let mut longest = end;
        let mut next = end;
        for _ in 0..2 {
            if !matches!(self.key(next), "và" | "," | "-") {
                break;
            }
            let Some(further) = self.capital_field(next + 1) else { break };
            next = further;
            let name = self.text.get(self.bytes(at, next)).unwrap_or_default();
            if words_key(&format!("Sở {name}")).or_else(|| words_key(&format!("Phòng {name}"))).is_some() {
                longest = next;
            }
        }
        Some(longest)
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

/// What a task begins with; after a name it is no place (“tỉnh Đẩy mạnh …”).
pub(crate) const ACTIONS: [&[&str]; 32] = [
    &["đẩy", "mạnh"],
    &["tăng", "cường"],
    &["tổ", "chức"],
    &["tiếp", "tục"],
    &["triển", "khai"],
    &["xây", "dựng"],
    &["tham", "mưu"],
    &["chỉ", "đạo"],
    &["hướng", "dẫn"],
    &["tuyên", "truyền"],
    &["rà", "soát"],
    &["kiểm", "tra"],
    &["phát", "huy"],
    &["nâng", "cao"],
    &["tập", "trung"],
    &["làm", "tốt"],
    &["lồng", "ghép"],
    &["vận", "động"],
    &["bố", "trí"],
    &["duy", "trì"],
    &["quản", "lý"],
    &["chú", "trọng"],
    &["thường", "xuyên"],
    &["chủ", "động"],
    &["chủ", "trì"],
    &["phối", "hợp"],
    &["thực", "hiện"],
    &["cung", "cấp"],
    &["theo", "dõi"],
    &["đôn", "đốc"],
    &["căn", "cứ"],
    &["đề", "xuất"],
];

/// Words that make a sentence of what begins with a name.
const ACTS: [&str; 44] = [
    "tổ", "chức", "xây", "dựng", "tăng", "cường", "thực", "hiện", "phối", "hợp", "chủ", "trì", "triển", "khai",
    "tuyên", "truyền", "rà", "soát", "báo", "cáo", "tham", "mưu", "hướng", "dẫn", "chỉ", "đạo", "kiểm", "bố", "trí",
    "lập", "mở", "nắm", "tuần", "là", "có", "được", "trong", "với", "về", "cho", "tại", "ký", "đưa", "giao",
];

/// The names of a heading whose bodies no table knows whole: “Phòng Giáo dục phổ thông”, “Các trường
/// trung học phổ thông”. A name reaches to the comma or “và” before the next; as byte ranges.
pub(crate) fn heading_pieces(scanned: &Scanned<'_>) -> Option<Vec<(usize, Range<usize>)>> {
    let first = scanned.mentions.first().filter(|first| first.words.start == 0 && first.full_name.is_none())?;
    let open_ended = first.key.is_none() || (!first.specific && first.level.is_none());
    let words = scanned.words.len();
    let outside = |at: &usize| !scanned.mentions.iter().any(|mention| mention.words.contains(at));
    let sentence = (0..words).filter(outside).any(|at| ACTS.contains(&scanned.key(at)) || scanned.key(at) == ":");
    if !open_ended || words > 18 || sentence {
        return None;
    }
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, mention) in scanned.mentions.iter().enumerate() {
        let separator = mention.words.start.checked_sub(1);
        let separated = separator.is_some_and(|before| matches!(scanned.key(before), "," | "và" | ";"));
        if index > 0 && !separated {
            continue;
        }
        if let (Some(last), Some(before)) = (pieces.last_mut(), separator.and_then(|at| scanned.words.get(at))) {
            last.1.end = scanned.text.get(..before.bytes.start).map_or(last.1.end, |text| text.trim_end().len());
        }
        pieces.push((index, mention.bytes.start..scanned.text.trim_end().len()));
    }
    Some(pieces)
}

/// Whether a text is nothing but agency names, joined by commas and “và”.
pub(crate) fn is_only_agencies(scanned: &Scanned<'_>) -> bool {
    if scanned.mentions.is_empty() {
        return false;
    }
    let mut at = 0;
    for mention in &scanned.mentions {
        while at < mention.words.start {
            if !matches!(scanned.key(at), "," | "và" | ";" | "-" | "/" | "cùng" | ":" | ".") {
                return false;
            }
            at += 1;
        }
        at = mention.words.end;
    }
    (at..scanned.words.len()).all(|rest| matches!(scanned.key(rest), ":" | "." | ";" | ","))
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
