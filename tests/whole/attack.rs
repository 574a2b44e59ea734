//! What somebody with bad intentions sends, on both engines: to every route, into every form, from another site.

use std::collections::BTreeMap;

use anyhow::Result;
use house::{Answer, House, Visitor, hand_in};
use lachan::DEMO_PASSWORD;
use reqwest::Method;
use testkit::{Field, Form};

const SOME_ID: &str = "0190b5d4-0000-7000-8000-000000000000";

/// Markup, a formula, a template, control characters, a turned direction, a character that no XML may hold.
const HOSTILE: &str = "=HYPERLINK(\"//mau.test\")<script>alert(138)</script>\"'><img src=x onerror=alert(138)> \
                       {{7*7}} ${7*7} \u{0}\u{1b}[31m\r\n\u{202e}đ\u{ffff} %00 ../../etc/passwd";
/// A name of a file that would like to be a path, a header and a script.
const HOSTILE_NAME: &str = "../../<script>alert(138)</script>\u{202e}\u{1}fdp.pdf";

/// Three people who between them see nearly every page.
const PEOPLE: [&str; 3] = ["ca.suoimo", "pn.suoimo", "th.tinh"];

/// Where signing out or a new password would end the walk.
const LEFT_ALONE: [&str; 2] = ["/dang-xuat", "/tai-khoan"];

/// A path with its identifiers taken out, and without its query: pages of one kind are one shape.
fn shape(path: &str) -> String {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let is_id = |part: &&str| part.len() == 36 || part.chars().all(|ch| ch.is_ascii_digit() || ch == '-');
    bare.split('/').map(|part| if is_id(&part) { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

/// How many pages of one shape are visited: enough for each state that a plan or a duty can be in.
const OF_A_SHAPE: usize = 4;

/// Walks through the house by its links, the given addresses first, and hands every page to `look`.
async fn walk(visitor: &Visitor, from: &[String], mut look: impl FnMut(&str, &Answer)) -> Result<()> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = std::collections::BTreeSet::new();
    let mut ahead = vec!["/viec-cua-toi".to_owned(), "/ke-hoach".to_owned(), "/van-ban".to_owned(), "/lich".to_owned()];
    ahead.extend_from_slice(from);
    while let Some(path) = ahead.pop() {
        let count = seen.entry(shape(&path)).or_default();
        if *count == OF_A_SHAPE || !known.insert(path.clone()) {
            continue;
        }
        *count += 1;
        let answer = visitor.page(&path).await?;
        look(&path, &answer);
        if answer.is_page() {
            let links = testkit::links(&answer.text);
            ahead.extend(links.into_iter().filter(|link| link.starts_with('/') && !link.starts_with("/ngon-ngu")));
        }
    }
    Ok(())
}

/// Every form that a person meets, a few of each kind.
async fn forms_met(visitor: &Visitor, from: &[String]) -> Result<Vec<Form>> {
    let mut met: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    walk(visitor, from, |_, answer| {
        for form in testkit::forms(&answer.text).into_iter().filter(|form| form.method == "post") {
            let of_its_kind = met.entry(shape(&form.action)).or_default();
            if of_its_kind.len() < 2 && !LEFT_ALONE.iter().any(|left| form.action.starts_with(left)) {
                of_its_kind.push(form);
            }
        }
    })
    .await?;
    Ok(met.into_values().flatten().collect())
}

fn must_not_break(what: &str, answer: &Answer) {
    assert!(answer.status < 500, "{what} breaks the house: {}\n{}", answer.status, visible(answer));
}

fn visible(answer: &Answer) -> String {
    answer.text.chars().take(600).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_into_any_form_breaks_a_page_or_becomes_markup() -> Result<()> {
    for house in House::demo_on_both_engines().await? {
        let mut sent = 0;
        for login in PEOPLE {
            let visitor = Visitor::sign_in(&house.address, login, DEMO_PASSWORD).await?;
            let mut from = Vec::new();
            if login == "ca.suoimo" {
                // A draft has the most forms of all, and the demonstration has none.
                from.push(format!("/ke-hoach/{}/doc", hand_in(&visitor, "Dự thảo để thử").await?));
            }
            let forms = forms_met(&visitor, &from).await?;
            for form in &forms {
                let what = format!("{login} sending {}", form.action);
                let file = (HOSTILE_NAME, b"%PDF-1.7 <script>alert(138)</script>".as_slice());
                // First only what a person types, so that as much as can be is kept; then everything.
                let typed = |field: &Field| if field.is_typed() { HOSTILE.to_owned() } else { field.value.clone() };
                must_not_break(&what, &visitor.submit(form, typed, file).await?);
                let plain = |field: &Field| match field.kind.as_str() {
                    "textarea" => HOSTILE.to_owned(),
                    _ => field.value.clone(),
                };
                must_not_break(&what, &visitor.submit(form, plain, file).await?);
                let long = |field: &Field| match field.name.as_str() {
                    "_token" => field.value.clone(),
                    // Long for every field, and within what one form may carry in all.
                    _ if field.kind == "textarea" => "ặ".repeat(100_000),
                    _ if field.is_typed() => "ặ".repeat(3_000),
                    _ => field.value.clone(),
                };
                must_not_break(&what, &visitor.submit(form, long, file).await?);
                for odd in ["\u{0}", "-9223372036854775809", "9999-12-31", "1/1/0001", "", &"9".repeat(5_000)] {
                    let all = |field: &Field| match field.name.as_str() {
                        "_token" => field.value.clone(),
                        _ => odd.to_owned(),
                    };
                    must_not_break(&format!("{what} with {odd:.20?}"), &visitor.submit(form, all, file).await?);
                }
                sent += 1;
            }
        }
        assert!(sent > 45, "only {sent} forms were met");
        for login in PEOPLE {
            let visitor = Visitor::sign_in(&house.address, login, DEMO_PASSWORD).await?;
            let mut pages = 0;
            walk(&visitor, &[], |path, answer| {
                must_not_break(path, answer);
                assert!(!answer.is_page() || !answer.text.contains("<script>alert"), "{path} shows a script");
                assert!(!answer.is_page() || !answer.text.contains("<img src=x"), "{path} shows a picture");
                pages += 1;
            })
            .await?;
            assert!(pages > 20, "{login} sees only {pages} pages");
        }
    }
    Ok(())
}

/// The page that says so arrives, though the browser had not sent everything when it was ready.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_large_is_told_and_not_cut_off() -> Result<()> {
    let house = House::demo().await?;
    let visitor = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    let forms = testkit::forms(&visitor.page("/ke-hoach/nhap").await?.text);
    let form = forms.iter().find(|form| form.has_files).expect("a form for files");
    let large = vec![b'a'; 24 << 20];
    for _ in 0..5 {
        let answer = visitor.submit(form, |field| field.value.clone(), ("lon.txt", &large)).await?;
        assert_eq!(answer.status, 413);
        assert!(answer.text.contains("Tệp quá lớn"), "{}", visible(&answer));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_breaks_a_page() -> Result<()> {
    let long = "a".repeat(3_000);
    let ids = [SOME_ID, "%00", "..%2f..%2fetc%2fpasswd", "%ff", "-1", "9999999999999999999999", &long];
    let values = ["-1", "9223372036854775807", "9999999999999999999", "%00", "'", "%25", "%ff", "0000-00", "9999-12"];
    let names = [
        "trang",
        "loc",
        "thang",
        "tim",
        "nam",
        "huong",
        "loai",
        "toi",
        "tu",
        "den",
        "don-vi",
        "trang-thai",
        "cap",
        "trang_thai",
        "tiep",
        "ma",
        "ve",
        "co-quan",
        "nguoi",
        "q",
    ];
    for house in House::demo_on_both_engines().await? {
        let visitor = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
        let pages: Vec<_> = house.routes.iter().filter(|route| route.method == "GET").map(|route| route.path).collect();
        for path in &pages {
            let filled = |id: &str| {
                let parts = path.split('/').map(|part| if part.starts_with('{') { id } else { part });
                parts.collect::<Vec<_>>().join("/")
            };
            let with_ids = if path.contains('{') { &ids[..] } else { &ids[..1] };
            for id in with_ids {
                let answer = visitor.page(&filled(id)).await?;
                must_not_break(&filled(id), &answer);
            }
            for value in values {
                let query: Vec<_> = names.iter().map(|name| format!("{name}={value}")).collect();
                let address = format!("{}?{}", filled(SOME_ID), query.join("&"));
                must_not_break(&address, &visitor.page(&address).await?);
            }
        }
        let mut real = Vec::new();
        walk(&visitor, &[], |path, _| real.push(path.split(['?', '#']).next().unwrap_or_default().to_owned())).await?;
        for path in real {
            for value in values {
                let query: Vec<_> = names.iter().map(|name| format!("{name}={value}")).collect();
                let address = format!("{path}?{}", query.join("&"));
                must_not_break(&address, &visitor.page(&address).await?);
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_is_taken_from_another_site_or_without_its_token() -> Result<()> {
    let house = House::demo().await?;
    let visitor = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    let token = visitor.token("/viec-cua-toi").await?;
    let other = Visitor::sign_in(&house.address, "pn.suoimo", DEMO_PASSWORD).await?.token("/viec-cua-toi").await?;
    for route in house.routes.iter().filter(|route| route.method == "POST") {
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { SOME_ID } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        for wrong in ["", "x", other.as_str()] {
            let answer = visitor.post(&path, &[("_token", wrong)]).await?;
            assert!([403, 404].contains(&answer.status), "{path} takes a wrong token: {}", answer.status);
        }
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://mau.test"),
            ("Origin", "null"),
        ] {
            let form = [("_token", token.as_str())];
            let answer = visitor.send(visitor.request(Method::POST, &path).header(name, value).form(&form)).await?;
            assert_eq!(answer.status, 403, "{path} takes a form with {name}: {value}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verbs_that_no_page_has_are_refused() -> Result<()> {
    let house = House::demo().await?;
    let visitor = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    for route in &house.routes {
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { SOME_ID } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        for verb in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE, Method::OPTIONS] {
            let answer = visitor.send(visitor.request(verb.clone(), &path)).await?;
            assert!([403, 404, 405].contains(&answer.status), "{verb} {path}: {}", answer.status);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_link_leads_to_another_site_or_writes_a_header() -> Result<()> {
    let house = House::demo().await?;
    let stranger = Visitor::stranger(&house.address)?;
    let away = [
        "https://mau.test/",
        "//mau.test",
        "/%5Cmau.test",
        "%5C%5Cmau.test",
        "/%09/mau.test",
        "/%0d%0aSet-Cookie:a=b",
        "javascript:alert(1)",
        "%2F%2Fmau.test",
        "/%2Fmau.test",
        "mau.test",
        "/..//mau.test",
        "%E2%81%84/mau.test",
    ];
    for to in away {
        for address in [format!("/ngon-ngu?ma=en&ve={to}"), format!("/dang-nhap?tiep={to}")] {
            let answer = stranger.page(&address).await?;
            must_not_break(&address, &answer);
            assert!(leads_home(&answer.location), "{address} leads to {}", answer.location);
            if let Some(form) = testkit::forms(&answer.text).into_iter().find(|form| form.action.contains("dang-nhap"))
            {
                let value = |field: &Field| match field.name.as_str() {
                    "ten" => "ca.suoimo".to_owned(),
                    "mat_khau" => DEMO_PASSWORD.to_owned(),
                    _ => field.value.clone(),
                };
                let fresh = Visitor::stranger(&house.address)?;
                let token = fresh.token(&address).await?;
                let with_token = |field: &Field| if field.name == "_token" { token.clone() } else { value(field) };
                let signed_in = fresh.submit(&form, with_token, ("", b"")).await?;
                assert_eq!(signed_in.status, 303, "{address}");
                assert!(leads_home(&signed_in.location), "{address} leads to {}", signed_in.location);
            }
        }
    }
    Ok(())
}

/// Nowhere, or a path of this site as every browser reads it.
fn leads_home(location: &str) -> bool {
    let second = location.chars().nth(1);
    location.is_empty()
        || (location.starts_with('/') && !matches!(second, Some('/' | '\\')) && !location.contains('\\'))
}
