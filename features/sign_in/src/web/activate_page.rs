//! Taking an account: the code from the slip, then a password of one's own and a pledge (ux.md SC-C2).

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::{Extension, extract::State};
use secrecy::SecretString;

use super::{
    cookie,
    shared::{Shared, Told},
};
use crate::{
    actions::{ActivateRefused, account_of_code, activate},
    model::AccountRow,
};

#[derive(Template)]
#[template(path = "sign_in/activate.html")]
struct ActivatePage {
    page: Page,
    errors: Errors,
    code: String,
    account: Option<AccountRow>,
}

fn frame(visit: &Visit) -> Page {
    visit.page(visit.tr.t("sign-in-activate-title")).back("/dang-nhap", visit.tr.t("sign-in-title"))
}

/// The page that asks for the code.
pub(super) async fn show(visit: Visit) -> Answer {
    html(&ActivatePage { page: frame(&visit), errors: Errors::new(), code: String::new(), account: None })
}

/// Takes the code, and with it the rest where it was sent.
pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    posted: Posted,
) -> Answer {
    let code = posted.line("ma");
    let Some(account) = account_of_code(&services, &code).await? else {
        return wrong(&visit, shared.note_wrong_code(services.context.now()), code);
    };
    if !posted.has("moi") {
        return html(&ActivatePage { page: frame(&visit), errors: Errors::new(), code, account: Some(account) });
    }
    let mut errors = Errors::new();
    if posted.raw("moi") != posted.raw("moi_lan_hai") {
        errors.add("moi_lan_hai", visit.tr.t("sign-in-new-differs"));
    }
    if !posted.has("cam_ket") {
        errors.add("cam_ket", visit.tr.t("sign-in-pledge-missing"));
    }
    if errors.is_empty() {
        match activate(&services, &code, &SecretString::from(posted.raw("moi"))).await? {
            Ok(session) => {
                let mut answer = redirect_with("/tai-khoan", "sign-in-flash-activated", None)?;
                cookie::set(&mut answer, &services, &session);
                return Ok(answer);
            }
            Err(ActivateRefused::Code) => return wrong(&visit, shared.note_wrong_code(services.context.now()), code),
            Err(ActivateRefused::Weak(weakness)) => errors.add("moi", visit.tr.t(weakness.key())),
        }
    }
    invalid(&ActivatePage { page: frame(&visit).refused(), errors, code, account: Some(account) })
}

/// A wrong code is told in one way, whatever is wrong with it; after very many of them not even that is told.
fn wrong(visit: &Visit, told: Told, code: String) -> Answer {
    let key = match told {
        Told::Wrong => "sign-in-code-wrong",
        Told::TooMany => "sign-in-code-too-many",
    };
    let mut errors = Errors::new();
    errors.add("ma", visit.tr.t(key));
    invalid(&ActivatePage { page: frame(visit).refused(), errors, code, account: None })
}
