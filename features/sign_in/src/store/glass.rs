//! Emergency access in the database: what the vault keeps, with names.

use std::collections::HashMap;

use db::Query;
use jiff::Timestamp;
use vault::{BreakGlass, GlassState};

use super::keyring::name_of;
use crate::model::{AgencyGlasses, GlassRow};

/// Every state, in the order in which an agency's list is read.
const STATES: [GlassState; 5] =
    [GlassState::Asked, GlassState::Granted, GlassState::Ended, GlassState::Refused, GlassState::Reviewed];

/// The requests of an agency.
pub(crate) async fn of_agency(q: &mut impl Query, agency: &str, now: Timestamp) -> vault::Result<AgencyGlasses> {
    let mut glasses = Vec::new();
    for state in STATES {
        glasses.extend(vault::list_break_glasses(q, agency, state).await?);
    }
    glasses.sort_by(|one, other| (other.asked_at, &other.id).cmp(&(one.asked_at, &one.id)));
    Ok(AgencyGlasses::of(named(q, glasses, now).await?))
}

/// The requests of an account.
pub(crate) async fn of_account(q: &mut impl Query, account: &str, now: Timestamp) -> vault::Result<Vec<GlassRow>> {
    let glasses = vault::list_own_break_glasses(q, account).await?;
    named(q, glasses, now).await
}

/// One request.
pub(crate) async fn one(q: &mut impl Query, glass: BreakGlass, now: Timestamp) -> vault::Result<Option<GlassRow>> {
    Ok(named(q, vec![glass], now).await?.pop())
}

/// How many requests of an agency wait for a decision.
pub(crate) async fn count_asked(q: &mut impl Query, agency: &str) -> vault::Result<usize> {
    Ok(vault::list_break_glasses(q, agency, GlassState::Asked).await?.len())
}

/// Whether an account opens the vault of an agency.
pub(crate) async fn is_member(q: &mut impl Query, agency: &str, account: &str) -> vault::Result<bool> {
    Ok(vault::list_vaults_of(q, account).await?.iter().any(|held| held == agency))
}

/// With the names, each read once.
async fn named(q: &mut impl Query, glasses: Vec<BreakGlass>, now: Timestamp) -> vault::Result<Vec<GlassRow>> {
    let mut names = HashMap::new();
    for glass in &glasses {
        for account in [Some(&glass.account), glass.decided_by.as_ref(), glass.reviewed_by.as_ref()] {
            if let Some(account) = account
                && !names.contains_key(account)
            {
                names.insert(account.clone(), name_of(q, account).await?);
            }
        }
    }
    let name = |account: &String| names.get(account).cloned().unwrap_or_default();
    let row = |glass: BreakGlass| GlassRow {
        state: glass.state_at(now),
        asker: name(&glass.account),
        decider: glass.decided_by.as_ref().map(name),
        reviewer: glass.reviewed_by.as_ref().map(name),
        glass,
    };
    Ok(glasses.into_iter().map(row).collect())
}
