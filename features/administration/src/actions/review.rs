//! The weekly review of the log (ux.md T-47; QCVN 12:2026/BCA 3.9.2.1.11).

use audit::{Entry, Filter, Listed, Matter};
use base::Context;
use db::Query;
use jiff::civil::Date;
use serde_json::{Map, Value};
use web::Services;

use crate::model::Week;
use crate::store;

/// How many entries of a matter stand on the page; the rest is one link away.
const SHOWN: i64 = 20;

/// What a week holds of one matter.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) matter: Matter,
    pub(crate) count: i64,
    pub(crate) first: Vec<Listed>,
}

/// The weeks that wait for a signature, the oldest first.
pub(crate) async fn waiting(q: &mut impl Query, context: &Context) -> db::Result<Vec<Week>> {
    let Some(first) = audit::state(q).await?.first_at else { return Ok(Vec::new()) };
    let signed = store::signed_weeks(q).await?;
    Ok(Week::unsigned(base::local_date(first), context.today(), &signed))
}

/// Whether a review is late.
pub(crate) async fn is_overdue(q: &mut impl Query, context: &Context) -> db::Result<bool> {
    let today = context.today();
    Ok(waiting(q, context).await?.iter().any(|week| week.is_overdue(today)))
}

/// What there is to look at in a week.
pub(crate) async fn look_through(q: &mut impl Query, week: Week) -> db::Result<Vec<Found>> {
    let mut found = Vec::new();
    for matter in Matter::ALL {
        let filter = filter(week, matter);
        let count = audit::count(q, &filter).await?;
        found.push(Found { matter, count, first: audit::list(q, &filter, SHOWN, 0).await? });
    }
    Ok(found)
}

fn filter(week: Week, matter: Matter) -> Filter {
    let (from, until) = week.bounds();
    Filter { from: Some(from), until: Some(until), matter: Some(matter), ..Filter::default() }
}

/// Why a week is not signed off.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It is not over, or somebody signed it, or the log knows nothing of it.
    NotWaiting,
    /// The database refused.
    Db(db::DbError),
}

impl From<db::DbError> for Refused {
    fn from(error: db::DbError) -> Self {
        Self::Db(error)
    }
}

/// Signs a week off; the signature is an entry of the log. Pressing twice signs once.
pub(crate) async fn sign_off(
    services: &Services,
    actor: &access::Actor,
    monday: Date,
    note: &str,
) -> Result<(), Refused> {
    let week = Week::of(monday);
    let mut db = &services.db;
    if store::signed_weeks(&mut db).await?.contains(&week.monday()) {
        return Ok(());
    }
    if !waiting(&mut db, &services.context).await?.contains(&week) {
        return Err(Refused::NotWaiting);
    }
    let mut counts = Map::new();
    for found in look_through(&mut db, week).await? {
        counts.insert(found.matter.key().to_owned(), found.count.into());
    }
    let counts = Value::Object(counts);
    let mut tx = services.db.begin().await?;
    let review = store::NewReview {
        week: week.monday(),
        account: &actor.account,
        name: &actor.name,
        note,
        counts: counts.to_string(),
    };
    if store::sign(&mut tx, &review, services.context.now()).await? {
        let id = week.monday().to_string();
        let entry = Entry::change("administration.review_log", "log_review", &id).payload(counts);
        audit::record(&mut tx, &services.context, actor, &entry).await?;
    }
    tx.commit().await?;
    Ok(())
}
