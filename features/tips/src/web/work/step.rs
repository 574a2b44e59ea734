//! The form of one step of the legal path (SC-F5 and what follows it).

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    Key,
    clock_words::{self, ClockView},
    opener,
};
use crate::{
    actions::{self, Classification, Typed, may_note},
    error::TipError,
    model::{
        law::{Circumstance, Offence, Receiver, Step, SuspensionGround, TipKind, clocks},
        paper::{Need, Needs, needs},
    },
    store::{
        path, steps,
        tips::{self, TipHead},
    },
};

/// What was chosen in the form, as keys.
#[derive(Debug, Clone, Default)]
struct Chosen {
    kind: Classification,
    officer: String,
    decision: String,
    ground: String,
}

/// A rule beside the form: what it asks for, when it ends, where it stands.
struct RuleView {
    name: String,
    due: String,
    latest: String,
    is_late: bool,
    basis: String,
    remarks: Vec<String>,
}

#[derive(Template)]
#[template(path = "tips/work/step.html")]
struct StepPage {
    page: Page,
    head: TipHead,
    step: Step,
    is_open: bool,
    /// Whether commune police hold it: the hand-over limit of a remote commune is theirs alone.
    is_commune: bool,
    last: Option<steps::Step>,
    rules: Vec<RuleView>,
    needs: Needs,
    officers: Vec<(String, String)>,
    typed: Typed,
    chosen: Chosen,
    errors: Errors,
}

impl StepPage {
    fn action(&self) -> String {
        format!("/tin-bao/{}/buoc/{}", self.head.id, self.step.key())
    }

    fn options(&self, group: &str, keys: &[&str]) -> Vec<(String, String)> {
        let none = (String::new(), self.page.t("tips-step-choose"));
        let named = keys.iter().map(|key| ((*key).to_owned(), self.page.kind(group, key)));
        std::iter::once(none).chain(named).collect()
    }

    fn kinds(&self) -> Vec<(String, String)> {
        self.options("tips-w-kind", &TipKind::ALL.iter().map(|one| one.key()).collect::<Vec<_>>())
    }

    fn offences(&self) -> Vec<(String, String)> {
        self.options("tips-offence", &Offence::ALL.iter().map(|one| one.key()).collect::<Vec<_>>())
    }

    /// What calls for haste; nothing of the kind comes first and is chosen where nothing is.
    fn circumstances(&self) -> Vec<(String, String)> {
        let named = |one: &Circumstance| (one.key().to_owned(), self.page.kind("tips-circumstance", one.key()));
        Circumstance::ALL.iter().map(named).collect()
    }

    fn grounds(&self) -> Vec<(String, String)> {
        self.options("tips-ground", &SuspensionGround::ALL.iter().map(|one| one.key()).collect::<Vec<_>>())
    }

    fn decisions(&self) -> Vec<(String, String)> {
        self.options("tips-decision", &["prosecute", "do_not_prosecute"])
    }
}

fn step_of(key: &str) -> Result<Step, Problem> {
    Step::from_key(key).ok_or(Problem::NotFound)
}

pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Path((id, step)): Path<(String, String)>,
) -> Answer {
    let head = tips::find(&mut &services.db, visit.actor()?, id.parse()?).await?;
    let typed = Typed::at(services.context.now(), head.version);
    draw(&visit, &services, (head, step_of(&step)?), (typed, Chosen::default(), Errors::new())).await
}

/// The form over the tip as it now stands, with what was typed.
async fn draw(
    visit: &Visit,
    services: &Services,
    (head, step): (TipHead, Step),
    (typed, chosen, errors): (Typed, Chosen, Errors),
) -> Answer {
    let actor = visit.actor()?;
    may_note(&services.policy, actor, &head, step)?;
    if !head.is_held_by(actor) {
        return Err(Problem::NotFound);
    }
    let mut q = &services.db;
    let holidays = services.holidays().await?;
    let (now, law) = (services.context.now(), path::law(&holidays)?);
    let path = path::path(&mut q, &head, law).await?;
    let page = visit.page(visit.tr.t(&format!("tips-step-{}", step.key())));
    let page = page.back(format!("/tin-bao/{}", head.id), visit.tr.t("tips-w-back"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let running = clocks(path.events(), law);
    let rules = step
        .rules(&path, law)
        .into_iter()
        .map(|rule| {
            let clock = running.iter().rev().find(|clock| clock.rule.code == rule.code);
            let view = clock.map(|clock| ClockView::of(&page, clock, now)).filter(|view| view.is_open);
            RuleView {
                name: clock_words::name(&page, rule),
                due: view.as_ref().map_or_else(String::new, |view| view.due.clone()),
                latest: view.as_ref().map_or_else(String::new, |view| view.latest.clone()),
                is_late: view.as_ref().is_some_and(|view| view.is_late),
                basis: rule.basis.clone(),
                remarks: view.map_or_else(Vec::new, |view| view.remarks),
            }
        })
        .collect();
    let officers = if step == Step::Assign {
        let all = actions::officers(services, actor, head.id).await?;
        let named = all.into_iter().map(|one| (one.person.id, format!("{} – {}", one.person.name, one.title)));
        std::iter::once((String::new(), page.t("tips-step-choose"))).chain(named).collect()
    } else {
        Vec::new()
    };
    let template = StepPage {
        is_open: step.is_open(&path, now, law),
        is_commune: path.receipt().is_some_and(|receipt| receipt.by == Receiver::CommunePolice),
        last: steps::list(&mut q, None, head.id).await?.pop(),
        needs: needs(step),
        page,
        head,
        step,
        rules,
        officers,
        typed,
        chosen,
        errors,
    };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path((id, step)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (actor, step) = (visit.actor()?, step_of(&step)?);
    let tip = id.parse()?;
    let (typed, chosen) = (read(&posted), choice(&posted));
    let opener = opener(&key);
    let noted = match step {
        Step::Classify => actions::classify(&services, actor, opener, tip, (&typed, &chosen.kind)).await,
        Step::Assign => actions::assign(&services, actor, opener, tip, (&typed, &chosen.officer)).await,
        Step::Decide => actions::decide(&services, actor, opener, tip, (&typed, &chosen.decision)).await,
        Step::Suspend => actions::suspend(&services, actor, opener, tip, (&typed, &chosen.ground)).await,
        plain => actions::note_plain(&services, actor, opener, tip, (&typed, plain)).await,
    };
    let mut errors = Errors::new();
    let mut typed = typed;
    match noted {
        Ok(()) => return redirect_with(format!("/tin-bao/{id}"), "tips-step-flash", None),
        Err(TipError::Invalid(faults)) => {
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
        }
        Err(TipError::Stale) => errors.add("buoc", visit.tr.t("tips-step-fault-stale")),
        Err(error) => return Err(error.into()),
    }
    let head = tips::find(&mut &services.db, actor, tip).await?;
    // What is sent next stands on the state that the person now sees.
    typed.base = head.version;
    draw(&visit, &services, (head, step), (typed, chosen, errors)).await
}

fn read(posted: &Posted) -> Typed {
    Typed {
        day: posted.line("ngay"),
        time: posted.line("gio"),
        number: posted.line("so"),
        dated: posted.line("ngay_van_ban"),
        reason: posted.text("ly_do"),
        base: posted.line("phien_ban").parse().unwrap_or(0),
    }
}

fn choice(posted: &Posted) -> Chosen {
    Chosen {
        kind: Classification {
            kind: posted.line("loai"),
            offence: posted.line("hanh_vi"),
            circumstance: posted.line("tinh_huong"),
            is_remote: posted.has("xa_vung_xa"),
        },
        officer: posted.line("can_bo"),
        decision: posted.line("ket_qua"),
        ground: posted.line("can_cu"),
    }
}
