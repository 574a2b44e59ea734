//! The keys of one's agency: who holds them, who should, and how they come back when everybody has lost them.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::{Actor, Permit, Thing};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};
use vault::{Opener, RecoveryKind};

use crate::{
    actions::keyring::{self, Against},
    model::{Keyring, Trusteeship},
    person::broken,
    rights::{ManageKeys, SeeKeys},
    store,
};

/// The key that the session brought, where it was opened with the password.
type Key = Option<Extension<Opener>>;

const ADDRESS: &str = "/khoa";

#[derive(Template)]
#[template(path = "sign_in/keyring.html")]
struct KeyringPage {
    page: Page,
    keyring: Option<Keyring>,
    trusted: Vec<Trusteeship>,
    may_manage: bool,
    refused: Option<String>,
    typed: Typed,
}

/// What a refused form held.
#[derive(Debug, Default)]
struct Typed {
    /// The reason of a recovery, where that form was sent.
    reason: Option<String>,
    /// Whether it asked for a recovery and not for a rehearsal.
    is_recovery: bool,
    /// The trustees ticked and how many are needed, where that form was sent.
    trustees: Option<(Vec<String>, String)>,
}

impl KeyringPage {
    fn is_ticked(&self, account: &str) -> bool {
        self.typed.trustees.as_ref().is_some_and(|(accounts, _)| accounts.iter().any(|one| one == account))
    }

    /// How many shares are needed, as typed; two at least.
    fn needed(&self) -> &str {
        self.typed.trustees.as_ref().map_or("2", |(_, needed)| needed)
    }
}

fn thing(actor: &Actor) -> Thing {
    Thing::of(actor.ground)
}

/// The permit and the key; without a key in the session the person is asked for the password.
fn armed(visit: &Visit, key: Key) -> Result<(Permit<ManageKeys>, Opener), Problem> {
    let permit = visit.permit::<ManageKeys>(&thing(visit.actor()?))?;
    let Extension(opener) = key.ok_or(Problem::StepUp { next: ADDRESS.to_owned() })?;
    Ok((permit, opener))
}

async fn draw(visit: &Visit, services: &Services, refused: Option<(Against, Typed)>) -> Answer {
    let actor = visit.actor()?;
    // Under duress nobody learns whose keys this person could bring back.
    if actor.ceiling == access::Class::Internal {
        return Err(Problem::NotFound);
    }
    let mut q = &services.db;
    let sees = visit.may::<SeeKeys>(&thing(actor));
    let agency = match actor.agency.as_deref().filter(|_| sees) {
        Some(id) => organisation::agency(&mut q, id).await?,
        None => None,
    };
    let context = &services.context;
    let keyring = match agency {
        Some(agency) => {
            let which = (agency.id.as_str(), agency.name.clone(), actor.unit.as_str());
            Some(store::keyring::keyring(&mut q, context, which, &actor.account).await.map_err(broken)?)
        }
        None => None,
    };
    let trusted = store::keyring::trusteeships(&mut q, context, &actor.account).await.map_err(broken)?;
    if keyring.is_none() && trusted.is_empty() {
        return Err(Problem::NotFound);
    }
    let page = visit.page(visit.tr.t("sign-in-keys-title"));
    let page = if refused.is_some() { page.refused() } else { page };
    let may_manage = services.policy.may::<ManageKeys>(actor);
    let (refused, typed) =
        refused.map_or((None, Typed::default()), |(against, typed)| (Some(visit.tr.t(against.0)), typed));
    let template = KeyringPage { page, keyring, trusted, may_manage, refused, typed };
    if template.refused.is_some() { invalid(&template) } else { html(&template) }
}

async fn after(
    visit: &Visit,
    services: &Services,
    outcome: Result<(), Against>,
    (key, typed): (&'static str, Typed),
) -> Answer {
    match outcome {
        Ok(()) => redirect_with(ADDRESS, key, None),
        Err(against) => draw(visit, services, Some((against, typed))).await,
    }
}

/// The page.
pub(super) async fn show(visit: Visit, State(services): State<Services>) -> Answer {
    draw(&visit, &services, None).await
}

/// The first member makes the vault.
pub(super) async fn create(visit: Visit, State(services): State<Services>, _: Posted) -> Answer {
    let permit = visit.permit::<ManageKeys>(&thing(visit.actor()?))?;
    let outcome = keyring::create(&services, visit.actor()?, &permit).await?;
    after(&visit, &services, outcome, ("sign-in-keys-flash-created", Typed::default())).await
}

/// A colleague gets the keys.
pub(super) async fn admit(visit: Visit, State(services): State<Services>, key: Key, posted: Posted) -> Answer {
    let (permit, opener) = armed(&visit, key)?;
    let outcome = keyring::admit(&services, visit.actor()?, &permit, &opener, &posted.line("tai_khoan")).await?;
    after(&visit, &services, outcome, ("sign-in-keys-flash-admitted", Typed::default())).await
}

/// A member loses the keys; new ones are made.
pub(super) async fn remove(visit: Visit, State(services): State<Services>, key: Key, posted: Posted) -> Answer {
    renew(&visit, &services, key, Some(&posted.line("tai_khoan"))).await
}

/// New keys are made.
pub(super) async fn rotate(visit: Visit, State(services): State<Services>, key: Key, _: Posted) -> Answer {
    renew(&visit, &services, key, None).await
}

async fn renew(visit: &Visit, services: &Services, key: Key, without: Option<&str>) -> Answer {
    let (permit, opener) = armed(visit, key)?;
    let outcome = keyring::renew(services, visit.actor()?, &permit, &opener, without).await?;
    moved(visit, services, outcome).await
}

/// What is sealed to older keys is moved on.
pub(super) async fn move_over(visit: Visit, State(services): State<Services>, key: Key, _: Posted) -> Answer {
    let (permit, opener) = armed(&visit, key)?;
    let outcome = keyring::move_over(&services, visit.actor()?, &permit, &opener).await?;
    moved(&visit, &services, outcome).await
}

async fn moved(visit: &Visit, services: &Services, outcome: Result<bool, Against>) -> Answer {
    let key = match outcome {
        Ok(true) => "sign-in-keys-flash-renewed",
        _ => "sign-in-keys-flash-renewing",
    };
    after(visit, services, outcome.map(drop), (key, Typed::default())).await
}

/// The trustees are named.
pub(super) async fn trustees(visit: Visit, State(services): State<Services>, key: Key, posted: Posted) -> Answer {
    let (permit, opener) = armed(&visit, key)?;
    let chosen = (posted.all("nguoi"), posted.line("can"));
    let outcome = keyring::set_trustees(&services, visit.actor()?, &permit, &opener, (&chosen.0, &chosen.1)).await?;
    after(
        &visit,
        &services,
        outcome,
        ("sign-in-keys-flash-trustees", Typed { trustees: Some(chosen), ..Typed::default() }),
    )
    .await
}

/// A recovery or a rehearsal begins.
pub(super) async fn begin(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    let permit = visit.permit::<ManageKeys>(&thing(visit.actor()?))?;
    let kind = if posted.line("loai") == "that" { RecoveryKind::Recovery } else { RecoveryKind::Rehearsal };
    let reason = posted.text("ly_do");
    let outcome = keyring::begin(&services, visit.actor()?, &permit, kind, &reason).await?;
    let typed = Typed { reason: Some(reason), is_recovery: kind == RecoveryKind::Recovery, ..Typed::default() };
    after(&visit, &services, outcome, ("sign-in-keys-flash-begun", typed)).await
}

/// A trustee hands a share in.
pub(super) async fn hand_in(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let actor = visit.actor()?;
    let Extension(opener) = key.ok_or(Problem::StepUp { next: ADDRESS.to_owned() })?;
    let outcome = keyring::hand_in(&services, actor, &opener, &id).await?;
    after(&visit, &services, outcome, ("sign-in-keys-flash-given", Typed::default())).await
}

/// The one who asked takes the keys back.
pub(super) async fn finish(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (permit, opener) = armed(&visit, key)?;
    let outcome = keyring::finish(&services, visit.actor()?, &permit, &opener, &id).await?;
    after(&visit, &services, outcome, ("sign-in-keys-flash-back", Typed::default())).await
}
