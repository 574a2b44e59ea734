//! What a reorganisation would do, computed before anything is written; the preview shows it, applying carries it out.

use std::collections::{BTreeMap, BTreeSet};

use access::{Actor, Permit, Policy, Thing};
use contracts::territory::{FollowsUnits, Stands};
use db::Query;
use jiff::civil::Date;

use super::{Obstacle, OrganisationError};
use crate::{
    model::{
        self, AgencyPlan, CommitteePlan, Heir, Move, Node, Numbered, Outcome, Preview, Tally, Tree, by_code,
        difference, landing, tally,
    },
    rights::Reorganise,
    store::{self, follow_bodies, load, reorganisations},
};

/// Everything that applying needs.
pub(crate) struct Prepared {
    pub(crate) tree: Tree,
    pub(crate) permit: Permit<Reorganise>,
    pub(crate) numbered: Vec<Numbered>,
    pub(crate) outcome: Outcome,
    pub(crate) moves: Vec<Move>,
    /// Codes of the new tree at which nothing moves but newcomers must be noticed.
    pub(crate) watched: Vec<String>,
    pub(crate) agencies: AgencyPlan,
    pub(crate) committees: CommitteePlan,
    pub(crate) preview: Preview,
}

/// The tree in force with its units.
pub(crate) async fn tree_in_force(q: &mut impl Query) -> Result<(Tree, Vec<Node>), OrganisationError> {
    let tree = store::current_tree(q).await?.ok_or(Obstacle::NoTree)?;
    let nodes = load::nodes(q, &tree.id).await?;
    Ok((tree, nodes))
}

/// Computes what `outcome` does to the tree in force from `first` on.
pub(crate) async fn prepare(
    q: &mut impl Query,
    policy: &Policy,
    actor: &Actor,
    followers: &[FollowsUnits],
    (tree, old): (Tree, Vec<Node>),
    outcome: Outcome,
    first: Date,
) -> Result<Prepared, OrganisationError> {
    let new = &outcome.nodes;
    let numbered = model::number(new.clone()).map_err(Obstacle::Loose)?;
    let moves = model::moves(&old, new, &outcome.lineage).map_err(Obstacle::Loose)?;
    let told = difference(&old, new);
    let permit = permit(policy, actor, &old, new, &moves, &told)?;
    let all_agencies = follow_bodies::agencies_on(q, first).await?;
    let agencies = model::agencies(&moves, &old, new, &all_agencies);
    let committees = model::committees(&moves, &old, new, &follow_bodies::committees_on(q, first).await?);
    let mut preview = Preview {
        levels: levels(&old, new),
        difference: told,
        agencies_ended: size(agencies.ended.len()),
        agencies_made: size(agencies.made.len()),
        agencies_without_heir: size(agencies.ended.iter().filter(|(_, heir)| *heir == Heir::Nobody).count()),
        committees_ended: size(committees.ended.len()),
        committees_made: size(committees.made.len()),
        ..Preview::default()
    };
    for (agency, _) in &agencies.ended {
        preview.posts_moved += follow_bodies::count_posts(q, agency, first).await?;
    }
    count_rows(q, followers, &moves, &old, &agencies, &mut preview).await?;
    preview.landings = landing(&moves, &old, new, &preview_rows(q, followers).await?);
    let watched = watched(&moves, &old, new);
    Ok(Prepared { tree, permit, numbered, outcome, moves, watched, agencies, committees, preview })
}

/// Whoever reorganises must hold the right over every unit concerned and over those above that units come to lie under.
fn permit(
    policy: &Policy,
    actor: &Actor,
    old: &[Node],
    new: &[Node],
    moves: &[Move],
    told: &model::Difference,
) -> Result<Permit<Reorganise>, OrganisationError> {
    let grounds = model::number(old.to_vec()).map_err(Obstacle::Loose)?;
    let after = by_code(new);
    let mut concerned: BTreeSet<&str> = moves.iter().map(|one| one.old.as_str()).collect();
    concerned.extend(told.renamed.iter().map(|(code, ..)| code.as_str()));
    concerned.extend(told.relevelled.iter().map(|(code, ..)| code.as_str()));
    concerned.extend(told.moved.iter().flat_map(|(code, from, to)| [code.as_str(), from, to]));
    concerned.extend(told.added.iter().filter_map(|(code, _)| after.get(code.as_str())?.parent.as_deref()));
    let mut permit = policy.permit::<Reorganise>(actor, &Thing::of(actor.ground))?;
    for unit in grounds.iter().filter(|unit| concerned.contains(unit.node.code.as_str())) {
        permit = policy.permit::<Reorganise>(actor, &Thing::of(access::Ground { first: unit.pos, last: unit.last }))?;
    }
    Ok(permit)
}

fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn levels(old: &[Node], new: &[Node]) -> Vec<(String, i64, i64)> {
    let count = |nodes: &[Node], level: &str| size(nodes.iter().filter(|node| node.level == level).count());
    ["province", "district", "commune"]
        .into_iter()
        .map(|level| (level.to_owned(), count(old, level), count(new, level)))
        .filter(|(_, before, after)| before + after > 0)
        .collect()
}

async fn count_rows(
    q: &mut impl Query,
    followers: &[FollowsUnits],
    moves: &[Move],
    old: &[Node],
    agencies: &AgencyPlan,
    preview: &mut Preview,
) -> Result<(), OrganisationError> {
    let known = by_code(old);
    for rows in followers.iter().flat_map(|follows| follows.rows) {
        let counts = reorganisations::counts(q, rows).await?;
        preview.tallies.push(match rows.stands {
            Stands::AtUnit => {
                let strays = counts.keys().filter(|code| !known.contains_key(code.as_str()));
                preview.strays.extend(strays.cloned());
                tally(rows.key, &counts, moves, old)
            }
            Stands::InAgency => in_agencies(rows.key, &counts, agencies),
        });
    }
    preview.strays.sort();
    preview.strays.dedup();
    Ok(())
}

fn in_agencies(key: &'static str, counts: &BTreeMap<String, i64>, agencies: &AgencyPlan) -> Tally {
    let all = counts.values().sum();
    let moving = agencies.ended.iter().filter(|(_, heir)| *heir != Heir::Nobody);
    let moving = moving.map(|(id, _)| counts.get(id).copied().unwrap_or_default()).sum();
    Tally { key, before: all, moving, divided: 0, after: all }
}

async fn preview_rows(
    q: &mut impl Query,
    followers: &[FollowsUnits],
) -> Result<BTreeMap<String, i64>, OrganisationError> {
    let mut all: BTreeMap<String, i64> = BTreeMap::new();
    let at_units = followers.iter().flat_map(|follows| follows.rows).filter(|rows| rows.stands == Stands::AtUnit);
    for rows in at_units {
        for (code, n) in reorganisations::counts(q, rows).await? {
            *all.entry(code).or_default() += n;
        }
    }
    Ok(all)
}

/// Units of the new tree that are new or a target, and at which no old unit of the same code moves.
fn watched(moves: &[Move], old: &[Node], new: &[Node]) -> Vec<String> {
    let before = by_code(old);
    let leaving: BTreeSet<&str> = moves.iter().map(|one| one.old.as_str()).collect();
    let targets: BTreeSet<&str> = moves.iter().map(|one| one.new.as_str()).collect();
    new.iter()
        .map(|node| node.code.as_str())
        .filter(|code| (targets.contains(code) || !before.contains_key(code)) && !leaving.contains(code))
        .map(ToOwned::to_owned)
        .collect()
}
