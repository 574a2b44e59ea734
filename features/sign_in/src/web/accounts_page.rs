//! The accounts of a unit and of those below it (ux.md SC-L2).

use ::web::{Answer, Page, Paging, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};

use crate::{
    model::{AccountRow, Filter},
    rights::{ManageAccounts, ReviewAccounts, SeeAccounts},
    store::administration,
};

#[derive(Template)]
#[template(path = "sign_in/accounts.html")]
struct AccountsPage {
    page: Page,
    filter: Filter,
    states: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    accounts: Vec<AccountRow>,
    paging: Paging,
    base: String,
    may_add: bool,
    may_review: bool,
}

/// The list.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(filter): Query<Filter>) -> Answer {
    let scope = visit.scope::<SeeAccounts>()?;
    let mut q = &services.db;
    let paging = Paging::new(filter.page, administration::count_listed(&mut q, &scope, &filter).await?);
    let accounts = administration::accounts(&mut q, &scope, &filter, Paging::ROWS, paging.offset()).await?;
    let choice = |keys: &[&str], group: &str| {
        let all = (String::new(), visit.tr.t(&format!("{group}-any")));
        let some = keys.iter().map(|key| ((*key).to_owned(), visit.tr.t(&format!("{group}-{key}"))));
        std::iter::once(all).chain(some).collect::<Vec<_>>()
    };
    let (states, roles) = (choice(&Filter::STATES, "sign-in-state"), choice(&contracts::roles::ALL, "sign-in-role"));
    let base = format!(
        "/quan-tri/tai-khoan?tu={}&trang-thai={}&vai-tro={}&",
        encoded(&filter.words),
        encoded(&filter.state),
        encoded(&filter.role)
    );
    let may_review = visit.scope::<ReviewAccounts>().is_ok();
    let may_add = visit.scope::<ManageAccounts>().is_ok();
    let page = visit.page(visit.tr.t("sign-in-accounts-title")).wide();
    html(&AccountsPage { page, filter, states, roles, accounts, paging, base, may_add, may_review })
}

fn encoded(text: &str) -> String {
    askama::filters::urlencode_strict(text).map(|text| text.to_string()).unwrap_or_default()
}
