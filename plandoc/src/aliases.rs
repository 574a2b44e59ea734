//! “(sau đây gọi tắt là …)”: short names and what they stand for.

use std::ops::Range;

use crate::agencies::{is_only_agencies, scan};
use crate::pattern::pattern;
use crate::words::words;

/// The long name stands at most this many bytes before its bracket.
const WINDOW: usize = 900;

pattern! {
    DEFINED = r"\((?:(?:sau đây |dưới đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)*(?: là)?:? )(?P<alias>[^()]+)\)",
    needs Any(&["gọi", "viết"])
}
pattern! {
    BARE = r"\((?P<alias>[^()]{4,60})\)",
    needs Any(&["("])
}

/// A short name, the bytes of the long one, and the bytes of the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) alias: String,
    pub(crate) expansion: Range<usize>,
    pub(crate) bytes: Range<usize>,
}

/// Definitions with their cue; in the head (`in_head`) also a bare bracket behind a body's name.
pub(crate) fn find(text: &str, in_head: bool, issuer: Option<&Range<usize>>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for captures in DEFINED.captures_iter(text) {
        let (Some(all), Some(alias)) = (captures.get(0), captures.name("alias")) else { continue };
        if !(2..=160).contains(&alias.as_str().chars().count()) {
            continue;
        }
        let alias = alias.as_str().trim().trim_start_matches("là ");
        if let Some(expansion) = expansion(text, all.start(), alias, issuer) {
            found.push(Found { alias: alias.to_owned(), expansion, bytes: all.range() });
        }
    }
    if in_head {
        found.extend(bare(text, issuer));
    }
    found
}

/// The issuer if it ends there; the name that ends there; else from where the alias's own first
/// words last stand in the clause.
fn expansion(text: &str, bracket: usize, alias: &str, issuer: Option<&Range<usize>>) -> Option<Range<usize>> {
    let before = text.get(..bracket)?.trim_end();
    if let Some(issuer) = issuer.filter(|issuer| issuer.end == before.len()) {
        return Some(issuer.clone());
    }
    let mut from = before.len().saturating_sub(WINDOW);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let window = before.get(from..)?;
    let scanned = scan(window);
    if let Some(last) = scanned.mentions.last().filter(|mention| mention.bytes.end == window.len()) {
        return Some(from + last.bytes.start..before.len());
    }
    let first: String =
        words(alias, 0).iter().take(2).filter_map(|word| alias.get(word.bytes.clone())).collect::<Vec<_>>().join(" ");
    let clause = window.rfind(['.', ';']).map_or(0, |stop| stop + 1);
    let start = window.get(clause..)?.find(&first).map(|at| from + clause + at)?;
    Some(start..before.len())
}

fn bare(text: &str, issuer: Option<&Range<usize>>) -> Option<Found> {
    let issuer = issuer?;
    let after = text.get(issuer.end..)?;
    let captures = BARE.captures(after).filter(|captures| captures.get(0).is_some_and(|all| all.start() <= 1))?;
    let alias = captures.name("alias")?.as_str();
    let all = captures.get(0)?;
    is_only_agencies(&scan(alias)).then(|| Found {
        alias: alias.to_owned(),
        expansion: issuer.clone(),
        bytes: issuer.end + all.start()..issuer.end + all.end(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_ends_where_its_bracket_begins() {
        let text =
            "Thực hiện chỉ đạo của Ban Chỉ đạo 138 tỉnh Sơn Hà (sau đây gọi tắt là Ban Chỉ đạo), Công an tỉnh báo cáo.";

        let found = find(text, false, None);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].alias, "Ban Chỉ đạo");
        assert_eq!(&text[found[0].expansion.clone()], "Ban Chỉ đạo 138 tỉnh Sơn Hà");
    }

    #[test]
    fn not_every_bracket_is_an_alias() {
        assert_eq!(find("gửi về Công an tỉnh (qua Phòng Tham mưu) để tổng hợp", true, None), Vec::new());
    }
}
