//! Writing down what somebody told in person, by telephone or in a letter (SC-F2). Field list: TT 28/2020/TT-BCA Điều 5
//! khoản 3. An unnamed reporter is taken in like any other, and the reason is noted (khoản 1).

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::State;

use super::about::{self, Options};
use crate::{
    actions::{self, About, FIRST, FirstReceipt, Intake},
    error::TipError,
    model::{
        answers::{Privacy, Reporter, SIGNS, Told, URGENT},
        contact::{ContactChannel, SafeContact},
        files::{self, CleanFile, FileFault, KeepOriginal, MOST_FILES},
        law::{AnonymityReason, Channel},
        moment::Moment,
    },
    rights::TakeIn,
};

#[derive(Template)]
#[template(path = "tips/work/intake.html")]
struct IntakePage {
    page: Page,
    intake: Intake,
    agencies: Options,
    people: Options,
    form_key: String,
    errors: Errors,
}

impl IntakePage {
    fn channels() -> impl Iterator<Item = &'static str> {
        Channel::ALL.iter().filter(|one| !matches!(one, Channel::Web | Channel::Zalo)).map(|one| one.key())
    }

    fn reasons() -> impl Iterator<Item = &'static str> {
        AnonymityReason::ALL.iter().filter(|one| **one != AnonymityReason::ChoseAnonymous).map(|one| one.key())
    }

    /// Who may have had it before, nobody first.
    fn bodies(&self) -> Vec<(String, String)> {
        let none = (String::new(), self.page.t("tips-intake-first-none"));
        let named = FIRST.map(|body| (body.key().to_owned(), self.page.kind("tips-body", body.key())));
        std::iter::once(none).chain(named).collect()
    }

    fn has_first(&self) -> bool {
        !(self.intake.first.body.is_empty() && self.intake.first.at.is_empty())
    }

    fn contact_ways(&self) -> Vec<(String, String)> {
        let none = (String::new(), self.page.t("tips-step-choose"));
        std::iter::once(none).chain(contact_ways(&self.page)).collect()
    }

    fn signs() -> [&'static str; 9] {
        SIGNS
    }

    fn urgent() -> [&'static str; 3] {
        URGENT
    }

    fn has_sign(&self, sign: &str) -> bool {
        self.intake.told.signs.iter().any(|one| one == sign)
    }

    fn is_anonymous(&self) -> bool {
        self.intake.privacy == Privacy::Anonymous
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>) -> Answer {
    visit.scope::<TakeIn>()?;
    let intake = Intake {
        channel: Channel::InPerson.key().to_owned(),
        privacy: Privacy::Named,
        received: Moment::of(services.context.now()),
        ..Intake::default()
    };
    draw(&visit, &services, intake, Errors::new()).await
}

async fn draw(visit: &Visit, services: &Services, intake: Intake, errors: Errors) -> Answer {
    let page = visit.page(visit.tr.t("tips-w-intake-title")).back("/tin-bao", visit.tr.t("tips-w-queue-title"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let form_key = services.context.new_uuid().to_string();
    let none = page.t("tips-bar-none");
    let (agencies, people) = about::options(services, visit.actor()?, None, &none).await?;
    let template = IntakePage { page, intake, agencies, people, form_key, errors };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

pub(super) async fn send(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    visit.scope::<TakeIn>()?;
    let intake = typed(&posted);
    let mut errors = Errors::new();
    let files = pictures(&visit, &posted, &mut errors);
    if !errors.is_empty() {
        return draw(&visit, &services, intake, errors).await;
    }
    match actions::take_in_with(&services, visit.actor()?, (&intake, &files), &posted.line("khoa")).await {
        Ok(taken) => redirect_with("/tin-bao", "tips-w-flash-taken-in", Some(taken.serial)),
        Err(TipError::Invalid(faults)) => {
            if !files.is_empty() {
                // A browser cannot be given its files back.
                errors.add("tep", visit.tr.t("tips-intake-files-again"));
            }
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            draw(&visit, &services, intake, errors).await
        }
        Err(TipError::NobodyReceives) => {
            errors.add("kenh", visit.tr.t("tips-w-fault-no-vault"));
            draw(&visit, &services, intake, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The pictures chosen, drawn anew.
fn pictures(visit: &Visit, posted: &Posted, errors: &mut Errors) -> Vec<CleanFile> {
    let keep = if posted.has("giu_goc") { KeepOriginal::Yes } else { KeepOriginal::No };
    let mut clean = Vec::new();
    for upload in posted.files("tep").filter(|upload| !(upload.file_name.is_empty() && upload.bytes.is_empty())) {
        let judged = match files::clean(&upload.file_name, &upload.bytes, keep) {
            _ if clean.len() >= MOST_FILES => Err(FileFault::TooMany),
            judged => judged,
        };
        match judged {
            Ok(file) => clean.push(file),
            Err(fault) => errors.add("tep", visit.tr.t(fault.key())),
        }
    }
    clean
}

/// The ways of safe contact, for a choice.
pub(super) fn contact_ways(page: &Page) -> impl Iterator<Item = (String, String)> {
    ContactChannel::ALL.iter().map(|one| (one.key().to_owned(), page.kind("tips-safe-channel", one.key())))
}

/// The safe contact that a form holds. Without a number there is nothing to reach by any way.
pub(super) fn contact(posted: &Posted) -> SafeContact {
    let phone = posted.line("dien_thoai");
    SafeContact {
        channel: if phone.is_empty() { String::new() } else { posted.line("kenh_lien_lac") },
        phone,
        from: posted.line("gio_tu"),
        to: posted.line("gio_den"),
        hours: posted.line("gio_an_toan"),
        shared_with: posted.line("nguoi_nghe_cung"),
        may_leave_message: posted.has("de_lai_loi_nhan"),
        may_name_agency: posted.has("xung_co_quan"),
        disguise: posted.line("cach_xung"),
        password: posted.line("mat_khau_nhan_dien"),
        asked_on: None,
    }
}

pub(super) fn typed(posted: &Posted) -> Intake {
    let privacy = if posted.has("khong_neu_ten") { Privacy::Anonymous } else { Privacy::Named };
    let reporter = Reporter {
        name: posted.line("ten"),
        address: posted.line("dia_chi"),
        id_number: posted.line("giay_to"),
        is_minor: posted.has("duoi_18"),
        minor_with: posted.line("nguoi_di_cung"),
        contact: contact(posted),
    };
    let told = Told {
        urgent: posted.line("gap"),
        signs: posted.all("dau_hieu").into_iter().filter(|sign| SIGNS.contains(&sign.as_str())).collect(),
        text: posted.text("chuyen"),
        commune: posted.line("xa"),
        place: posted.line("noi"),
        when: posted.line("khi_nao"),
        people: posted.text("nguoi"),
        witnesses: posted.text("nguoi_chung_kien"),
        circumstances: posted.text("tinh_tiet"),
        source: posted.text("vi_sao_biet"),
        sender: posted.line("noi_chuyen"),
        paper: posted.line("giay_kem"),
        ..Told::default()
    };
    Intake {
        channel: posted.line("kenh"),
        privacy,
        reason: posted.line("vi_sao_khong_ten"),
        reporter,
        told,
        received_at: None,
        received: moment(posted, ["ngay_tiep_nhan", "gio_tiep_nhan"]),
        first: FirstReceipt { body: posted.line("noi_dau"), at: moment(posted, ["noi_dau_ngay", "noi_dau_gio"]) },
        about: About { agency: posted.line("ve_co_quan"), person: posted.line("ve_can_bo") },
    }
}

fn moment(posted: &Posted, [day, time]: [&str; 2]) -> Moment {
    Moment { day: posted.line(day), time: posted.line(time) }
}
