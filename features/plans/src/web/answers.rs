//! Saying which of one's own clauses answer a clause of a plan above.

use access::Thing;
use askama::Template;
use axum::extract::{Path, State};
use web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};

use super::{obligation::Head, views::short};
use crate::{
    actions::{
        answer_clause::{Choice, answerable, choices, set_answers},
        open_work,
    },
    model::{ObligationId, work::Obligation},
    rights::AnswerClause,
};

#[derive(Debug)]
struct ChoiceView {
    id: String,
    clause: String,
    text: String,
    plan: String,
    chosen: bool,
}

impl ChoiceView {
    fn of(choice: &Choice) -> Self {
        Self {
            id: choice.clause.id.to_string(),
            clause: choice.clause.clause.clone(),
            text: short(&choice.clause.text, 220),
            plan: short(&choice.clause.plan_title, 100),
            chosen: choice.clause.chosen,
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "plans/work/answers.html")]
struct AnswersPage {
    page: Page,
    head: Head,
    first: Vec<ChoiceView>,
    others: Vec<ChoiceView>,
}

async fn open(visit: &Visit, services: &Services, id: ObligationId) -> Result<Obligation, Problem> {
    let actor = visit.actor()?;
    let found = open_work::obligation(services, actor, id).await?;
    visit.permit::<AnswerClause>(&Thing::of(actor.ground))?;
    if answerable(actor, &found) { Ok(found) } else { Err(Problem::NotFound) }
}

/// The choice: what answers already and what reads alike comes first.
pub(crate) async fn form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let id: ObligationId = id.parse()?;
    let found = open(&visit, &services, id).await?;
    let all = choices(&services, visit.actor()?, &found).await?;
    let (first, others): (Vec<Choice>, Vec<Choice>) =
        all.into_iter().partition(|choice| choice.clause.chosen || choice.suggested);
    html(&AnswersPage {
        page: visit
            .page(visit.tr.t("plans-w-answer-title"))
            .back(format!("/nhiem-vu/{id}"), visit.tr.t("plans-w-back-duty")),
        head: Head::of(&found, &visit, &services),
        first: first.iter().map(ChoiceView::of).collect(),
        others: others.iter().map(ChoiceView::of).collect(),
    })
}

/// Takes the choice.
pub(crate) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let id: ObligationId = id.parse()?;
    open(&visit, &services, id).await?;
    let lowers = posted.all("tra-loi").iter().map(|one| one.parse()).collect::<Result<Vec<ObligationId>, _>>()?;
    let now = set_answers(&services, visit.actor()?, id, &lowers).await?;
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    redirect_with(format!("/nhiem-vu/{id}"), "plans-w-flash-answered", Some(now))
}
