//! One account as its administrator sees it: where it stands, its roles, its invitations; and the slip with a code.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::Timestamp;

use crate::{
    actions::{
        Slip,
        manage::{self, NotDone},
    },
    model::{AccountRow, AccountState, Grant, Invitation},
    rights::{ConfirmAccess, ManageAccounts, SeeAccounts},
    store::{administration, invitations, roles},
};

#[derive(Template)]
#[template(path = "sign_in/managed.html")]
#[expect(clippy::struct_excessive_bools, reason = "which parts of the page there are")]
struct ManagedPage {
    page: Page,
    account: AccountRow,
    grants: Vec<Grant>,
    invitations: Vec<Invitation>,
    /// Roles that may be proposed: key and words.
    free: Vec<(String, String)>,
    now: Timestamp,
    me: String,
    is_me: bool,
    may_manage: bool,
    may_confirm: bool,
    was_refused: bool,
}

impl ManagedPage {
    fn may_confirm(&self, proposed_by: &str) -> bool {
        self.may_confirm && !self.is_me && proposed_by != self.me
    }

    fn is_active(&self) -> bool {
        self.account.state == AccountState::Active
    }

    fn waits(&self, invitation: &Invitation) -> bool {
        invitation.state(self.now) == "waiting"
    }

    /// Who did something: a name, or the set-up, or the operator.
    fn who(&self, account: &str, name: &str) -> String {
        if name.is_empty() { self.page.t(&format!("sign-in-by-{account}")) } else { name.to_owned() }
    }
}

#[derive(Template)]
#[template(path = "sign_in/slip.html")]
struct SlipPage {
    page: Page,
    account: AccountRow,
    slip: Slip,
}

/// The account, if the visitor may see it.
async fn found(visit: &Visit, services: &Services, id: &str) -> Result<AccountRow, Problem> {
    visit.actor()?;
    let mut q = &services.db;
    let thing = administration::place(&mut q, id).await?.ok_or(Problem::NotFound)?;
    let permit = visit.permit::<SeeAccounts>(&thing)?;
    administration::account(&mut q, permit, id).await?.ok_or(Problem::NotFound)
}

async fn draw(visit: &Visit, services: &Services, account: AccountRow, outcome: Result<(), NotDone>) -> Answer {
    let actor = visit.actor()?;
    let mut q = &services.db;
    let thing = administration::place(&mut q, &account.id).await?.ok_or(Problem::NotFound)?;
    let grants = roles::list(&mut q, &account.id).await?;
    let free = contracts::roles::ALL
        .iter()
        .filter(|role| !grants.iter().any(|grant| grant.role == **role && grant.ended_at.is_none()))
        .map(|role| ((*role).to_owned(), visit.tr.t(&format!("sign-in-role-{role}"))));
    let page =
        visit.page(account.person_name.clone()).back("/quan-tri/tai-khoan", visit.tr.t("sign-in-accounts-title"));
    let page = ManagedPage {
        invitations: invitations::list(&mut q, &account.id).await?,
        free: free.collect(),
        now: services.context.now(),
        me: actor.account.clone(),
        is_me: account.id == actor.account || account.person_id == actor.person,
        may_manage: visit.may::<ManageAccounts>(&thing),
        may_confirm: visit.may::<ConfirmAccess>(&thing),
        was_refused: outcome.is_err(),
        page,
        account,
        grants,
    };
    if outcome.is_ok() { html(&page) } else { invalid(&ManagedPage { page: page.page.clone().refused(), ..page }) }
}

/// The page.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let account = found(&visit, &services, &id).await?;
    draw(&visit, &services, account, Ok(())).await
}

/// After something was done: the page again, with what was done; or what stands now, where it could not be done.
async fn told(
    visit: &Visit,
    services: &Services,
    account: AccountRow,
    outcome: Result<(), NotDone>,
    key: &'static str,
) -> Answer {
    match outcome {
        Ok(()) => redirect_with(format!("/quan-tri/tai-khoan/{}", account.id), key, None),
        Err(refused) => draw(visit, services, account, Err(refused)).await,
    }
}

async fn managed(
    visit: &Visit,
    services: &Services,
    id: &str,
) -> Result<(AccountRow, access::Permit<ManageAccounts>), Problem> {
    let account = found(visit, services, id).await?;
    let thing = administration::place(&mut &services.db, id).await?.ok_or(Problem::NotFound)?;
    Ok((account, visit.permit::<ManageAccounts>(&thing)?))
}

async fn confirmed(
    visit: &Visit,
    services: &Services,
    id: &str,
) -> Result<(AccountRow, access::Permit<ConfirmAccess>), Problem> {
    let account = found(visit, services, id).await?;
    let thing = administration::place(&mut &services.db, id).await?.ok_or(Problem::NotFound)?;
    Ok((account, visit.permit::<ConfirmAccess>(&thing)?))
}

/// Proposes a role.
pub(super) async fn propose_role(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    let done = manage::propose_role(&services, visit.actor()?, permit, &account, &posted.line("vai-tro")).await?;
    told(&visit, &services, account, done, "sign-in-flash-proposed").await
}

/// Confirms a role that somebody else proposed.
pub(super) async fn confirm_role(
    visit: Visit,
    State(services): State<Services>,
    Path((id, grant)): Path<(String, String)>,
    _: Posted,
) -> Answer {
    let (account, permit) = confirmed(&visit, &services, &id).await?;
    let done = manage::confirm_role(&services, visit.actor()?, permit, &account, &grant).await?;
    told(&visit, &services, account, done, "sign-in-flash-confirmed").await
}

/// Ends a role or takes a proposal back.
pub(super) async fn end_role(
    visit: Visit,
    State(services): State<Services>,
    Path((id, grant)): Path<(String, String)>,
    _: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    let done = manage::end_role(&services, visit.actor()?, permit, &account, &grant).await?;
    told(&visit, &services, account, done, "sign-in-flash-role-ended").await
}

/// Closes the account.
pub(super) async fn disable(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    let done = manage::disable(&services, visit.actor()?, permit, &account, "administrator").await?;
    told(&visit, &services, account, done, "sign-in-flash-disabled").await
}

/// Opens it again.
pub(super) async fn enable(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    let done = manage::enable(&services, visit.actor()?, permit, &account).await?;
    told(&visit, &services, account, done, "sign-in-flash-enabled").await
}

/// Draws a new code for an account that nobody has taken yet.
pub(super) async fn invite_again(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    match manage::invite_again(&services, visit.actor()?, permit, &account).await? {
        Ok(slip) => show_slip(&visit, account, slip),
        Err(refused) => draw(&visit, &services, account, Err(refused)).await,
    }
}

/// Proposes a code for somebody who lost every proof.
pub(super) async fn propose_for_loss(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (account, permit) = managed(&visit, &services, &id).await?;
    let done = manage::propose_for_loss(&services, visit.actor()?, permit, &account).await?;
    told(&visit, &services, account, done, "sign-in-flash-loss-proposed").await
}

/// Confirms it, and shows the code.
pub(super) async fn confirm_for_loss(
    visit: Visit,
    State(services): State<Services>,
    Path((id, invitation)): Path<(String, String)>,
    _: Posted,
) -> Answer {
    let (account, permit) = confirmed(&visit, &services, &id).await?;
    match manage::confirm_for_loss(&services, visit.actor()?, permit, &account, &invitation).await? {
        Ok(slip) => show_slip(&visit, account, slip),
        Err(refused) => draw(&visit, &services, account, Err(refused)).await,
    }
}

/// The slip to be printed and handed over: the only page that ever shows the code.
pub(super) fn show_slip(visit: &Visit, account: AccountRow, slip: Slip) -> Result<Response, Problem> {
    let back = format!("/quan-tri/tai-khoan/{}", slip.account);
    let page = visit.page(visit.tr.t("sign-in-slip-title")).back(back, account.person_name.clone());
    html(&SlipPage { page, account, slip })
}
