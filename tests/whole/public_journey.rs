//! The pages of a visitor's own journey (ux.md S-07): each step, also where it is refused, has the frame of every public
//! page, is kept nowhere, says nothing of what it is, and is light.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station, Visitor,
    station::{Sheet, between},
};
use reqwest::{Method, header::HeaderMap};

/// The most that one page may weigh on its way: one congestion window of a fresh connection (ux.md BUD-01).
const FIRST_ANSWER: usize = 14_336;

/// A page of the journey as it came.
struct Seen {
    what: &'static str,
    status: u16,
    headers: HeaderMap,
    body: String,
}

/// Somebody who goes through the journey in one language and keeps every answer.
struct Walk {
    visitor: Visitor,
    /// What stands before every path: nothing for Vietnamese.
    language: &'static str,
    seen: Vec<Seen>,
}

impl Walk {
    async fn keep(&mut self, what: &'static str, status: u16, request: reqwest::RequestBuilder) -> Result<String> {
        let answer = request.send().await?;
        let (came, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.text().await?;
        ensure!(came == status, "{what} answers {came}: {}", between(&body, "<main", "</main>").unwrap_or_default());
        self.seen.push(Seen { what, status, headers, body: body.clone() });
        Ok(body)
    }

    async fn get(&mut self, what: &'static str, path: &str) -> Result<String> {
        let path = format!("{}{path}", self.language);
        let packed = self.visitor.request(Method::GET, &path).header("accept-encoding", "gzip").send().await?;
        let weight = packed.bytes().await?.len();
        ensure!(weight <= FIRST_ANSWER, "{what} weighs {weight} bytes");
        self.keep(what, 200, self.visitor.request(Method::GET, &path)).await
    }

    async fn post(&mut self, what: &'static str, status: u16, path: &str, fields: &[(&str, &str)]) -> Result<String> {
        let path = format!("{}{path}", self.language);
        self.keep(what, status, self.visitor.request(Method::POST, &path).form(fields)).await
    }

    /// The start and every question, each once refused where it can be.
    async fn answer(&mut self) -> Result<()> {
        self.get("the start", "/p/bat-dau").await?;
        self.post("the start without a choice", 422, "/p/bat-dau", &[]).await?;
        self.post("the start pressed", 303, "/p/bat-dau", &[("rieng_tu", "named")]).await?;
        self.get("question 1", "/p").await?;
        self.post("answer 1", 303, "/p", &[("ai", "other"), ("tiep", "co")]).await?;
        self.get("question 2", "/p").await?;
        self.post("answer 2", 303, "/p", &[("gap", "now"), ("tiep", "co")]).await?;
        self.get("question 3", "/p").await?;
        self.post("answer 3 empty", 422, "/p", &[("chuyen", ""), ("tiep", "co")]).await?;
        self.post("answer 3", 303, "/p", &[("chuyen", STORY), ("tiep", "co")]).await?;
        for question in ["question 4", "question 5", "question 6", "question 7"] {
            self.get(question, "/p").await?;
            self.post("a question passed over", 303, "/p", &[("bo_qua", "co")]).await?;
        }
        self.get("question 8", "/p").await?;
        let phone = [("lien_lac", "phone"), ("dien_thoai", "0000 000 000"), ("tiep", "co")];
        self.post("answer 8 without safe hours", 422, "/p", &phone).await?;
        let hours = [("kenh_lien_lac", "call"), ("gio_tu", "08:00"), ("gio_den", "09:00")];
        self.post("answer 8", 303, "/p", &[phone.as_slice(), &hours].concat()).await?;
        Ok(())
    }

    /// The button that sends: too early, with nothing of ours, without scripts while the slow lane is full; then sent.
    async fn send(&mut self, station: &Station) -> Result<String> {
        let page = self.get("all answers", "/p/kiem-tra").await?;
        let sheet = fields(&page)?;
        let early = self.post("sent too early", 422, "/p/kiem-tra", &pairs(&sheet)).await?;
        self.post("sent with a strange ticket", 422, "/p/kiem-tra", &[(guard::TICKET_FIELD, "x")]).await?;
        station.pass(30);
        let [ticket, _] = fields(&early)?;
        let held = self.post("sent without scripts", 422, "/p/kiem-tra", &[(guard::TICKET_FIELD, &ticket.1)]).await?;
        for page in [&early, &held] {
            ensure!(page.contains(STORY), "a held page has lost the text");
        }
        station.pass(30);
        self.post("sent", 303, "/p/kiem-tra", &pairs(&fields(&held)?)).await?;
        let page = self.get("the receipt", "/p/da-gui").await?;
        let receipt = between(&page, "<p class=\"code\"><b>", "<").context("no receipt")?.to_owned();
        self.post("the receipt mistyped", 422, "/p/da-gui", &[("bon_so_cuoi", "x")]).await?;
        let last = receipt.rsplit(' ').next().unwrap_or_default();
        self.post("the receipt copied", 303, "/p/da-gui", &[("bon_so_cuoi", last), ("da_chep", "co")]).await?;
        Ok(receipt)
    }

    /// The mailbox of the same visit, and a code typed in: wrong, too early, right.
    async fn come_back(&mut self, station: &Station, receipt: &str) -> Result<()> {
        // The slow step of a receipt is done beside the pages.
        let mailbox = format!("{}/ma/hop-thu", self.language);
        while self.visitor.page(&mailbox).await?.text.contains("<a class=\"button\" href=") {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
        self.get("the mailbox", "/ma/hop-thu").await?;
        let own_code = [("noi_dung", receipt), ("khoa", "1")];
        self.post("the code as a message", 422, "/ma/hop-thu", &own_code).await?;
        self.post("the mailbox closed", 303, "/ma/dong", &[]).await?;
        let page = self.get("the form for a code", "/ma").await?;
        let early = [(guard::TICKET_FIELD, fields(&page)?[0].1.clone()), ("ma", receipt.to_owned())];
        self.post("a code too early", 422, "/ma", &pairs(&early)).await?;
        station.pass(10);
        let [ticket, work] = fields(&self.get("the form again", "/ma").await?)?;
        let wrong = [ticket, work, ("ma", "0000 0000 0000 0000 0000".to_owned())];
        let missed = self.post("a wrong code", 422, "/ma", &pairs(&wrong)).await?;
        let [ticket, work] = fields(&missed)?;
        self.post("the right code", 303, "/ma", &pairs(&[ticket, work, ("ma", receipt.to_owned())])).await?;
        self.get("the mailbox by its code", "/ma/hop-thu").await?;
        Ok(())
    }
}

const STORY: &str = "Nhà bên cạnh khoá trái cửa cả ngày";

/// What a form of the guard brings back, with its work done.
fn fields(page: &str) -> Result<[(&'static str, String); 2]> {
    let sheet = Sheet::of(page)?;
    Ok([(guard::TICKET_FIELD, sheet.ticket), (guard::WORK_FIELD, sheet.work)])
}

fn pairs<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// The whole journey in both languages, at a door whose slow lane is full.
async fn walks() -> Result<Vec<Walk>> {
    let rules = guard::Rules { base_bits: 2, max_bits: 6, slow_burst: 0, ..guard::Rules::default() };
    let station = Station::open_with(db::testing::sqlite().await?, rules).await?;
    let mut walks = Vec::new();
    for language in ["", "/en"] {
        let visitor = station.stranger_from("203.0.113.7")?;
        let mut walk = Walk { visitor, language, seen: Vec::new() };
        walk.answer().await?;
        let receipt = walk.send(&station).await?;
        walk.come_back(&station, &receipt).await?;
        walks.push(walk);
    }
    Ok(walks)
}

/// What every answer says, pages and redirects alike.
fn headers_of(seen: &Seen) -> Result<()> {
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-robots-tag", "noindex, noarchive"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        ensure!(header(name) == value, "{}: {name} is {:?}", seen.what, header(name));
    }
    let policy = header("content-security-policy");
    for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
        ensure!(policy.contains(part), "{}: {policy}", seen.what);
    }
    let location = header("location");
    ensure!(!location.contains('?') && !location.contains("//"), "{} leads to {location}", seen.what);
    Ok(())
}

/// Order of the parts, with 113 and 111 always in the same place: after the page, before its foot.
fn frame_of(seen: &Seen) -> Result<()> {
    let parts = [
        "<body>",
        "<a class=\"skip\" href=\"#noi-dung\">",
        "<a class=\"skip skip-thoat\"",
        "<div class=\"exit\" data-thoat=",
        "rel=\"nofollow noreferrer\" role=\"button\" draggable=\"false\"",
        "<header",
        "<main id=\"noi-dung\">",
        "<h1",
        "</main>",
        "<aside class=\"help\"",
        "href=\"tel:113\"",
        "href=\"tel:111\"",
        "</aside>",
        "<footer",
        "</html>",
    ];
    let mut rest = seen.body.as_str();
    for part in parts {
        rest = rest.split_once(part).with_context(|| format!("{}: {part} is not in its place", seen.what))?.1;
    }
    ensure!(seen.body.matches("<h1").count() == 1, "{} has several headings", seen.what);
    Ok(())
}

/// Nothing in the tab, the head of the page, its forms or its addresses says what it is or what was answered.
fn silence_of(seen: &Seen, language: &str) -> Result<()> {
    let (refused, title) = match language {
        "" => ("Lỗi: ", "Biểu mẫu – Cổng thông tin cộng đồng"),
        _ => ("Error: ", "Form – Community information portal"),
    };
    let told = between(&seen.body, "<title>", "</title>").context("no title")?;
    let told = if seen.status == 422 { told.strip_prefix(refused).context("a refused page says so")? } else { told };
    ensure!(told == title, "the title of {} is {told}", seen.what);
    let head = between(&seen.body, "<head>", "</head>").context("no head")?;
    for telling in ["og:", "name=\"description\"", "twitter:"] {
        ensure!(!head.contains(telling), "{} says {telling}", seen.what);
    }
    for form in seen.body.split("<form ").skip(1) {
        let tag = form.split('>').next().unwrap_or_default();
        // The form that closes the mailbox has nothing to fill in.
        let is_bare = tag.contains("/ma/dong");
        ensure!(is_bare || tag.contains("autocomplete=\"off\""), "{}: <form {tag}>", seen.what);
        ensure!(!tag.contains('?'), "{}: <form {tag}>", seen.what);
    }
    for link in testkit::links(&seen.body) {
        ensure!(!link.contains('?'), "{}: what was answered stands in {link}", seen.what);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_of_a_journey_is_framed_as_every_page_is_kept_nowhere_and_says_nothing() -> Result<()> {
    for walk in walks().await? {
        for seen in &walk.seen {
            headers_of(seen)?;
            if seen.status != 303 {
                frame_of(seen)?;
                silence_of(seen, walk.language)?;
            }
        }
        let refused = walk.seen.iter().filter(|seen| seen.status == 422).count();
        let pages = walk.seen.iter().filter(|seen| seen.status == 200).count();
        ensure!((pages, refused) == (15, 10), "{pages} pages and {refused} refused forms were seen");
    }
    Ok(())
}
