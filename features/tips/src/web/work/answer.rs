//! Writing to the reporter.

use ::web::{Answer, Errors, Posted, Services, Visit, redirect_with};
use axum::extract::{Path, State};

use super::{
    Key,
    detail::{self, Typed},
    opener,
};
use crate::{actions, error::TipError};

pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (text, form_key) = (posted.text("tra_loi"), posted.line("khoa"));
    let tip = id.parse()?;
    match actions::answer(&services, visit.actor()?, opener(&key), tip, (&text, &form_key)).await {
        Ok(()) => redirect_with(format!("/tin-bao/{id}"), "tips-w-flash-answered", None),
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            detail::draw(&visit, &services, &key, &id, (Typed { answer: text, ..Typed::default() }, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}
