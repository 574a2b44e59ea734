//! Help now (SC-A2, ux.md S-20 … S-24), and where the nearest front gate is.

use ::web::{Answer, Keep, Posted, Problem, PublicPage, PublicVisit, Services, for_all, html};
use askama::Template;

use super::known_places::KnownPlaces;
use crate::{
    model::{Found, Gate, GateKind, Province},
    recordings::{HELP, Recording, Recordings},
};

#[derive(Template)]
#[template(path = "public_site/help.html")]
struct HelpPage {
    page: PublicPage,
    provinces: Vec<Province>,
    province: String,
    name: String,
    sound: Option<Recording>,
}

/// The page. Browsers keep it nowhere; the server keeps it in memory.
pub(super) async fn show(
    visit: &PublicVisit,
    services: &Services,
    places: &KnownPlaces,
    recordings: &Recordings,
) -> Answer {
    let provinces = places.get(services).await.map(|places| places.provinces().to_vec()).unwrap_or_default();
    let mut page = visit.page(visit.tr.t("public-help-title"));
    // The numbers stand above the fold of a small phone: no menu before them.
    page.has_menu = false;
    let sound = recordings.of(HELP, visit.tr.lang()).cloned();
    for_all(&HelpPage { page, provinces, province: String::new(), name: String::new(), sound }, Keep::Nowhere)
}

#[derive(Template)]
#[template(path = "public_site/nearest.html")]
struct NearestPage {
    page: PublicPage,
    provinces: Vec<Province>,
    province: String,
    name: String,
    found: Option<Found>,
}

/// What was looked for is in the form, not in an address: history does not tell the place.
pub(super) async fn find(
    visit: &PublicVisit,
    services: &Services,
    places: &KnownPlaces,
    posted: &Posted,
) -> Result<axum::response::Response, Problem> {
    let (code, province, name) = (posted.line("xa"), posted.line("tinh"), posted.line("ten"));
    let known = places.get(services).await;
    let found = known.as_ref().map(|places| places.find(&code, &province, &name));
    let provinces = known.map(|places| places.provinces().to_vec()).unwrap_or_default();
    let mut page =
        visit.page(visit.tr.t("public-nearest-title")).back("/can-giup-ngay", visit.tr.t("public-help-title"));
    page.has_menu = false;
    html(&NearestPage { page, provinces, province, name, found })
}

/// A reload of the answer's address without the form.
pub(super) async fn again(visit: PublicVisit) -> Answer {
    ::web::redirect(visit.link("/can-giup-ngay"))
}

impl NearestPage {
    /// The name of a commune inside a sentence: "xã Suối Mơ".
    fn inner_name(name: &str) -> String {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    }

    /// A number as the telephone wants it.
    fn dialled(phone: &str) -> String {
        phone.chars().filter(|ch| ch.is_ascii_digit() || *ch == '+').collect()
    }

    /// Whether the list tells where the police are.
    fn has_police(gates: &[Gate]) -> bool {
        gates.iter().any(|gate| gate.kind == GateKind::Police)
    }
}
