//! Who holds the keys of an agency.

use db::{Query, Result, params};
use vault::RecoveryState;

use super::statements_keys as statements;
use crate::model::{Colleague, KeyHolder, Keyring, Split, Trusteeship, UnderWay};

/// The name of an account; its identifier where it is gone.
pub(super) async fn name_of(q: &mut impl Query, account: &str) -> Result<String> {
    let row = q.row(&statements::NAME_OF, params![account]).await?;
    Ok(row.map(|row| row.text("person_name")).transpose()?.unwrap_or_else(|| account.to_owned()))
}

async fn names_of(q: &mut impl Query, accounts: &[String]) -> Result<Vec<String>> {
    let mut names = Vec::with_capacity(accounts.len());
    for account in accounts {
        names.push(name_of(q, account).await?);
    }
    Ok(names)
}

/// What is under way at an agency, as an account sees it.
async fn under_way(
    q: &mut impl Query,
    context: &base::Context,
    agency: &str,
    reader: &str,
) -> vault::Result<Vec<UnderWay>> {
    let mut found = Vec::new();
    for open in vault::list_open_recoveries(q, context, agency).await? {
        let name = name_of(q, &open.account).await?;
        found.push(UnderWay { is_mine: open.account == reader, name, open });
    }
    Ok(found)
}

async fn split_of(q: &mut impl Query, state: RecoveryState) -> Result<Split> {
    let (usable, lost) = (names_of(q, &state.usable).await?, names_of(q, &state.lost).await?);
    Ok(Split { state, usable, lost })
}

/// Who holds the keys of an agency.
pub(crate) async fn holders(q: &mut impl Query, agency: &str) -> vault::Result<Vec<KeyHolder>> {
    let mut holders = Vec::new();
    for member in vault::list_members(q, agency).await? {
        let name = name_of(q, &member.account).await?;
        holders.push(KeyHolder { account: member.account, name, since: Some(member.admitted_at) });
    }
    Ok(holders)
}

/// The keys of an agency of a unit, as an account sees them.
pub(crate) async fn keyring(
    q: &mut impl Query,
    context: &base::Context,
    (agency, agency_name, unit): (&str, String, &str),
    reader: &str,
) -> vault::Result<Keyring> {
    let members = holders(q, agency).await?;
    let waiting = vault::list_waiting(q, agency).await?;
    let mut others = Vec::new();
    for row in q.rows(&statements::COLLEAGUES, params![agency]).await? {
        let account = row.text("id")?;
        let roles = row.text("roles")?;
        let is_keeper = roles.split_whitespace().any(|role| crate::rights::KEEPERS.contains(&role));
        if !is_keeper || members.iter().any(|member| member.account == account) {
            continue;
        }
        let waits = waiting.iter().any(|one| one.account == account);
        others.push(Colleague { name: row.text("person_name")?, has_key: row.flag("has_key")?, waits, account });
    }
    let split = match vault::recovery_state(q, agency).await? {
        Some(state) => Some(split_of(q, state).await?),
        None => None,
    };
    Ok(Keyring {
        has_vault: vault::has_vault(q, agency).await?,
        glasses_asked: super::glass::count_asked(q, agency).await?,
        is_member: members.iter().any(|member| member.account == reader),
        under_way: under_way(q, context, agency, reader).await?,
        possible: possible_trustees(q, unit).await?,
        agency: agency.to_owned(),
        agency_name,
        members,
        others,
        split,
    })
}

/// Whether an account is in use, of this agency, and works with what is sealed to it.
pub(crate) async fn is_keeper(q: &mut impl Query, agency: &str, account: &str) -> Result<bool> {
    for row in q.rows(&statements::COLLEAGUES, params![agency]).await? {
        if row.text("id")? == account {
            let roles = row.text("roles")?;
            return Ok(roles.split_whitespace().any(|role| crate::rights::KEEPERS.contains(&role)));
        }
    }
    Ok(false)
}

/// Who may be made a trustee by a unit: account, name and unit.
pub(crate) async fn possible_trustees(q: &mut impl Query, unit: &str) -> Result<Vec<(String, String, String)>> {
    let Some(tree) = organisation::current_tree(q).await? else { return Ok(Vec::new()) };
    let rows = q.rows(&statements::POSSIBLE_TRUSTEES, params![&tree.id, unit]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.text("person_name")?, row.text("unit_name")?))).collect()
}

/// The agencies that made an account a trustee, and what is under way there.
pub(crate) async fn trusteeships(
    q: &mut impl Query,
    context: &base::Context,
    account: &str,
) -> vault::Result<Vec<Trusteeship>> {
    let mut found = Vec::new();
    for agency in vault::list_trusteeships(q, account).await? {
        let named = organisation::agency(q, &agency).await?;
        let agency_name = named.map_or_else(|| agency.clone(), |named| named.name);
        found.push(Trusteeship { agency_name, under_way: under_way(q, context, &agency, account).await? });
    }
    Ok(found)
}
