//! The questions, one at a time at one address (SC-A6). Each may be skipped; only the third is needed to send.

use ::web::{Answer, Errors, Posted, PublicPage, PublicPosted, PublicVisit, Services, html, invalid};
use askama::Template;
use axum::{extract::State, http::HeaderMap};

use super::{
    carried::{self, Carried, CarriedFile, Draft},
    place,
};
use crate::{
    actions::pictures,
    error::Result,
    model::{
        answers::{CONTACT, LONGEST, Privacy, SIGNS, URGENT, WHO},
        contact::ContactChannel,
        files::{FileFault, KeepOriginal, MOST_FILES},
    },
    store::{
        places::Meant,
        pockets::{self, PocketKey},
    },
};

/// Number of questions before the page that shows all answers.
pub(super) const QUESTIONS: u8 = 8;

#[derive(Template)]
#[template(path = "tips/public/question.html")]
struct QuestionPage {
    page: PublicPage,
    draft: Draft,
    errors: Errors,
    takes_files: bool,
    communes: Vec<Meant>,
}

impl QuestionPage {
    fn step(&self) -> i64 {
        i64::from(self.draft.step)
    }

    fn who() -> [&'static str; 3] {
        WHO
    }

    fn urgent() -> [&'static str; 3] {
        URGENT
    }

    fn signs() -> [&'static str; 9] {
        SIGNS
    }

    fn contacts() -> [&'static str; 3] {
        CONTACT
    }

    fn contact_ways() -> impl Iterator<Item = &'static str> {
        ContactChannel::ALL.iter().map(|one| one.key())
    }

    fn has_sign(&self, sign: &str) -> bool {
        self.draft.told.signs.iter().any(|one| one == sign)
    }

    fn may_name(&self) -> bool {
        self.draft.privacy != Privacy::Anonymous
    }
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    match carried::find(&services, &headers).await? {
        Some((_, Carried::Draft(draft))) => draw(&visit, &services, *draft, Errors::new()).await,
        Some((_, Carried::Sent { .. })) => carried::go(&visit, "/p/da-gui"),
        _ => carried::go(&visit, "/p/bat-dau"),
    }
}

async fn draw(visit: &PublicVisit, services: &Services, draft: Draft, errors: Errors) -> Answer {
    let takes_files = services.guard.files() == guard::Files::Taken;
    let communes = if draft.step == 4 { place::offered(services, &draft).await? } else { Vec::new() };
    let page = visit.neutral_page();
    let page = if errors.is_empty() { page } else { page.refused() };
    let template = QuestionPage { page, draft, errors, takes_files, communes };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

/// Takes an answer and goes where the pressed button leads.
pub(super) async fn answer(
    visit: PublicVisit,
    State(services): State<Services>,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    let posted = posted.0;
    let asked = posted.line("cau").parse().ok().filter(|step| (1..=QUESTIONS).contains(step));
    let (key, mut draft) = match (carried::find(&services, &headers).await?, asked) {
        (Some((key, Carried::Draft(draft))), _) => (key, *draft),
        (Some((_, Carried::Sent { .. })), _) => return carried::go(&visit, "/p/da-gui"),
        // The pocket has ended (ux.md S-31): what was typed on this page is kept, nothing else is left.
        (_, Some(step)) => (PocketKey::new(&services.context)?, Draft { step, ..Draft::default() }),
        (_, None) => return carried::go(&visit, "/p/bat-dau"),
    };
    // A page that the browser brought back answers its own question, not the one at which the journey stands.
    draft.step = asked.unwrap_or(draft.step);
    let mut errors = Errors::new();
    let is_open = !posted.has("bo_qua") && take(&visit, &services, &key, &mut draft, &posted, &mut errors).await?;
    if posted.has("quay_lai") {
        draft.step = draft.step.saturating_sub(1).max(1);
    } else if errors.is_empty() && !is_open && !posted.has("bo_tep") {
        draft.step = if posted.has("gui_ngay") { QUESTIONS + 1 } else { draft.step + 1 };
    }
    let is_over = draft.step > QUESTIONS;
    if is_over {
        draft.step = QUESTIONS;
    }
    carried::put(&services, &key, &Carried::Draft(Box::new(draft.clone()))).await?;
    let mut response = match (errors.is_empty(), is_over) {
        (false, _) => draw(&visit, &services, draft, errors).await,
        (true, true) => carried::go(&visit, "/p/kiem-tra"),
        (true, false) => carried::go(&visit, "/p"),
    }?;
    carried::give(&services, &mut response, &key);
    Ok(response)
}

/// Takes what this step's form holds; tells whether the page has something more to ask.
async fn take(
    visit: &PublicVisit,
    services: &Services,
    key: &PocketKey,
    draft: &mut Draft,
    posted: &Posted,
    errors: &mut Errors,
) -> Result<bool> {
    let one_of = |name: &str, keys: &[&str]| Some(posted.line(name)).filter(|key| keys.contains(&key.as_str()));
    let mut is_open = false;
    let told = &mut draft.told;
    match draft.step {
        1 => told.who = one_of("ai", &WHO).unwrap_or_default(),
        2 => told.urgent = one_of("gap", &URGENT).unwrap_or_default(),
        3 => {
            told.signs = posted.all("dau_hieu").into_iter().filter(|sign| SIGNS.contains(&sign.as_str())).collect();
            told.text = posted.text("chuyen");
            // Going back is always free; going on needs this one answer.
            if !told.is_enough() && !posted.has("quay_lai") {
                errors.add("chuyen", visit.tr.t("tips-fault-nothing"));
            }
        }
        // Whoever sends at once or goes back is not held up.
        4 => is_open = place::take(services, draft, posted).await? && posted.has("tiep"),
        5 => told.when = posted.text("khi_nao"),
        6 => told.people = posted.text("nguoi"),
        7 => take_files(visit, services, key, draft, posted, errors).await?,
        _ => take_contact(visit, draft, posted, errors),
    }
    let told = &draft.told;
    for (field, text) in [("chuyen", &told.text), ("noi", &told.place), ("nguoi", &told.people)] {
        if text.chars().count() > LONGEST {
            errors.add(field, visit.tr.t("tips-fault-too-long"));
        }
    }
    Ok(is_open)
}

async fn take_files(
    visit: &PublicVisit,
    services: &Services,
    key: &PocketKey,
    draft: &mut Draft,
    posted: &Posted,
    errors: &mut Errors,
) -> Result<()> {
    let removed = posted.line("bo_tep");
    let mut taken = Vec::new();
    for upload in posted.files("tep") {
        let keep = posted.has("giu_goc");
        let asked = if keep { KeepOriginal::Yes } else { KeepOriginal::No };
        let is_one_too_many = draft.files.iter().filter(|file| file.id != removed).count() + taken.len() >= MOST_FILES;
        match pictures::clean(upload, asked).await? {
            _ if is_one_too_many => errors.add("tep", visit.tr.t(FileFault::TooMany.key())),
            Ok(_) => taken.push((upload, keep)),
            Err(fault) => errors.add("tep", visit.tr.t(fault.key())),
        }
    }
    let mut tx = services.db.begin().await?;
    if draft.files.iter().any(|file| file.id == removed) {
        draft.files.retain(|file| file.id != removed);
        pockets::remove_file(&mut tx, key, &removed).await?;
    }
    for (upload, keep) in taken {
        let id = services.context.new_uuid().to_string();
        pockets::add_file(&mut tx, &services.context, key, &id, &upload.bytes).await?;
        draft.files.push(CarriedFile { id, name: upload.file_name.clone(), keep });
    }
    tx.commit().await?;
    Ok(())
}

fn take_contact(visit: &PublicVisit, draft: &mut Draft, posted: &Posted, errors: &mut Errors) {
    let contact = posted.line("lien_lac");
    draft.told.contact = if CONTACT.contains(&contact.as_str()) { contact } else { "code".to_owned() };
    if draft.privacy == Privacy::Anonymous {
        return;
    }
    let reporter = &mut draft.reporter;
    reporter.name = posted.line("ten_nguoi_bao");
    let safe = &mut reporter.contact;
    safe.phone = posted.line("dien_thoai");
    safe.channel = posted.line("kenh_lien_lac");
    safe.from = posted.line("gio_tu");
    safe.to = posted.line("gio_den");
    safe.hours = posted.line("gio_an_toan");
    safe.shared_with = posted.line("nguoi_nghe_cung");
    safe.may_leave_message = posted.has("de_lai_loi_nhan");
    safe.may_name_agency = posted.has("xung_co_quan");
    safe.disguise = posted.line("cach_xung");
    safe.password = posted.line("mat_khau_nhan_dien");
    for missing in safe.missing() {
        errors.add(missing.field(), visit.tr.t(missing.public_key()));
    }
    if draft.told.contact == "phone" && safe.phone.is_empty() {
        errors.add("dien_thoai", visit.tr.t("tips-fault-phone"));
    }
}
