//! Journey 5, TM1: somebody inside looks for a person, out of curiosity or for somebody else.

use anyhow::{Context as _, Result, ensure};
use audit::Filter;
use house::{
    Station,
    station::{PASSWORD, Told, queue, taken, work},
};

const NAME: &str = "Tòng Thị Không Ai Biết";
const PHONE: &str = "0000 000 777";

fn named() -> Told {
    Told {
        privacy: "named".to_owned(),
        text: "chuyện người thân bị lừa".to_owned(),
        place: "Xã Suối Mẫu".to_owned(),
        contact: vec![
            ("ten_nguoi_bao", NAME.to_owned()),
            ("dien_thoai", PHONE.to_owned()),
            ("kenh_lien_lac", "call".to_owned()),
            ("gio_tu", "0:00".to_owned()),
            ("gio_den", "24:00".to_owned()),
            ("gio_an_toan", "sau 20 giờ thì hơn".to_owned()),
        ],
        ..Told::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_finds_a_person_by_name_in_any_list_search_or_export() -> Result<()> {
    for station in Station::on_both_engines().await? {
        station.tell(&named()).await?;
        let words = ["Tòng Thị Không Ai Biết", "tong thi khong ai biet", "0000000777", "%25"];
        for login in ["ca.xa", "ca.tinh", "ca.ben", "pn.xa", "ct.xa", "qt.tinh"] {
            let officer = station.officer(login).await?;
            for route in station.house.routes.iter().filter(|route| route.method == "GET" && !route.path.contains('{'))
            {
                for word in words {
                    let path = format!("{}?tim={word}&q={word}&ten={word}&tai-khoan={word}", route.path);
                    let page = officer.page(&path).await?;
                    // A search shows again what was typed; nothing else may say the name.
                    let without = page.text.replace(&format!("value=\"{word}\""), "").replace(&format!("“{word}”"), "");
                    let shown = [NAME, PHONE].into_iter().find(|secret| without.contains(secret) && word != *secret);
                    ensure!(shown.is_none(), "{login} finds {shown:?} at {path}");
                }
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_identity_is_shown_after_a_reason_and_a_proof_and_whoever_looked_stands_in_the_log() -> Result<()> {
    for station in Station::on_both_engines().await? {
        station.tell(&named()).await?;
        let officer = station.officer("ca.xa").await?;
        let tip = queue(&officer).await?.first().cloned().context("no tip")?;
        let page = format!("{tip}/nguoi-bao");
        ensure!(!officer.page(&tip).await?.text.contains(NAME), "the tip itself names its reporter");
        let early = officer.page(&page).await?;
        ensure!(early.location.starts_with("/xac-nhan-lai"), "shown without a new proof: {}", early.status);
        let proof = [("mat_khau", PASSWORD)];
        taken(&work(&officer, "/xac-nhan-lai", "/xac-nhan-lai", &proof).await?, "the proof")?;
        for reason in ["", "xem", "         "] {
            let refused = work(&officer, &page, &page, &[("ly_do", reason)]).await?;
            ensure!(refused.status == 422 && !refused.text.contains(NAME), "“{reason}” is reason enough");
        }
        let looks = Filter { action: Some("tips.reveal-reporter".into()), ..Filter::default() };
        ensure!(audit::count(&mut station.db(), &looks).await? == 0, "a refused look is counted as one");

        let shown = work(&officer, &page, &page, &[("ly_do", "gọi lại trong giờ an toàn")]).await?;

        ensure!(shown.status == 200 && shown.text.contains(NAME) && shown.text.contains(PHONE), "{}", shown.status);
        let entries = audit::list(&mut station.db(), &looks, 9, 0).await?;
        ensure!(entries.len() == 1 && entries[0].reason.as_deref() == Some("gọi lại trong giờ an toàn"));
        ensure!(officer.page(&tip).await?.text.contains("Giàng Mẫu Ba"), "“who looked” does not name who looked");
        // Who has no part in it: as if there were nothing, whatever they ask for.
        for login in ["ca.ben", "ca.tinh", "pn.xa", "ct.xa", "qt.tinh"] {
            let other = station.officer(login).await?;
            for path in [tip.clone(), page.clone(), format!("{tip}/chuyen")] {
                ensure!(other.status(&path).await? == 404, "{login} learns that there is {path}");
            }
            let sent = work(&other, "/tai-khoan/mat-khau", &page, &[("ly_do", "gọi lại trong giờ an toàn")]).await?;
            ensure!(sent.status == 404, "{login} sends {page}: {}", sent.status);
        }
    }
    Ok(())
}
