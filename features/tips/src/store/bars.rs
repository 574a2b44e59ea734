//! Whom a tip is about: they never see it, whatever the rights say.

use std::collections::BTreeSet;

use db::{Query, Tx, params};
use jiff::civil::Date;

use super::statements_path;
use crate::{error::Result, ids::TipId};

db::statements! {
    /// Keeps a tip from somebody. The agency that holds it is kept from it *later*, once another holds it: otherwise nobody at all
    /// could deal with the tip.
    ADD_BAR = "INSERT INTO tip_bar (tip_id, barred_kind, barred)
        SELECT t.id, CASE WHEN $2 = 'agency' AND t.agency = $3 THEN 'later' ELSE $2 END, $3 FROM tip t WHERE t.id = $1
        ON CONFLICT (tip_id, barred_kind, barred) DO NOTHING";
    /// From those that were to be kept from a tip later it is kept now that another agency holds it.
    SETTLE_BARS = "INSERT INTO tip_bar (tip_id, barred_kind, barred)
        SELECT b.tip_id, 'agency', b.barred FROM tip_bar b JOIN tip t ON t.id = b.tip_id
        WHERE b.tip_id = $1 AND b.barred_kind = 'later' AND b.barred <> t.agency
        ON CONFLICT (tip_id, barred_kind, barred) DO NOTHING";
    /// And no later.
    REMOVE_SETTLED = "DELETE FROM tip_bar WHERE tip_id = $1 AND barred_kind = 'later'
        AND EXISTS (SELECT 1 FROM tip t WHERE t.id = tip_bar.tip_id AND t.agency <> tip_bar.barred)";
    /// The agencies that a tip ($1) does not go to: those that it is about, and those in which somebody that it is about serves on a
    /// day ($2).
    KEPT_FROM = "SELECT b.barred AS agency FROM tip_bar b WHERE b.tip_id = $1 AND b.barred_kind IN ('agency', 'later')
        UNION SELECT p.agency_id AS agency FROM tip_bar b JOIN post p ON p.person_id = b.barred
        WHERE b.tip_id = $1 AND b.barred_kind = 'person'
            AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)";
    /// Those of whom a tip ($1) tells something and who serve, on a day ($2), in the agency that holds it.
    AMONG_HOLDERS = "SELECT DISTINCT b.barred AS person FROM tip_bar b JOIN tip t ON t.id = b.tip_id
            JOIN post p ON p.person_id = b.barred AND p.agency_id = t.agency
        WHERE b.tip_id = $1 AND b.barred_kind = 'person'
            AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)";
}

/// An agency or a person that a tip is kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Barred<'a> {
    /// An agency, by its identifier.
    Agency(&'a str),
    /// An agency that holds the tip, with nobody above it who could: it is kept from it once another agency holds the tip.
    Later(&'a str),
    /// A person, by their identifier.
    Person(&'a str),
}

impl Barred<'_> {
    /// Key of the kind and identifier, as the row has them.
    pub(crate) fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Agency(id) => ("agency", id),
            Self::Later(id) => ("later", id),
            Self::Person(id) => ("person", id),
        }
    }
}

/// One row, with the name.
#[derive(Debug, Clone)]
pub(crate) struct BarRow {
    /// `agency`, `later` or `person`.
    pub(crate) kind: String,
    /// Its identifier.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

/// Keeps a tip from somebody; the same twice is once. The agency that holds it now is kept from it as soon as another holds it.
pub(crate) async fn add(tx: &mut Tx, tip: TipId, barred: Barred<'_>) -> Result<()> {
    let (kind, id) = barred.parts();
    tx.run(&ADD_BAR, params![tip, kind, id]).await?;
    Ok(())
}

/// Keeps it from those who were to be kept from it once another agency holds it: call it after the holder changed.
pub(crate) async fn settle(tx: &mut Tx, tip: TipId) -> Result<()> {
    tx.run(&SETTLE_BARS, params![tip]).await?;
    tx.run(&REMOVE_SETTLED, params![tip]).await?;
    Ok(())
}

/// The agencies that a tip does not go to: those that it is about, and those in which somebody that it is about serves today.
pub(crate) async fn agencies(q: &mut impl Query, tip: TipId, today: Date) -> Result<BTreeSet<String>> {
    let rows = q.rows(&KEPT_FROM, params![tip, today]).await?;
    Ok(rows.iter().map(|row| row.text("agency")).collect::<db::Result<_>>()?)
}

/// Whether somebody that the tip is about serves today in the agency that holds it.
pub(crate) async fn is_among_holders(q: &mut impl Query, tip: TipId, today: Date) -> Result<bool> {
    Ok(!q.rows(&AMONG_HOLDERS, params![tip, today]).await?.is_empty())
}

/// Lets somebody see it again; tells whether they were kept from it.
pub(crate) async fn remove(tx: &mut Tx, tip: TipId, barred: Barred<'_>) -> Result<bool> {
    let (kind, id) = barred.parts();
    Ok(tx.run(&statements_path::REMOVE_BAR, params![tip, kind, id]).await? == 1)
}

/// All whom a tip is kept from.
pub(crate) async fn list(q: &mut impl Query, tip: TipId) -> Result<Vec<BarRow>> {
    let rows = q.rows(&statements_path::BARS, params![tip]).await?;
    let read =
        |row: &db::Row| Ok(BarRow { kind: row.text("barred_kind")?, id: row.text("barred")?, name: row.text("name")? });
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// Whether it is kept from an agency.
pub(crate) fn has_agency(bars: &[BarRow], agency: &str) -> bool {
    bars.iter().any(|bar| bar.kind == "agency" && bar.id == agency)
}
