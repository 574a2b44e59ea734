//! What may stand before the core of a name: “các đồng chí thành viên”, “Giám đốc”, “lực lượng”.

use super::gazetteer::GAZETTEER;
use super::{LeadIn, Reader};

/// The words that what stands before a core, or a newspaper, begins with.
pub(super) const OPENERS: [&str; 22] = [
    "tất",
    "các",
    "những",
    "mọi",
    "từng",
    "mỗi",
    "toàn",
    "đồng",
    "đ",
    "thành",
    "lãnh",
    "trưởng",
    "giám",
    "chánh",
    "phó",
    "thủ",
    "hiệu",
    "người",
    "đại",
    "cơ",
    "lực",
    "báo",
];

impl Reader<'_> {
    /// What may stand before the core: “các đồng chí thành viên”, “lực lượng”, “thủ trưởng các”.
    pub(super) fn lead_in(&self, at: usize) -> LeadIn {
        let mut core = at;
        let mut determined = false;
        loop {
            let step = match self.key(core) {
                "tất" if self.reads(core, &["tất", "cả", "các"]) => 3,
                "các" | "những" | "mọi" | "từng" | "mỗi" => 1,
                "ông" | "bà" if core > at => 1,
                "toàn" if self.key(core + 1) == "thể" => 2,
                "đồng" if self.key(core + 1) == "chí" => 2,
                "đ" if self.reads(core, &["đ", "/", "c"]) => 3,
                "thành" if self.key(core + 1) == "viên" => 2,
                "lãnh" if self.key(core + 1) == "đạo" && core == at && self.opens_name(at) => 2,
                "trưởng" | "giám" | "chánh" | "phó" if core == at => match self.post(core) {
                    0 => break,
                    length => length,
                },
                "thủ" | "hiệu" if self.key(core + 1) == "trưởng" => 2,
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
    pub(super) fn opens_name(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            matches!(self.key(before), "," | ";" | "." | "-" | "(" | ":" | "và" | "các" | "với" | "cáo" | "của")
        })
    }

    /// “Trưởng”, “Giám đốc”, “Chánh”, “Phó Trưởng” before the body that has the post; 0 if none.
    pub(super) fn post(&self, at: usize) -> usize {
        let deputy = usize::from(self.key(at) == "phó");
        let post = match self.key(at + deputy) {
            "trưởng" | "chánh" => 1,
            "giám" if self.key(at + deputy + 1) == "đốc" => 2,
            _ => return 0,
        };
        let length = deputy + post;
        let named = self.is_capital(at + length) && self.named_core(at + length).is_some();
        // “Trưởng các phòng thuộc Sở”, unless the table knows the post whole (“Trưởng các thôn”).
        let many = || {
            self.key(at + length) == "các"
                && GAZETTEER.longest_at(self.text, self.words, at).is_none()
                && self.noun(at + length + 1).is_some()
        };
        if named || many() { length } else { 0 }
    }
}
