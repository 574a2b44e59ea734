//! Whom a tip is about: choosing the office or the officer, and taking a mistaken choice back.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::Actor;
use askama::Template;
use axum::extract::{Path, State};

use super::{Key, opener};
use crate::{
    actions::{self, About, Kept},
    error::{Result, TipError},
    rights::KeepAway,
    store::{
        bars::{self, BarRow, Barred},
        tips::{self, TipHead},
    },
};

/// Choices of a form: value and text.
pub(super) type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "tips/work/about.html")]
struct AboutPage {
    page: Page,
    head: TipHead,
    bars: Vec<BarRow>,
    agencies: Options,
    people: Options,
    about: About,
    reason: String,
    errors: Errors,
}

impl AboutPage {
    fn action(&self) -> String {
        format!("/tin-bao/{}/ve-ai", self.head.id)
    }

    fn lift_action(&self) -> String {
        format!("/tin-bao/{}/ve-ai/bo", self.head.id)
    }
}

/// The offices and officers that can be chosen: those of the reader's own unit, of the place, and of all units above these.
pub(super) async fn options(
    services: &Services,
    actor: &Actor,
    place: Option<&str>,
    none: &str,
) -> Result<(Options, Options)> {
    let (mut q, today) = (&services.db, services.context.today());
    let mut units: Vec<organisation::Unit> = Vec::new();
    for code in [Some(actor.unit.as_str()), place].into_iter().flatten() {
        let Some(unit) = organisation::unit(&mut q, code).await? else { continue };
        for one in organisation::unit_path(&mut q, &unit).await?.into_iter().chain([unit]) {
            if !units.iter().any(|known| known.code == one.code) {
                units.push(one);
            }
        }
    }
    let first = || vec![(String::new(), none.to_owned())];
    let (mut agencies, mut people) = (first(), first());
    for unit in &units {
        let all = organisation::agencies_of(&mut q, &unit.code, today).await?;
        agencies.extend(all.into_iter().map(|agency| (agency.id, agency.name)));
        let all = organisation::officers_of_unit(&mut q, &unit.code, today).await?;
        people.extend(all.into_iter().map(|officer| {
            let text = format!("{} – {}, {}", officer.person.name, officer.title, officer.agency.name);
            (officer.person.id, text)
        }));
    }
    Ok((agencies, people))
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let head = tips::find(&mut &services.db, visit.actor()?, id.parse()?).await?;
    draw(&visit, &services, head, (About::default(), String::new(), Errors::new())).await
}

async fn draw(
    visit: &Visit,
    services: &Services,
    head: TipHead,
    (about, reason, errors): (About, String, Errors),
) -> Answer {
    let actor = visit.actor()?;
    visit.permit::<KeepAway>(&head.thing())?;
    if !head.is_held_by(actor) {
        return Err(Problem::NotFound);
    }
    let page = visit.page(visit.tr.t("tips-bar-title"));
    let page = page.back(format!("/tin-bao/{}", head.id), visit.tr.t("tips-w-back"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let none = page.t("tips-bar-none");
    let (agencies, people) = options(services, actor, head.place.as_deref(), &none).await?;
    let bars = bars::list(&mut &services.db, head.id).await?;
    let template = AboutPage { page, head, bars, agencies, people, about, reason, errors };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let about = About { agency: posted.line("ve_co_quan"), person: posted.line("ve_can_bo") };
    let base = posted.line("phien_ban").parse().unwrap_or(0);
    let actor = visit.actor()?;
    let mut errors = Errors::new();
    match actions::keep_away(&services, actor, opener(&key), id.parse()?, (&about, base)).await {
        // Whoever sent this may be the one who does not see the tip any more.
        Ok(Kept::Elsewhere) => return redirect_with("/tin-bao", "tips-bar-flash", None),
        Ok(Kept::WithColleagues) => return redirect_with("/tin-bao", "tips-bar-flash-colleagues", None),
        Err(TipError::Invalid(faults)) => {
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
        }
        Err(TipError::Stale) => errors.add("ve_co_quan", visit.tr.t("tips-step-fault-stale")),
        Err(TipError::Path(key)) => errors.add("ve_co_quan", visit.tr.t(key)),
        Err(error) => return Err(error.into()),
    }
    let head = tips::find(&mut &services.db, actor, id.parse()?).await?;
    draw(&visit, &services, head, (about, String::new(), errors)).await
}

pub(super) async fn lift(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (kind, who, reason) = (posted.line("loai"), posted.line("ai"), posted.text("ly_do_bo"));
    let barred = match kind.as_str() {
        "agency" => Barred::Agency(&who),
        "later" => Barred::Later(&who),
        _ => Barred::Person(&who),
    };
    let actor = visit.actor()?;
    match actions::lift(&services, actor, id.parse()?, (barred, &reason)).await {
        Ok(()) => redirect_with(format!("/tin-bao/{id}"), "tips-bar-flash-lifted", None),
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            let head = tips::find(&mut &services.db, actor, id.parse()?).await?;
            draw(&visit, &services, head, (About::default(), reason, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}
