//! One tip (SC-F4): what was told, the thread, the attachments, what happened, who looked.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, download, html, invalid, redirect_with};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::IntoResponse as _,
};

use super::{
    Key,
    clock_words::{self, ClockView},
    gone, opener, words,
};
use crate::{
    actions::{self, OpenTip, may_note},
    model::{
        assessed::Assessed,
        law::{Circumstance, Remoteness, Step, TipState, clocks, offer_deadline, open_steps},
    },
    rights::{AnswerTip, HandOver, KeepAway, RevealReporter, SignFor},
    sealed,
    store::{
        bars::{self, BarRow},
        handovers::{self, Handover, Offer},
        path,
        steps::KEYS_LATER,
        thread::Author,
        zalo,
    },
};

#[derive(Template)]
#[template(path = "tips/work/detail.html")]
#[expect(clippy::struct_excessive_bools, reason = "which parts of the page there are")]
pub(super) struct DetailPage {
    page: Page,
    tip: OpenTip,
    place: String,
    open_steps: Vec<Step>,
    clocks: Vec<ClockView>,
    is_expired: bool,
    bars: Vec<BarRow>,
    is_with_colleagues: bool,
    offer: Option<Offer>,
    is_offer_late: bool,
    handovers: Vec<Handover>,
    viewers: Vec<Viewer>,
    may_answer: bool,
    may_reveal: bool,
    may_hand_over: bool,
    may_sign: bool,
    may_withdraw: bool,
    may_keep_away: bool,
    is_held: bool,
    form_key: String,
    typed: Typed,
    errors: Errors,
}

/// What was typed into a form of the page that was refused.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// To the reporter.
    pub(super) answer: String,
    /// Why an offer ends.
    pub(super) reason: String,
}

impl DetailPage {
    fn at(&self, what: &str) -> String {
        format!("/tin-bao/{}/{what}", self.tip.head.id)
    }

    fn classified(&self, detail: &str) -> String {
        classified(&self.page, detail)
    }

    /// Those whom the tip is kept from already.
    fn kept_from(&self) -> impl Iterator<Item = &BarRow> {
        self.bars.iter().filter(|bar| bar.kind != "later")
    }

    /// The agency that is kept from it once another holds it: the one whose page this is.
    fn later(&self) -> Option<&BarRow> {
        self.bars.iter().find(|bar| bar.kind == "later")
    }
}

/// A classification in words: the kind, what the act would be, and what makes the hand-over limit another.
pub(super) fn classified(page: &Page, detail: &str) -> String {
    let said = Assessed::read(detail);
    let kind = detail.split(':').next().unwrap_or_default();
    let circumstance = Some(said.circumstance).filter(|one| *one != Circumstance::Ordinary);
    let parts = [
        Some(page.kind("tips-w-kind", kind)),
        said.offence.map(|offence| page.kind("tips-offence", offence.key())),
        circumstance.map(|one| page.kind("tips-circumstance", one.key())),
        (said.commune == Remoteness::Remote).then(|| page.t("tips-classified-remote")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How many looks are read to tell who looked.
const MOST_LOOKS: u32 = 500;

/// Somebody who looked at the tip.
struct Viewer {
    account: String,
    name: String,
    last: jiff::Timestamp,
    times: i64,
}

/// The looks, newest first, person by person.
fn by_person(looks: Vec<audit::Listed>) -> Vec<Viewer> {
    let mut viewers: Vec<Viewer> = Vec::new();
    for look in looks {
        match viewers.iter_mut().find(|one| one.account == look.account) {
            Some(known) => known.times += 1,
            None => viewers.push(Viewer {
                name: look.name.unwrap_or_else(|| look.account.clone()),
                account: look.account,
                last: look.at,
                times: 1,
            }),
        }
    }
    viewers
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, key: Key, Path(id): Path<String>) -> Answer {
    if let Some(gone) = actions::find_gone(&services, visit.actor()?, id.parse()?).await? {
        return gone::draw(&visit, &services, gone).await;
    }
    draw(&visit, &services, &key, &id, (Typed::default(), Errors::new())).await
}

/// The page, with what was typed where a form of it was refused.
pub(super) async fn draw(
    visit: &Visit,
    services: &Services,
    key: &Key,
    id: &str,
    (typed, errors): (Typed, Errors),
) -> Answer {
    let actor = visit.actor()?;
    let id = id.parse()?;
    let tip = actions::open_tip(services, actor, opener(key), id).await?;
    let thing = tip.head.thing();
    let mut q = &services.db;
    let unit = match &tip.head.place {
        Some(code) => organisation::unit(&mut q, code).await?,
        None => None,
    };
    let holidays = services.holidays().await?;
    let (now, law) = (services.context.now(), path::law(&holidays)?);
    let path = path::path(&mut q, &tip.head, law).await?;
    let is_held = tip.head.is_held_by(actor);
    let may = |step: &Step| is_held && may_note(&services.policy, actor, &tip.head, *step).is_ok();
    let offer = handovers::waiting(&mut q, id).await?;
    let deadline = offer.as_ref().and_then(|offer| offer_deadline(offer.sent_at, law));
    let number = tip.head.number.map_or_else(String::new, |(serial, year)| words::number(serial, year));
    let title = visit.tr.of("tips-w-detail-title", number.as_str());
    let page = visit.page(title).back("/tin-bao", visit.tr.t("tips-w-queue-title"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let template = DetailPage {
        clocks: clock_words::views(&page, &clocks(path.events(), law), now),
        is_expired: path.state(now, law) == TipState::ExpiredWithoutGround,
        open_steps: open_steps(&path, now, law).into_iter().filter(may).collect(),
        bars: if is_held { bars::list(&mut q, id).await? } else { Vec::new() },
        is_held,
        is_with_colleagues: is_held && bars::is_among_holders(&mut q, id, services.context.today()).await?,
        is_offer_late: deadline.is_some_and(|deadline| now > deadline.strict),
        may_keep_away: is_held && visit.may::<KeepAway>(&thing),
        page,
        place: unit.map_or_else(|| visit.tr.t("tips-w-no-place"), |unit| unit.name),
        handovers: handovers::list(&mut q, id).await?,
        viewers: by_person(audit::viewers(&mut q, "tip", &sealed::text(id), MOST_LOOKS).await?),
        may_answer: is_held
            && visit.may::<AnswerTip>(&thing)
            && (tip.head.channel == "web" || zalo::is_linked(&mut q, id).await?),
        may_reveal: tip.head.privacy != "anonymous"
            && !matches!(services.policy.permit::<RevealReporter>(actor, &thing), Err(access::Refused::No)),
        may_hand_over: is_held && offer.is_none() && visit.may::<HandOver>(&thing),
        may_withdraw: is_held && offer.is_some() && visit.may::<HandOver>(&thing),
        may_sign: tip.head.is_offered && visit.may::<SignFor>(&thing),
        offer,
        form_key: services.context.new_uuid().to_string(),
        typed,
        errors,
        tip,
    };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

/// One attachment. Shown inside a page of ours only, and kept nowhere.
pub(super) async fn file(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    let asked = (id.parse()?, file.parse()?);
    let (kind, bytes) = actions::open_file(&services, visit.actor()?, opener(&key), asked).await?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind)], bytes).into_response())
}

/// One attachment as it was sent, to be kept as evidence.
pub(super) async fn original(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    let asked = (id.parse()?, file.parse()?);
    let (name, bytes) = actions::open_original(&services, visit.actor()?, opener(&key), asked).await?;
    download(&name, "application/octet-stream", bytes)
}

/// Says that somebody has the danger in hand.
pub(super) async fn acknowledge(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    actions::acknowledge_danger(&services, visit.actor()?, id.parse()?).await?;
    redirect_with(format!("/tin-bao/{id}"), "tips-w-flash-danger", None)
}
