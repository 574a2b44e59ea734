//! Lists of plans.

use access::{Ground, Scope};
use db::{Query, Result, params};
use jiff::civil::Date;
use web::Paging;

use super::{plans::head_from, sql::plan_lists as sql};
use crate::{
    model::{PlanId, plan::PlanHead},
    rights::SeePlan,
};

/// What the list of plans is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanFilter {
    pub(crate) year: i64,
    pub(crate) state: String,
    pub(crate) level: String,
    pub(crate) unit: String,
    pub(crate) words: String,
    pub(crate) page: Option<i64>,
}

/// A plan in the list.
#[derive(Debug, Clone)]
pub(crate) struct ListedPlan {
    pub(crate) head: PlanHead,
    pub(crate) obligations: i64,
    pub(crate) done: i64,
    pub(crate) late: i64,
}

/// A page of the plans that a person may see; drafts only of the unit at `drafts_at`.
pub(crate) async fn list(
    q: &mut impl Query,
    scope: &Scope<SeePlan>,
    drafts_at: i64,
    filter: &PlanFilter,
    today: Date,
) -> Result<(Paging, Vec<ListedPlan>)> {
    let words = super::pattern(&filter.words);
    let values = || {
        params![
            scope.first,
            scope.last,
            scope.above,
            scope.at,
            drafts_at,
            filter.year,
            &filter.state,
            &filter.level,
            &filter.unit,
            &words,
        ]
    };
    let paging = Paging::new(filter.page, q.count(&sql::COUNT_PLANS, values()).await?);
    let mut page = values();
    page.extend(params![today, Paging::ROWS, paging.offset()]);
    let rows = q.rows(&sql::PLANS, page).await?;
    let plans = rows
        .iter()
        .map(|row| {
            let head = head_from(row)?;
            Ok(ListedPlan {
                head,
                obligations: row.int("obligations")?,
                done: row.int("done")?,
                late: row.int("late")?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((paging, plans))
}

/// The years of the plans that a person may see, newest first.
pub(crate) async fn years(q: &mut impl Query, scope: &Scope<SeePlan>, drafts_at: i64) -> Result<Vec<i64>> {
    let values = params![scope.first, scope.last, scope.above, scope.at, drafts_at];
    q.rows(&sql::PLAN_YEARS, values).await?.iter().map(|row| row.int("year")).collect()
}

/// An issued plan of a unit above, as a choice.
#[derive(Debug, Clone)]
pub(crate) struct PlanAbove {
    pub(crate) id: PlanId,
    pub(crate) title: String,
    pub(crate) unit_name: String,
}

/// The issued plans of the units above a position, newest first.
pub(crate) async fn plans_above(q: &mut impl Query, at: i64) -> Result<Vec<PlanAbove>> {
    let rows = q.rows(&sql::PLANS_ABOVE, params![at]).await?;
    rows.iter()
        .map(|row| {
            Ok(PlanAbove { id: row.parsed("id")?, title: row.text("title")?, unit_name: row.text("unit_name")? })
        })
        .collect()
}

/// How many issued plans within a ground carry out a plan.
pub(crate) async fn count_plans_below(q: &mut impl Query, plan: PlanId, ground: Ground) -> Result<i64> {
    q.count(&sql::PLANS_BELOW, params![plan, ground.first, ground.last]).await
}
