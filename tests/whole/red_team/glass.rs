//! TM1: an officer without the key of the agency asks for emergency access to a tip.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station, Visitor,
    station::{PASSWORD, Told, queue, taken, work},
};

const WORDS: &str = "người thân bị giữ trong nhà kho";
const NAME: &str = "Tòng Thị Không Ai Biết";
const LIST: &str = "/khoa/khan-cap";
const REASON: &str = "Nạn nhân gọi, người giữ khoá vắng";

const ACCOUNT: db::Statement = db::Statement { name: "test::ACCOUNT", sql: "SELECT id FROM account WHERE login = $1" };

fn told() -> Told {
    Told {
        privacy: "named".to_owned(),
        text: WORDS.to_owned(),
        place: "Xã Suối Mẫu".to_owned(),
        contact: vec![
            ("ten_nguoi_bao", NAME.to_owned()),
            ("dien_thoai", "0000 000 777".to_owned()),
            ("kenh_lien_lac", "call".to_owned()),
            ("gio_tu", "0:00".to_owned()),
            ("gio_den", "24:00".to_owned()),
            ("gio_an_toan", "sau 20 giờ thì hơn".to_owned()),
        ],
        ..Told::default()
    }
}

/// A receiver and another leader of the commune's police, who have signed in once.
async fn colleagues(station: &Station) -> Result<()> {
    let services = &station.house.services;
    let password = sign_in::hash_password(&services.context, &PASSWORD.into()).await?;
    let mut tx = services.db.begin().await?;
    let receiver: &[&str] = &["tip_receiver"];
    let leader: &[&str] = &["tip_leader"];
    for (login, person_id, roles) in
        [("truc.xa", "person-99001-women", receiver), ("pho.xa", "person-99001-leader", leader)]
    {
        let seed = sign_in::seed::SeedAccount {
            login,
            password: &password,
            person_id,
            person_name: login,
            unit: "99001",
            agency: Some("agency-99001-police"),
            roles,
        };
        sign_in::seed::account(&mut tx, &services.context, seed).await?;
    }
    tx.commit().await?;
    for login in ["truc.xa", "pho.xa"] {
        station.officer(login).await?;
    }
    Ok(())
}

/// Proves anew who is at the keyboard.
async fn prove(officer: &Visitor) -> Result<()> {
    let proof = [("mat_khau", PASSWORD)];
    taken(&work(officer, "/xac-nhan-lai", "/xac-nhan-lai", &proof).await?, "the proof")
}

/// The newest request that a holder of the keys finds.
async fn request(officer: &Visitor) -> Result<String> {
    let links = testkit::links(&officer.page(LIST).await?.text);
    let is_one = |link: &String| link.strip_prefix("/khoa/khan-cap/").is_some_and(|id| id.len() == 36);
    links.into_iter().find(is_one).context("no request")
}

async fn ask(officer: &Visitor, kind: &str, tip: &str) -> Result<()> {
    let form = [("loai", kind), ("tin", tip), ("phut", "10"), ("ly_do", REASON)];
    taken(&work(officer, "/khoa/khan-cap/xin", "/khoa/khan-cap/xin", &form).await?, "the request")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_key_sees_one_tip_for_the_minutes_that_another_grants_and_a_third_looks_at_it() -> Result<()> {
    for station in Station::on_both_engines().await? {
        colleagues(&station).await?;
        let reporter = station.tell(&told()).await?;
        reporter.mailbox().await?;
        let (first, second) = (station.officer("ca.xa").await?, station.officer("pho.xa").await?);
        prove(&first).await?;
        let account = station.db().row(&ACCOUNT, db::params!["pho.xa"]).await?.context("an account")?.text("id")?;
        taken(&work(&first, "/khoa", "/khoa/thanh-vien", &[("tai_khoan", &account)]).await?, "the admission")?;
        let asker = station.officer("truc.xa").await?;
        let tip = queue(&asker).await?.first().cloned().context("no tip")?;
        ensure!(asker.status(&tip).await? == 404, "a tip opens without the key");

        // What was told: asked, granted, seen, over.
        ask(&asker, "tip", &format!("https://138.example{tip}")).await?;
        ensure!(asker.status(&tip).await? == 404, "a tip opens before anybody grants it");
        let one = request(&first).await?;
        ensure!(first.page(&one).await?.text.contains(REASON), "the reason does not open");
        taken(&work(&first, &one, &format!("{one}/cho-mo"), &[]).await?, "the grant")?;
        ensure!(asker.page(&tip).await?.text.contains(WORDS), "what was granted does not open");
        prove(&asker).await?;
        let reveal = format!("{tip}/nguoi-bao");
        let name = work(&asker, &reveal, &reveal, &[("ly_do", REASON)]).await?;
        ensure!(name.status == 404, "the reporter opens with the tip: {}", name.status);
        station.pass(9 * 60);
        ensure!(asker.status(&tip).await? == 200, "over before its time");
        station.pass(60);
        ensure!(asker.status(&tip).await? == 404, "it opens after its time");

        // Who told it: a request of its own.
        ask(&asker, "tip_reporter", &tip).await?;
        prove(&first).await?;
        let other = request(&first).await?;
        taken(&work(&first, &other, &format!("{other}/cho-mo"), &[]).await?, "the second grant")?;
        prove(&asker).await?;
        let name = work(&asker, LIST, &reveal, &[("ly_do", REASON)]).await?;
        ensure!(name.status == 200 && name.text.contains(NAME), "the reporter does not open: {}", name.status);
        ensure!(asker.status(&tip).await? == 404, "the tip opens with its reporter");
        taken(&work(&asker, LIST, &format!("{other}/ket-thuc"), &[]).await?, "the end")?;
        ensure!(work(&asker, LIST, &reveal, &[("ly_do", REASON)]).await?.status == 404, "it opens after its end");

        // A third person looks at both; the tip has a new key, and those who held it read it still.
        prove(&second).await?;
        for request in [&one, &other] {
            let form = [("ket_luan", "justified")];
            taken(&work(&second, request, &format!("{request}/ra-soat"), &form).await?, "the review")?;
        }
        for officer in [&first, &second] {
            ensure!(officer.page(&tip).await?.text.contains(WORDS), "the tip is lost with its old key");
        }
        let answer = [("tra_loi", "Chúng tôi đang đến"), ("khoa", "k1")];
        taken(&work(&first, &tip, &format!("{tip}/tra-loi"), &answer).await?, "the answer")?;
        let mailbox = station.open_mailbox(&reporter.receipt).await?;
        ensure!(mailbox.text.contains("Chúng tôi đang đến"), "the reporter is locked out: {}", mailbox.status);
    }
    Ok(())
}
