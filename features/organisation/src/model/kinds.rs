//! Which agency of a unit does a text mean? By its name, another name of it, or its kind.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Agency, Unit};

const DATA: &str = include_str!("../../data/agency_kinds.tsv");

struct Kind {
    key: &'static str,
    level: &'static str,
    title: &'static str,
    names: Vec<String>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| DATA.lines().skip(1).filter_map(parse).collect());

fn parse(line: &'static str) -> Option<Kind> {
    let mut columns = line.split('\t');
    let (key, level, names) = (columns.next()?, columns.next()?, columns.next()?);
    Some(Kind { key, level, title: names.split('|').next()?, names: names.split('|').map(plain).collect() })
}

/// The first name of a kind; its key where there is no such kind.
pub(crate) fn title_of_kind(key: &str) -> &str {
    KINDS.iter().find(|kind| kind.key == key).map_or(key, |kind| kind.title)
}

/// Keys of the kinds that a level has, with the first name of each.
pub(crate) fn kinds_of(level: &str) -> Vec<(String, String)> {
    let of_level = KINDS.iter().filter(|kind| kind.level == "any" || kind.level == level);
    of_level.map(|kind| (kind.key.to_owned(), kind.title.to_owned())).collect()
}

/// Finds the agency that a text means among those of one unit, as it stood or stands on a day.
///
/// An agency that ended earlier leads to the one that took over. A kind counts only where the unit has exactly
/// one agency of it: two are a doubt that a person must settle.
pub(crate) fn recognise<'a>(unit: &Unit, agencies: &'a [Agency], text: &str, on: Date) -> Option<&'a Agency> {
    let wanted = bare(&plain(text), unit);
    if wanted.is_empty() {
        return None;
    }
    let named = |agency: &&Agency| {
        std::iter::once(&agency.name).chain(&agency.other_names).any(|name| bare(&plain(name), unit) == wanted)
    };
    let by_name = agencies.iter().filter(named).find_map(|agency| current(agencies, agency, on));
    by_name.or_else(|| by_kind(unit, agencies, &wanted, on))
}

fn by_kind<'a>(unit: &Unit, agencies: &'a [Agency], wanted: &str, on: Date) -> Option<&'a Agency> {
    let kind = KINDS
        .iter()
        .filter(|kind| kind.level == "any" || kind.level == unit.level)
        .find(|kind| kind.names.iter().any(|name| name == wanted))?;
    let mut of_kind = agencies.iter().filter(|agency| agency.kind == kind.key && agency.exists_on(on));
    let only = of_kind.next()?;
    of_kind.next().is_none().then_some(only)
}

/// The agency itself where it exists on the day, else the one that took over, however many times.
fn current<'a>(agencies: &'a [Agency], agency: &'a Agency, on: Date) -> Option<&'a Agency> {
    let mut at = agency;
    for _ in 0..agencies.len() {
        if at.exists_on(on) {
            return Some(at);
        }
        let successor = at.successor.as_deref()?;
        at = agencies.iter().find(|other| other.id == successor)?;
    }
    None
}

/// Folded, with every sign but letters and digits as a space.
fn plain(text: &str) -> String {
    let spaced: String = base::fold(text).chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the unit's own name and without its level's word at the end: "cong an xa suoi mo" → "cong an".
fn bare(text: &str, unit: &Unit) -> String {
    let full = plain(&unit.name);
    let kind = plain(&unit.kind);
    let place = full.strip_prefix(&kind).unwrap_or(&full).trim();
    // The longest first, so that nothing is left of "cap xa".
    let words: &[&str] = match unit.level.as_str() {
        "commune" => &["cap xa", "xa", "phuong", "dac khu", "thi tran"],
        "district" => &["cap huyen", "huyen", "quan", "thi xa", "thanh pho"],
        "province" => &["cap tinh", "tinh", "thanh pho"],
        _ => &[],
    };
    let cut = cut_end(text, place);
    words.iter().find_map(|word| cut.strip_suffix(word)?.strip_suffix(' ')).unwrap_or(cut).trim().to_owned()
}

fn cut_end<'a>(text: &'a str, end: &str) -> &'a str {
    if end.is_empty() {
        return text;
    }
    text.strip_suffix(end).and_then(|rest| rest.strip_suffix(' ')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use access::Ground;
    use jiff::civil::date;

    use super::*;

    fn unit(level: &str, kind: &str, name: &str) -> Unit {
        Unit {
            code: "99001".into(),
            level: level.into(),
            parent: None,
            kind: kind.into(),
            name: name.into(),
            ground: Ground { first: 1, last: 1 },
        }
    }

    fn agency(id: &str, kind: &str, name: &str, other_names: &[&str]) -> Agency {
        Agency {
            id: id.into(),
            unit: "99001".into(),
            kind: kind.into(),
            name: name.into(),
            other_names: other_names.iter().map(|&name| name.into()).collect(),
            valid_from: date(2025, 7, 1),
            valid_to: None,
            successor: None,
        }
    }

    fn found(unit: &Unit, agencies: &[Agency], text: &str) -> Option<String> {
        recognise(unit, agencies, text, date(2026, 1, 5)).map(|agency| agency.id.clone())
    }

    #[test]
    fn an_agency_is_known_by_name_other_name_and_kind() {
        let commune = unit("commune", "xã", "Xã Suối Mẫu");
        let agencies = [
            agency("police", "police", "Công an xã Suối Mẫu", &[]),
            agency("women", "womens_union", "Hội Liên hiệp Phụ nữ xã Suối Mẫu", &["Chi hội nữ"]),
        ];

        for text in ["Công an xã Suối Mẫu", "Công an xã", "CÔNG AN", "Công an cấp xã"] {
            assert_eq!(found(&commune, &agencies, text).as_deref(), Some("police"), "{text}");
        }
        for text in ["Hội LHPN xã", "Hội Phụ nữ", "chi hội nữ"] {
            assert_eq!(found(&commune, &agencies, text).as_deref(), Some("women"), "{text}");
        }
    }

    #[test]
    fn another_level_or_another_place_is_not_taken_for_ours() {
        let commune = unit("commune", "xã", "Xã Suối Mẫu");
        let agencies = [agency("police", "police", "Công an xã Suối Mẫu", &[])];

        for text in ["Công an tỉnh", "Công an xã Đồi Mẫu", "", "Các đơn vị"] {
            assert_eq!(found(&commune, &agencies, text), None, "{text}");
        }
    }

    #[test]
    fn two_agencies_of_one_kind_are_a_doubt() {
        let commune = unit("commune", "xã", "Xã Suối Mẫu");
        let agencies = [agency("a", "school", "Trường A", &[]), agency("b", "school", "Trường B", &[])];

        assert_eq!(found(&commune, &agencies, "Trường học"), None);
        assert_eq!(found(&commune, &agencies, "Trường B").as_deref(), Some("b"));
    }

    #[test]
    fn an_ended_agency_leads_to_the_one_that_took_over() {
        let province = unit("province", "tỉnh", "Tỉnh Mẫu");
        let ended = Agency {
            valid_to: Some(date(2025, 6, 30)),
            valid_from: date(2010, 1, 1),
            successor: Some("new".into()),
            ..agency("old", "labour", "Sở Lao động - Thương binh và Xã hội", &[])
        };
        let agencies = [ended, agency("new", "home_affairs", "Sở Nội vụ", &[])];

        assert_eq!(found(&province, &agencies, "Sở Lao động – Thương binh và Xã hội").as_deref(), Some("new"));
    }
}
