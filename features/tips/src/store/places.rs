//! Which commune a person means by some words.

use db::{Query, params};

use crate::error::Result;

db::statements! {
    /// Communes of a tree ($1) whose folded name is one of four: as typed ($2), or with the word that its kind puts before
    /// ($3 to $5); with the name of what they belong to.
    COMMUNES_MEANT = "SELECT u.code AS code, u.name AS name, p.name AS above, p.folded AS above_folded
        FROM unit u JOIN unit p ON p.code = u.parent AND p.tree = u.tree
        WHERE u.tree = $1 AND u.level = 'commune' AND u.folded IN ($2, $3, $4, $5)
        ORDER BY p.pos, u.pos LIMIT 40";
}

/// A commune that some words may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    /// Its code.
    pub(crate) code: String,
    /// Its name and that of its province, as “Xã Suối Mẫu, Tỉnh Mẫu Lĩnh”.
    pub(crate) name: String,
}

/// The communes of today's tree that some words may mean, at most 40: the first part of the words (between commas, dashes or line
/// ends) that is the name of one, with or without “xã”, “phường”, “đặc khu”. Many communes share their name, so other parts may
/// name the province.
pub(crate) async fn communes_meant(q: &mut impl Query, words: &str) -> Result<Vec<Meant>> {
    let tree = organisation::current_tree_id(q).await?;
    let parts: Vec<String> = words
        .split([',', ';', '\n', '–', '-', '(', ')', '.'])
        .map(|part| base::fold(&base::one_line(part)))
        .filter(|part| !part.is_empty())
        .take(MOST_PARTS)
        .collect();
    for part in &parts {
        let [xa, phuong, khu] = ["xa", "phuong", "dac khu"].map(|kind| format!("{kind} {part}"));
        let rows = q.rows(&COMMUNES_MEANT, params![&tree, part, xa, phuong, khu]).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let above = row.text("above_folded")?;
            let is_named = parts.iter().any(|one| one == part_of(&above) || *one == above);
            let meant =
                Meant { code: row.text("code")?, name: format!("{}, {}", row.text("name")?, row.text("above")?) };
            found.push((is_named, meant));
        }
        if found.iter().any(|(is_named, _)| *is_named) {
            found.retain(|(is_named, _)| *is_named);
        }
        if !found.is_empty() {
            return Ok(found.into_iter().map(|(_, meant)| meant).collect());
        }
    }
    Ok(Vec::new())
}

/// The only commune that some words can mean.
pub(crate) async fn commune_meant(q: &mut impl Query, words: &str) -> Result<Option<String>> {
    let mut all = communes_meant(q, words).await?;
    Ok(if all.len() == 1 { all.pop().map(|only| only.code) } else { None })
}

/// Parts of the words that are looked at.
const MOST_PARTS: usize = 8;

/// The name of a province without the word for its kind.
fn part_of(folded: &str) -> &str {
    ["tinh ", "thanh pho "].iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(folded)
}
