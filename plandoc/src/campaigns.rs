//! Campaigns, commemorative days and programme periods.

use std::ops::Range;

use crate::dates;
use crate::pattern::pattern;
use crate::plan::CampaignKind;
use crate::words::folded;

pattern! {
    CAMPAIGN = r"(?:các |01 |một )?(?:[Đđ]ợt|[Tt]háng|[Tt]uần lễ|[Cc]hiến dịch) (?:ra quân |hành động |cao điểm )(?:[^.;:()“”\n](?:[^.;:()“”\n])*)?",
    needs Any(&[" ra quân ", " hành động ", " cao điểm "])
}
pattern! {
    /// Where the name of a campaign ends.
    NAME_END = r",? (?:trên địa bàn|trên phạm vi|thời gian|từ ngày|từ \d|trước ngày|trước \d|tập trung|nhằm|trong (?:tháng|quý|năm)|và các (?:nội dung|nhiệm vụ)|theo|tăng cường|góp phần)"
}
pattern! {
    DAY = "[“\"](?P<name>Ngày [^”\"“]+?)(?:\\s*[-–,(]?\\s*(?:ngày )?(?P<date>\\d{1,2}/\\d{1,2})\\)?)?[”\"]",
    needs Any(&["“Ngày ", "\"Ngày "])
}
pattern! {
    BARE_DAY = r"(?P<name>Ngày (?:[Tt]oàn dân|[Tt]hế giới|[Qq]uốc tế|[Tt]oàn quốc)(?: \p{L}+,?){2,12}?) ?[-–(]? ?(?:ngày )?(?P<date>\d{1,2}/\d{1,2})\b",
    needs Any(&["Ngày "])
}
pattern! {
    PERIOD = r"giai đoạn (?:từ )?(?:năm )?(?P<a>\d{4}) ?(?:-|–|đến|đến năm) ?(?P<b>\d{4})",
    needs Any(&["giai đoạn "])
}
pattern! {
    /// What has the period.
    PROGRAMME = r"(?:[Cc]hương trình|[Đđ]ề án|[Kk]ế hoạch|[Mm]ô hình|[Cc]hiến lược|[Dd]ự án|“)[^.;()]*$"
}

/// Found in one paragraph; places are bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: CampaignKind,
    pub(crate) name: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) bytes: Range<usize>,
}

/// Everything of the kind in a paragraph.
pub(crate) fn find(text: &str, year: Option<i16>, is_title: bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (offset, sentence) in sentences(text) {
        found.extend(campaigns(sentence, offset, year));
    }
    for captures in DAY.captures_iter(text).chain(BARE_DAY.captures_iter(text)) {
        let (Some(all), Some(name)) = (captures.get(0), captures.name("name")) else { continue };
        let date = captures.name("date").and_then(|date| dates::days(date.as_str()).into_iter().next());
        let iso = date.map(|(day, _)| match year.filter(|_| is_title) {
            Some(year) => dates::Day { year: Some(year), ..day }.iso(),
            None => format!("--{}", day.iso()),
        });
        let overlaps = found.iter().any(|known| known.bytes.start < all.end() && all.start() < known.bytes.end);
        if !overlaps {
            let name = name.as_str().trim_end_matches([' ', '-', '–']).to_owned();
            found.push(Found {
                kind: CampaignKind::CommemorativeDay,
                name,
                from: iso.clone(),
                to: iso,
                bytes: all.range(),
            });
        }
    }
    found.extend(PERIOD.captures_iter(text).filter_map(|captures| period(text, &captures)));
    found
}

fn campaigns(sentence: &str, offset: usize, year: Option<i16>) -> Vec<Found> {
    let mut found = Vec::new();
    for words in CAMPAIGN.find_iter(sentence) {
        let end = NAME_END.find(words.as_str()).map_or(words.as_str().len(), |end| end.start());
        let name = words.as_str().get(..end).unwrap_or_default().trim_end_matches([' ', ',']);
        let rest = crate::words::beginning(sentence.get(words.start()..).unwrap_or_default(), 800);
        let window = dates::range(rest, year).map(|(window, _)| window);
        found.push(Found {
            kind: CampaignKind::Campaign,
            name: name.to_owned(),
            from: window.as_ref().map(|window| window.from.clone()),
            to: window.map(|window| window.to),
            bytes: offset + words.start()..offset + words.start() + name.len(),
        });
    }
    found
}

fn period(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    let before = text.get(..all.start())?;
    let tail = before.char_indices().rev().nth(220).map_or(before, |(cut, _)| before.get(cut..).unwrap_or(before));
    let named = PROGRAMME.find(tail)?;
    let name = named.as_str().trim();
    Some(Found {
        kind: CampaignKind::ProgrammePeriod,
        name: last_name(name).to_owned(),
        from: Some(captures.name("a")?.as_str().to_owned()),
        to: Some(captures.name("b")?.as_str().to_owned()),
        bytes: all.range(),
    })
}

/// The innermost name: “Kế hoạch … thực hiện Chương trình X” → “Chương trình X”.
fn last_name(name: &str) -> &str {
    let starts = ["Chương trình ", "chương trình ", "Đề án ", "mô hình ", "Chiến lược ", "Dự án "];
    starts.iter().filter_map(|start| name.rfind(start)).max().and_then(|at| name.get(at..)).unwrap_or(name)
}

fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        found.push((start, text.get(start..=at).unwrap_or_default()));
        start = at + 2;
    }
    found.push((start, text.get(start..).unwrap_or_default()));
    found
}

/// Whether two campaigns are one: the same day, the same period, or one name begins the other.
pub(crate) fn same(left: &Found, right: &Found) -> bool {
    if left.kind != right.kind {
        return false;
    }
    let (a, b) = (core(&left.name), core(&right.name));
    match left.kind {
        CampaignKind::ProgrammePeriod => (&left.from, &left.to) == (&right.from, &right.to),
        _ => a.starts_with(&b) || b.starts_with(&a),
    }
}

fn core(name: &str) -> String {
    let keys = folded(name);
    keys.strip_prefix("các ").or(keys.strip_prefix("01 ")).map_or(keys.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_has_its_window() {
        let found = find(
            "Mở đợt cao điểm trấn áp tội phạm trên địa bàn xã, thời gian từ 05/5/2024 đến 20/6/2024.",
            None,
            false,
        );

        assert_eq!(found[0].name, "đợt cao điểm trấn áp tội phạm");
        assert_eq!((found[0].from.as_deref(), found[0].to.as_deref()), (Some("2024-05-05"), Some("2024-06-20")));
    }

    #[test]
    fn a_day_of_every_year_has_no_year() {
        let found = find("hưởng ứng “Ngày toàn dân phòng, chống mua bán người 30/7” tại xã", Some(2025), false);

        assert_eq!(
            (found[0].name.as_str(), found[0].from.as_deref()),
            ("Ngày toàn dân phòng, chống mua bán người", Some("--07-30"))
        );
    }
}
