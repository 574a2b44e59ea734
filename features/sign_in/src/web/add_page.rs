//! Adding an account: the unit first, then the person, the name for signing in and the roles.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid};
use access::{Permit, Thing};
use askama::Template;
use axum::extract::{Query, State};
use organisation::{Agency, Officer, Unit};

use super::managed_page::show_slip;
use crate::{
    actions::{AddRefused, Wanted, Who, add_account},
    rights::ManageAccounts,
    store::administration,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "don-vi")]
    unit: String,
}

/// What was typed.
#[derive(Debug, Default)]
struct Typed {
    person: String,
    name: String,
    title: String,
    agency: String,
    login: String,
    roles: Vec<String>,
}

#[derive(Template)]
#[template(path = "sign_in/add.html")]
struct AddPage {
    page: Page,
    errors: Errors,
    unit: Unit,
    units: Vec<(String, String)>,
    people: Vec<(String, String)>,
    agencies: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    typed: Typed,
}

/// What the unit has: its agencies, and its officers who have no account yet.
struct Ground {
    unit: Unit,
    permit: Permit<ManageAccounts>,
    agencies: Vec<Agency>,
    officers: Vec<Officer>,
}

async fn ground(visit: &Visit, services: &Services, code: &str) -> Result<Ground, Problem> {
    let code = if code.is_empty() { &visit.actor()?.unit } else { code };
    let mut q = &services.db;
    let unit = organisation::unit(&mut q, code).await?.ok_or(Problem::NotFound)?;
    let permit = visit.permit::<ManageAccounts>(&Thing::of(unit.ground))?;
    let today = services.context.today();
    let agencies = organisation::agencies_of(&mut q, &unit.code, today).await?;
    let mut officers = organisation::officers_of_unit(&mut q, &unit.code, today).await?;
    let taken = administration::people_with_account(&mut q, &unit.code).await?;
    officers.retain(|officer| !taken.contains(&officer.person.id));
    Ok(Ground { unit, permit, agencies, officers })
}

/// The units to choose from: those directly below the visitor's own, and that itself.
async fn units(visit: &Visit, services: &Services) -> Result<Vec<(String, String)>, Problem> {
    let mut q = &services.db;
    let own = organisation::unit(&mut q, &visit.actor()?.unit).await?.ok_or(Problem::NotFound)?;
    let level = if own.code == organisation::COUNTRY { "province" } else { "commune" };
    let below = organisation::units_below(&mut q, &own, level).await?;
    Ok(std::iter::once(own).chain(below).map(|unit| (unit.code, unit.name)).collect())
}

async fn draw(visit: &Visit, services: &Services, ground: Ground, errors: Errors, typed: Typed) -> Answer {
    visit.scope::<ManageAccounts>()?;
    let chosen = std::iter::once((String::new(), visit.tr.t("sign-in-add-new-person")));
    let people = ground
        .officers
        .iter()
        .map(|one| (one.person.id.clone(), format!("{} – {}, {}", one.person.name, one.title, one.agency.name)));
    let none = std::iter::once((String::new(), visit.tr.t("sign-in-add-no-agency")));
    let agencies = ground.agencies.iter().map(|one| (one.id.clone(), one.name.clone()));
    let roles =
        contracts::roles::ALL.iter().map(|role| ((*role).to_owned(), visit.tr.t(&format!("sign-in-role-{role}"))));
    let page =
        visit.page(visit.tr.t("sign-in-add-title")).back("/quan-tri/tai-khoan", visit.tr.t("sign-in-accounts-title"));
    let page = AddPage {
        units: units(visit, services).await?,
        people: chosen.chain(people).collect(),
        agencies: none.chain(agencies).collect(),
        roles: roles.collect(),
        page: if errors.is_empty() { page } else { page.refused() },
        unit: ground.unit,
        errors,
        typed,
    };
    if page.errors.is_empty() { html(&page) } else { invalid(&page) }
}

/// The form.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let ground = ground(&visit, &services, &asked.unit).await?;
    draw(&visit, &services, ground, Errors::new(), Typed::default()).await
}

/// Takes the form, and shows the slip.
pub(super) async fn send(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    let ground = ground(&visit, &services, &posted.line("don_vi")).await?;
    let typed = Typed {
        person: posted.line("nguoi"),
        name: posted.line("ho_ten"),
        title: posted.line("chuc_vu"),
        agency: posted.line("co_quan"),
        login: posted.line("ten"),
        roles: posted
            .all("vai_tro")
            .into_iter()
            .filter(|role| contracts::roles::ALL.contains(&role.as_str()))
            .collect(),
    };
    let mut errors = Errors::new();
    let who = who(&visit, &ground, &typed, &mut errors);
    if typed.login.is_empty() {
        errors.add("ten", visit.tr.t("sign-in-login-missing"));
    }
    if let Some(who) = who.filter(|_| errors.is_empty()) {
        let wanted =
            Wanted { unit: ground.unit.code.clone(), who, login: typed.login.clone(), roles: typed.roles.clone() };
        match add_account(&services, visit.actor()?, ground.permit, &wanted).await? {
            Ok(slip) => {
                let account = administration::any_account(&mut &services.db, &slip.account).await?;
                return show_slip(&visit, account.ok_or(Problem::NotFound)?, slip);
            }
            Err(AddRefused::BadLogin) => errors.add("ten", visit.tr.t("sign-in-add-login-bad")),
            Err(AddRefused::LoginTaken) => errors.add("ten", visit.tr.t("sign-in-add-login-taken")),
        }
    }
    draw(&visit, &services, ground, errors, typed).await
}

/// Whom the account is for: somebody of the list, or somebody new with name, post and agency.
fn who(visit: &Visit, ground: &Ground, typed: &Typed, errors: &mut Errors) -> Option<Who> {
    if let Some(officer) = ground.officers.iter().find(|officer| officer.person.id == typed.person) {
        return Some(Who::Known {
            person: officer.person.id.clone(),
            name: officer.person.name.clone(),
            agency: officer.agency.id.clone(),
        });
    }
    if typed.name.is_empty() {
        errors.add("ho_ten", visit.tr.t("sign-in-add-name-missing"));
    }
    if typed.title.is_empty() {
        errors.add("chuc_vu", visit.tr.t("sign-in-add-post-missing"));
    }
    let agency = ground.agencies.iter().find(|agency| agency.id == typed.agency);
    if agency.is_none() {
        errors.add("co_quan", visit.tr.t("sign-in-add-agency-missing"));
    }
    let agency = agency?.id.clone();
    Some(Who::New { name: typed.name.clone(), title: typed.title.clone(), agency })
}
