//! One's own second proofs: the code generator with its recovery codes, and passkeys; and the link to a provider of
//! sign-in. Changing them asks anew who is at the keyboard.

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::{Actor, Class};
use askama::Template;
use axum::{Extension, extract::State, http::HeaderMap};
use qrcode::{QrCode, render::svg};

use super::{cookie, layer::Confined, shared::Shared};
use crate::{
    actions::{enter, oidc, set_up},
    model::{Linked, Mood, PasskeyRow, shown_generator},
    store::{administration, proofs},
};

/// The page of one's own second proofs.
pub(super) const PATH: &str = "/tai-khoan/xac-thuc";

#[derive(Template)]
#[template(path = "sign_in/proofs.html")]
struct ProofsPage {
    page: Page,
    is_first: bool,
    has_generator: bool,
    recovery: i64,
    passkeys: Vec<PasskeyRow>,
    has_passkeys: bool,
    passkey_address: Option<String>,
    /// What the provider of sign-in is called, where there is one.
    provider: Option<String>,
    linked: Option<Linked>,
}

#[derive(Template)]
#[template(path = "sign_in/generator.html")]
struct GeneratorPage {
    page: Page,
    errors: Errors,
    picture: String,
    secret: String,
}

#[derive(Template)]
#[template(path = "sign_in/recovery.html")]
struct RecoveryPage {
    page: Page,
    codes: Vec<String>,
    login: String,
}

/// The person, proven a moment ago; else the way to the step up. A session under duress finds nothing to change.
pub(super) fn proven(visit: &Visit) -> Result<&Actor, Problem> {
    let actor = visit.actor()?;
    match actor.ceiling {
        Class::Sealed => Ok(actor),
        Class::Restricted => Err(Problem::StepUp { next: PATH.to_owned() }),
        Class::Internal | Class::Public => Err(Problem::NotFound),
    }
}

/// What there is.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    confined: Option<Extension<Confined>>,
) -> Answer {
    let account = visit.actor()?.account.clone();
    let mut q = &services.db;
    let generator = proofs::generator(&mut q, &account).await?;
    let page = visit.page(visit.tr.t("sign-in-proofs-title"));
    let is_first = confined.is_some();
    let linked = match shared.provider() {
        Ok(provider) => oidc::linked(&services, provider, &account).await?,
        Err(_) => None,
    };
    html(&ProofsPage {
        page: if is_first { page } else { page.back("/tai-khoan", visit.tr.t("sign-in-account-title")) },
        is_first,
        has_generator: generator.is_some_and(|generator| generator.secret.is_some()),
        recovery: proofs::count_recovery(&mut q, &account).await?,
        passkeys: proofs::passkeys(&mut q, &account).await?,
        has_passkeys: shared.site_at(&headers).is_some(),
        passkey_address: shared.site_address().map(ToOwned::to_owned),
        provider: shared.provider_label().filter(|_| !is_first),
        linked,
    })
}

async fn draw_generator(visit: &Visit, services: &Services, account: &str, errors: Errors) -> Answer {
    let login = login(services, account).await?;
    let shown = set_up::shown_generator(services, account).await?;
    let (address, secret) =
        shown_generator(&shown.secret, &login).ok_or_else(|| Problem::Unexpected("a generator".to_owned()))?;
    let page = visit.page(visit.tr.t("sign-in-generator-title")).back(PATH, visit.tr.t("sign-in-proofs-title"));
    let picture = picture(&address);
    let secret = groups(&secret);
    if errors.is_empty() {
        html(&GeneratorPage { page, errors, picture, secret })
    } else {
        invalid(&GeneratorPage { page: page.refused(), errors, picture, secret })
    }
}

async fn login(services: &Services, account: &str) -> Result<String, Problem> {
    let account = administration::any_account(&mut &services.db, account).await?;
    Ok(account.ok_or(Problem::NotFound)?.login)
}

/// The picture code as SVG within the page: no request, no style, nothing of the secret in an address.
fn picture(address: &str) -> String {
    let Ok(code) = QrCode::new(address.as_bytes()) else { return String::new() };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    drawn.find("<svg").and_then(|at| drawn.get(at..)).unwrap_or_default().to_owned()
}

fn groups(secret: &str) -> String {
    let signs: Vec<char> = secret.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The secret to be put into a phone.
pub(super) async fn show_generator(visit: Visit, State(services): State<Services>) -> Answer {
    let actor = proven(&visit)?;
    draw_generator(&visit, &services, &actor.account, Errors::new()).await
}

/// The first code; then the recovery codes, once.
pub(super) async fn confirm_generator(
    visit: Visit,
    State(services): State<Services>,
    headers: HeaderMap,
    confined: Option<Extension<Confined>>,
    posted: Posted,
) -> Answer {
    let account = proven(&visit)?.account.clone();
    let Some(codes) = set_up::confirm_generator(&services, &account, &posted.line("ma")).await? else {
        let mut errors = Errors::new();
        errors.add("ma", visit.tr.t("sign-in-second-wrong"));
        return draw_generator(&visit, &services, &account, errors).await;
    };
    draw_recovery(&visit, &services, &headers, &account, codes, confined.is_some()).await
}

/// The recovery codes; with them the first set-up is complete, and the work door opens.
async fn draw_recovery(
    visit: &Visit,
    services: &Services,
    headers: &HeaderMap,
    account: &str,
    codes: Vec<String>,
    is_first: bool,
) -> Answer {
    let login = login(services, account).await?;
    let mut page = visit.page(visit.tr.t("sign-in-recovery-title"));
    if !is_first {
        return html(&RecoveryPage { page, codes, login });
    }
    let session = enter(services, account, Mood::Free, cookie::secret(services, headers).as_deref()).await?;
    page.csrf.clone_from(&session.csrf);
    let mut answer = html(&RecoveryPage { page, codes, login })?;
    cookie::set(&mut answer, services, &session);
    Ok(answer)
}

/// New recovery codes.
pub(super) async fn new_recovery(
    visit: Visit,
    State(services): State<Services>,
    headers: HeaderMap,
    _: Posted,
) -> Answer {
    let account = proven(&visit)?.account.clone();
    let codes = set_up::new_recovery(&services, &account).await?;
    draw_recovery(&visit, &services, &headers, &account, codes, false).await
}

/// Takes the generator away.
pub(super) async fn drop_generator(visit: Visit, State(services): State<Services>, _: Posted) -> Answer {
    set_up::drop_generator(&services, &proven(&visit)?.account).await?;
    redirect_with(PATH, "sign-in-flash-proof-dropped", None)
}

/// Takes a passkey away.
pub(super) async fn drop_passkey(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    if !set_up::drop_passkey(&services, &proven(&visit)?.account, &posted.line("khoa")).await? {
        return Err(Problem::NotFound);
    }
    redirect_with(PATH, "sign-in-flash-proof-dropped", None)
}
