//! Who issues the plan, at which level, for which territory.

use std::ops::Range;

use super::head::Letterhead;
use crate::agencies::scan;
use crate::normalise::Normalised;
use crate::outline::zones::Zones;
use crate::pattern::{Pattern, pattern};
use crate::plan::{Level, PartialDate, Signer};
use crate::words::folded;

pattern! {
    /// The clause that issues: a body at the start of a sentence, then what it does.
    ISSUES = concat!(
        r"(?:^|[.;] )(?P<body>(?:Thường trực |Cơ quan [Tt]hường trực )?(?:Ban Chỉ đạo|Ban chỉ đạo|BCĐ|Ủy ban|Uỷ ban|UBND|Hội đồng|Công an|Sở|Hội|Ban|Phòng|Bộ|Viện|Tòa|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Trung tâm|Đồn|Đoàn|Tỉnh đoàn|Liên|Chủ tịch)\b[^()]*?(?: \([^()]*\) \p{L}[^()]*?)??)",
        r"(?: \([^()]*\))?,? (?:ban hành|xây dựng (?:và ban hành )?(?:[Kk]ế hoạch|[Cc]hương trình)|lập [Kk]ế hoạch|đề ra [Kk]ế hoạch|triển khai|đề nghị|yêu cầu|hướng dẫn|thông báo|tổ chức (?:triển khai|thực hiện)|chỉ đạo|giao)"
    )
}
pattern! {
    /// The same after “Thực hiện …, ”.
    ISSUES_AFTER_COMMA = concat!(
        r", (?P<body>(?:Thường trực |Cơ quan [Tt]hường trực )?(?:Ban Chỉ đạo|Ban chỉ đạo|BCĐ|Ủy ban|Uỷ ban|UBND|Hội đồng|Công an|Sở|Hội|Ban|Phòng|Bộ|Viện|Tòa|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Trung tâm|Đồn|Đoàn|Tỉnh đoàn|Liên|Chủ tịch)\b[^()]*?(?: \([^()]*\) \p{L}[^()]*?)??)",
        r"(?: \([^()]*\))?,? (?:ban hành|xây dựng (?:và ban hành )?(?:[Kk]ế hoạch|[Cc]hương trình)|lập [Kk]ế hoạch|đề ra [Kk]ế hoạch|triển khai|đề nghị|yêu cầu|hướng dẫn|thông báo|tổ chức (?:triển khai|thực hiện)|chỉ đạo|giao)"
    )
}
pattern! {
    UNIT_AND_NAME = r"(?P<unit>[Tt]ỉnh|TỈNH|[Tt]hành phố|THÀNH PHỐ|TP\.?|[Hh]uyện|HUYỆN|[Qq]uận|QUẬN|[Tt]hị xã|THỊ XÃ|[Xx]ã|XÃ|[Pp]hường|PHƯỜNG|[Tt]hị trấn|THỊ TRẤN|[Đđ]ặc khu|ĐẶC KHU) (?P<name>\p{Lu}\p{L}*(?:(?: | - )\p{Lu}\p{L}*){0,4}|\d{1,2}\b)"
}

/// Cities that are provinces.
const CENTRAL_CITIES: [&str; 7] = ["hà nội", "hải phòng", "đà nẵng", "cần thơ", "huế", "hồ chí minh", "hcm"];

/// The issuing body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issuer {
    pub(crate) name: String,
    /// Its place in the text, if it stands in the opening sentence.
    pub(crate) bytes: Option<Range<usize>>,
}

/// From the opening sentence; else from the letterhead; else from the signature.
pub(super) fn issuer(
    head: &[(Range<usize>, &str)],
    letterhead: &Letterhead,
    signer: Option<&Signer>,
) -> Option<Issuer> {
    let opening = head.iter().rev().find_map(|(bytes, text)| {
        let clause = || {
            bodies(&ISSUES_AFTER_COMMA, text, 180).into_iter().rfind(|body| {
                text.get(body.clone()).is_some_and(|name| !name.contains(" về ") && !name.contains(" của "))
            })
        };
        let found = bodies(&ISSUES, text, 240).pop().or_else(clause)?;
        let name = text.get(found.clone())?.trim_end_matches([',', ' ']);
        (!name.is_empty()).then(|| Issuer {
            // “Ủy ban nhân dân (UBND) tỉnh …” is named without its bracket.
            name: crate::roles::without_brackets(name).into_owned(),
            bytes: Some(bytes.start + found.start..bytes.start + found.start + name.len()),
        })
    });
    opening.or_else(|| from_letterhead(&letterhead.bodies)).or_else(|| from_signature(signer))
}

/// The bodies of at most so many characters that a pattern finds, as byte ranges.
fn bodies(pattern: &Pattern, text: &str, longest: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(captures) = text.get(at..).and_then(|rest| pattern.captures(rest)) {
        let (Some(all), Some(body)) = (captures.get(0), captures.name("body")) else { break };
        if body.as_str().chars().count() <= longest {
            found.push(at + body.start()..at + body.end());
            at += all.end();
        } else {
            // Too far from its verb; another body may begin inside it.
            at += body.start() + body.as_str().chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The lowest body of the letterhead: “UBND TỈNH … BAN CHỈ ĐẠO 138” is the committee's.
fn from_letterhead(bodies: &str) -> Option<Issuer> {
    let scanned = scan(bodies);
    let last = scanned.mentions.last()?;
    Some(Issuer { name: scanned.name(last), bytes: None })
}

fn from_signature(signer: Option<&Signer>) -> Option<Issuer> {
    let name = signer?.on_behalf_of.clone()?;
    Some(Issuer { name, bytes: None })
}

/// The level that the issuer's name, the title or the signer's post speaks of.
pub(super) fn level(issuer: Option<&Issuer>, title: Option<&str>, signer: Option<&Signer>) -> Option<Level> {
    let name = issuer.map(|issuer| issuer.name.as_str()).unwrap_or_default();
    let posts = signer.and_then(|signer| signer.title.as_deref()).unwrap_or_default();
    let own = last_unit(name).or_else(|| body_level(name));
    own.or_else(|| territory(title.unwrap_or_default()))
        .or_else(|| last_unit(posts))
        .or_else(|| last_unit(title.unwrap_or_default()))
}

/// “trên địa bàn tỉnh” in a title.
fn territory(title: &str) -> Option<Level> {
    let keys = folded(title);
    let after = keys.split("trên địa bàn ").nth(1)?;
    let after = after.strip_prefix("toàn ").unwrap_or(after);
    unit_level(after)
}

/// Since 1 July 2025 there are no districts: a city is a province (Law 72/2025/QH15).
pub(super) fn since_two_levels(level: Level, issuer: Option<&Issuer>, date: Option<PartialDate>) -> Level {
    let two_levels = date.and_then(|date| Some((date.year?, date.month?))).is_some_and(|day| day >= (2025, 7));
    let city = issuer.is_some_and(|issuer| folded(&issuer.name).contains("thành phố"));
    if level == Level::District && two_levels && city { Level::Province } else { level }
}

fn body_level(name: &str) -> Option<Level> {
    let keys = folded(name);
    let starts = |words: &[&str]| words.iter().any(|word| keys.starts_with(word));
    if starts(&["chính phủ", "thủ tướng", "bộ công an", "bộ lao động", "bộ y tế", "bộ nội vụ", "bộ tư pháp"])
        || keys.contains("138 chính phủ")
        || keys.contains("138 cp")
    {
        Some(Level::Central)
    } else if starts(&["sở ", "tỉnh ủy", "tỉnh đoàn", "bộ chỉ huy"]) {
        Some(Level::Province)
    } else if starts(&["huyện ủy", "huyện đoàn", "quận ủy"]) {
        Some(Level::District)
    } else {
        None
    }
}

/// The level of the last territory word of a name.
fn last_unit(name: &str) -> Option<Level> {
    let keys = folded(name);
    let words: Vec<&str> = keys.split(' ').collect();
    (0..words.len()).rev().find_map(|at| {
        let rest = words.get(at..)?.join(" ");
        let after_place = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| *word == "cấp");
        if after_place { None } else { unit_level(&rest) }
    })
}

fn unit_level(keys: &str) -> Option<Level> {
    let begins = |word: &str| keys.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    if begins("tỉnh").is_some() {
        return Some(Level::Province);
    }
    if let Some(city) = begins("thành phố").or_else(|| begins("tp")) {
        let central = CENTRAL_CITIES.iter().any(|name| city.trim_start().starts_with(name));
        return Some(if central { Level::Province } else { Level::District });
    }
    if ["huyện", "quận", "thị xã"].iter().any(|unit| begins(unit).is_some()) {
        return Some(Level::District);
    }
    let commune = ["phường", "thị trấn", "đặc khu"].iter().any(|unit| begins(unit).is_some())
        || begins("xã").is_some_and(|rest| !rest.starts_with(" hội"));
    commune.then_some(Level::Commune)
}

/// The issuer's territory if the text names it: “xã Bình An”. Nothing is taken from elsewhere.
pub(super) fn area(
    normalised: &Normalised,
    zones: &Zones,
    issuer: Option<&Issuer>,
    level: Option<Level>,
    place: Option<&str>,
) -> Option<String> {
    let level = level?;
    if level == Level::Central {
        return None;
    }
    // A city that issues as a province is named by the same word as a city of a district.
    let own_level = |unit: &str, name: &str| match unit_level(&folded(&format!("{unit} {name}"))) {
        Some(Level::District) if unit == "thành phố" && level == Level::Province => {
            let city = issuer.is_some_and(|issuer| folded(&issuer.name).contains("thành phố"));
            Some(if city { Level::Province } else { Level::District })
        }
        other => other,
    };
    let of_level = |text: &str| -> Option<String> {
        UNIT_AND_NAME.captures_iter(text).find_map(|found| {
            let unit = found.name("unit")?.as_str().to_lowercase();
            let unit = if unit.starts_with("tp") { "thành phố".to_owned() } else { unit };
            let name = named(found.name("name")?.as_str())?;
            (own_level(&unit, &name) == Some(level)).then(|| format!("{unit} {name}"))
        })
    };
    if let Some(found) = issuer.and_then(|issuer| of_level(&issuer.name)) {
        return Some(found);
    }
    if let Some(found) = place.and_then(of_level) {
        return Some(found);
    }
    let mut near: Vec<String> = Vec::new();
    let closing = normalised.paragraphs.get(..zones.tail.end).unwrap_or_default().iter().rev().take(12);
    let head = super::paragraphs(normalised, &zones.head);
    let texts = head.iter().map(|(_, text)| *text).chain(closing.map(|paragraph| normalised.slice(&paragraph.bytes)));
    for text in texts.filter(|text| !text.starts_with('-')) {
        if let Some(found) = of_level(text).filter(|found| !near.contains(found)) {
            near.push(found);
        }
    }
    // Two different names: the text does not say which is the issuer's.
    match near.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// A place name without agency words that capitals would draw in; capitals become a name again.
fn named(name: &str) -> Option<String> {
    let stop = [
        "CỘNG", "ĐỘC", "SỐ", "BAN", "KẾ", "Số", "Ban", "Chủ", "Căn", "Độc", "Cộng", "NĂM", "Năm", "GIAI", "Giai",
        "TRONG", "VỀ", "CỦA", "VÀ", "ỦY", "HỘI",
    ];
    let words: Vec<&str> = name.split(' ').take_while(|word| !stop.contains(word)).collect();
    if words.is_empty() {
        return None;
    }
    let joined = words.join(" ");
    if joined.chars().any(char::is_lowercase) || joined.chars().all(|c| c.is_ascii_digit()) {
        return Some(joined);
    }
    let cased = joined.split(' ').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_string() + &letters.as_str().to_lowercase())
    });
    Some(cased.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_of_the_opening_sentence_issues() {
        let text = "Ban Chỉ đạo 138 huyện Sơn Hà (sau đây gọi là Ban Chỉ đạo) xây dựng Kế hoạch như sau:";

        let found = issuer(&[(0..text.len(), text)], &Letterhead::default(), None);

        assert_eq!(found.map(|issuer| issuer.name).as_deref(), Some("Ban Chỉ đạo 138 huyện Sơn Hà"));
    }

    #[test]
    fn a_city_is_a_province_since_the_districts_ended() {
        let issuer = Issuer { name: "UBND thành phố".into(), bytes: None };
        let on = |year, month| Some(PartialDate { year: Some(year), month: Some(month), day: None });

        assert_eq!(since_two_levels(Level::District, Some(&issuer), on(2025, 8)), Level::Province);
        assert_eq!(since_two_levels(Level::District, Some(&issuer), on(2025, 6)), Level::District);
    }

    #[test]
    fn the_level_is_that_of_the_last_territory_word() {
        let level_of = |name: &str| level(Some(&Issuer { name: name.into(), bytes: None }), None, None);
        assert_eq!(level_of("UBND xã Tân Lập"), Some(Level::Commune));
        assert_eq!(level_of("UBND thành phố Đà Nẵng"), Some(Level::Province));
        assert_eq!(level_of("UBND thành phố Sơn Hà"), Some(Level::District));
        assert_eq!(
            level_of("Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào tỉnh"),
            Some(Level::Province)
        );
    }
}
