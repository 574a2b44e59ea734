//! The level above says that it knows of an alarm.

use ::web::{Answer, Posted, Services, Visit, redirect_with};
use axum::extract::{Path, State};

use crate::actions;

pub(super) async fn see(visit: Visit, State(services): State<Services>, Path(id): Path<String>, _: Posted) -> Answer {
    actions::see_alarm(&services, visit.actor()?, id.parse()?).await?;
    redirect_with("/tin-bao", "tips-alarm-flash", None)
}
