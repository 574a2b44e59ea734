//! Which agencies stand today for one that has ended, by function.

use db::{Query, Result, params};
use jiff::civil::Date;

use super::{agencies_of, agency, from_row, statements, tree_at, unit, unit_in};
use crate::model::{Agency, Takeover, Unit, takeovers};

/// An agency that took over, or the kind of one where none has been entered yet.
#[derive(Debug, Clone)]
pub struct Successor {
    /// The agency, where it stands in the database.
    pub agency: Option<Agency>,
    /// The rule by which it was found; none where the agency itself names its successor.
    pub by: Option<&'static Takeover>,
}

/// The agencies that stand on a day for one that has ended: the one it names itself, again and again, and those that
/// took over its functions (or the one function asked for) at its unit and at the unit above. Empty for one that
/// still stands.
pub async fn successors(
    q: &mut impl Query,
    ended: &Agency,
    function: Option<&str>,
    on: Date,
) -> Result<Vec<Successor>> {
    if ended.exists_on(on) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut at = ended.clone();
    // A chain longer than this is a circle of wrong entries.
    for _ in 0..16 {
        let Some(next) = &at.successor else { break };
        let Some(next) = agency(q, next).await? else { break };
        if next.exists_on(on) {
            found.push(Successor { agency: Some(next), by: None });
            break;
        }
        at = next;
    }
    if !found.is_empty() && function.is_none() {
        return Ok(found);
    }
    let Some((level, places)) = places_of(q, ended).await? else { return Ok(found) };
    for by in takeovers(&ended.kind, &level, function, on) {
        let mut of_kind = Vec::new();
        for place in places.iter().filter(|place| place.level == by.to_level) {
            of_kind.extend(agencies_of(q, &place.code, on).await?.into_iter().filter(|one| one.kind == by.to_kind));
        }
        if of_kind.is_empty() {
            found.push(Successor { agency: None, by: Some(by) });
        }
        found.extend(of_kind.into_iter().map(|agency| Successor { agency: Some(agency), by: Some(by) }));
    }
    Ok(found)
}

/// The level of an agency's unit when it ended, and the units of today that have its ground or that of the unit above.
async fn places_of(q: &mut impl Query, ended: &Agency) -> Result<Option<(String, Vec<Unit>)>> {
    let then = match ended.valid_to {
        Some(last) => tree_at(q, last).await?,
        None => None,
    };
    if let Some(tree) = then.filter(|tree| tree.valid_to.is_some())
        && let Some(place) = unit_in(q, &tree.id, &ended.unit).await?
    {
        let mut places = Vec::new();
        for code in [Some(place.code.as_str()), place.parent.as_deref()].into_iter().flatten() {
            for row in q.rows(&statements::SUCCESSORS, params![&tree.id, code]).await? {
                places.push(from_row(&row)?);
            }
        }
        places.dedup_by(|one, other| one.code == other.code);
        return Ok(Some((place.level, places)));
    }
    let Some(place) = unit(q, &ended.unit).await? else { return Ok(None) };
    let level = place.level.clone();
    let above = match &place.parent {
        Some(parent) => unit(q, parent).await?,
        None => None,
    };
    Ok(Some((level, std::iter::once(place).chain(above).collect())))
}
