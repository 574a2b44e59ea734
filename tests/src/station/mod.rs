//! An invented province whose police take tips in, with the public door before it and a clock that is moved by hand.

mod telling;

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};

use base::{Context, FixedClock, SystemChance};
use db::{Db, Statement, params};
use jiff::Timestamp;
use reqwest::header::HeaderName;

use crate::{Answer, House, Visitor, installation};

pub use telling::{Reporter, Sheet, Told};

/// The password of every officer.
pub const PASSWORD: &str = "bảy con ngựa trên đồi xa";

/// Login, person and agency of `organisation::sample`, unit, roles, whether the agency has a vault.
type Officer = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str], bool);
const OFFICERS: [Officer; 6] = [
    ("ca.xa", "person-99001-office", "agency-99001-police", "99001", &TIPS, true),
    ("ca.tinh", "person-99-office", "agency-99-police", "99", &TIPS, true),
    ("ca.ben", "person-99002-office", "agency-99002-police", "99002", &TIPS, true),
    ("pn.xa", "person-99001-women", "agency-99001-women", "99001", &["officer"], false),
    ("ct.xa", "person-99001-leader", "agency-99001-committee", "99001", &["leader"], false),
    ("qt.tinh", "person-99-admin", "agency-99-police", "99", &["admin"], false),
];
const TIPS: [&str; 3] = ["standing_office", "tip_receiver", "tip_leader"];

/// The header in which the proxy before this house names the visitor's address.
const WHENCE: &str = "x-visitor-address";

const ACCOUNT: Statement = Statement { name: "station::ACCOUNT", sql: "SELECT id FROM account WHERE login = $1" };

/// The running house with its officers.
#[derive(Debug)]
pub struct Station {
    /// Both doors.
    pub house: House,
    clock: Arc<FixedClock>,
    rules: guard::Rules,
}

impl Station {
    /// Opens the house over an empty database, at noon of a Wednesday, with a flood defence that asks little work.
    pub async fn open(db: Db) -> Result<Self> {
        Self::open_with(db, guard::Rules { base_bits: 2, max_bits: 6, ..guard::Rules::default() }).await
    }

    /// The same with rules of its own.
    pub async fn open_with(db: Db, rules: guard::Rules) -> Result<Self> {
        let at = "2026-03-04T05:00:00Z".parse::<Timestamp>()?;
        let clock = Arc::new(FixedClock::at(at));
        let context = Context::new(Arc::clone(&clock) as Arc<_>, Arc::new(SystemChance));
        let site = web::Site { address_header: Some(HeaderName::from_static(WHENCE)), ..web::Site::sample() };
        let installation = lachan::Installation { guard: rules, site, ..installation() };
        let app = lachan::assemble(db, context, installation).await?;
        organisation::sample::province(&app.services.db, &app.services.context).await?;
        accounts(&app.services).await?;
        let station = Self { house: House::serve(app).await?, clock, rules };
        station.vaults().await?;
        Ok(station)
    }

    /// On each engine at hand.
    pub async fn on_both_engines() -> Result<Vec<Self>> {
        let mut stations = Vec::new();
        for db in db::testing::both(&[]).await? {
            stations.push(Self::open(db).await?);
        }
        Ok(stations)
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.house.services.db
    }

    /// Moves the clock forwards.
    pub fn pass(&self, seconds: i64) {
        let later = self.house.services.context.now().checked_add(jiff::Span::new().seconds(seconds));
        self.clock.set(later.unwrap_or(Timestamp::MAX));
    }

    /// Moves the clock to an instant, as `2026-03-04T10:00:01Z`.
    pub fn set_clock(&self, at: &str) -> Result<()> {
        self.clock.set(at.parse()?);
        Ok(())
    }

    /// An officer who has just signed in.
    pub async fn officer(&self, login: &str) -> Result<Visitor> {
        Visitor::sign_in(&self.house.address, login, PASSWORD).await
    }

    /// Somebody at the public door.
    pub fn stranger(&self) -> Result<Visitor> {
        Visitor::stranger(&self.house.public_address)
    }

    /// Somebody at the public door of whom the proxy in front tells the address. Whoever comes without one is of the
    /// crowd of the unknown.
    pub fn stranger_from(&self, address: &str) -> Result<Visitor> {
        Visitor::behind(&self.house.public_address, WHENCE, address)
    }

    /// Gives each agency its vault; its officer is the first member.
    async fn vaults(&self) -> Result<()> {
        let services = &self.house.services;
        for (login, _, agency, _, _, has_vault) in OFFICERS {
            if !has_vault {
                continue;
            }
            // Signing in makes the officer's pair of keys.
            self.officer(login).await?;
            let row = services.db.row(&ACCOUNT, params![login]).await?.context("no account")?;
            let account = row.text("id")?;
            let mut tx = services.db.begin().await?;
            let actor = vault::testing::actor(&account);
            vault::create_vault(&mut tx, &services.context, &actor, agency, &account).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The same officers and clock before another house over the same database.
    pub fn over(other: &Self, house: House) -> Self {
        Self { house, clock: Arc::clone(&other.clock), rules: other.rules }
    }
}

/// The tips of a queue, newest pages first: their addresses in order.
pub async fn queue(officer: &Visitor) -> Result<Vec<String>> {
    let page = officer.page("/tin-bao").await?;
    let mut tips: Vec<String> = testkit::links(&page.text)
        .into_iter()
        .filter(|link| link.strip_prefix("/tin-bao/").is_some_and(|id| id.len() == 36))
        .collect();
    tips.dedup();
    Ok(tips)
}

/// Sends a form of a work page with the token of that page.
pub async fn work(officer: &Visitor, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<Answer> {
    let token = officer.token(page).await?;
    officer.post(action, &[&[("_token", token.as_str())], fields].concat()).await
}

/// What stands between two marks.
pub fn between<'a>(text: &'a str, before: &str, until: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split(until).next()
}

/// A form that was taken leads on.
pub fn taken(answer: &Answer, what: &str) -> Result<()> {
    ensure!(answer.status == 303, "{what} is answered with {}: {}", answer.status, cut(answer));
    Ok(())
}

fn cut(answer: &Answer) -> String {
    let main = answer.text.split("<main").nth(1).unwrap_or(&answer.text);
    main.chars().take(1_500).collect()
}

async fn accounts(services: &web::Services) -> Result<()> {
    let hash = sign_in::hash_password(&services.context, &PASSWORD.into()).await?;
    let names: std::collections::HashMap<_, _> =
        organisation::sample::PEOPLE.iter().map(|(id, name, ..)| (*id, *name)).collect();
    let mut tx = services.db.begin().await?;
    for (login, person_id, agency, unit, roles, _) in OFFICERS {
        let person_name = names.get(person_id).copied().context("no such person")?;
        let seed = sign_in::seed::SeedAccount {
            login,
            password: &hash,
            person_id,
            person_name,
            unit,
            agency: Some(agency),
            roles,
        };
        sign_in::seed::account(&mut tx, &services.context, seed).await?;
    }
    sign_in::seed::second_factor_optional(&mut tx, services.context.today()).await?;
    tx.commit().await?;
    Ok(())
}
