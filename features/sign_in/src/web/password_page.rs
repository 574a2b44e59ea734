//! Changing one's own password.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::State;
use secrecy::SecretString;

use super::cookie;
use crate::actions::{ChangeRefused, change_password};

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct PasswordPage {
    page: Page,
    errors: Errors,
}

fn frame(visit: &Visit) -> Page {
    visit.page(visit.tr.t("sign-in-change-title")).back("/tai-khoan", visit.tr.t("sign-in-account-title"))
}

/// The form.
pub(super) async fn show(visit: Visit) -> Answer {
    visit.actor()?;
    html(&PasswordPage { page: frame(&visit), errors: Errors::new() })
}

/// Takes the present and the new password.
pub(super) async fn send(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    let actor = visit.actor()?;
    let mut errors = Errors::new();
    if posted.raw("hien_tai").is_empty() {
        errors.add("hien_tai", visit.tr.t("sign-in-present-missing"));
    }
    if posted.raw("moi") != posted.raw("moi_lan_hai") {
        errors.add("moi_lan_hai", visit.tr.t("sign-in-new-differs"));
    }
    if errors.is_empty() {
        let (present, new) = (SecretString::from(posted.raw("hien_tai")), SecretString::from(posted.raw("moi")));
        match change_password(&services, &actor.account, &present, &new).await? {
            Ok(session) => {
                let mut answer = redirect_with("/tai-khoan", "sign-in-flash-changed", None)?;
                cookie::set(&mut answer, &services, &session);
                return Ok(answer);
            }
            Err(ChangeRefused::Wrong) => errors.add("hien_tai", visit.tr.t("sign-in-present-wrong")),
            Err(ChangeRefused::Locked { until }) => {
                errors.add("hien_tai", visit.tr.of("sign-in-locked", i18n::date_time(until)));
            }
            Err(ChangeRefused::Weak(weakness)) => errors.add("moi", visit.tr.t(weakness.key())),
        }
    }
    invalid(&PasswordPage { page: frame(&visit).refused(), errors })
}
