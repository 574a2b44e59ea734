//! An invented province whose police have vaults, and what a visitor does there.

use access::Actor;
use testkit::{Client, Persona, Reply, TestApp};
use vault::{Opener, Person};

/// Every feature that a tip meets.
pub(crate) fn features() -> Vec<web::Feature> {
    // The queue of work that comes later, as the application has it.
    let queue = web::Feature { name: "jobs", migrations: jobs::MIGRATIONS.to_vec(), ..web::Feature::default() };
    vec![queue, organisation::feature(), tips::feature()]
}

/// An application with the keys of its officers.
pub(crate) struct House {
    pub(crate) app: TestApp,
    pub(crate) commune: Opener,
    pub(crate) province: Opener,
}

/// The house on each engine at hand.
pub(crate) async fn houses() -> Vec<House> {
    houses_with(features).await
}

/// The same with other features.
pub(crate) async fn houses_with(features: fn() -> Vec<web::Feature>) -> Vec<House> {
    let mut houses = Vec::new();
    for app in TestApp::on_both_engines(features).await {
        organisation::sample::province(app.db(), app.context()).await.expect("the invented province");
        let commune = vault_of(&app, Persona::CommuneOffice, "agency-99001-police").await;
        let province = vault_of(&app, Persona::ProvinceOffice, "agency-99-police").await;
        houses.push(House { app, commune, province });
    }
    houses
}

/// Gives an agency a vault whose first member is a persona.
pub(crate) async fn vault_of(app: &TestApp, persona: Persona, agency: &str) -> Opener {
    let actor = app.actor(persona).await;
    let opener = keys_of(app, &actor).await;
    let mut tx = app.db().begin().await.expect("a transaction");
    vault::create_vault(&mut tx, app.context(), &actor, agency, &actor.account).await.expect("a vault");
    tx.commit().await.expect("a commit");
    opener
}

/// Gives somebody a pair of keys, and no vault.
pub(crate) async fn keys_of(app: &TestApp, actor: &Actor) -> Opener {
    let pepper = vault::Pepper::of(&app.services().secrets).expect("a pepper");
    let person = Person::create(app.context(), &actor.account, 0).expect("a key pair");
    let secret = secrecy::SecretString::from("một câu dài để thử");
    let locked = person.lock(app.context(), &vault::Lock::Password(&secret), &pepper).expect("a lock");
    let mut tx = app.db().begin().await.expect("a transaction");
    vault::add_person(&mut tx, app.context(), actor, &locked, "password", "1").await.expect("a key");
    tx.commit().await.expect("a commit");
    Opener::new(person)
}

impl House {
    async fn receiver(&self, persona: Persona) -> Actor {
        let roles = ["tip_receiver", "tip_leader"].map(str::to_owned).to_vec();
        Actor { roles, ..self.app.actor(persona).await }
    }

    /// The commune's police officer who takes tips in, with the key.
    pub(crate) async fn commune(&self) -> Client<'_> {
        self.app.visit_as_actor(self.receiver(Persona::CommuneOffice).await).with_key(self.commune.clone())
    }

    /// The province's, with the key.
    pub(crate) async fn province(&self) -> Client<'_> {
        self.app.visit_as_actor(self.receiver(Persona::ProvinceOffice).await).with_key(self.province.clone())
    }

    /// The same officer of the province without the role of the head.
    pub(crate) async fn province_receiver(&self) -> Client<'_> {
        let actor = self.receiver(Persona::ProvinceOffice).await;
        let roles = vec!["tip_receiver".to_owned()];
        self.app.visit_as_actor(Actor { roles, ..actor }).with_key(self.province.clone())
    }

    /// A colleague of that officer, another person.
    pub(crate) async fn province_colleague(&self) -> Client<'_> {
        let actor = self.receiver(Persona::ProvinceOffice).await;
        let (roles, person) = (vec!["tip_receiver".to_owned()], "person-of-a-colleague".to_owned());
        self.app.visit_as_actor(Actor { roles, person, ..actor }).with_key(self.province.clone())
    }

    /// The police of the commune next door, with the same rights.
    pub(crate) async fn neighbour(&self) -> Client<'_> {
        self.app.visit_as_actor(self.receiver(Persona::NeighbourOffice).await)
    }

    /// The commune's officer in a session that was opened without the password.
    pub(crate) async fn commune_without_key(&self) -> Client<'_> {
        self.app.visit_as_actor(self.receiver(Persona::CommuneOffice).await)
    }

    /// Tells something at the public door, up to the receipt; gives the browser and the receipt.
    pub(crate) async fn tell(&self, words: &str) -> (Client<'_>, String) {
        let visitor = self.app.visit_public();
        visitor.post_bare("/p/bat-dau", &[("rieng_tu", "anonymous")]).await.expect(303);
        visitor.post_bare("/p", &[("ai", "other"), ("tiep", "co")]).await.expect(303);
        visitor.post_bare("/p", &[("gap", "now"), ("tiep", "co")]).await.expect(303);
        visitor.post_bare("/p", &[("chuyen", words), ("dau_hieu", "locked"), ("tiep", "co")]).await.expect(303);
        visitor.post_bare("/p", &[("noi", "Xã Suối Mẫu"), ("gui_ngay", "co")]).await.expect(303);
        let sent = self.send(&visitor).await;
        assert_eq!(sent.location(), Some("/p/da-gui"));
        let receipt = code_of(&visitor.get("/p/da-gui").await.expect(200));
        (visitor, receipt)
    }

    /// Opens the mailbox in a new browser with the receipt alone.
    pub(crate) async fn open_by_code(&self, receipt: &str) -> Client<'_> {
        let visitor = self.app.visit_public();
        let page = visitor.get("/ma").await.expect(200);
        let ticket = page.value_of("_ve").expect("a ticket");
        let bits = attribute(&page, "data-bits").parse().expect("a number");
        self.app.pass(jiff::Span::new().seconds(9));
        let work = guard::solve(&ticket, bits);
        visitor.post_bare("/ma", &[("_ve", &ticket), ("_cong", &work), ("ma", receipt)]).await.expect(303);
        visitor
    }

    /// Presses "send" on the page with all answers, with the work done.
    pub(crate) async fn send(&self, visitor: &Client<'_>) -> Reply {
        let check = visitor.get("/p/kiem-tra").await.expect(200);
        let ticket = check.value_of("_ve").expect("a ticket");
        let bits = attribute(&check, "data-bits").parse().expect("a number");
        self.app.pass(jiff::Span::new().seconds(9));
        let work = guard::solve(&ticket, bits);
        visitor.post_bare("/p/kiem-tra", &[("_ve", &ticket), ("_cong", &work)]).await
    }
}

/// The value of the first attribute of that name.
fn attribute(reply: &Reply, name: &str) -> String {
    let rest = reply.body().split_once(&format!("{name}=\"")).expect("the attribute").1;
    rest.split('"').next().expect("a value").to_owned()
}

/// The five groups of digits on a page.
fn code_of(reply: &Reply) -> String {
    let rest = reply.body().split_once("<p class=\"code\"><b>").expect("a receipt").1;
    rest.split('<').next().expect("digits").to_owned()
}
