//! The fourth question: where it happens, and which commune that is. Many communes share their name; which one it is decides
//! who receives the tip, and who must not.

use ::web::{Posted, Services};

use super::carried::Draft;
use crate::{
    error::Result,
    store::places::{self, Meant},
};

/// What is chosen where none of the communes offered is the right one.
pub(super) const NONE: &str = "0";

/// Communes that the words may mean, to choose from.
pub(super) async fn offered(services: &Services, draft: &Draft) -> Result<Vec<Meant>> {
    places::communes_meant(&mut &services.db, &draft.told.place).await
}

/// Takes the words and the choice; tells whether somebody still has to choose.
pub(super) async fn take(services: &Services, draft: &mut Draft, posted: &Posted) -> Result<bool> {
    let told = &mut draft.told;
    let words = posted.text("noi");
    // What was chosen for other words is no choice any more.
    let chosen = Some(posted.line("xa")).filter(|chosen| !chosen.is_empty() && words == told.place);
    told.place = words;
    told.about_local_office = posted.has("can_bo_dia_phuong");
    let meant = places::communes_meant(&mut &services.db, &told.place).await?;
    let is_offered = |code: &str| meant.iter().any(|one| one.code == code);
    told.commune = match (chosen, meant.as_slice()) {
        (Some(chosen), _) if is_offered(&chosen) => chosen,
        (None, [only]) => only.code.clone(),
        (None, [_, _, ..]) => {
            told.commune.clear();
            return Ok(true);
        }
        _ => String::new(),
    };
    Ok(false)
}
