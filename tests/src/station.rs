//! An invented province whose police take tips in, with the public door before it and a clock that is moved by hand.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail, ensure};
use base::{Context, FixedClock, SystemChance};
use db::{Db, Statement, params};
use jiff::Timestamp;

use crate::{Answer, House, Visitor, installation};

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

const ACCOUNT: Statement = Statement { name: "station::ACCOUNT", sql: "SELECT id FROM account WHERE login = $1" };

/// The running house with its officers.
#[derive(Debug)]
pub struct Station {
    /// Both doors.
    pub house: House,
    clock: Arc<FixedClock>,
    rules: guard::Rules,
}

/// What somebody answers at the public door.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// `anonymous`, `confidential` or `named`; empty for anonymous.
    pub privacy: String,
    /// What happens, in words.
    pub text: String,
    /// Where.
    pub place: String,
    /// When.
    pub when: String,
    /// Who.
    pub people: String,
    /// Fields of the last question: name, telephone, hours …
    pub contact: Vec<(&'static str, String)>,
    /// Pictures: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether the originals are kept, sealed.
    pub keeps_originals: bool,
    /// Keys of signs.
    pub signs: Vec<&'static str>,
    /// `now`, `soon` or `no`; empty for `no`.
    pub urgent: String,
    /// Whether somebody of the local office is involved.
    pub about_local_office: bool,
}

/// Somebody who has told something, with the browser and the receipt.
#[derive(Debug)]
pub struct Reporter {
    /// The browser.
    pub visitor: Visitor,
    /// Five groups of digits.
    pub receipt: String,
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
        let installation = lachan::Installation { guard: rules, ..installation() };
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

    /// Answers the questions and leaves them on the page that shows all of them, not sent.
    pub async fn draft(&self, told: &Told) -> Result<Visitor> {
        let visitor = self.stranger()?;
        let privacy = if told.privacy.is_empty() { "anonymous" } else { told.privacy.as_str() };
        taken(&visitor.post("/p/bat-dau", &[("rieng_tu", privacy)]).await?, "the start")?;
        let urgent = if told.urgent.is_empty() { "no" } else { told.urgent.as_str() };
        let mut third = vec![("chuyen", told.text.as_str())];
        third.extend(told.signs.iter().map(|sign| ("dau_hieu", *sign)));
        let mut fourth = vec![("noi", told.place.as_str())];
        fourth.extend(told.about_local_office.then_some(("can_bo_dia_phuong", "co")));
        let steps = [
            vec![("ai", "other")],
            vec![("gap", urgent)],
            third,
            fourth,
            vec![("khi_nao", &told.when)],
            vec![("nguoi", &told.people)],
        ];
        for fields in steps {
            let fields = [fields.as_slice(), &[("tiep", "co")]].concat();
            taken(&visitor.post("/p", &fields).await?, fields[0].0)?;
        }
        let mut seventh = vec![("tiep", "co")];
        seventh.extend(told.keeps_originals.then_some(("giu_goc", "co")));
        taken(&visitor.post_files("/p", &seventh, "tep", &told.files).await?, "files")?;
        let mut last = vec![("lien_lac", "code"), ("gui_ngay", "co")];
        last.extend(told.contact.iter().map(|(name, value)| (*name, value.as_str())));
        taken(&visitor.post("/p", &last).await?, "contact")?;
        Ok(visitor)
    }

    /// Tells something, up to the receipt.
    pub async fn tell(&self, told: &Told) -> Result<Reporter> {
        let visitor = self.draft(told).await?;
        self.finish(visitor).await
    }

    /// The same in a hurry: the three first questions and the place, as somebody in fear does.
    pub async fn tell_briefly(&self, told: &Told) -> Result<Reporter> {
        let visitor = self.brief(told).await?;
        self.finish(visitor).await
    }

    /// Sends without looking at the receipt, as a flood does.
    pub async fn tell_and_go(&self, told: &Told) -> Result<()> {
        let visitor = self.brief(told).await?;
        taken(&self.send(&visitor, "/p/kiem-tra", &[]).await?, "a brief tip")
    }

    async fn brief(&self, told: &Told) -> Result<Visitor> {
        let visitor = self.stranger()?;
        taken(&visitor.post("/p/bat-dau", &[("rieng_tu", "anonymous")]).await?, "the start")?;
        let urgent = if told.urgent.is_empty() { "no" } else { told.urgent.as_str() };
        for step in [("ai", "other"), ("gap", urgent), ("chuyen", told.text.as_str())] {
            taken(&visitor.post("/p", &[step, ("tiep", "co")]).await?, step.0)?;
        }
        taken(&visitor.post("/p", &[("noi", told.place.as_str()), ("gui_ngay", "co")]).await?, "the place")?;
        Ok(visitor)
    }

    /// Sends what stands on the page with all answers, and copies the receipt.
    async fn finish(&self, visitor: Visitor) -> Result<Reporter> {
        let sent = self.send(&visitor, "/p/kiem-tra", &[]).await?;
        ensure!(sent.location == "/p/da-gui", "sent to {}: {}", sent.location, cut(&sent));
        let receipt = self.receipt(&visitor).await?;
        let last = receipt.rsplit(' ').next().unwrap_or_default();
        taken(&visitor.post("/p/da-gui", &[("bon_so_cuoi", last), ("da_chep", "co")]).await?, "the receipt")?;
        Ok(Reporter { visitor, receipt })
    }

    /// The receipt as its page shows it.
    pub async fn receipt(&self, visitor: &Visitor) -> Result<String> {
        let page = visitor.page("/p/da-gui").await?;
        Ok(between(&page.text, "<p class=\"code\"><b>", "<").context("no receipt")?.to_owned())
    }

    /// A form that carries a ticket, with its work done.
    pub async fn sheet(&self, visitor: &Visitor, path: &str) -> Result<Sheet> {
        let page = visitor.page(path).await?;
        let bits = between(&page.text, "data-bits=\"", "\"").context("no work")?.parse()?;
        let fields = testkit::forms(&page.text).into_iter().flat_map(|form| form.fields);
        let ticket = fields.into_iter().find(|field| field.name == guard::TICKET_FIELD).context("no ticket")?.value;
        let work = guard::solve(&ticket, bits);
        Ok(Sheet { ticket, work })
    }

    /// Sends such a form after the time that a person needs.
    pub async fn send(&self, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let sheet = self.sheet(visitor, path).await?;
        if self.rules.worked_age > 0 {
            self.pass(self.rules.worked_age.saturating_add(1));
        }
        sheet.send(visitor, path, fields).await
    }

    /// The same officers and clock before another house over the same database.
    pub fn over(other: &Self, house: House) -> Self {
        Self { house, clock: Arc::clone(&other.clock), rules: other.rules }
    }

    /// Opens a mailbox by its receipt, in a browser that knows nothing of it.
    pub async fn open_mailbox(&self, receipt: &str) -> Result<Answer> {
        let visitor = self.stranger()?;
        let answer = self.send(&visitor, "/ma", &[("ma", receipt)]).await?;
        if answer.status == 303 { visitor.page("/ma/hop-thu").await } else { Ok(answer) }
    }
}

/// A form that carries a ticket, with its work.
#[derive(Debug)]
pub struct Sheet {
    ticket: String,
    work: String,
}

impl Sheet {
    /// Sends it.
    pub async fn send(&self, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let own = [(guard::TICKET_FIELD, self.ticket.as_str()), (guard::WORK_FIELD, self.work.as_str())];
        visitor.post(path, &[&own, fields].concat()).await
    }
}

impl Reporter {
    /// The mailbox, once its receipt is settled.
    pub async fn mailbox(&self) -> Result<Answer> {
        for _ in 0..600 {
            let page = self.visitor.page("/ma/hop-thu").await?;
            if !page.text.contains("Hộp thư sẽ mở được trong vài phút nữa") {
                ensure!(page.status == 200, "the mailbox answers {}: {}", page.status, page.location);
                return Ok(page);
            }
            // The slow step is done beside us, by the program's own task.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the receipt was never settled")
    }

    /// Writes into the mailbox; `key` makes a second press harmless.
    pub async fn write(&self, text: &str, key: &str, files: &[(String, Vec<u8>)]) -> Result<Answer> {
        let fields = [("noi_dung", text), ("khoa", key)];
        self.visitor.post_files("/ma/hop-thu", &fields, "tep", files).await
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
