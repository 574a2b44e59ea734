//! Tricks and their signs (SC-A3).

use ::web::{Answer, Keep, Problem, PublicPage, PublicVisit, for_all};
use askama::Template;

use crate::{
    model::{TOPICS, Topic, topic},
    recordings::{Recording, Recordings},
};

#[derive(Template)]
#[template(path = "public_site/signs.html")]
struct SignsPage {
    page: PublicPage,
    topics: [Topic; 6],
}

pub(super) async fn list(visit: PublicVisit) -> Answer {
    let page = visit.page(visit.tr.t("public-signs-title"));
    for_all(&SignsPage { page, topics: TOPICS }, Keep::Browser)
}

#[derive(Template)]
#[template(path = "public_site/topic.html")]
struct TopicPage {
    page: PublicPage,
    topic: Topic,
    /// The other tricks.
    topics: Vec<Topic>,
    sound: Option<Recording>,
}

pub(super) fn show(visit: &PublicVisit, slug: &str, recordings: &Recordings) -> Answer {
    let topic = topic(slug).ok_or(Problem::NotFound)?;
    let topics = TOPICS.iter().copied().filter(|other| *other != topic).collect();
    let page = visit.page(visit.tr.t(&topic.key("title"))).back("/nhan-biet", visit.tr.t("public-signs-title"));
    let sound = recordings.of(slug, visit.tr.lang()).cloned();
    for_all(&TopicPage { page, topic, topics, sound }, Keep::Browser)
}
