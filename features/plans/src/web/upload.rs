//! Handing in a document: a file or pasted text.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect, redirect_with};
use access::Thing;
use askama::Template;
use axum::extract::State;
use base::uuid::Uuid;

use crate::{
    actions::import::{self, ImportError, Incoming, Taken},
    rights::ImportPlan,
};

#[derive(Template)]
#[template(path = "plans/import/upload.html")]
struct UploadPage {
    page: Page,
    errors: Errors,
    direction: String,
    text: String,
    form_key: String,
}

impl UploadPage {
    fn empty(visit: &Visit, services: &Services) -> Self {
        let page = visit.page(visit.tr.t("plans-i-upload-title")).back("/ke-hoach", visit.tr.t("plans-i-nav-plans"));
        Self {
            page,
            errors: Errors::new(),
            direction: "out".to_owned(),
            text: String::new(),
            form_key: services.context.new_uuid().to_string(),
        }
    }
}

/// The form.
pub(crate) async fn form(visit: Visit, State(services): State<Services>) -> Answer {
    visit.permit::<ImportPlan>(&Thing::of(visit.actor()?.ground))?;
    html(&UploadPage::empty(&visit, &services))
}

/// Takes a document in.
pub(crate) async fn take(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    let actor = visit.actor()?;
    visit.permit::<ImportPlan>(&Thing::of(actor.ground))?;
    let mut form = typed(&visit, &services, &posted);
    let field = if posted.file("tep").is_some() { "tep" } else { "van-ban" };
    let Some(incoming) = incoming(&visit, &posted, &form) else {
        form.errors.add("tep", visit.tr.t("plans-i-error-none"));
        return refused(form);
    };
    match import::take_in(&services, actor, &incoming).await {
        Ok(taken) => answer(taken),
        Err(error @ (ImportError::Source(_) | ImportError::NotAPlan(_))) => {
            form.errors.add(field, error.told(&visit.tr));
            refused(form)
        }
        Err(error) => Err(problem(error)),
    }
}

fn refused(form: UploadPage) -> Answer {
    invalid(&UploadPage { page: form.page.clone().refused(), ..form })
}

fn typed(visit: &Visit, services: &Services, posted: &Posted) -> UploadPage {
    let mut form = UploadPage::empty(visit, services);
    form.text = posted.text("van-ban");
    let direction = posted.line("huong");
    if ["in", "internal"].contains(&direction.as_str()) {
        form.direction = direction;
    }
    if let Ok(key) = Uuid::parse_str(posted.raw("form_key")) {
        form.form_key = key.to_string();
    }
    form
}

fn incoming(visit: &Visit, posted: &Posted, form: &UploadPage) -> Option<Incoming> {
    let (file_name, bytes) = match posted.file("tep") {
        Some(file) => (file.file_name.clone(), file.bytes.clone()),
        None if form.text.is_empty() => return None,
        None => (visit.tr.t("plans-i-pasted-name"), form.text.clone().into_bytes()),
    };
    Some(Incoming { file_name, bytes, direction: form.direction.clone(), form_key: form.form_key.clone() })
}

/// Where a person goes after a document was taken in.
pub(crate) fn answer(taken: Taken) -> Answer {
    match taken {
        Taken::Draft(plan) => redirect_with(format!("/ke-hoach/{plan}/doc"), "plans-i-flash-read", None),
        Taken::SameFile(document) => redirect_with(format!("/van-ban/{document}"), "plans-i-flash-same-file", None),
        Taken::Registered(document) => redirect_with(format!("/van-ban/{document}"), "plans-i-flash-registered", None),
        Taken::Waiting(document) | Taken::Alike(document) => redirect(format!("/ke-hoach/nhap/{document}")),
    }
}

/// The page of an error that no form can mend.
pub(crate) fn problem(error: ImportError) -> Problem {
    match error {
        ImportError::NotFound => Problem::NotFound,
        ImportError::Db(error) => error.into(),
        error => Problem::Unexpected(error.to_string()),
    }
}
