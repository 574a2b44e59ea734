//! Where a tip can go: agencies of the police that have a vault.

use access::Ground;
use db::{Query, params};
use jiff::civil::Date;

use super::statements;
use crate::error::{Result, TipError};

/// An agency that can take tips in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Receiver {
    /// Its identifier.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Code of its unit.
    pub unit: String,
    /// `commune` or `province` or `country`.
    pub level: String,
    /// Its unit and all below it.
    pub ground: Ground,
}

/// All of them on a day, those of larger units first.
pub(crate) async fn list(q: &mut impl Query, on: Date) -> Result<Vec<Receiver>> {
    let Some(tree) = organisation::current_tree(q).await? else { return Ok(Vec::new()) };
    let rows = q.rows(&statements::RECEIVERS, params![on, tree.id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Receiver {
                agency: row.text("id")?,
                name: row.text("name")?,
                unit: row.text("unit")?,
                level: row.text("level")?,
                ground: Ground { first: row.int("pos")?, last: row.int("last")? },
            })
        })
        .collect()
}

/// Where a tip about a place goes: to the commune's own police, or to the level above when somebody of the local office
/// is involved or the commune has no vault yet; without a place to the first agency of a province. Past the local office it goes
/// to no commune at all, also where nobody above has a vault yet: the one it would fall to may be the accused one.
///
/// # Errors
/// [`TipError::NobodyReceives`] when no agency has a vault that may receive it.
pub(crate) fn choose(all: &[Receiver], at: Option<Ground>, past_local: Past) -> Result<&Receiver> {
    let over_place = |one: &&Receiver| at.is_some_and(|place| one.ground.holds(place));
    let nearest = all
        .iter()
        .filter(over_place)
        .filter(|one| past_local == Past::Nobody || one.level != "commune")
        .max_by_key(|one| one.ground.first);
    let any = || all.first().filter(|_| past_local == Past::Nobody);
    let above = || all.iter().find(|one| one.level != "commune").or_else(any);
    nearest.or_else(above).ok_or(TipError::NobodyReceives)
}

/// The nearest agency whose unit lies above a ground and that is not left out.
pub(crate) fn above(all: &[Receiver], ground: Ground, is_left_out: impl Fn(&Receiver) -> bool) -> Option<&Receiver> {
    all.iter()
        .filter(|one| one.ground != ground && one.ground.holds(ground) && !is_left_out(one))
        .max_by_key(|one| one.ground.first)
}

/// Whether the local office is passed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// The tip goes to the nearest agency.
    Nobody,
    /// Somebody of the local office is involved.
    LocalOffice,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receiver(agency: &str, level: &str, first: i64, last: i64) -> Receiver {
        Receiver {
            agency: agency.into(),
            name: agency.into(),
            unit: agency.into(),
            level: level.into(),
            ground: Ground { first, last },
        }
    }

    #[test]
    fn the_level_above_is_the_nearest_that_is_not_left_out() {
        let all = [receiver("n", "country", 0, 99), receiver("p", "province", 1, 9), receiver("c", "commune", 3, 3)];
        let ground = Ground { first: 3, last: 3 };
        let found = |left_out: &str| above(&all, ground, |one| one.agency == left_out).map(|one| one.agency.as_str());

        assert_eq!(found(""), Some("p"));
        assert_eq!(found("p"), Some("n"));
        assert_eq!(above(&all, all[0].ground, |_| false), None);
    }

    #[test]
    fn a_tip_goes_to_the_nearest_and_past_the_local_office_when_that_is_involved() {
        let all = [receiver("p", "province", 1, 9), receiver("c", "commune", 3, 3)];
        let place = Some(Ground { first: 3, last: 3 });
        let to = |at, past| choose(&all, at, past).map(|one| one.agency.clone()).unwrap();

        assert_eq!(to(place, Past::Nobody), "c");
        assert_eq!(to(place, Past::LocalOffice), "p");
        assert_eq!(to(Some(Ground { first: 4, last: 4 }), Past::Nobody), "p");
        assert_eq!(to(None, Past::Nobody), "p");
        assert!(matches!(choose(&[], place, Past::Nobody), Err(TipError::NobodyReceives)));
        // Where only communes have vaults, the accused one may be among them.
        assert_eq!(choose(&all[1..], None, Past::Nobody).unwrap().agency, "c");
        for at in [place, None] {
            assert!(matches!(choose(&all[1..], at, Past::LocalOffice), Err(TipError::NobodyReceives)));
        }
    }
}
