//! The lists of "Việc của tôi" and their lengths.

use access::Scope;
use db::{Query, Result, Value, params};
use jiff::{ToSpan as _, civil::Date};

use super::{obligations::work_from, sql::worklist as sql};
use crate::{
    model::{
        work::Work,
        worklist::{Counts, List},
    },
    rights::MyWork,
};

/// How many days "the next days" are, today not counted.
const SOON_DAYS: i32 = 7;

fn scope_values(scope: &Scope<MyWork>, today: Date) -> Vec<Value> {
    let (person, agency) =
        if scope.assigned { (scope.person.clone(), scope.agency.clone()) } else { (String::new(), String::new()) };
    let soon = today.saturating_add(SOON_DAYS.days());
    params![today, scope.first, scope.last, person, agency, soon]
}

/// The length of every list, in one statement.
pub(crate) async fn counts(q: &mut impl Query, scope: &Scope<MyWork>, today: Date) -> Result<Counts> {
    let Some(row) = q.row(&sql::MY_COUNTS, scope_values(scope, today)).await? else { return Ok(Counts::default()) };
    let mut lengths = [0; 9];
    for (place, list) in lengths.iter_mut().zip(List::ALL) {
        *place = row.int(if list == List::All { "every_one" } else { list.key() })?;
    }
    Ok(Counts::new(lengths))
}

/// The person's obligations whose last day lies between two days, both included.
pub(crate) async fn between(
    q: &mut impl Query,
    scope: &Scope<MyWork>,
    today: Date,
    from: Date,
    to: Date,
) -> Result<Vec<Work>> {
    let mut values = scope_values(scope, today);
    values.pop();
    values.extend(params![from, to]);
    q.rows(&sql::MY_BETWEEN, values).await?.iter().map(|row| work_from(row, today)).collect()
}

/// Rows of one list, the most pressing first.
pub(crate) async fn rows(
    q: &mut impl Query,
    scope: &Scope<MyWork>,
    today: Date,
    list: List,
    limit: i64,
    offset: i64,
) -> Result<Vec<Work>> {
    let mut values = scope_values(scope, today);
    values.extend(params![list.key(), limit, offset]);
    q.rows(&sql::MY_ROWS, values).await?.iter().map(|row| work_from(row, today)).collect()
}
