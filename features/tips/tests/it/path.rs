//! What the tests of the legal path share: a tip taken in, a step noted, the log counted.

use testkit::{Client, Reply, TestApp};

/// Takes a tip in at the counter, from a reporter with a name; gives its address.
pub(crate) async fn take_in(officer: &Client<'_>, key: &str, more: &[(&str, &str)]) -> String {
    let before = tips_in(&officer.get("/tin-bao").await.expect(200));
    let fields = [
        ("kenh", "in_person"),
        ("chuyen", "Chuyện kể tại quầy"),
        ("ten", "Người Mẫu Báo"),
        ("xa", "99001"),
        ("khoa", key),
    ];
    let kept = fields.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name)).copied();
    let all: Vec<_> = kept.chain(more.iter().copied()).collect();
    officer.post("/tin-bao/moi", &all).await.expect(303);
    let after = tips_in(&officer.get("/tin-bao").await.expect(200));
    after.into_iter().find(|tip| !before.contains(tip)).unwrap_or_default()
}

/// The addresses of the tips on a page.
pub(crate) fn tips_in(page: &Reply) -> Vec<String> {
    let is_tip = |link: &String| link.starts_with("/tin-bao/") && link.len() == "/tin-bao/".len() + 36;
    let mut tips: Vec<_> = page.links().into_iter().filter(is_tip).collect();
    tips.dedup();
    tips
}

/// Opens the form of a step and sends it with these fields in place of what it holds.
pub(crate) async fn note(officer: &Client<'_>, tip: &str, step: &str, fields: &[(&str, &str)]) -> Reply {
    let form = officer.get(&format!("{tip}/buoc/{step}")).await.expect(200);
    send(officer, tip, step, &form, fields).await
}

/// Sends the form of a step that was opened before.
pub(crate) async fn send(officer: &Client<'_>, tip: &str, step: &str, form: &Reply, fields: &[(&str, &str)]) -> Reply {
    let value = |name: &str| {
        let typed = fields.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        typed.or_else(|| form.value_of(name)).unwrap_or_default()
    };
    let (version, day, time) = (value("phien_ban"), value("ngay"), value("gio"));
    let mut all = vec![("phien_ban", version.as_str()), ("ngay", day.as_str()), ("gio", time.as_str())];
    all.extend(fields.iter().filter(|(name, _)| !["phien_ban", "ngay", "gio"].contains(name)));
    officer.post(&format!("{tip}/buoc/{step}"), &all).await
}

/// Hands a tip over to the province, which signs for it.
pub(crate) async fn to_province(commune: &Client<'_>, province: &Client<'_>, tip: &str) {
    let form = commune.get(&format!("{tip}/chuyen")).await.expect(200);
    let version = form.value_of("phien_ban").expect("a version");
    let fields =
        [("den", "agency-99-police"), ("so", "01/PC"), ("phien_ban", version.as_str()), ("kem_nguoi_bao", "co")];
    commune.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
    province.post(&format!("{tip}/nhan"), &[]).await.expect(303);
}

/// How many entries of an action the log has.
pub(crate) async fn logged(app: &TestApp, action: &str) -> i64 {
    let filter = audit::Filter { action: Some(action.to_owned()), ..audit::Filter::default() };
    audit::count(&mut app.db(), &filter).await.expect("the log")
}
