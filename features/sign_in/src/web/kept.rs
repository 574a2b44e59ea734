//! What somebody was typing when the session was locked: it travels inside the sign-in form and comes back
//! afterwards, to be sent again with one click (ux.md A-10).

use ::web::{Answer, Page, Posted, Services, Visit, html};
use askama::Template;

use crate::{
    model::local_path,
    store::{self, NewSession},
};

/// The form that could not be sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// Where it goes.
    pub(super) target: String,
    /// The session it was typed in: it is shown again to the same account only.
    pub(super) session: String,
    /// Its fields as JSON; files are not kept.
    pub(super) fields: String,
}

impl Kept {
    /// Keeps a form; nothing where it holds nothing.
    pub(super) fn of(target: &str, session: &str, posted: &Posted) -> Option<Self> {
        let fields: Vec<_> = posted.fields().iter().filter(|(name, _)| name != "_token").collect();
        if fields.iter().all(|(_, value)| value.trim().is_empty()) {
            return None;
        }
        let fields = serde_json::to_string(&fields).ok()?;
        Some(Self { target: target.to_owned(), session: session.to_owned(), fields })
    }

    /// Reads it back from the sign-in form.
    pub(super) fn from_form(posted: &Posted) -> Option<Self> {
        let target = local_path(posted.raw("giu_dich"))?.to_owned();
        let kept = Self { target, session: posted.line("giu_phien"), fields: posted.raw("giu_noi_dung").to_owned() };
        (!kept.fields.is_empty()).then_some(kept)
    }

    /// The account in whose session it was typed. Ask before signing in, which clears old sessions away.
    pub(super) async fn owner(&self, services: &Services) -> db::Result<Option<String>> {
        store::owner_of(&mut &services.db, &self.session).await
    }
}

#[derive(Template)]
#[template(path = "sign_in/kept.html")]
struct KeptPage {
    page: Page,
    target: String,
    fields: Vec<(String, String)>,
}

impl KeptPage {
    /// What the person wrote, without the small change of a form (numbers of versions, choices, keys).
    fn written(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, value)| value.as_str()).filter(|value| value.chars().any(char::is_whitespace))
    }
}

/// The page that shows what is kept, with the button that sends it.
pub(super) fn show(visit: &Visit, kept: Kept, session: &NewSession) -> Answer {
    let fields = serde_json::from_str(&kept.fields).unwrap_or_default();
    let mut page = visit.page(visit.tr.t("sign-in-kept-title"));
    page.csrf.clone_from(&session.csrf);
    html(&KeptPage { page, target: kept.target, fields })
}
