//! A lower plan answers a clause of an upper one.

use access::Actor;
use web::Services;

use super::WorkError;
use crate::{
    model::{ObligationId, work::Obligation},
    rights::AnswerClause,
    store::{
        answers::{self, OwnClause},
        history::{self, About},
        obligations,
    },
};

/// How like two folded texts must be for one to be offered first, 0 to 1. By hand over invented pairs: below
/// this they share little more than the words of office.
const ALIKE: f64 = 0.45;

/// A clause of one's own that may answer, with how like it is.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) clause: OwnClause,
    /// Whether it is much like the upper clause.
    pub(crate) suggested: bool,
}

/// The clauses of the actor's unit, those chosen first, then the most alike.
pub(crate) async fn choices(services: &Services, actor: &Actor, upper: &Obligation) -> Result<Vec<Choice>, WorkError> {
    if !answerable(actor, upper) {
        return Ok(Vec::new());
    }
    let own = answers::own_clauses(&mut &services.db, upper.work.id, actor.ground).await?;
    let wanted = base::fold(&upper.work.text);
    let mut weighed: Vec<(f64, OwnClause)> =
        own.into_iter().map(|clause| (strsim::sorensen_dice(&wanted, &clause.folded), clause)).collect();
    weighed.sort_by(|a, b| b.1.chosen.cmp(&a.1.chosen).then(b.0.total_cmp(&a.0)));
    Ok(weighed.into_iter().map(|(alike, clause)| Choice { clause, suggested: alike >= ALIKE }).collect())
}

/// Whether the actor's unit lies below the unit of the clause.
pub(crate) fn answerable(actor: &Actor, upper: &Obligation) -> bool {
    let ground = upper.work.ground;
    ground.holds(actor.ground) && ground.first != actor.ground.first
}

/// Lets a clause of the actor's unit answer a clause of a unit above; answering twice changes nothing.
///
/// # Errors
/// [`WorkError::NotFound`] where either is not the person's to tie.
pub async fn answer_clause(
    services: &Services,
    actor: &Actor,
    upper: ObligationId,
    lower: ObligationId,
) -> Result<(), WorkError> {
    change(services, actor, upper, &[lower], &[]).await
}

/// Makes exactly these clauses of the actor's unit the answers to `upper`. Gives how many there are now.
pub(crate) async fn set_answers(
    services: &Services,
    actor: &Actor,
    upper: ObligationId,
    lowers: &[ObligationId],
) -> Result<usize, WorkError> {
    let own = answers::own_clauses(&mut &services.db, upper, actor.ground).await?;
    let gone: Vec<ObligationId> =
        own.iter().filter(|clause| clause.chosen && !lowers.contains(&clause.id)).map(|clause| clause.id).collect();
    change(services, actor, upper, lowers, &gone).await?;
    Ok(lowers.len())
}

async fn change(
    services: &Services,
    actor: &Actor,
    upper: ObligationId,
    add: &[ObligationId],
    drop: &[ObligationId],
) -> Result<(), WorkError> {
    let upper = super::open_work::obligation(services, actor, upper).await?;
    if !answerable(actor, &upper) {
        return Err(WorkError::NotFound);
    }
    let context = &services.context;
    let today = context.today();
    let mut tx = services.db.begin().await?;
    for (ids, adding) in [(add, true), (drop, false)] {
        for &id in ids {
            let lower = obligations::find(&mut tx, id, actor, today).await?.ok_or(WorkError::NotFound)?;
            let permit = services.policy.permit::<AnswerClause>(actor, &lower.thing())?;
            let (changed, kind) = if adding {
                (answers::add(&mut tx, &permit, upper.work.id, id, actor, context.now()).await?, "answered")
            } else {
                (answers::drop(&mut tx, &permit, upper.work.id, id).await?, "unanswered")
            };
            if changed {
                let about = About { plan: lower.work.plan_id, obligation: Some(id) };
                history::add(&mut tx, context, actor, about, kind, &upper.work.text).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
