//! The worklist and the lists of plans in a country of 3,321 communes, each with a plan of its own in force.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use access::{Actor, Ground};
use anyhow::{Context as _, Result, ensure};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use base::Context;
use db::{Db, DbUrl, Options};
use lachan::App;
use organisation::Unit;
use tower::ServiceExt as _;
use web::Session;

const REQUESTS: usize = 101;

#[tokio::main]
async fn main() -> Result<()> {
    let db = Db::open(&DbUrl::SqliteTemporary, Options::default()).await?;
    let app = lachan::assemble(db, Context::system(), false).await?;
    organisation::seed::tree_from_data(&app.services.db, &[]).await?;
    let mut q = &app.services.db;
    let country = organisation::unit(&mut q, organisation::COUNTRY).await?.context("no country")?;
    let communes = organisation::units_below(&mut q, &country, "commune").await?;
    let provinces = organisation::units_below(&mut q, &country, "province").await?;
    let begun = Instant::now();
    fill(&app, &communes).await?;
    println!("worklist: {} units, each with a plan in force, filled in {:.0} s", communes.len(), begun.elapsed().as_secs_f64());
    let places = [
        ("commune", communes.first().context("no commune")?),
        ("province", provinces.first().context("no province")?),
        ("country", &country),
    ];
    for (name, unit) in places {
        for path in ["/viec-cua-toi", "/viec-cua-toi?loc=tat-ca", "/ke-hoach", "/lich"] {
            let (median, worst, bytes) = visit(&app, &actor(unit), path).await?;
            println!("  {name:<9} {path:<26} median {median:7.2} ms  worst {worst:7.2} ms  {:>6.1} KB", kilobytes(bytes));
        }
    }
    Ok(())
}

async fn fill(app: &App, communes: &[Unit]) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/demo/plans/xa-suoi-mo-2026.md");
    let text = std::fs::read_to_string(path)?;
    for commune in communes {
        let actor = actor(commune);
        // Another text for each unit, as in life: the same bytes twice would be one document.
        let text = text.replace("Suối Mơ", &commune.name);
        let plan = plans::import_plan(&app.services, &actor, "ke-hoach.md", text.as_bytes()).await?;
        plans::issue_plan(&app.services, &actor, plan, app.services.context.today()).await?;
    }
    Ok(())
}

fn actor(unit: &Unit) -> Actor {
    Actor {
        account: format!("account-{}", unit.code),
        person: format!("person-{}", unit.code),
        name: "Người Đo".to_owned(),
        unit: unit.code.clone(),
        unit_name: unit.name.clone(),
        ground: Ground { first: unit.ground.first, last: unit.ground.last },
        agency: None,
        roles: vec![organisation::roles::STANDING_OFFICE.to_owned(), organisation::roles::LEADER.to_owned()],
    }
}

async fn visit(app: &App, actor: &Actor, path: &str) -> Result<(f64, f64, usize)> {
    let mut times = Vec::with_capacity(REQUESTS);
    let mut bytes = 0;
    for _ in 0..REQUESTS {
        let mut request = Request::get(path).body(Body::empty())?;
        request.extensions_mut().insert(Session { actor: Arc::new(actor.clone()), csrf: "token".to_owned() });
        let begun = Instant::now();
        let answer = app.router.clone().oneshot(request).await?;
        ensure!(answer.status() == StatusCode::OK, "{path}: {}", answer.status());
        bytes = to_bytes(answer.into_body(), usize::MAX).await?.len();
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |place: usize| times.get(place).copied().map_or(0.0, milliseconds);
    Ok((at(REQUESTS / 2), at(REQUESTS - 1), bytes))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "a page is far smaller than the numbers that a float loses")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
