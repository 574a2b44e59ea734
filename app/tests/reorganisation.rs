//! The reform of 1 July 2025 on the real lists of units: 10,035 communes become 3,321, and files, accounts and figures
//! land where they belong.

use std::collections::BTreeMap;

use access::Actor;
use anyhow::{Context as _, Result};
use base::Context;
use db::{Statement, params};
use jiff::civil::date;
use lachan::FOLLOWERS;
use organisation::{COUNTRY, CURRENT_TREE, Facts, PREVIOUS_TREE, roles, seed};
use web::Services;

const ACCOUNTS: Statement =
    Statement { name: "test::ACCOUNTS", sql: "SELECT login, unit, agency_id FROM account ORDER BY login" };
const PLAN: Statement = Statement {
    name: "test::PLAN",
    sql: "SELECT o.unit AS unit, o.unit_pos AS pos, u.pos AS wanted, COUNT(*) AS n FROM obligation o
          JOIN plan p ON p.id = o.plan_id AND p.unit = o.unit AND p.unit_pos = o.unit_pos
          JOIN unit u ON u.tree = $1 AND u.code = o.unit GROUP BY o.unit, o.unit_pos, u.pos",
};
const UNITS: Statement =
    Statement { name: "test::UNITS", sql: "SELECT code, level, pos, last FROM unit WHERE tree = $1 ORDER BY pos" };
const PAIRS: Statement = Statement {
    name: "test::PAIRS",
    sql: "SELECT s.old_code AS old_code, s.new_code AS new_code, s.share AS share FROM unit_succession s
          WHERE s.old_tree = $1 AND s.new_tree = $2",
};

fn installation() -> lachan::Installation {
    lachan::Installation {
        secrets: base::Secrets::new([138; base::SECRET_BYTES]),
        secure_cookies: false,
        site: web::Site::sample(),
        guard: guard::Rules::default(),
        origin: None,
        provider: None,
        zalo: None,
        receipts_ready: 64,
        recordings: public_site::Recordings::default(),
    }
}

fn administrator() -> Actor {
    Actor {
        account: "test".into(),
        person: "test".into(),
        name: "Người Mẫu".into(),
        unit: COUNTRY.into(),
        unit_name: "Việt Nam".into(),
        ground: access::Ground { first: 0, last: 1_000_000 },
        agency: None,
        ceiling: access::Class::Internal,
        roles: vec![roles::ADMIN.into(), roles::STANDING_OFFICE.into()],
    }
}

/// Old communes of the test: one taken whole, one that kept its code and took others, one that was divided.
const WHOLE: &str = "00001";
const KEPT: &str = "00004";

async fn account(services: &Services, login: &str, unit: &str) -> Result<()> {
    let password = sign_in::hash_password(&services.context, &"bảy con ngựa trên đồi".into()).await?;
    let mut tx = services.db.begin().await?;
    let agency = seed::SeedAgency {
        unit,
        kind: "police",
        name: &format!("Công an {login}"),
        other_names: &[],
        valid_from: date(2020, 1, 1),
        ended: None,
    };
    let agency = seed::agency(&mut tx, &services.context, &agency).await?;
    let person = seed::person(&mut tx, &services.context, login).await?;
    let post =
        seed::SeedPost { person: &person.id, agency: &agency.id, title: "Cán bộ", valid_from: date(2020, 1, 1) };
    seed::post(&mut tx, &services.context, &post).await?;
    let account = sign_in::seed::SeedAccount {
        login,
        password: &password,
        person_id: &person.id,
        person_name: login,
        unit,
        agency: Some(&agency.id),
        roles: &[roles::OFFICER],
    };
    sign_in::seed::account(&mut tx, &services.context, account).await?;
    Ok(tx.commit().await?)
}

async fn plan_of(services: &Services, unit: &str) -> Result<()> {
    let unit = organisation::unit(&mut &services.db, unit).await?.context("the unit")?;
    let actor = Actor { unit: unit.code, unit_name: unit.name, ground: unit.ground, ..administrator() };
    let text = include_str!("../demo/plans/xa-suoi-mo-2026.md");
    let plan = plans::import_plan(services, &actor, "ke-hoach.md", text.as_bytes()).await?;
    Ok(plans::issue_plan(services, &actor, plan, services.context.today()).await?)
}

async fn at(services: &Services) -> Result<Vec<(String, String, Option<String>)>> {
    let rows = services.db.rows(&ACCOUNTS, params![]).await?;
    rows.iter().map(|row| Ok((row.text("login")?, row.text("unit")?, row.opt_text("agency_id")?))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reform_of_2025_carries_every_file_and_every_user_along_and_can_be_taken_back() -> Result<()> {
    for db in db::testing::both(&[]).await? {
        let services = lachan::assemble(db, Context::system(), installation()).await?.services;
        seed::tree_before(&services.db).await?;
        let pairs = seed::list_of_2025()?;
        let divided = "00007";
        for (login, unit) in [("a-toan-bo", WHOLE), ("b-giu-ma", KEPT), ("c-bi-chia", divided), ("d-huyen", "001")] {
            account(&services, login, unit).await?;
        }
        plan_of(&services, WHOLE).await?;
        let before = at(&services).await?;
        let actor = administrator();
        let facts = Facts {
            title: "Sắp xếp năm 2025".into(),
            citation: "Luật Tổ chức chính quyền địa phương 72/2025/QH15".into(),
            effective_on: date(2025, 7, 1),
        };

        let shown = organisation::preview_list(&services, &actor, &FOLLOWERS, &pairs, facts.effective_on).await?;
        let done = organisation::apply_list(&services, &actor, &FOLLOWERS, &pairs, &facts).await?;

        assert_eq!(shown, done, "what was shown is what was done");
        let levels: Vec<_> = done.levels.iter().map(|(level, old, new)| (level.as_str(), *old, *new)).collect();
        assert_eq!(levels, [("province", 63, 34), ("district", 696, 0), ("commune", 10_035, 3_321)]);
        assert!(done.tallies.iter().all(|tally| tally.before == tally.after), "{:?}", done.tallies);
        assert_eq!(done.agencies_without_heir, 1, "the district's police has no heir of its own");

        everything_resolves(&services).await?;
        let after = at(&services).await?;
        assert_eq!(after.len(), before.len());
        let heirs = heirs(&services).await?;
        for ((login, old, _), (_, new, agency)) in before.iter().zip(&after) {
            let main = heirs.get(old).and_then(|heirs| heirs.iter().max_by_key(|(share, _)| rank(share)));
            let wanted = main.map_or("01", |(_, code)| code.as_str());
            assert_eq!(new, wanted, "{login}");
            let agency = agency.clone().context("an agency")?;
            let agency = organisation::agency(&mut &services.db, &agency).await?.context("the agency")?;
            assert_eq!(agency.exists_on(facts.effective_on), login != "d-huyen", "{login}");
        }
        let rows = services.db.rows(&PLAN, params![CURRENT_TREE]).await?;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].text("unit")?, "00097");
        assert_eq!(rows[0].int("pos")?, rows[0].int("wanted")?);

        the_tree_is_that_of_a_fresh_installation(&services).await?;
        let list = organisation::reorganisations(&services, &actor).await?;
        organisation::undo_reorganisation(&services, &actor, &FOLLOWERS, &list[0].id, "thử").await?;
        assert_eq!(at(&services).await?, before, "an undo puts everybody back");
        let tree = organisation::current_tree(&mut &services.db).await?.context("a tree")?;
        assert_eq!(tree.id, PREVIOUS_TREE);
        assert_eq!(services.db.rows(&PLAN, params![PREVIOUS_TREE]).await?[0].text("unit")?, WHOLE);
    }
    Ok(())
}

fn rank(share: &str) -> u8 {
    match share {
        "whole" => 2,
        "part-main" => 1,
        _ => 0,
    }
}

async fn heirs(services: &Services) -> Result<BTreeMap<String, Vec<(String, String)>>> {
    let mut heirs: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in services.db.rows(&PAIRS, params![PREVIOUS_TREE, CURRENT_TREE]).await? {
        heirs.entry(row.text("old_code")?).or_default().push((row.text("share")?, row.text("new_code")?));
    }
    Ok(heirs)
}

async fn everything_resolves(services: &Services) -> Result<()> {
    let mut q = &services.db;
    for (day, tree) in [(date(2025, 6, 30), PREVIOUS_TREE), (date(2025, 7, 1), CURRENT_TREE)] {
        assert_eq!(organisation::tree_at(&mut q, day).await?.map(|tree| tree.id).as_deref(), Some(tree));
    }
    let maps = organisation::maps(&mut q, PREVIOUS_TREE, CURRENT_TREE).await?;
    let old = services.db.rows(&UNITS, params![PREVIOUS_TREE]).await?;
    let mut values = BTreeMap::new();
    for (row, value) in old.iter().zip(1_i64..) {
        if row.text("level")? == "commune" {
            values.insert(row.text("code")?, value);
        }
    }
    let total: i64 = values.values().sum();
    assert_eq!(values.len(), 10_035);
    for level in ["commune", "district", "province", "country"] {
        let then = maps.as_it_was(&values, level);
        assert_eq!((then.total(), then.unplaced.len(), then.undecided.len()), (total, 0, 0), "{level} then");
    }
    for level in ["commune", "province", "country"] {
        let now = maps.on_later(&values, level);
        assert_eq!((now.total(), now.unplaced.len()), (total, 0), "{level} now");
        let estimated: i64 = now.figures.values().map(|figure| figure.estimated).sum();
        assert_eq!(estimated, now.undecided.iter().map(|one| one.value).sum::<i64>());
        println!("{level}: {} units, {} undecided of {}", now.figures.len(), now.undecided.len(), values.len());
    }
    assert_eq!(maps.on_later(&values, "country").undecided.len(), 0);
    // District figures come through their communes.
    let district = BTreeMap::from([("001".to_owned(), 7)]);
    assert_eq!(maps.on_later(&district, "province").figures["01"].certain, 7);
    Ok(())
}

async fn the_tree_is_that_of_a_fresh_installation(services: &Services) -> Result<()> {
    let db = db::testing::sqlite().await?;
    let fresh = lachan::assemble(db, Context::system(), installation()).await?.services;
    seed::tree_from_data(&fresh.db, &[]).await?;
    let units = async |services: &Services| -> Result<Vec<(String, i64, i64)>> {
        let rows = services.db.rows(&UNITS, params![CURRENT_TREE]).await?;
        rows.iter().map(|row| Ok((row.text("code")?, row.int("pos")?, row.int("last")?))).collect()
    };
    assert_eq!(units(services).await?, units(&fresh).await?);
    let mut both = Vec::new();
    for services in [services, &fresh] {
        both.push(heirs(services).await?.into_iter().filter(|(code, _)| code.len() == 5).collect::<BTreeMap<_, _>>());
    }
    let sorted = |mut map: BTreeMap<String, Vec<(String, String)>>| {
        for heirs in map.values_mut() {
            heirs.sort();
        }
        map
    };
    let fresh = both.pop().map(sorted);
    assert_eq!(both.pop().map(sorted), fresh);
    Ok(())
}
