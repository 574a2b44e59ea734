//! The tips of the demonstration: told at the public door or taken in by officers, answered, handed over, with the same
//! actions as the pages; and the vaults without which nobody could read them.

use std::{collections::HashMap, sync::Arc};

use access::Actor;
use anyhow::{Context as _, anyhow};
use base::{Context, FixedClock, SystemChance};
use jiff::{Timestamp, ToSpan as _};
use secrecy::SecretString;
use serde::Deserialize;
use tips::{
    Intake, NewHandover, TipId, WithReporter,
    model::answers::{Privacy, Reporter, Told},
    seed::{self, SeedTip},
};
use vault::{Opener, Pepper, ReadyReceipt};
use web::Services;

use super::{DEMO_PASSWORD, DEMO_RECEIPT};

/// Roles that hold the key of their agency.
const HOLDERS: [&str; 2] = [organisation::roles::TIP_RECEIVER, organisation::roles::TIP_LEADER];

/// `demo/tips.toml`, described in `demo/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    tip: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    hours_ago: i64,
    channel: Option<String>,
    by: Option<String>,
    privacy: Privacy,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    receipt: bool,
    told: Told,
    #[serde(default)]
    reporter: Reporter,
    #[serde(default)]
    step: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    hours_ago: i64,
    by: Option<String>,
    #[serde(rename = "do")]
    deed: Deed,
    to: Option<String>,
    #[serde(default)]
    text: String,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Deed {
    Answer,
    Write,
    Acknowledge,
    HandOver,
    Sign,
}

/// Gives the agencies their vaults and fills in the tips.
pub(super) async fn fill(services: &Services, actors: &HashMap<String, Actor>) -> anyhow::Result<()> {
    let script: Script = toml::from_str(include_str!("../../demo/tips.toml")).context("demo/tips.toml")?;
    let openers = vaults(services, actors).await?;
    let mut receipts = receipts(services, &script).await?;
    let today = services.context.now();
    let clock = Arc::new(FixedClock::at(today));
    let context = Context::new(Arc::clone(&clock) as Arc<_>, Arc::new(SystemChance));
    let desk = Desk { services: Services { context, ..services.clone() }, clock, today, actors, openers };
    let mut told = Vec::new();
    for entry in &script.tip {
        let receipt = if entry.by.is_none() { receipts.pop() } else { None };
        told.push(desk.take(entry, receipt).await.with_context(|| entry.told.text.clone())?);
    }
    // Steps of all tips in the order of time, as they would have come.
    let mut steps: Vec<_> =
        script.tip.iter().zip(told).flat_map(|(entry, id)| entry.step.iter().map(move |step| (step, id))).collect();
    steps.sort_by_key(|(step, _)| std::cmp::Reverse(step.hours_ago));
    for (step, id) in steps {
        desk.go(step, id).await.with_context(|| format!("{:?} of {}", step.deed, step.hours_ago))?;
    }
    Ok(())
}

/// The key pairs of those who hold a vault, and the vaults of their agencies.
async fn vaults(services: &Services, actors: &HashMap<String, Actor>) -> anyhow::Result<HashMap<String, Opener>> {
    let password = SecretString::from(DEMO_PASSWORD);
    let mut holders: Vec<_> =
        actors.iter().filter(|(_, actor)| actor.roles.iter().any(|role| HOLDERS.contains(&role.as_str()))).collect();
    holders.sort_by_key(|(login, _)| *login);
    let mut openers = HashMap::new();
    let mut first: HashMap<&str, &Actor> = HashMap::new();
    for (login, actor) in holders {
        let opener = sign_in::seed::key_pair(services, actor, &password).await.map_err(|error| anyhow!("{error:?}"))?;
        let agency = actor.agency.as_deref().context("an agency")?;
        let mut tx = services.db.begin().await?;
        match first.get(agency) {
            None => vault::create_vault(&mut tx, &services.context, actor, agency, &actor.account).await?,
            Some(member) => {
                let by = openers.get(&member.account).context("the first member")?;
                vault::admit(&mut tx, &services.context, member, by, agency, &actor.account).await?;
            }
        }
        tx.commit().await?;
        first.entry(agency).or_insert(actor);
        openers.insert(actor.account.clone(), opener);
        tracing::debug!(login, "holds a vault");
    }
    Ok(openers)
}

/// The receipts of the tips of the public door, the last one first; their slow steps side by side.
async fn receipts(services: &Services, script: &Script) -> anyhow::Result<Vec<ReadyReceipt>> {
    let mut under_way = Vec::new();
    for entry in script.tip.iter().filter(|entry| entry.by.is_none()).rev() {
        let (services, is_known) = (services.clone(), entry.receipt);
        under_way.push(tokio::task::spawn_blocking(move || -> anyhow::Result<ReadyReceipt> {
            if is_known {
                return Ok(seed::receipt_of(&services, DEMO_RECEIPT)?);
            }
            Ok(ReadyReceipt::make(&services.context, &Pepper::of(&services.secrets)?)?)
        }));
    }
    let mut made = Vec::new();
    for one in under_way {
        made.push(one.await??);
    }
    Ok(made)
}

/// Services with a clock that is set before each step, the people and their keys.
struct Desk<'a> {
    services: Services,
    clock: Arc<FixedClock>,
    today: Timestamp,
    actors: &'a HashMap<String, Actor>,
    openers: HashMap<String, Opener>,
}

impl Desk<'_> {
    fn go_to(&self, hours_ago: i64) -> anyhow::Result<()> {
        self.clock.set(self.today.checked_sub(hours_ago.hours())?);
        Ok(())
    }

    fn actor(&self, login: Option<&String>) -> anyhow::Result<&Actor> {
        let login = login.context("who does it")?;
        self.actors.get(login).ok_or_else(|| anyhow!("no account {login}"))
    }

    async fn take(&self, entry: &Entry, receipt: Option<ReadyReceipt>) -> anyhow::Result<TipId> {
        self.go_to(entry.hours_ago)?;
        let (told, reporter) = (entry.told.clone(), entry.reporter.clone());
        if let Some(receipt) = receipt {
            let tip = SeedTip { privacy: entry.privacy, told, reporter };
            return Ok(seed::tell(&self.services, &tip, receipt).await?);
        }
        let intake = Intake {
            channel: entry.channel.clone().unwrap_or_default(),
            privacy: entry.privacy,
            reason: entry.reason.clone(),
            reporter,
            told,
            ..Intake::default()
        };
        let key = self.services.context.new_uuid().to_string();
        Ok(tips::take_in(&self.services, self.actor(entry.by.as_ref())?, &intake, &key).await?.id)
    }

    async fn go(&self, step: &Step, id: TipId) -> anyhow::Result<()> {
        self.go_to(step.hours_ago)?;
        let services = &self.services;
        if step.deed == Deed::Write {
            let receipt = vault::Receipt::parse(DEMO_RECEIPT).context("a receipt")?;
            return Ok(seed::write(services, &receipt, &step.text).await?);
        }
        let actor = self.actor(step.by.as_ref())?;
        let opener = self.openers.get(&actor.account);
        match step.deed {
            Deed::Answer => {
                let key = services.context.new_uuid().to_string();
                tips::answer(services, actor, opener, id, (&step.text, &key)).await?;
            }
            Deed::Acknowledge => tips::acknowledge_danger(services, actor, id).await?,
            Deed::HandOver => {
                let to = self.actor(step.to.as_ref())?.agency.clone().context("an agency")?;
                let base = tips::open_tip(services, actor, opener, id).await?.head.version;
                let new = NewHandover { to, number: step.text.clone(), with: WithReporter::Yes, base };
                tips::hand_over(services, actor, opener, id, &new).await?;
            }
            Deed::Sign => tips::sign_for(services, actor, opener, id).await?,
            Deed::Write => {}
        }
        Ok(())
    }
}
