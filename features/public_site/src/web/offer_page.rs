//! The self-check of an offer (SC-A3): nothing is stored, nothing stands in an address, and nothing is judged.

use ::web::{Answer as Reply, Keep, PublicPage, PublicPosted, PublicVisit, for_all, html};
use askama::Template;

use crate::model::{Answer, QUESTIONS, read_answers};

#[derive(Template)]
#[template(path = "public_site/offer.html")]
struct OfferPage {
    page: PublicPage,
    numbers: [usize; QUESTIONS],
}

pub(super) async fn show(visit: PublicVisit) -> Reply {
    let page = visit.page(visit.tr.t("public-offer-title"));
    for_all(&OfferPage { page, numbers: std::array::from_fn(|place| place + 1) }, Keep::Nowhere)
}

#[derive(Template)]
#[template(path = "public_site/offer_answer.html")]
struct AnswerPage {
    page: PublicPage,
    /// Numbers of the questions answered with yes.
    seen: Vec<usize>,
    /// Numbers of those not known.
    unknown: Vec<usize>,
}

pub(super) async fn answer(visit: PublicVisit, posted: PublicPosted) -> Reply {
    let answers = read_answers(|name| posted.0.line(name));
    let of = |wanted| answers.iter().zip(1..).filter(|(answer, _)| **answer == wanted).map(|(_, n)| n).collect();
    let page =
        visit.page(visit.tr.t("public-offer-title")).back("/kiem-tra-viec-lam", visit.tr.t("public-offer-again"));
    html(&AnswerPage { page, seen: of(Answer::Yes), unknown: of(Answer::Unknown) })
}
