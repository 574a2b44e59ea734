//! Writing down what somebody told in person, by telephone or in a letter (SC-F2). Field list: TT 28/2020/TT-BCA Điều 5
//! khoản 3. An unnamed reporter is taken in like any other, and the reason is noted (khoản 1).

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::State;

use super::about::{self, Options};
use crate::{
    actions::{self, About, Intake},
    error::TipError,
    model::{
        answers::{Privacy, Reporter, SIGNS, SafeContact, Told, URGENT},
        law::{AnonymityReason, Channel},
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
    let intake = Intake { channel: Channel::InPerson.key().to_owned(), privacy: Privacy::Named, ..Intake::default() };
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
    match actions::take_in(&services, visit.actor()?, &intake, &posted.line("khoa")).await {
        Ok(taken) => redirect_with("/tin-bao", "tips-w-flash-taken-in", Some(taken.serial)),
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            draw(&visit, &services, intake, errors).await
        }
        Err(TipError::NobodyReceives) => {
            let mut errors = Errors::new();
            errors.add("kenh", visit.tr.t("tips-w-fault-no-vault"));
            draw(&visit, &services, intake, errors).await
        }
        Err(error) => Err(error.into()),
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
        contact: SafeContact {
            phone: posted.line("dien_thoai"),
            hours: posted.line("gio_an_toan"),
            shared_with: posted.line("nguoi_nghe_cung"),
            may_leave_message: posted.has("de_lai_loi_nhan"),
            disguise: posted.line("cach_xung"),
            password: posted.line("mat_khau_nhan_dien"),
        },
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
        about: About { agency: posted.line("ve_co_quan"), person: posted.line("ve_can_bo") },
    }
}
