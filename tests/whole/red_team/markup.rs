//! TM9: what is told is text for everybody who reads it, never a part of the page.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station,
    station::{PASSWORD, Told, queue, taken, work},
};
use reqwest::Method;

const MARKUP: [&str; 8] = [
    "<script>alert(138)</script>",
    "\"><img src=x onerror=alert(138)>",
    "'-alert(138)-'",
    "<svg/onload=alert(138)>",
    "</textarea><script>alert(138)</script>",
    "javascript:alert(138)",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "<a href=\"//mau.test\">bấm vào đây</a>",
];

/// Whether the page holds markup that somebody typed.
fn broken(text: &str) -> Option<&'static str> {
    let typed = ["<script>alert", "<img src=x", "<svg/onload", "href=\"//mau.test", "href=\"javascript:", ">49<"];
    typed.into_iter().find(|part| text.contains(part))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markup_in_a_tip_stays_text_on_both_sides() -> Result<()> {
    let station = Station::open(db::testing::sqlite().await?).await?;
    let all = MARKUP.join("\n");
    let told = Told {
        privacy: "named".to_owned(),
        text: all.clone(),
        place: format!("Xã Suối Mẫu, {}", MARKUP[1]),
        when: MARKUP[0].to_owned(),
        people: all.clone(),
        contact: vec![
            ("ten_nguoi_bao", MARKUP[0].to_owned()),
            ("dien_thoai", MARKUP[1].to_owned()),
            ("kenh_lien_lac", "call".to_owned()),
            ("gio_tu", "0:00".to_owned()),
            ("gio_den", "24:00".to_owned()),
            ("gio_an_toan", MARKUP[3].to_owned()),
        ],
        ..Told::default()
    };
    let draft = station.draft(&told).await?;
    for path in ["/p/kiem-tra", "/p"] {
        let page = draft.page(path).await?;
        ensure!(page.status == 200 && broken(&page.text).is_none(), "{path}: {:?}", broken(&page.text));
    }
    let reporter = station.tell(&told).await?;
    reporter.mailbox().await?;
    taken(&reporter.write(&all, "r1", &[]).await?, "the message")?;
    let officer = station.officer("ca.xa").await?;
    let tip = queue(&officer).await?.first().cloned().context("no tip")?;
    let answer = [("tra_loi", all.as_str()), ("khoa", "k1")];
    taken(&work(&officer, &tip, &format!("{tip}/tra-loi"), &answer).await?, "the answer")?;
    taken(&work(&officer, "/xac-nhan-lai", "/xac-nhan-lai", &[("mat_khau", PASSWORD)]).await?, "the proof")?;
    let page = format!("{tip}/nguoi-bao");
    let revealed = work(&officer, &page, &page, &[("ly_do", "gọi lại trong giờ an toàn")]).await?;
    let read = officer.page(&tip).await?;
    let mailbox = reporter.mailbox().await?;
    for (what, page) in [("the officer's page", read), ("the identity", revealed), ("the mailbox", mailbox)] {
        ensure!(page.text.contains("alert(138)"), "{what} shows nothing");
        ensure!(broken(&page.text).is_none(), "{what} holds {:?}", broken(&page.text));
    }
    Ok(())
}

/// Should markup slip through some day, the browser still runs nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_of_either_door_lets_a_script_of_somebody_else_run() -> Result<()> {
    let station = Station::open(db::testing::sqlite().await?).await?;
    let officer = station.officer("ca.xa").await?;
    let stranger = station.stranger()?;
    let doors = [(&officer, &station.house.routes), (&stranger, &station.house.public_routes)];
    let mut seen = 0;
    for (visitor, routes) in doors {
        for route in routes.iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
            let answer = visitor.request(Method::GET, route.path).send().await?;
            let header =
                |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            if !header("content-type").starts_with("text/html") {
                continue;
            }
            let policy = header("content-security-policy");
            for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
                ensure!(policy.contains(part), "{} allows more than {part}: {policy}", route.path);
            }
            let open = ["unsafe-inline", "unsafe-eval", "http:", "https:", "*", "data:"];
            let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap_or_default();
            ensure!(!open.iter().any(|hole| scripts.contains(hole)), "{}: {scripts}", route.path);
            seen += 1;
        }
    }
    ensure!(seen > 25, "only {seen} pages were looked at");
    Ok(())
}
