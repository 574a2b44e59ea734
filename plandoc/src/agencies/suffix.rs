//! What follows the core of an agency's name: level, place, “các xã, phường”, “có liên quan” …

use super::Reader;
use crate::plan::Level;

/// A place name has at most this many words.
const LONGEST_PLACE: usize = 6;

/// Where the name ends and what the end says.
#[derive(Clone, Debug, Default)]
pub(super) struct Suffix {
    pub(super) end: usize,
    pub(super) level: Option<Level>,
    pub(super) place: Option<String>,
}

impl Reader<'_> {
    /// Reads levels, places and qualifiers from a word on. `generic` names take more of them.
    pub(super) fn suffix(&self, at: usize, generic: bool) -> Suffix {
        let mut suffix = Suffix { end: at, ..Suffix::default() };
        // Each turn takes at least one word; names do not go on for ever.
        for _ in 0..6 {
            let before = suffix.end;
            self.take_level(&mut suffix);
            self.take_rank(&mut suffix);
            if generic {
                self.take_qualifier(&mut suffix);
            }
            self.take_owner(&mut suffix, generic);
            if suffix.end == before {
                break;
            }
        }
        suffix
    }

    /// “tỉnh Sơn La”, “các xã, phường”, “huyện, thị xã, thành phố”.
    fn take_level(&self, suffix: &mut Suffix) {
        let mut plural = usize::from(self.key(suffix.end) == "các");
        // “UBND 12 phường”, “Công an các 05 xã”.
        let counted = self.key(suffix.end + plural);
        if !counted.is_empty()
            && counted.chars().all(|c| c.is_ascii_digit())
            && self.unit_at(suffix.end + plural + 1).is_some()
        {
            plural += 1;
        }
        let Some((mut end, level)) = self.unit_at(suffix.end + plural) else { return };
        if suffix.level.is_some() && plural == 0 {
            return;
        }
        let place_end = self.place_name(end, level);
        if place_end > end {
            let from = suffix.end + plural;
            suffix.place = self.text.get(self.bytes(from, place_end)).map(str::to_owned);
            end = place_end;
        }
        let first = end;
        while let Some(next) = self.further_unit(end, plural > 0) {
            end = next;
        }
        if end > first && plural == 0 && place_end > first {
            end = first;
        }
        suffix.level = Some(level);
        suffix.end = end;
    }

    fn further_unit(&self, at: usize, plural: bool) -> Option<usize> {
        let after = match self.key(at) {
            "," | "và" | "/" => {
                let next = at + 1;
                if plural && self.key(next) == "các" && self.unit_at(next + 1).is_some() { next + 1 } else { next }
            }
            "-" => at + 1,
            _ if plural => at,
            _ => return None,
        };
        let (end, level) = self.unit_at(after)?;
        // “UBND xã, phường Đông Kinh” names another body; in a plural it is a list of kinds.
        if self.place_name(end, level) > end && self.key(at) != "/" {
            return None;
        }
        Some(end)
    }

    /// The word for a kind of territory.
    fn unit_at(&self, at: usize) -> Option<(usize, Level)> {
        Some(match self.key(at) {
            "tỉnh" | "huyện" | "quận" | "xã" if matches!(self.key(at + 1), "đoàn" | "ủy" | "hội") => {
                return None;
            }
            "tỉnh" => (at + 1, Level::Province),
            "thành" if self.key(at + 1) == "phố" => (at + 2, Level::District),
            "tp" if self.key(at + 1) == "." => (at + 2, Level::District),
            "tp" | "huyện" | "quận" => (at + 1, Level::District),
            "thị" if self.key(at + 1) == "xã" => (at + 2, Level::District),
            "xã" | "phường" | "thôn" | "bản" | "ấp" | "khóm" | "buôn" | "làng" => (at + 1, Level::Commune),
            "thị" if self.key(at + 1) == "trấn" => (at + 2, Level::Commune),
            "đặc" if self.key(at + 1) == "khu" => (at + 2, Level::Commune),
            "khu" if self.key(at + 1) == "phố" => (at + 2, Level::Commune),
            "tổ" if self.reads(at, &["tổ", "dân", "phố"]) => (at + 3, Level::Commune),
            _ => return None,
        })
    }

    /// Where a place name that begins here ends; `at` itself if there is none.
    pub(super) fn place_name(&self, at: usize, level: Level) -> usize {
        let mut end = at;
        while let Some(word) = self.words.get(end) {
            let is_number = word.key.chars().all(|c| c.is_ascii_digit());
            let numbered = is_number && end == at && level != Level::Province && word.key.len() <= 2;
            let hyphen = word.is("-") && end > at && self.is_capital(end + 1) && !self.begins_name(end + 1);
            let named = word.capital && !self.begins_name(end);
            if !(numbered || hyphen || named) || end - at >= LONGEST_PLACE {
                break;
            }
            end += 1;
            if numbered {
                break;
            }
        }
        if end > at && self.key(end - 1) == "-" { end - 1 } else { end }
    }

    /// Whether another agency's name begins here: then it is no place name.
    fn begins_name(&self, at: usize) -> bool {
        matches!(
            self.key(at),
            "ubnd" | "hđnd" | "ubmttq" | "mttq" | "chủ" | "phối" | "thực" | "cộng" | "độc" | "số" | "ban"
        ) || self.reads(at, &["công", "an"])
            || self.reads(at, &["sở"])
            || self.reads(at, &["hội", "đồng"])
            || crate::agencies::ACTIONS.iter().any(|action| self.reads(at, action))
    }

    /// “cấp tỉnh”, “các cấp”, “cùng cấp”, “địa phương”, “khu vực 2”, “Trung ương”.
    fn take_rank(&self, suffix: &mut Suffix) {
        let at = suffix.end;
        let (end, level) = match self.key(at) {
            "cấp" => match self.unit_at(at + 1) {
                Some((end, level)) => {
                    let mut end = end;
                    while matches!(self.key(end), "," | "và") {
                        let skip = usize::from(self.key(end + 1) == "cấp");
                        let Some((next, _)) = self.unit_at(end + 1 + skip) else { break };
                        end = next;
                    }
                    (end, Some(level))
                }
                None if matches!(self.key(at + 1), "trên" | "dưới" | "mình") => (at + 2, None),
                None if self.reads(at + 1, &["cơ", "sở"]) => (at + 3, Some(Level::Commune)),
                None => return,
            },
            "các" | "cùng" | "từng" | "hai" if self.key(at + 1) == "cấp" => (at + 2, None),
            "địa" if self.key(at + 1) == "phương" => (at + 2, None),
            "khu" if self.key(at + 1) == "vực" => {
                let numbered = self.words.get(at + 2).is_some_and(|word| {
                    word.key.chars().all(|c| c.is_ascii_digit())
                        || (word.capital && word.key.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
                });
                (at + 2 + usize::from(numbered), numbered.then_some(Level::Province))
            }
            "trung" if self.key(at + 1) == "ương" => (at + 2, Some(Level::Central)),
            "khóa" if self.is_capital(at + 1) => (at + 2, None),
            "việt" if self.key(at + 1) == "nam" && self.is_capital(at) => (at + 2, None),
            _ => return,
        };
        suffix.end = end;
        suffix.level = suffix.level.or(level);
    }

    /// “có liên quan”, “chức năng”, “trên địa bàn xã”, “có thẩm quyền” …
    fn take_qualifier(&self, suffix: &mut Suffix) {
        const QUALIFIERS: [&[&str]; 22] = [
            &["có", "liên", "quan"],
            &["liên", "quan"],
            &["chức", "năng"],
            &["chuyên", "môn"],
            &["nghiệp", "vụ"],
            &["trực", "thuộc"],
            &["có", "thẩm", "quyền"],
            &["thực", "thi", "pháp", "luật"],
            &["tố", "tụng"],
            &["tiến", "hành", "tố", "tụng"],
            &["cơ", "sở"],
            &["ở", "cơ", "sở"],
            &["tại", "cơ", "sở"],
            &["khác"],
            &["bảo", "vệ", "pháp", "luật"],
            &["tại", "địa", "phương"],
            &["ở", "địa", "phương"],
            &["nêu", "trên"],
            &["hành", "chính"],
            &["sự", "nghiệp"],
            &["nòng", "cốt"],
            &["được", "phân", "công"],
        ];
        let at = suffix.end;
        if let Some(length) = QUALIFIERS.iter().filter(|words| self.reads(at, words)).map(|words| words.len()).max() {
            suffix.end = at + length;
            return;
        }
        // “các ngành thành viên Ban Chỉ đạo tỉnh”.
        if self.reads(at, &["thành", "viên"]) {
            suffix.end = at + 2;
            if let Some(body) = self.named_core(suffix.end) {
                suffix.end = self.series(body.end);
                self.take_level(suffix);
            }
            return;
        }
        if self.reads(at, &["trên", "địa", "bàn"]) {
            suffix.end = at + 3;
            if self.key(suffix.end) == "toàn" {
                suffix.end += 1;
            }
            self.take_level(suffix);
        }
    }

    /// “thuộc UBND tỉnh”, “của tỉnh”.
    fn take_owner(&self, suffix: &mut Suffix, generic: bool) {
        if !matches!(self.key(suffix.end), "thuộc" | "của") {
            return;
        }
        let at = suffix.end + 1;
        if let Some((end, level)) = self.unit_at(at) {
            suffix.end = self.place_name(end, level);
            suffix.level = suffix.level.or(Some(level));
            return;
        }
        if (generic || self.key(suffix.end) == "thuộc")
            && let Some(owner) = self.named_core(at).filter(|_| self.is_capital(at))
        {
            let inner = self.suffix_level_only(owner.end);
            suffix.end = inner.end;
            suffix.level = suffix.level.or(inner.level);
        }
    }

    fn suffix_level_only(&self, at: usize) -> Suffix {
        let mut suffix = Suffix { end: at, ..Suffix::default() };
        self.take_level(&mut suffix);
        suffix
    }
}
