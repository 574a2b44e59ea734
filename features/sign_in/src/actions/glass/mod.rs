//! Emergency access: one record, one person, some minutes; asked, decided, ended and looked at, by three people. The vault
//! logs each of these itself.

mod ask;
mod decide;
mod end;
mod review;

use ::web::Problem;
use access::Actor;
use db::Query;
use vault::BreakGlass;

use super::keyring::agency_of;
use crate::{person::broken, store};

pub(crate) use ask::{Asked, Wanted, ask, may_ask};
pub(crate) use decide::{grant, refuse};
pub(crate) use end::end;
pub(crate) use review::review;

/// A request to the agency of a person who holds its keys; to anybody else there is none.
pub(crate) async fn find(q: &mut impl Query, actor: &Actor, id: &str) -> Result<BreakGlass, Problem> {
    let agency = agency_of(actor)?;
    let glass = vault::find_break_glass(q, id).await.map_err(broken)?.ok_or(Problem::NotFound)?;
    if glass.agency != agency || !store::glass::is_member(q, agency, &actor.account).await.map_err(broken)? {
        return Err(Problem::NotFound);
    }
    Ok(glass)
}
