//! Who reaches what: the printed matrix, on both engines, and wrong routes that it must notice.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, Result, ensure};
use axum::extract::State;
use base::{Context, FixedClock, SeededChance};
use db::{Db, Statement, params};
use house::{
    House, MARK, Samples, Visitor, hand_in,
    matrix::{self, Person, Stand},
};
use lachan::DEMO_PASSWORD;
use plans::SeePlan;
use web::{Answer, Feature, Problem, Routes, Services, Visit};

/// A unit whose things are visited, and who visits them.
struct Owner {
    heading: &'static str,
    unit: &'static str,
    /// Title, how the person stands to the unit, account; the office and an officer of the unit come first.
    people: &'static [(&'static str, Stand, &'static str)],
}

const COMMUNE: Owner = Owner {
    heading: "things of a commune",
    unit: "M1001",
    people: &[
        ("own office", Stand::Own, "ca.suoimo"),
        ("own officer", Stand::Own, "pn.suoimo"),
        ("own leader", Stand::Own, "ct.suoimo"),
        ("own admin", Stand::Own, "qt.suoimo"),
        ("own receiver", Stand::Own, "truc.suoimo"),
        ("own tip leader", Stand::Own, "pca.suoimo"),
        ("office above", Stand::Above, "th.tinh"),
        ("leader above", Stand::Above, "pct.tinh"),
        ("auditor above", Stand::Above, "kt.tinh"),
        ("receiver above", Stand::Above, "truc.tinh"),
        ("neighbour office", Stand::Neighbour, "ca.bentrang"),
        ("neighbour officer", Stand::Neighbour, "pn.bentrang"),
        ("neighbour admin", Stand::Neighbour, "qt.bentrang"),
        ("neighbour receiver", Stand::Neighbour, "truc.bentrang"),
        ("no role", Stand::NoRole, "khach.suoimo"),
    ],
};

const PROVINCE: Owner = Owner {
    heading: "things of a province",
    unit: "M1",
    people: &[
        ("own office", Stand::Own, "th.tinh"),
        ("own officer", Stand::Own, "pn.tinh"),
        ("own leader", Stand::Own, "pct.tinh"),
        ("own admin", Stand::Own, "qt.tinh"),
        ("own auditor", Stand::Own, "kt.tinh"),
        ("own receiver", Stand::Own, "truc.tinh"),
        ("office below", Stand::Below, "ca.suoimo"),
        ("officer below", Stand::Below, "pn.suoimo"),
        ("admin below", Stand::Below, "qt.suoimo"),
        ("receiver below", Stand::Below, "truc.suoimo"),
        ("no role", Stand::NoRole, "khach.suoimo"),
    ],
};

/// The clock stands still, so that no page differs by the time alone.
fn context() -> Result<Context> {
    let at = "2026-11-23T03:00:00Z".parse().context("an instant")?;
    Ok(Context::new(Arc::new(FixedClock::at(at)), Arc::new(SeededChance::new(138))))
}

async fn people(house: &House, owner: &Owner) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for (title, stand, login) in owner.people {
        people.push(Person {
            title,
            stand: *stand,
            visitor: Visitor::sign_in(&house.address, login, DEMO_PASSWORD).await?,
        });
    }
    people.push(Person { title: "stranger", stand: Stand::Stranger, visitor: Visitor::stranger(&house.address)? });
    Ok(people)
}

/// What is wrong with who reaches what: faults of single answers, and traces of what somebody may not see.
async fn look(house: &House, owner: &Owner) -> Result<(matrix::Matrix, Vec<Person>)> {
    let people = people(house, owner).await?;
    let [office, officer, ..] = people.as_slice() else { anyhow::bail!("an office and an officer") };
    let unseen = || people.iter().filter(|person| matches!(person.stand, Stand::Neighbour | Stand::NoRole));
    let mut before = Vec::new();
    for person in unseen() {
        before.push(matrix::lists(house, &person.visitor).await?);
    }
    let samples = Samples::make(house, owner.unit, &office.visitor, &officer.visitor).await?;
    let mut traces = Vec::new();
    for (person, before) in unseen().zip(&before) {
        let after = matrix::lists(house, &person.visitor).await?;
        traces.extend(matrix::traces(before, &after).into_iter().map(|fault| format!("{}: {fault}", person.title)));
    }
    let mut found = matrix::visit(house, &people, &samples).await?;
    found.faults.extend(traces);
    Ok((found, people))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_person_as_the_reviewed_matrix_says() -> Result<()> {
    for db in db::testing::both(&[]).await? {
        let engine = db.engine();
        let house = House::demo_on(db, context()?).await?;
        let mut text = String::new();
        for owner in [COMMUNE, PROVINCE] {
            let (found, people) = look(&house, &owner).await?;

            ensure!(found.faults.is_empty(), "{engine:?}, {}:\n{}", owner.heading, found.faults.join("\n"));
            ensure!(found.lines.len() > 60, "only {} routes were visited", found.lines.len());
            text.push_str(&found.text(owner.heading, &people));
        }
        let public = matrix::visit_public(&house).await?;
        ensure!(public.faults.is_empty(), "{engine:?}:\n{}", public.faults.join("\n"));
        text.push_str(&public.text("public door", &[]));
        matrix::compare(&text, &Path::new(env!("CARGO_MANIFEST_DIR")).join("whole/access-matrix.txt"))?;
    }
    Ok(())
}

/// The house with one more feature, and what the checker says about it.
async fn with(routes: Routes) -> Result<String> {
    let wrong = Feature { name: "wrong", routes, ..Feature::default() };
    let features = lachan::features().into_iter().chain([wrong]).collect();
    let house = House::demo_of(db::testing::sqlite().await?, context()?, features).await?;
    Ok(look(&house, &COMMUNE).await?.0.faults.join("\n"))
}

const ALL_TITLES: Statement = Statement { name: "access::ALL_TITLES", sql: "SELECT title FROM plan ORDER BY id" };
const COUNT: Statement = Statement { name: "access::COUNT", sql: "SELECT COUNT(*) FROM plan" };

/// Asks nobody who they are.
async fn unprotected(State(services): State<Services>) -> Answer {
    let rows = services.db.rows(&ALL_TITLES, params![]).await?;
    let titles = rows.iter().map(|row| row.text("title")).collect::<db::Result<Vec<_>>>()?;
    web::download("ke-hoach.txt", "text/plain; charset=utf-8", titles.join("\n").into_bytes())
}

/// Asks for the right, and then lists without its scope.
async fn unscoped(visit: Visit, services: State<Services>) -> Answer {
    visit.scope::<SeePlan>()?;
    unprotected(services).await
}

/// Asks for the right, and then counts without its scope.
async fn counting(visit: Visit, State(services): State<Services>) -> Answer {
    visit.scope::<SeePlan>()?;
    let count = services.db.count(&COUNT, params![]).await.map_err(Problem::from)?;
    web::download("so.txt", "text/plain; charset=utf-8", count.to_string().into_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_route_that_nobody_protected_is_noticed() -> Result<()> {
    let told = with(Routes::new().get("/thu/khong-khoa", "plans.view", unprotected)).await?;

    assert!(told.contains("GET /thu/khong-khoa as no role answers 200"), "{told}");
    assert!(told.contains("GET /thu/khong-khoa as neighbour office shows"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_without_its_scope_is_noticed() -> Result<()> {
    let told = with(Routes::new().get("/thu/khong-gioi-han", "plans.view", unscoped)).await?;

    assert!(told.contains("GET /thu/khong-gioi-han as neighbour office shows"), "{told}");
    assert!(told.contains("neighbour officer: /thu/khong-gioi-han shows a trace"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_that_leaks_is_noticed() -> Result<()> {
    let told = with(Routes::new().get("/thu/dem", "plans.view", counting)).await?;

    assert!(told.contains("neighbour office: /thu/dem shows a trace"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_one_s_own_is_shown() -> Result<()> {
    // Without this the checker would be content with a house that shows nobody anything.
    let house =
        House::demo_on(Db::open(&db::DbUrl::SqliteTemporary, db::Options::default()).await?, context()?).await?;
    let office = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;

    let draft = hand_in(&office, MARK).await?;

    let list = office.page("/ke-hoach?tim=dau+rieng").await?;
    assert!(list.text.contains(&draft) && list.text.contains(MARK), "{}", list.text);
    Ok(())
}
