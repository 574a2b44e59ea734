//! Every change leaves its entry in the log that cannot be rewritten, and nothing else does.

use std::collections::{BTreeMap, BTreeSet};

use db::Statement;
use testkit::{Client, Persona, Reply, TestApp, forms};

use crate::seed::{PLAN, apps, features, hand_in};

const ACTIONS: Statement =
    Statement { name: "test::ACTIONS", sql: "SELECT action, COUNT(*) AS n FROM audit_entry GROUP BY action" };

/// Presses the buttons of the room one after the other, and looks into the log after each.
struct Walk<'a> {
    app: &'a TestApp,
    seen: BTreeMap<String, i64>,
    pressed: BTreeSet<&'static str>,
}

impl<'a> Walk<'a> {
    async fn new(app: &'a TestApp) -> Self {
        Self { app, seen: counts(app).await, pressed: BTreeSet::new() }
    }

    /// The button of a route was pressed: these entries are new, and no others.
    async fn left(&mut self, route: &'static str, entries: &[&str]) {
        let now = counts(self.app).await;
        let mut new = Vec::new();
        for (action, count) in &now {
            let before = self.seen.get(action).copied().unwrap_or(0);
            new.extend((before..*count).map(|_| action.strip_prefix("plans.").unwrap_or(action).to_owned()));
        }
        assert_eq!(new, entries, "after {route}");
        self.seen = now;
        self.pressed.insert(route);
    }
}

async fn counts(app: &TestApp) -> BTreeMap<String, i64> {
    let rows = app.db().rows(&ACTIONS, db::params![]).await.unwrap();
    rows.iter().map(|row| (row.text("action").unwrap(), row.int("n").unwrap())).collect()
}

/// Sends the form of a page whose address ends so, with these fields in place of what it holds.
async fn send(client: &Client<'_>, page: &str, ends: &str, fields: &[(&str, &str)]) -> Reply {
    let page = client.get(page).await.expect(200);
    let all = forms(page.body());
    let form = all.iter().find(|form| form.action.ends_with(ends)).unwrap_or_else(|| panic!("no form {ends}"));
    let kept = form.fields.iter().filter(|field| field.kind == "hidden" || field.is_typed() || field.kind == "select");
    let kept = kept.filter(|field| field.name != "_token" && !fields.iter().any(|(name, _)| *name == field.name));
    let mut sent: Vec<(&str, &str)> = kept.map(|field| (field.name.as_str(), field.value.as_str())).collect();
    sent.extend_from_slice(fields);
    let reply = if form.has_files {
        client.post_files(&form.action, &sent, &[]).await
    } else {
        client.post(&form.action, &sent).await
    };
    reply.expect(303)
}

/// The first link or form of a page that holds these words, without what stands before them.
fn found(page: &Reply, words: &str) -> String {
    let at = page.body().find(words).unwrap_or_else(|| panic!("no {words}: {}", page.text())) + words.len();
    page.body()[at..at + 36].to_owned()
}

async fn hand_ins(walk: &mut Walk<'_>, office: &Client<'_>) -> String {
    let reply = hand_in(office, "ke-hoach.txt", PLAN.as_bytes()).await.expect(303);
    let plan = reply.location().unwrap().strip_suffix("/doc").unwrap().to_owned();
    walk.left("/ke-hoach/nhap", &["document_read", "document_taken", "imported"]).await;
    let copy = hand_in(office, "ban-hai.txt", PLAN.replace("20/6/2026", "25/6/2026").as_bytes()).await.expect(303);
    walk.left("/ke-hoach/nhap", &["document_read", "document_taken"]).await;
    let at = copy.location().unwrap();
    let _ = office.post(at, &[("chon", "giu")]).await.expect(303);
    walk.left("/ke-hoach/nhap/{document}", &["document_kept"]).await;
    let scan = hand_in(office, "quet.pdf", include_bytes!("quet.pdf")).await.expect(303);
    walk.left("/ke-hoach/nhap", &["document_taken"]).await;
    let _ = office.post(&format!("{}/doc-lai", scan.location().unwrap()), &[]).await.expect(303);
    walk.left("/ke-hoach/nhap/{document}/doc-lai", &["document_waiting"]).await;
    plan
}

async fn draft_buttons(walk: &mut Walk<'_>, office: &Client<'_>, plan: &str) {
    let doc = format!("{plan}/doc");
    send(office, &format!("{plan}/thong-tin"), "/thong-tin", &[("ten", "Tên mới")]).await;
    walk.left("/ke-hoach/{id}/thong-tin", &["facts_edited"]).await;
    send(office, &format!("{plan}/muc/them"), "/muc/them", &[("noi-dung-muc", "Việc thêm")]).await;
    walk.left("/ke-hoach/{id}/muc/them", &["item_added"]).await;
    let item = found(&office.get(&doc).await.expect(200), &format!("{plan}/muc/"));
    let item = if item.starts_with("them") { second(&office.get(&doc).await, plan) } else { item };
    let address = format!("{plan}/muc/{item}");
    send(office, &address, &item, &[("noi-dung-muc", "Việc đã sửa. Và việc nữa.")]).await;
    walk.left("/ke-hoach/{id}/muc/{item}", &["item_edited"]).await;
    send(office, &format!("{address}/tach"), "/tach", &[("cac-phan", "Một\n\nHai")]).await;
    walk.left("/ke-hoach/{id}/muc/{item}/tach", &["item_split"]).await;
    send(office, &doc, &format!("{item}/gop"), &[]).await;
    walk.left("/ke-hoach/{id}/muc/{item}/gop", &["item_merged"]).await;
    send(office, &doc, &format!("{item}/bo"), &[]).await;
    walk.left("/ke-hoach/{id}/muc/{item}/bo", &["item_dropped"]).await;
    let _ = office.post(&format!("{address}/khoi-phuc"), &[("ban", "-1")]).await.expect(303);
    walk.left("/ke-hoach/{id}/muc/{item}/khoi-phuc", &[]).await;
    send(office, &doc, &format!("{item}/khoi-phuc"), &[]).await;
    walk.left("/ke-hoach/{id}/muc/{item}/khoi-phuc", &["item_restored"]).await;
    let target = [("noi-dung-muc", "Mười buổi"), ("gia-tri", "10"), ("loai", "numeric")];
    send(office, &format!("{plan}/chi-tieu/them"), "/chi-tieu/them", &target).await;
    walk.left("/ke-hoach/{id}/chi-tieu/them", &["target_added"]).await;
    let target = found(&office.get(&doc).await.expect(200), "id=\"ct-");
    send(office, &format!("{plan}/chi-tieu/{target}"), &target, &[("gia-tri", "90")]).await;
    walk.left("/ke-hoach/{id}/chi-tieu/{target}", &["target_edited"]).await;
    send(office, &doc, &format!("{target}/bo"), &[]).await;
    walk.left("/ke-hoach/{id}/chi-tieu/{target}/bo", &["target_edited"]).await;
    send(office, &format!("{plan}/ky/them"), "/ky/them", &[("noi-dung-muc", "Báo cáo đợt"), ("ngay", "7/8/2026")])
        .await;
    walk.left("/ke-hoach/{id}/ky/them", &["duty_added"]).await;
    let duty = found(&office.get(&doc).await.expect(200), "id=\"bc-");
    send(office, &format!("{plan}/ky/{duty}"), &duty, &[("noi-dung-muc", "Báo cáo quý")]).await;
    walk.left("/ke-hoach/{id}/ky/{duty}", &["duty_edited"]).await;
    for _ in 0..2 {
        send(office, &doc, &format!("{duty}/bo"), &[]).await;
        walk.left("/ke-hoach/{id}/ky/{duty}/bo", &["duty_edited"]).await;
    }
    send(office, &format!("{plan}/huy"), "/huy", &[("ly-do", "Thử")]).await;
    walk.left("/ke-hoach/{id}/huy", &["discarded"]).await;
    send(office, &format!("{plan}/huy"), "/hoan-tac", &[]).await;
    walk.left("/ke-hoach/{id}/huy/hoan-tac", &["undiscarded"]).await;
    send(office, &format!("{plan}/ban-hanh"), "/ban-hanh", &[("hieu-luc", "15/01/2026")]).await;
    walk.left("/ke-hoach/{id}/ban-hanh", &["issued"]).await;
    let _ = office.post(&format!("{plan}/so"), &[("so", "7"), ("ky-hieu", "KH-BCĐ")]).await.expect(303);
    walk.left("/ke-hoach/{id}/so", &["numbered"]).await;
    let _ = office.post(&format!("{plan}/ky/{duty}/ngay"), &[("ngay", "01/07/2026")]).await.expect(303);
    walk.left("/ke-hoach/{id}/ky/{duty}/ngay", &["report_dated"]).await;
}

/// The first obligation behind the link that adds one.
fn second(page: &Reply, plan: &str) -> String {
    let begin = format!("{plan}/muc/");
    let link = page.links().into_iter().find(|link| link.starts_with(&begin) && !link.ends_with("/them"));
    link.expect("an obligation")[begin.len()..begin.len() + 36].to_owned()
}

async fn work_buttons(walk: &mut Walk<'_>, office: &Client<'_>, leader: &Client<'_>, plan: &str) {
    let union = walk.app.visit_as(Persona::CommuneOfficer).await;
    let table = format!("{plan}/phan-cong");
    let page = office.get(&table).await.expect(200);
    let due = forms(page.body()).into_iter().flat_map(|form| form.fields).find(|field| field.name.starts_with("han-"));
    let due = due.unwrap().name;
    let duty = due.strip_prefix("han-").unwrap().to_owned();
    send(office, &table, "/phan-cong?trang=1", &[(&due, "30/9/2026")]).await;
    walk.left("/ke-hoach/{id}/phan-cong", &["assigned"]).await;
    let address = format!("/nhiem-vu/{duty}");
    send(office, &format!("{address}/sua"), "/sua", &[("nhiem-vu", "Lời khác")]).await;
    walk.left("/nhiem-vu/{id}/sua", &["edited"]).await;
    for (press, entry) in [("tra-lai", "progress_returned"), ("chap-nhan", "progress_accepted")] {
        let report = [("ket-qua", "Đã làm"), ("phan-tram", "25"), ("muc", "25")];
        send(office, &format!("{address}/cap-nhat"), "/cap-nhat", &report).await;
        walk.left("/nhiem-vu/{id}/cap-nhat", &["progress_submitted"]).await;
        let report = found(&leader.get(&address).await.expect(200), "/tien-do/");
        let _ = leader.post(&format!("/tien-do/{report}/{press}"), &[("ly-do", "Vì sao")]).await.expect(303);
        let route = if press == "tra-lai" { "/tien-do/{id}/tra-lai" } else { "/tien-do/{id}/chap-nhan" };
        walk.left(route, &[entry]).await;
        // Judged before: nothing more happens.
        let _ = leader.post(&format!("/tien-do/{report}/chap-nhan"), &[]).await.expect(303);
        walk.left("/tien-do/{id}/chap-nhan", &[]).await;
    }
    send(office, &format!("{address}/don-doc"), "/don-doc", &[("thu", "Đề nghị làm sớm")]).await;
    walk.left("/nhiem-vu/{id}/don-doc", &["reminded"]).await;
    // The agency that leads the obligation gets the letter.
    let letter = found(&union.get("/viec-cua-toi").await.expect(200), "/nhac-viec/");
    let _ = union.post(&format!("/nhac-viec/{letter}/da-doc"), &[]).await.expect(303);
    walk.left("/nhac-viec/{id}/da-doc", &["reminder_seen"]).await;
    let date = found(&office.get(plan).await.expect(200), "/ky-bao-cao/");
    let _ = office.post(&format!("/ky-bao-cao/{date}/da-nop"), &[]).await.expect(303);
    walk.left("/ky-bao-cao/{id}/da-nop", &["reported"]).await;
}

async fn from_above(walk: &mut Walk<'_>, office: &Client<'_>, province: &Client<'_>, own: &str) {
    let text = PLAN.replace("Suối Mẫu", "Mẫu Sơn");
    let reply = hand_in(province, "ke-hoach-tinh.txt", text.as_bytes()).await.expect(303);
    let at = reply.location().unwrap().to_owned();
    let plan = if let Some(plan) = at.strip_suffix("/doc") {
        plan.to_owned()
    } else {
        let made = province.post(&at, &[("chon", "moi")]).await.expect(303);
        made.location().unwrap().strip_suffix("/doc").unwrap().to_owned()
    };
    walk.left("/ke-hoach/nhap/{document}", &["document_read", "document_taken", "imported"]).await;
    send(province, &format!("{plan}/ban-hanh"), "/ban-hanh", &[("hieu-luc", "15/01/2026")]).await;
    walk.left("/ke-hoach/{id}/ban-hanh", &["issued"]).await;
    let _ = office.post(&format!("{plan}/da-nhan"), &[]).await.expect(303);
    walk.left("/ke-hoach/{id}/da-nhan", &["acknowledged"]).await;
    let _ = office.post(&format!("{plan}/da-nhan"), &[]).await.expect(303);
    walk.left("/ke-hoach/{id}/da-nhan", &[]).await;
    let upper = found(&office.get(&plan).await.expect(200), "/nhiem-vu/");
    let lower = found(&office.get(own).await.expect(200), "/nhiem-vu/");
    let _ = office.post(&format!("/nhiem-vu/{upper}/tra-loi"), &[("tra-loi", &lower)]).await.expect(303);
    walk.left("/nhiem-vu/{id}/tra-loi", &["answered"]).await;
    let _ = office.post(&format!("/nhiem-vu/{upper}/tra-loi"), &[]).await.expect(303);
    walk.left("/nhiem-vu/{id}/tra-loi", &["unanswered"]).await;
}

#[tokio::test]
async fn every_button_of_the_room_leaves_its_entry_in_the_log_and_a_refused_one_none() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let leader = app.visit_as(Persona::CommuneLeader).await;
        let province = app.visit_as(Persona::ProvinceOffice).await;
        let mut walk = Walk::new(&app).await;

        let plan = hand_ins(&mut walk, &office).await;
        draft_buttons(&mut walk, &office, &plan).await;
        work_buttons(&mut walk, &office, &leader, &plan).await;
        from_above(&mut walk, &office, &province, &plan).await;

        let plans = features().into_iter().find(|feature| feature.name == "plans").unwrap();
        let never: Vec<_> = plans
            .routes
            .infos()
            .iter()
            .filter(|route| route.method == "POST" && !walk.pressed.contains(route.path))
            .map(|route| route.path)
            .collect();
        assert!(never.is_empty(), "buttons that this test does not press: {never:?}");
    }
}
