//! Tips, their numbers and their keys through a merger of two communes and back.

use access::Actor;
use contracts::territory::FollowsUnits;
use db::{Statement, params};
use jiff::civil::date;
use organisation::{Facts, NewUnit, Preview, Step};
use testkit::{Client, Persona};
use tips::{
    model::answers::Told,
    seed::{self, SeedTip},
};
use vault::Opener;

use crate::house::{House, houses, vault_of};

static FOLLOWERS: [FollowsUnits; 1] = [tips::FOLLOWS_UNITS];

const BARS: Statement =
    Statement { name: "test::BARS", sql: "SELECT barred FROM tip_bar WHERE barred_kind = 'agency' ORDER BY barred" };
const BAR: Statement = Statement {
    name: "test::BAR",
    sql: "INSERT INTO tip_bar (tip_id, barred_kind, barred) SELECT id, 'agency', $1 FROM tip",
};
const RENEWALS: Statement = Statement { name: "test::RENEWALS", sql: "SELECT COUNT(*) FROM tip_vault_renewal" };

fn features() -> Vec<web::Feature> {
    vec![organisation::feature_with(&FOLLOWERS), tips::feature()]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_that_follows_prepares_on_both_engines() {
    testkit::check_statements(features).await;
}

/// Two communes and their province, each with a vault.
struct Ground {
    house: House,
    neighbour: Opener,
}

impl Ground {
    async fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for house in houses().await {
            let neighbour = vault_of(&house.app, Persona::NeighbourOffice, "agency-99002-police").await;
            all.push(Self { house, neighbour });
        }
        all
    }

    fn db(&self) -> &db::Db {
        self.house.app.db()
    }

    async fn admin(&self) -> Actor {
        self.house.app.actor(Persona::Admin).await
    }

    /// Both communes become one.
    async fn merge(&self) -> Preview {
        let facts =
            Facts {
                title: "Sắp xếp mẫu".into(), citation: "Nghị quyết mẫu".into(), effective_on: date(2026, 3, 1)
            };
        let into =
            NewUnit { code: "99003".into(), kind: "xã".into(), name: "Xã Mới Mẫu".into(), parent: String::new() };
        let whole = vec!["99001".to_owned(), "99002".to_owned()];
        let steps = [Step::Merge { whole, part: Vec::new(), into }];
        let (services, admin) = (self.house.app.services(), self.admin().await);
        organisation::apply_steps(services, &admin, &FOLLOWERS, &facts, &steps).await.expect("a merger")
    }

    async fn undo(&self) {
        let (services, admin) = (self.house.app.services(), self.admin().await);
        let list = organisation::reorganisations(services, &admin).await.expect("a list");
        organisation::undo_reorganisation(services, &admin, &FOLLOWERS, &list[0].id, "thử").await.expect("an undo");
    }

    /// Somebody of an agency as the account stands after the merger.
    async fn of_heir(&self, persona: Persona) -> Client<'_> {
        let unit = organisation::unit(&mut self.db(), "99003").await.expect("a unit").expect("the new commune");
        let day = date(2026, 3, 4);
        let agencies = organisation::agencies_of(&mut self.db(), "99003", day).await.expect("agencies");
        let police = agencies.into_iter().find(|agency| agency.kind == "police").expect("its police");
        let actor = Actor {
            unit: unit.code,
            unit_name: unit.name,
            ground: unit.ground,
            agency: Some(police.id),
            roles: ["tip_receiver", "tip_leader"].map(str::to_owned).to_vec(),
            ..persona.actor()
        };
        let key = if persona == Persona::CommuneOffice { &self.house.commune } else { &self.neighbour };
        self.house.app.visit_as_actor(actor).with_key(key.clone())
    }

    async fn neighbour(&self) -> Client<'_> {
        self.house.neighbour().await.with_key(self.neighbour.clone())
    }
}

/// The addresses of the tips of a queue.
async fn tips(officer: &Client<'_>) -> Vec<String> {
    let is_tip = |link: &String| link.starts_with("/tin-bao/") && link.len() == "/tin-bao/".len() + 36;
    let mut tips: Vec<_> = officer.get("/tin-bao").await.expect(200).links().into_iter().filter(is_tip).collect();
    tips.sort();
    tips.dedup();
    tips
}

/// Writes down a call; gives its address in the officer's queue.
async fn take_in(officer: &Client<'_>, words: &str, key: &str) {
    let fields = [
        ("kenh", "telephone"),
        ("chuyen", words),
        ("khong_neu_ten", "co"),
        ("vi_sao_khong_ten", "declined"),
        ("khoa", key),
    ];
    officer.get("/tin-bao/moi").await.expect(200);
    officer.post("/tin-bao/moi", &fields).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn tips_of_merged_communes_keep_their_numbers_and_open_for_all_once_a_member_came() {
    for ground in Ground::all().await {
        ground.house.tell("Chuyện ở Suối Mẫu").await;
        take_in(&ground.neighbour().await, "Chuyện ở Đồi Mẫu", "n1").await;
        let old = tips(&ground.house.commune().await).await;
        let other = tips(&ground.neighbour().await).await;
        let province = ground.house.province().await;
        take_in(&province, "Tỉnh chuyển về", "p1").await;
        let sent = tips(&province).await;
        crate::path::note(&province, &sent[0], "khong-thuoc-tham-quyen", &[("ly_do", "Thuộc xã")]).await.expect(303);
        let version = province.get(&format!("{}/chuyen", sent[0])).await.expect(200).value_of("phien_ban");
        let fields = [("den", "agency-99001-police"), ("phien_ban", version.as_deref().expect("a version"))];
        province.post(&format!("{}/chuyen", sent[0]), &fields).await.expect(303);

        let done = ground.merge().await;

        assert!(done.tallies.len() >= 5);
        assert!(done.tallies.iter().all(|tally| tally.before == tally.after), "{:?}", done.tallies);
        let commune = ground.of_heir(Persona::CommuneOffice).await;
        let queue = commune.get("/tin-bao").await.expect(200);
        assert!(queue.shows("Đã nhận khoá của Công an xã Suối Mẫu"), "{}", queue.text());
        assert!(queue.shows("Khoá của Công an phường Đồi Mẫu chưa chuyển sang cơ quan mới: 1 tin"));
        assert!(queue.shows("0001/2026, sổ của Công an xã Suối Mẫu"));
        assert!(queue.shows("0001/2026, sổ của Công an phường Đồi Mẫu"));
        assert!(queue.shows("Từ Công an tỉnh Mẫu"), "what waited for a signature waits for the new agency's");
        assert!(commune.get(&old[0]).await.expect(200).shows("Chuyện ở Suối Mẫu"));
        commune.get(&other[0]).await.expect(404);
        commune.post(&format!("{}/nhan", sent[0]), &[]).await.expect(303);
        assert!(commune.get(&sent[0]).await.expect(200).shows("Tỉnh chuyển về"));
        assert!(commune.get("/tin-bao").await.shows("0001/2026 "), "the new book begins");

        let neighbour = ground.of_heir(Persona::NeighbourOffice).await;
        assert!(neighbour.get("/tin-bao").await.expect(200).shows("Đã nhận khoá của Công an phường Đồi Mẫu"));
        for (tip, words) in [(&old[0], "Chuyện ở Suối Mẫu"), (&other[0], "Chuyện ở Đồi Mẫu")] {
            assert!(commune.get(tip).await.expect(200).shows(words));
            assert!(neighbour.get(tip).await.expect(200).shows(words));
        }
        assert!(!commune.get("/tin-bao").await.shows("chưa chuyển"));
        let book = commune.get("/tin-bao/so-tiep-nhan").await.expect(200);
        assert_eq!(book.text().matches("0001/2026").count(), 3, "{}", book.text());

        // What is told from now on is sealed to the new agency.
        let services = ground.house.app.services();
        let told = Told { text: "Chuyện mới".into(), commune: "99003".into(), ..Told::default() };
        let pepper = vault::Pepper::of(&services.secrets).expect("a pepper");
        let receipt = vault::ReadyReceipt::make(&services.context, &pepper).expect("a receipt");
        let new = SeedTip { told, ..SeedTip::default() };
        let id = seed::tell(services, &new, receipt).await.expect("a tip");
        assert!(neighbour.get(&format!("/tin-bao/{id}")).await.expect(200).shows("Chuyện mới"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_gives_each_agency_its_tips_and_its_key_back() {
    for ground in Ground::all().await {
        ground.house.tell("Chuyện ở Suối Mẫu").await;
        let old = tips(&ground.house.commune().await).await;
        let _ = ground.merge().await;
        for persona in [Persona::CommuneOffice, Persona::NeighbourOffice] {
            ground.of_heir(persona).await.get("/tin-bao").await.expect(200);
        }
        assert!(ground.of_heir(Persona::NeighbourOffice).await.get(&old[0]).await.expect(200).shows("Suối Mẫu"));

        ground.undo().await;

        let commune = ground.house.commune().await;
        assert_eq!(ground.db().count(&RENEWALS, params![]).await.expect("a count"), 2);
        assert!(commune.get("/tin-bao").await.expect(200).shows("0001/2026"));
        assert!(commune.get(&old[0]).await.expect(200).shows("Chuyện ở Suối Mẫu"));
        ground.neighbour().await.get(&old[0]).await.expect(404);
        ground.house.tell("Chuyện sau đó").await;
        assert_eq!(tips(&commune).await.len(), 2, "the commune receives again");
        for tip in tips(&commune).await {
            commune.get(&tip).await.expect(200);
        }
        ground.neighbour().await.get("/tin-bao").await.expect(200);
        assert_eq!(ground.db().count(&RENEWALS, params![]).await.expect("a count"), 0, "both have new keys");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_over_from_the_accused_is_kept_from_the_tip_too() {
    for ground in Ground::all().await {
        take_in(&ground.house.province().await, "Về Công an phường", "p1").await;
        let mut tx = ground.db().begin().await.expect("a transaction");
        tx.run(&BAR, params!["agency-99002-police"]).await.expect("a bar");
        tx.commit().await.expect("a commit");
        let bars = async || {
            let rows = ground.db().rows(&BARS, params![]).await.expect("rows");
            rows.iter().map(|row| row.text("barred").expect("an agency")).collect::<Vec<_>>()
        };

        let _ = ground.merge().await;
        assert_eq!(bars().await.len(), 2);
        ground.undo().await;

        assert_eq!(bars().await, ["agency-99002-police"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_that_came_since_forbids_an_undo() {
    for ground in Ground::all().await {
        let _ = ground.merge().await;
        ground.of_heir(Persona::CommuneOffice).await.get("/tin-bao").await.expect(200);
        take_in(&ground.of_heir(Persona::CommuneOffice).await, "Chuyện mới", "c1").await;

        let (services, admin) = (ground.house.app.services(), ground.admin().await);
        let list = organisation::reorganisations(services, &admin).await.expect("a list");
        let undone = organisation::undo_reorganisation(services, &admin, &FOLLOWERS, &list[0].id, "thử").await;

        assert!(undone.is_err());
    }
}
