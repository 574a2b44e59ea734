//! Somebody at the public door, with as little of their own work as can be.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use reqwest::{Client, redirect::Policy};

/// A client that keeps its connections and no cookies: those are carried by [`Draft`].
pub(crate) fn client() -> Result<Client> {
    Ok(Client::builder().redirect(Policy::none()).no_proxy().pool_max_idle_per_host(64).build()?)
}

/// A tip under way: the browser's cookie, and the form that sends it once its work is done.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) cookie: String,
    pub(crate) ticket: String,
    pub(crate) bits: u8,
    pub(crate) work: String,
}

/// A page of the door; anything but 200 is an error.
pub(crate) async fn get(client: &Client, address: &str, cookie: &str) -> Result<String> {
    let request = client.get(address);
    // A browser that carries nothing sends no such header.
    let request = if cookie.is_empty() { request } else { request.header("cookie", cookie) };
    let answer = request.send().await?;
    ensure!(answer.status() == 200, "{address}: {}", answer.status());
    Ok(answer.text().await?)
}

/// Sends a form, which must be taken; gives where it leads and the cookie that it sets.
pub(crate) async fn post(
    client: &Client,
    address: &str,
    cookie: &str,
    fields: &[(&str, &str)],
) -> Result<(String, String)> {
    let answer = client.post(address).header("cookie", cookie).form(fields).send().await?;
    ensure!(answer.status() == 303, "{address}: {}", answer.status());
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let set = header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    Ok((header("location").to_owned(), set))
}

/// Answers the questions: with every page between as a browser shows it, or as a program that looks at none.
pub(crate) async fn draft(client: &Client, door: &str, text: &str, looks: bool) -> Result<Draft> {
    if looks {
        get(client, &format!("{door}/p/bat-dau"), "").await?;
    }
    let (_, cookie) = post(client, &format!("{door}/p/bat-dau"), "", &[("rieng_tu", "anonymous")]).await?;
    let page = format!("{door}/p");
    let answers = [
        vec![("ai", "other"), ("tiep", "co")],
        vec![("gap", "no"), ("tiep", "co")],
        vec![("chuyen", text), ("tiep", "co")],
        vec![("noi", "Xã Suối Mơ"), ("gui_ngay", "co")],
    ];
    for fields in answers {
        if looks {
            get(client, &page, &cookie).await?;
        }
        post(client, &page, &cookie, &fields).await?;
    }
    Ok(Draft { cookie, ..Draft::default() })
}

/// Opens the page that sends, and reads its ticket.
pub(crate) async fn open_form(client: &Client, door: &str, draft: &mut Draft) -> Result<()> {
    let page = get(client, &format!("{door}/p/kiem-tra"), &draft.cookie).await?;
    (draft.ticket, draft.bits) = ticket(&page)?;
    Ok(())
}

/// The ticket of a page and the work that goes with it.
pub(crate) fn ticket(page: &str) -> Result<(String, u8)> {
    let bits = house::station::between(page, "data-bits=\"", "\"").context("no work on the page")?.parse()?;
    let fields = testkit::forms(page).into_iter().flat_map(|form| form.fields);
    let ticket = fields.into_iter().find(|field| field.name == guard::TICKET_FIELD).context("no ticket")?;
    Ok((ticket.value, bits))
}

/// Sends the tip and reads the receipt of 20 digits.
pub(crate) async fn send(client: &Client, door: &str, draft: &Draft) -> Result<String> {
    let fields = [(guard::TICKET_FIELD, draft.ticket.as_str()), (guard::WORK_FIELD, draft.work.as_str())];
    let (location, _) = post(client, &format!("{door}/p/kiem-tra"), &draft.cookie, &fields).await?;
    ensure!(location == "/p/da-gui", "sent to {location}");
    let page = get(client, &format!("{door}/p/da-gui"), &draft.cookie).await?;
    let receipt = house::station::between(&page, "<p class=\"code\"><b>", "<").context("no receipt")?;
    ensure!(receipt.chars().filter(char::is_ascii_digit).count() == 20, "a receipt of another length");
    Ok(receipt.to_owned())
}

/// Does the work of all drafts, on both cores; tells what one costs.
pub(crate) fn work(drafts: &mut [Draft]) -> Duration {
    let begun = Instant::now();
    let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX).max(1);
    let half = drafts.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        for part in drafts.chunks_mut(half) {
            scope.spawn(|| part.iter_mut().for_each(|draft| draft.work = guard::solve(&draft.ticket, draft.bits)));
        }
    });
    begun.elapsed() * 2 / count
}

/// What a crowd did.
#[derive(Debug)]
pub(crate) struct Done<T> {
    /// What each came to, and how long it took.
    pub(crate) all: Vec<(T, Duration)>,
    /// How many failed, and why the first did.
    pub(crate) failed: Vec<String>,
    /// From the first to the last.
    pub(crate) took: Duration,
}

/// So many clients at once do something with each of some things.
pub(crate) async fn crowd<I, T, F, R>(clients: usize, things: Vec<I>, act: F) -> Result<Done<T>>
where
    I: Send + 'static,
    T: Send + 'static,
    F: Fn(Client, I) -> R + Clone + Send + 'static,
    R: Future<Output = Result<T>> + Send,
{
    let things = Arc::new(Mutex::new(things));
    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..clients {
        let (things, act, client) = (Arc::clone(&things), act.clone(), client()?);
        tasks.spawn(async move {
            let (mut all, mut failed) = (Vec::new(), Vec::new());
            loop {
                let Some(thing) = things.lock().unwrap_or_else(PoisonError::into_inner).pop() else { break };
                let begun = Instant::now();
                match act(client.clone(), thing).await {
                    Ok(done) => all.push((done, begun.elapsed())),
                    Err(error) => failed.push(format!("{error:#}")),
                }
            }
            (all, failed)
        });
    }
    let mut done = Done { all: Vec::new(), failed: Vec::new(), took: Duration::ZERO };
    while let Some(part) = tasks.join_next().await {
        let (all, failed) = part?;
        done.all.extend(all);
        done.failed.extend(failed);
    }
    done.took = begun.elapsed();
    Ok(done)
}

impl<T> Done<T> {
    /// How many a second.
    pub(crate) fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.all.len()).unwrap_or(u32::MAX)) / self.took.as_secs_f64()
    }

    /// How long each took.
    pub(crate) fn times(&self) -> Vec<Duration> {
        self.all.iter().map(|(_, time)| *time).collect()
    }

    /// The things without their times; prints why the first that failed did.
    pub(crate) fn into_things(self, what: &str) -> Vec<T> {
        if let Some(why) = self.failed.first() {
            println!("  {what}: {} failed, the first because: {why}", self.failed.len());
        }
        self.all.into_iter().map(|(thing, _)| thing).collect()
    }
}

const WHO: [&str; 7] =
    ["Chị hàng xóm", "Em họ tôi", "Một người quen", "Cô bán vé", "Bạn cũ cùng lớp", "Anh lái xe", "Bà chủ trọ"];
const WHAT: [&str; 11] = [
    "bị giữ giấy tờ và không được về nhà",
    "được hứa việc nhẹ ở ngoại quốc rồi mất liên lạc",
    "bị ép ký nợ trước khi nhận việc",
    "nhắn tin nhờ gia đình gửi tiền chuộc",
    "bị đưa đi ban đêm bằng xe lạ",
    "phải làm mười sáu tiếng mỗi ngày mà không có lương",
    "được giới thiệu lấy chồng xa, nhà trai trả tiền môi giới",
    "bị khoá trong phòng trên gác",
    "được rủ mang thai hộ lấy tiền",
    "bị thu điện thoại ngay khi tới nơi",
    "không được đi khám dù đang ốm",
];
const SINCE: [&str; 5] = ["từ tuần trước", "đã ba tháng", "từ sau Tết", "mới hôm qua", "từ mùa gặt"];

/// Texts that are no templates of each other, as true tips are none.
pub(crate) fn text(number: usize) -> String {
    let pick = |words: &'static [&'static str], turn: usize| words.get(turn % words.len()).copied().unwrap_or_default();
    format!("{} {} {}, việc thứ {number}.", pick(&WHO, number), pick(&WHAT, number / 7), pick(&SINCE, number / 77))
}
