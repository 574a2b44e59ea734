//! The events of tips, as the legal path wants them.

use std::collections::BTreeMap;

use calendar::Holidays;
use db::{Query, Row, params};

use super::{lists::TipRow, statements_path as statements, tips::TipHead};
use crate::{
    error::{Result, TipError},
    ids::TipId,
    model::{
        law::{Law, Noted, Receiver, ReporterKnown, Rules, TipPath, shipped_rules},
        noted::{self, AtIntake, Written},
    },
};

/// The rules by which tips are judged.
pub(crate) fn rules() -> Result<&'static Rules> {
    shipped_rules().ok_or(TipError::Broken)
}

/// The law by which tips are judged: the rules, with the working days as the office has them.
pub(crate) fn law(holidays: &Holidays) -> Result<Law<'_>> {
    Ok(Law { rules: rules()?, holidays })
}

/// What intake tells, by the privacy that was chosen: an anonymous reporter is not notified.
pub(crate) fn at_intake(is_danger: bool, privacy: &str) -> AtIntake {
    let reporter = if privacy == "anonymous" { ReporterKnown::No } else { ReporterKnown::Yes };
    AtIntake { is_danger, reporter }
}

/// The events of one tip.
pub(crate) async fn events(q: &mut impl Query, head: &TipHead) -> Result<Vec<Noted>> {
    let rows = q.rows(&statements::EVENTS, params![head.id]).await?;
    let rows: Vec<_> = rows.iter().map(read).collect::<db::Result<_>>()?;
    let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    Ok(noted::events(&rows, at_intake(head.is_danger, &head.privacy)))
}

/// The path of one tip. What was noted before the path was asked stays a fact: of such rows the path keeps those that it would
/// have allowed.
pub(crate) async fn path(q: &mut impl Query, head: &TipHead, law: Law<'_>) -> Result<TipPath> {
    Ok(replay(&events(q, head).await?, law))
}

/// The path after these events, without those that it refuses.
pub(crate) fn replay(events: &[Noted], law: Law<'_>) -> TipPath {
    events.iter().fold(TipPath::default(), |path, noted| path.with(*noted, law).unwrap_or(path))
}

/// The rows of steps by tip.
pub(crate) type ByTip = BTreeMap<TipId, Vec<Written>>;

/// The most tips on a page of a list.
const PAGE: usize = 50;

/// The steps of the tips on a page of a list.
pub(crate) async fn of_page(q: &mut impl Query, rows: &[TipRow]) -> Result<ByTip> {
    let mut ids: Vec<db::Value> = rows.iter().take(PAGE).map(|row| row.id.into()).collect();
    ids.resize(PAGE, db::Value::from(""));
    by_tip(&q.rows(&statements::EVENTS_OF_PAGE, ids).await?)
}

/// Groups rows by their tip.
pub(crate) fn by_tip(rows: &[Row]) -> Result<ByTip> {
    let mut found = ByTip::new();
    for row in rows {
        let (id, written) = read(row)?;
        found.entry(id).or_default().push(written);
    }
    Ok(found)
}

fn read(row: &Row) -> db::Result<(TipId, Written)> {
    let part = |name: &str| row.opt_text(name).map(Option::unwrap_or_default);
    let written = Written {
        kind: row.text("kind")?,
        at: row.instant("at")?,
        detail: row.opt_text("detail")?,
        by: match row.opt_text("body")? {
            Some(kind) => Some(Receiver::of_agency(&kind, &part("level")?, &part("body_name")?)),
            None => None,
        },
    };
    Ok((row.parsed("tip_id")?, written))
}
