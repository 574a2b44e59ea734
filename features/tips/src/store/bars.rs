//! Whom a tip is about: they never see it, whatever the rights say.

use db::{Query, Tx, params};

use super::{statements, statements_path};
use crate::{error::Result, ids::TipId};

/// An agency or a person that a tip is kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Barred<'a> {
    /// An agency, by its identifier.
    Agency(&'a str),
    /// A person, by their identifier.
    Person(&'a str),
}

impl Barred<'_> {
    /// Key of the kind and identifier, as the row has them.
    pub(crate) fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Agency(id) => ("agency", id),
            Self::Person(id) => ("person", id),
        }
    }
}

/// One row, with the name.
#[derive(Debug, Clone)]
pub(crate) struct BarRow {
    /// `agency` or `person`.
    pub(crate) kind: String,
    /// Its identifier.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

/// Keeps a tip from somebody; the same twice is once.
pub(crate) async fn add(tx: &mut Tx, tip: TipId, barred: Barred<'_>) -> Result<()> {
    let (kind, id) = barred.parts();
    tx.run(&statements::ADD_BAR, params![tip, kind, id]).await?;
    Ok(())
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
