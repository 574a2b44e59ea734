//! What the tests share.

use testkit::{Reply, TestApp};
use web::Feature;

/// Every page that is read without sending anything, in Vietnamese.
pub(crate) const PAGES: [&str; 15] = [
    "/",
    "/can-giup-ngay",
    "/nhan-biet",
    "/nhan-biet/viec-nhe-luong-cao",
    "/nhan-biet/moi-gioi-hon-nhan",
    "/nhan-biet/quen-qua-mang",
    "/nhan-biet/nguoi-quen-ru-di-xa",
    "/nhan-biet/giu-giay-to-tru-no",
    "/nhan-biet/cho-con-mang-thai-ho",
    "/kiem-tra-viec-lam",
    "/an-toan",
    "/gioi-thieu",
    "/gioi-thieu/quyen-du-lieu",
    "/gioi-thieu/kha-nang-tiep-can",
    "/khong-co-trang-nay",
];

pub(crate) fn features() -> Vec<Feature> {
    vec![organisation::feature(), public_site::feature()]
}

/// The same page in English.
pub(crate) fn english(path: &str) -> String {
    if path == "/" { "/en".to_owned() } else { format!("/en{path}") }
}

/// All pages in both languages, each with its address; the one that is not there answers 404.
pub(crate) async fn all_pages(app: &TestApp) -> Vec<(String, Reply)> {
    let visitor = app.visit_public();
    let mut pages = Vec::new();
    for path in PAGES.into_iter().map(ToOwned::to_owned).chain(PAGES.map(english)) {
        let status = if path.ends_with("/khong-co-trang-nay") { 404 } else { 200 };
        let reply = visitor.get(&path).await.expect(status);
        pages.push((path, reply));
    }
    pages
}

/// The place of each part in a page, in order; panics where one is missing.
pub(crate) fn in_order(page: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let found = page.get(from..).and_then(|rest| rest.find(part));
        from += found.unwrap_or_else(|| panic!("{part} is missing or out of order in\n{page}")) + part.len();
    }
}
