//! Setting a duress code. The page never tells whether there is one: who stands behind the officer may be reading.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::Class;
use askama::Template;
use axum::extract::State;
use secrecy::SecretString;

use crate::actions::duress::{DuressRefused, set_duress};

#[derive(Template)]
#[template(path = "sign_in/duress.html")]
struct DuressPage {
    page: Page,
    errors: Errors,
}

fn frame(visit: &Visit) -> Result<Page, Problem> {
    if visit.actor()?.ceiling < Class::Restricted {
        return Err(Problem::NotFound);
    }
    Ok(visit.page(visit.tr.t("sign-in-duress-title")).back("/tai-khoan", visit.tr.t("sign-in-account-title")))
}

/// The form.
pub(super) async fn show(visit: Visit) -> Answer {
    html(&DuressPage { page: frame(&visit)?, errors: Errors::new() })
}

/// Takes the password and the code.
pub(super) async fn send(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    let page = frame(&visit)?;
    let mut errors = Errors::new();
    if posted.raw("hien_tai").is_empty() {
        errors.add("hien_tai", visit.tr.t("sign-in-present-missing"));
    }
    if posted.raw("ma") != posted.raw("ma_lan_hai") {
        errors.add("ma_lan_hai", visit.tr.t("sign-in-duress-differs"));
    }
    if errors.is_empty() {
        let (present, code) = (SecretString::from(posted.raw("hien_tai")), SecretString::from(posted.raw("ma")));
        match set_duress(&services, &visit.actor()?.account, &present, &code).await? {
            Ok(()) => return redirect_with("/tai-khoan", "sign-in-flash-duress", None),
            Err(DuressRefused::Wrong) => errors.add("hien_tai", visit.tr.t("sign-in-present-wrong")),
            Err(DuressRefused::Same) => errors.add("ma", visit.tr.t("sign-in-duress-same")),
            Err(DuressRefused::Weak(weakness)) => errors.add("ma", visit.tr.t(weakness.key())),
            Err(DuressRefused::Locked { until }) => {
                errors.add("hien_tai", visit.tr.of("sign-in-locked", i18n::date_time(until)));
            }
        }
    }
    invalid(&DuressPage { page: page.refused(), errors })
}
