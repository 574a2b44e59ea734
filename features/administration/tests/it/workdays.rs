//! The calendar of working days, set by whoever administers the whole installation.

use access::Actor;
use audit::{Entry, Filter};
use calendar::Limit;
use jiff::civil::Date;
use testkit::{Client, Persona, Reply, TestApp};

use crate::common::{as_auditor, features, write};

/// The invented province on each engine; its own committee is the highest one.
async fn provinces() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines(features).await;
    for app in &apps {
        organisation::sample::province(app.db(), app.context()).await.unwrap();
    }
    apps
}

/// The administrator of a commune: the same role, a smaller ground.
async fn commune_admin(app: &TestApp) -> Client<'_> {
    let actor = app.actor(Persona::CommuneOffice).await;
    app.visit_as_actor(Actor { roles: vec!["admin".to_owned()], ..actor })
}

const LIST: &str = "/quan-tri/ngay-nghi?nam=2026";
const ADD: &str = "/quan-tri/ngay-nghi/them";

fn day(kind: &'static str, on: &'static str) -> [(&'static str, &'static str); 6] {
    [
        ("loai", kind),
        ("ngay", on),
        ("ten", "Ngày thử"),
        ("can-cu", "TB 11/TB-BNV ngày 01/3/2026 (thử)"),
        ("doi-chieu", "yes"),
        ("tu-ngay", "04/03/2026"),
    ]
}

/// Opens the form at `path` and sends it with these fields.
async fn send(visitor: &Client<'_>, path: &str, fields: &[(&str, &str)]) -> Reply {
    let form = visitor.get(path).await.expect(200);
    let id = form.value_of("ma-muc").unwrap_or_default();
    let with_id = [&[("ma-muc", id.as_str())], fields].concat();
    visitor.post(path, &with_id).await
}

/// The last day of three working days from Thursday 05/03/2026 on, as every feature counts them.
async fn due(app: &TestApp) -> String {
    let limit: Limit = "3wd".parse().unwrap();
    let holidays = app.services().holidays().await.unwrap();
    let deadline = limit.due("2026-03-05T02:00:00Z".parse().unwrap(), &holidays);
    i18n::date(deadline.rolled_day())
}

/// The address under which a row with this text is corrected.
fn row_path(list: &Reply, on: &str) -> String {
    let after = list.body().split(&format!("<b>{on}")).nth(1).unwrap();
    let key = after.split("/quan-tri/ngay-nghi/dong/").nth(1).unwrap().split('"').next().unwrap();
    format!("/quan-tri/ngay-nghi/dong/{key}")
}

#[tokio::test]
async fn a_make_up_day_moves_a_limit_of_working_days_and_withdrawn_moves_it_back() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;
        assert_eq!(due(&app).await, "10/03/2026");

        send(&admin, ADD, &day("work", "07/03/2026")).await.expect(303);
        let list = admin.get(LIST).await.expect(200);
        assert!(list.shows("07/03/2026 – Ngày thử") && list.shows("TB 11/TB-BNV"));
        assert!(list.shows("Hoàng Mẫu Sáu nhập lúc 12:00 04/03/2026"));
        assert_eq!(due(&app).await, "09/03/2026");

        let withdraw = format!("{}/thu-hoi", row_path(&list, "07/03/2026"));
        admin.get(&withdraw).await.expect(200);
        assert!(admin.post(&withdraw, &[("ly-do", " ")]).await.expect(422).shows("Nhập lý do"));
        admin.post(&withdraw, &[("ly-do", "văn bản bị thay thế")]).await.expect(303);

        assert_eq!(due(&app).await, "10/03/2026");
        let list = admin.get(LIST).await.expect(200);
        assert!(list.body().contains("<s>07/03/2026"), "the row is kept");
        assert!(list.shows("Đã thu hồi") && list.shows("Lý do: văn bản bị thay thế"));
        admin.get(&withdraw).await.expect(404);
    }
}

#[tokio::test]
async fn a_corrected_row_stands_beside_the_one_it_replaces_and_both_are_in_the_log() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;
        let list = admin.get(LIST).await.expect(200);
        assert!(list.shows("Chưa đối chiếu"), "the make-up day of August has not been verified");
        let path = "/quan-tri/ngay-nghi/dong/shipped-day-2026-08-22";

        let without = send(&admin, path, &day("work", "22/08/2026")).await.expect(422);
        assert!(
            without.shows("Nhập lý do") && without.body().contains("value=\"22/08/2026\""),
            "what was typed is kept"
        );
        let whole = [day("work", "22/08/2026").as_slice(), &[("ly-do", "đã có văn bản gốc")]].concat();
        send(&admin, path, &whole).await.expect(303);

        let holidays = app.services().holidays().await.unwrap();
        assert_eq!(holidays.standing("2026-08-22".parse::<Date>().unwrap()), calendar::Standing::Working);
        let id = app.context().new_uuid().to_string();
        let stale = admin.post(path, &[whole.as_slice(), &[("ma-muc", id.as_str())]].concat()).await.expect(422);
        assert!(stale.shows("Ngày này đã có dòng khác"));
        for (action, count) in [("administration.enter_workday", 1), ("administration.withdraw_workday", 0)] {
            let filter = Filter { action: Some(action.into()), ..Filter::default() };
            let entries = audit::list(&mut app.db(), &filter, 9, 0).await.unwrap();
            assert_eq!(entries.len(), count, "{action}");
            if let Some(entry) = entries.first() {
                assert_eq!(entry.data.as_ref().unwrap()["replaces"], "shipped-day-2026-08-22");
                assert_eq!(entry.reason.as_deref(), Some("đã có văn bản gốc"));
            }
        }
    }
}

#[tokio::test]
async fn a_form_sent_twice_enters_one_row_and_a_bad_one_keeps_what_was_typed() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;
        let bad =
            [("loai", "rest"), ("ngay", "31/02/2026"), ("ten", "Lễ thử"), ("tu-ngay", "mai"), ("doi-chieu", "yes")];
        let page = send(&admin, ADD, &bad).await.expect(422);
        assert!(page.shows("không ngày nào vào lịch mà không có văn bản") && page.shows("Nhập một ngày có thật"));
        assert!(page.shows("Nhập ngày bắt đầu tính") && page.body().contains("value=\"31/02/2026\""));
        let worked = send(&admin, ADD, &day("work", "05/03/2026")).await.expect(422);
        assert!(worked.shows("vốn là ngày làm việc"));

        let id = admin.get(ADD).await.expect(200).value_of("ma-muc").unwrap();
        let fields = [day("rest", "06/03/2026").as_slice(), &[("ma-muc", id.as_str())]].concat();
        for _ in 0..2 {
            admin.post(ADD, &fields).await.expect(303);
        }

        assert_eq!(admin.get(LIST).await.expect(200).body().matches("06/03/2026 – Ngày thử").count(), 1);
        assert_eq!(due(&app).await, "11/03/2026", "a Friday off");
    }
}

#[tokio::test]
async fn a_year_without_a_notice_says_so_until_one_is_entered() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;
        let list = admin.get("/quan-tri/ngay-nghi?nam=2027").await.expect(200);
        assert!(list.shows("Chưa có lịch của năm 2027") && list.shows("Chưa chắc"));
        let form = admin.get("/quan-tri/ngay-nghi/them?loai=year&ngay=01/01/2027").await.expect(200);
        assert!(form.body().contains("value=\"01/01/2027\""));

        send(&admin, ADD, &day("year", "15/06/2027")).await.expect(303);

        let list = admin.get("/quan-tri/ngay-nghi?nam=2027").await.expect(200);
        assert!(list.shows("Đã có lịch của năm: TB 11/TB-BNV") && !list.shows("Chưa có lịch của năm"));
    }
}

#[tokio::test]
async fn a_month_shows_what_each_day_is() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;

        let month = admin.get("/quan-tri/ngay-nghi/thang?nam=2026&thang=11").await.expect(200);

        assert!(month.shows("Tháng 11 năm 2026") && month.shows("Ngày Văn hoá Việt Nam"));
        assert!(month.shows("Số ngày làm việc: 20."), "21 weekdays without the 24th");
        for odd in ["?nam=1&thang=99", "?nam=x", "?thang=0", ""] {
            admin.get(&format!("/quan-tri/ngay-nghi/thang{odd}")).await.expect(200);
            admin.get(&format!("/quan-tri/ngay-nghi{odd}")).await.expect(200);
        }
    }
}

#[tokio::test]
async fn only_whoever_administers_the_whole_changes_a_day() {
    for app in provinces().await {
        write(&app, &Entry::change("plans.issue", "plan", "1")).await;
        for visitor in [commune_admin(&app).await, as_auditor(&app).await] {
            let list = visitor.get(LIST).await.expect(200);
            assert!(list.shows("chỉ quản trị của đơn vị cao nhất") && !list.body().contains("/them"));
            visitor.get(ADD).await.expect(404);
            visitor.post(ADD, &day("rest", "06/03/2026")).await.expect(404);
            visitor.get("/quan-tri/ngay-nghi/dong/shipped-day-2026-08-22").await.expect(404);
            let path = "/quan-tri/ngay-nghi/dong/shipped-day-2026-08-22/thu-hoi";
            visitor.post(path, &[("ly-do", "x")]).await.expect(404);
        }
        for persona in [Persona::ProvinceOffice, Persona::CommuneLeader, Persona::CommuneOfficer, Persona::Nobody] {
            app.visit_as(persona).await.get(LIST).await.expect(404);
        }
        assert_eq!(due(&app).await, "10/03/2026");
    }
}

#[tokio::test]
async fn a_day_off_of_every_year_comes_back_and_shows_in_each_year() {
    for app in provinces().await {
        let admin = app.visit_as(Persona::Admin).await;

        send(&admin, ADD, &day("yearly", "12/11/2026")).await.expect(303);
        // 16/03/2027 is the ninth of the second lunar month.
        send(&admin, ADD, &day("lunar", "16/03/2027")).await.expect(303);

        let holidays = app.services().holidays().await.unwrap();
        let standing = |on: &str| holidays.standing(on.parse::<Date>().unwrap());
        assert_eq!(standing("2025-11-12"), calendar::Standing::Working, "not before its first time");
        assert_eq!(standing("2027-11-12"), calendar::Standing::Rest);
        let again =
            calendar::LunarDate { year: 2028, ..calendar::LunarDate::of("2027-03-16".parse().unwrap()).unwrap() };
        assert_eq!(holidays.standing(again.solar().unwrap()), calendar::Standing::Rest);
        for year in ["2026", "2030"] {
            let list = admin.get(&format!("/quan-tri/ngay-nghi?nam={year}")).await.expect(200);
            assert!(list.shows("12/11 hằng năm, từ 2026 – Ngày thử"), "{year}");
            assert!(list.shows("09/02 âm lịch hằng năm, từ 2027 – Ngày thử"), "{year}");
        }
        // 31/07/2025 lies in the inserted sixth month.
        let leap = send(&admin, ADD, &day("lunar", "31/07/2025")).await.expect(422);
        assert!(leap.shows("tháng nhuận") && leap.body().contains("value=\"31/07/2025\""));

        let path = row_path(&admin.get(LIST).await.expect(200), "12/11 hằng năm");
        admin.get(&format!("{path}/thu-hoi")).await.expect(200);
        admin.post(&format!("{path}/thu-hoi"), &[("ly-do", "nhập thử")]).await.expect(303);
        let holidays = app.services().holidays().await.unwrap();
        assert_eq!(holidays.standing("2027-11-12".parse::<Date>().unwrap()), calendar::Standing::Working);
    }
}
