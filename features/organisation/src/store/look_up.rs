//! The search over units of today and of before, and what became of them.

use ::web::Paging;
use access::Permit;
use db::{Query, Result, Row, params};
use jiff::civil::Date;

use super::{bodies::agency_from_row, statements, units::from_row};
use crate::{
    model::{Agency, Succession, Unit},
    rights::ViewOrganisation,
};

/// One unit that a search found.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) tree: String,
    pub(crate) unit: Unit,
    /// Name of the unit above, none for a province.
    pub(crate) above: Option<String>,
    /// What took it, where its tree has ended.
    pub(crate) successors: Vec<Succession>,
}

/// What a search found: a page of units, and agencies with the names of their units.
#[derive(Debug, Clone)]
pub(crate) struct Hits {
    pub(crate) paging: Paging,
    pub(crate) units: Vec<Hit>,
    pub(crate) agencies: Vec<(Agency, String)>,
}

fn succession_from_row(row: &Row) -> Result<Succession> {
    Ok(Succession { unit: from_row(row)?, tree: row.text("tree")?, share: row.text("share")? })
}

/// Finds units of all trees and agencies, ended ones too, by any part of their names, without regard to accents.
pub(crate) async fn look_up(
    q: &mut impl Query,
    _: &Permit<ViewOrganisation>,
    text: &str,
    page: Option<i64>,
    today: Date,
) -> Result<Hits> {
    let folded = base::fold(text);
    let pattern = folded.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let total = q.count(&statements::COUNT_HITS, params![&folded, &pattern]).await?;
    let paging = Paging::new(page, total);
    let values = || params![&folded, &pattern, Paging::ROWS, paging.offset()];
    let mut units = q
        .rows(&statements::HITS, values())
        .await?
        .iter()
        .map(|row| {
            let (tree, unit) = (row.text("tree")?, from_row(row)?);
            Ok(Hit { tree, unit, above: None, successors: Vec::new() })
        })
        .collect::<Result<Vec<_>>>()?;
    for row in q.rows(&statements::PARENTS_OF_HITS, values()).await? {
        if let Some(hit) = hit_of(&mut units, &row.text("tree")?, &row.text("of_code")?) {
            hit.above = Some(row.text("name")?);
        }
    }
    for row in q.rows(&statements::SUCCESSORS_OF_HITS, values()).await? {
        if let Some(hit) = hit_of(&mut units, &row.text("of_tree")?, &row.text("of_code")?) {
            push_once(&mut hit.successors, succession_from_row(&row)?);
        }
    }
    let agencies = q
        .rows(&statements::AGENCY_HITS, params![&pattern, today])
        .await?
        .iter()
        .map(|row| Ok((agency_from_row(row)?, row.text("unit_name")?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(Hits { paging, units, agencies })
}

fn hit_of<'a>(hits: &'a mut [Hit], tree: &str, code: &str) -> Option<&'a mut Hit> {
    hits.iter_mut().find(|hit| hit.tree == tree && hit.unit.code == code)
}

/// How many units lie directly below one.
pub(crate) async fn count_children(
    q: &mut impl Query,
    _: &Permit<ViewOrganisation>,
    tree: &str,
    code: &str,
) -> Result<i64> {
    q.count(&statements::COUNT_CHILDREN, params![tree, code]).await
}

/// A page of the units directly below one.
pub(crate) async fn children(
    q: &mut impl Query,
    _: &Permit<ViewOrganisation>,
    tree: &str,
    code: &str,
    paging: Paging,
) -> Result<Vec<Unit>> {
    let values = params![tree, code, Paging::ROWS, paging.offset()];
    q.rows(&statements::CHILDREN, values).await?.iter().map(from_row).collect()
}

/// What of today's tree took a unit of an earlier one.
pub(crate) async fn unit_successors(
    q: &mut impl Query,
    _: &Permit<ViewOrganisation>,
    tree: &str,
    code: &str,
) -> Result<Vec<Succession>> {
    let mut heirs = Vec::new();
    for row in q.rows(&statements::SUCCESSORS, params![tree, code]).await? {
        push_once(&mut heirs, succession_from_row(&row)?);
    }
    Ok(heirs)
}

/// One unit reached on two ways counts once, with its larger share, which comes first.
fn push_once(heirs: &mut Vec<Succession>, heir: Succession) {
    if heirs.iter().all(|known| known.unit.code != heir.unit.code) {
        heirs.push(heir);
    }
}

/// What a unit was made from when its tree began.
pub(crate) async fn predecessors(
    q: &mut impl Query,
    _: &Permit<ViewOrganisation>,
    tree: &str,
    code: &str,
) -> Result<Vec<Succession>> {
    q.rows(&statements::PREDECESSORS, params![tree, code]).await?.iter().map(succession_from_row).collect()
}
