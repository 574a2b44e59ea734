//! A synthetic country for measuring: every commune of the present territory gets an invented plan in force.

use access::{Actor, Class};
use organisation::{COUNTRY, Unit, roles};
use tokio::task::JoinSet;
use web::Services;

/// The plan that every commune gets, with its own name in place of the invented one's.
const PLAN: &str = include_str!("../../demo/plans/xa-suoi-mo-2026.md");
const ITS_NAME: &str = "Suối Mơ";

/// How many communes are filled side by side: enough for every core to read while the writer syncs to disk.
const SIDE_BY_SIDE: usize = 8;

/// Imports and issues one plan for every commune that has none yet.
///
/// # Errors
/// Whatever an action refuses.
pub(crate) async fn fill(services: &Services) -> anyhow::Result<()> {
    let mut q = &services.db;
    let Some(country) = organisation::unit(&mut q, COUNTRY).await? else { return Ok(()) };
    let communes = organisation::units_below(&mut q, &country, "commune").await?;
    let total = communes.len();
    let mut under_way = JoinSet::new();
    for (begun, commune) in communes.into_iter().enumerate() {
        if under_way.len() == SIDE_BY_SIDE
            && let Some(done) = under_way.join_next().await
        {
            done??;
        }
        let services = services.clone();
        under_way.spawn(async move { give_plan(&services, &commune).await });
        if begun % 100 == 0 {
            tracing::info!(begun, total, "synthetic country");
        }
    }
    while let Some(done) = under_way.join_next().await {
        done??;
    }
    Ok(())
}

async fn give_plan(services: &Services, commune: &Unit) -> anyhow::Result<()> {
    let actor = standing_office(commune);
    let text = PLAN.replace(ITS_NAME, &format!("{} (số đo {})", commune.name, commune.code));
    let plan = plans::import_plan(services, &actor, "ke-hoach.md", text.as_bytes()).await?;
    match plans::issue_plan(services, &actor, plan, services.context.today()).await {
        // In force since the last time.
        Ok(()) | Err(plans::DraftError::Issued) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn standing_office(commune: &Unit) -> Actor {
    Actor {
        account: "synthetic".to_owned(),
        person: "synthetic".to_owned(),
        name: "synthetic".to_owned(),
        unit: commune.code.clone(),
        unit_name: commune.name.clone(),
        ground: commune.ground,
        agency: None,
        roles: vec![roles::STANDING_OFFICE.to_owned()],
        ceiling: Class::Restricted,
    }
}
