//! The quarterly review of accounts, on the page and as a workbook.

use ::web::{Answer, Page, Paging, Posted, Problem, Services, Visit, download, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, Query, State};

use crate::{
    actions::{
        manage::NotDone,
        review::{self, Verdict},
    },
    model::{Review, Reviewed},
    papers::review_workbook,
    rights::ReviewAccounts,
    store::{administration, watch},
};

const PATH: &str = "/quan-tri/tai-khoan/ra-soat";
/// More accounts than a province has; the workbook is one read.
const ALL: i64 = 100_000;

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    trang: Option<i64>,
}

#[derive(Template)]
#[template(path = "sign_in/review.html")]
struct ReviewPage {
    page: Page,
    review: Review,
    before: Vec<Review>,
    accounts: Vec<Reviewed>,
    unjudged: i64,
    me: String,
    paging: Paging,
    base: &'static str,
    was_refused: bool,
}

async fn draw(visit: &Visit, services: &Services, asked: Option<i64>, outcome: Result<(), NotDone>) -> Answer {
    let (scope, actor) = (visit.scope::<ReviewAccounts>()?, visit.actor()?);
    let review = review::this_quarter(services, actor, &scope).await?;
    let mut q = &services.db;
    let paging = Paging::new(asked, watch::count_reviewed(&mut q, &scope, &review.id).await?);
    let mut before = watch::reviews(&mut q, &scope, &actor.unit).await?;
    before.retain(|one| one.id != review.id);
    let page = visit.page(visit.tr.of("sign-in-review-title", review.period.as_str())).wide();
    let page = page.back("/quan-tri/tai-khoan", visit.tr.t("sign-in-accounts-title"));
    let page = ReviewPage {
        accounts: watch::reviewed(&mut q, &scope, &review.id, Paging::ROWS, paging.offset()).await?,
        unjudged: watch::count_unjudged(&mut q, &scope, &review.id, &actor.person).await?,
        me: actor.person.clone(),
        was_refused: outcome.is_err(),
        page: if outcome.is_err() { page.refused() } else { page },
        base: "/quan-tri/tai-khoan/ra-soat?",
        review,
        before,
        paging,
    };
    if outcome.is_ok() { html(&page) } else { invalid(&page) }
}

/// The review of this quarter.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    draw(&visit, &services, asked.trang, Ok(())).await
}

/// A verdict about one account.
pub(super) async fn judge(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (scope, actor) = (visit.scope::<ReviewAccounts>()?, visit.actor()?);
    let thing = administration::place(&mut &services.db, &id).await?.ok_or(Problem::NotFound)?;
    let permit = visit.permit::<ReviewAccounts>(&thing)?;
    let account = administration::any_account(&mut &services.db, &id).await?.ok_or(Problem::NotFound)?;
    let verdict = match posted.raw("ket_luan") {
        "giu" => Verdict::Keep,
        "thu_hoi" => Verdict::Withdraw,
        _ => return Err(Problem::BadRequest),
    };
    let review = review::this_quarter(&services, actor, &scope).await?;
    match review::judge(&services, actor, permit, &review, &account, verdict).await? {
        Ok(()) => redirect_with(PATH, "sign-in-flash-judged", None),
        Err(refused) => draw(&visit, &services, None, Err(refused)).await,
    }
}

/// Signs the review off.
pub(super) async fn sign_off(visit: Visit, State(services): State<Services>, _: Posted) -> Answer {
    let (scope, actor) = (visit.scope::<ReviewAccounts>()?, visit.actor()?);
    let review = review::this_quarter(&services, actor, &scope).await?;
    match review::sign_off(&services, actor, &scope, &review).await? {
        Ok(()) => redirect_with(PATH, "sign-in-flash-review-signed", None),
        Err(refused) => draw(&visit, &services, None, Err(refused)).await,
    }
}

/// The review as a workbook.
pub(super) async fn export(visit: Visit, State(services): State<Services>) -> Answer {
    let (scope, actor) = (visit.scope::<ReviewAccounts>()?, visit.actor()?);
    let review = review::this_quarter(&services, actor, &scope).await?;
    let accounts = watch::reviewed(&mut &services.db, &scope, &review.id, ALL, 0).await?;
    let workbook = review_workbook(&visit.tr, &actor.unit_name, &review, &accounts, services.context.now());
    let bytes = papers::xlsx(&workbook).map_err(|error| Problem::Unexpected(error.to_string()))?;
    let name = format!("ra-soat-tai-khoan-{}.xlsx", review.period);
    download(&name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
}
