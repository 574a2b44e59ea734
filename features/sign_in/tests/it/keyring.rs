//! The keys of an agency through its page: made, given, taken away, divided, rehearsed and brought back.

use testkit::Reply;

use crate::common::{AGENCY, apps, keepers, proven, signed_in};

db::statements! {
    /// The account of an officer who takes no tips in.
    LO = "SELECT id FROM account WHERE login = 'lo.mau'";
}

/// The account behind the button whose words end so.
fn account(page: &Reply, action: &str, words: &str) -> String {
    let forms = testkit::forms(page.body());
    let parts: Vec<_> = page.body().split(&format!("action=\"{action}\"")).skip(1).collect();
    let place = parts.iter().position(|part| part.split("</form>").next().is_some_and(|form| form.contains(words)));
    let place = place.unwrap_or_else(|| panic!("no {words}: {}", page.text()));
    let form = forms.iter().filter(|form| form.action == action).nth(place).unwrap();
    form.fields.iter().find(|field| field.name == "tai_khoan").unwrap().value.clone()
}

/// The way of the one form that leads to a recovery and ends so.
fn recovery(page: &Reply, ends: &str) -> String {
    let forms = testkit::forms(page.body());
    let form = forms.iter().find(|form| form.action.starts_with("/khoa/phuc-hoi/") && form.action.ends_with(ends));
    form.unwrap_or_else(|| panic!("no way to {ends}: {}", page.text())).action.clone()
}

#[tokio::test]
async fn the_keys_of_an_agency_are_made_given_and_taken_away() {
    for app in apps().await {
        keepers(&app).await;
        let receiver = signed_in(&app, "truc.mau").await;
        let page = receiver.get("/khoa").await.expect(200);
        assert!(page.shows("Cơ quan chưa có khoá") && !page.shows("Lập khoá của cơ quan"));
        let leader = signed_in(&app, "truong.mau").await;
        leader.get("/khoa").await.expect(200);
        let asked = leader.post("/khoa/lap", &[]).await.expect(303);
        assert!(asked.location().is_some_and(|to| to.starts_with("/xac-nhan-lai")), "{:?}", asked.location());

        let leader = proven(&app, "truong.mau").await;
        leader.get("/khoa").await.expect(200);
        leader.post("/khoa/lap", &[]).await.expect(303);
        assert!(leader.post("/khoa/lap", &[]).await.expect(422).shows("Cơ quan đã có khoá"));

        let page = leader.get("/khoa").await.expect(200);
        assert!(page.shows("Chỉ một người giữ khoá"));
        let waiting = account(&page, "/khoa/thanh-vien", "truc.mau");
        leader.post("/khoa/thanh-vien", &[("tai_khoan", &waiting)]).await.expect(303);
        assert!(!leader.get("/khoa").await.expect(200).shows("Chỉ một người giữ khoá"));
        leader.post("/khoa/doi", &[]).await.expect(303);
        assert!(leader.get("/khoa").await.expect(200).shows("niêm phong lại toàn bộ"));
        let page = leader.get("/khoa").await.expect(200);
        let member = account(&page, "/khoa/thanh-vien/go", "truc.mau");
        leader.post("/khoa/thanh-vien/go", &[("tai_khoan", &member)]).await.expect(303);
        let left = vault::list_members(&mut app.db(), AGENCY).await.unwrap();
        assert_eq!(left.len(), 1, "{left:?}");
        let last = leader.post("/khoa/thanh-vien/go", &[("tai_khoan", &left[0].account)]).await.expect(422);
        assert!(last.shows("người giữ khoá cuối cùng"));

        // Nobody but a colleague with the role is admitted or made a trustee, whatever the form says.
        let officer = proven(&app, "lo.mau").await;
        let account = app.db().rows(&LO, db::params![]).await.unwrap()[0].text("id").unwrap();
        leader.post("/khoa/thanh-vien", &[("tai_khoan", &account)]).await.expect(404);
        leader.post("/khoa/nguoi-giu", &[("nguoi", "ai-do"), ("nguoi", &account), ("can", "2")]).await.expect(404);
        assert_eq!(vault::list_members(&mut app.db(), AGENCY).await.unwrap().len(), 1);

        // Somebody without the role does not learn that there are keys, and a receiver gives none.
        officer.get("/khoa").await.expect(404);
        officer.post("/khoa/lap", &[]).await.expect(404);
        receiver.get("/khoa").await.expect(200);
        receiver.post("/khoa/thanh-vien", &[("tai_khoan", &waiting)]).await.expect(404);
    }
}

#[tokio::test]
async fn trustees_together_bring_the_keys_back_and_one_alone_does_not() {
    for app in apps().await {
        keepers(&app).await;
        let leader = proven(&app, "truong.mau").await;
        let others = [proven(&app, "truc.mau").await, proven(&app, "lo.mau").await, proven(&app, "giang.mau").await];
        leader.get("/khoa").await.expect(200);
        leader.post("/khoa/lap", &[]).await.expect(303);
        let page = leader.get("/khoa").await.expect(200);
        let all: Vec<_> = testkit::forms(page.body()).into_iter().flat_map(|form| form.fields).collect();
        let possible: Vec<_> = all.iter().filter(|field| field.name == "nguoi").map(|field| &field.value).collect();
        assert_eq!(possible.len(), 4, "those who signed in once");
        let alone = [("nguoi", possible[0].as_str()), ("can", "1")];
        let refused = leader.post("/khoa/nguoi-giu", &alone).await.expect(422);
        assert!(refused.shows("Chọn từ 2 đến 16 người"));
        let ticked = format!("name=\"nguoi\" value=\"{}\" checked", possible[0]);
        assert_eq!(refused.body().matches("name=\"nguoi\" value=").count(), 4);
        assert_eq!(refused.body().matches(" checked> <span>").count(), 1, "the others are not ticked");
        assert!(
            refused.body().contains(&ticked) && refused.value_of("can").as_deref() == Some("1"),
            "it keeps the form"
        );
        let chosen: Vec<_> = possible.iter().map(|account| ("nguoi", account.as_str())).chain([("can", "2")]).collect();
        leader.post("/khoa/nguoi-giu", &chosen).await.expect(303);

        // A rehearsal: nothing is opened, and it is noted when it succeeded.
        let refused = leader.post("/khoa/phuc-hoi", &[("loai", "that"), ("ly_do", "")]).await.expect(422);
        assert!(refused.shows("Ghi lý do") && refused.body().contains("value=\"that\" checked"));
        assert!(refused.body().contains("<details open><summary>Diễn tập hoặc khôi phục"), "the form stays open");
        leader.post("/khoa/phuc-hoi", &[("loai", "dien-tap"), ("ly_do", "Hằng năm")]).await.expect(303);
        for trustee in &others[..2] {
            let hand_in = recovery(&trustee.get("/khoa").await.expect(200), "/nop");
            trustee.post(&hand_in, &[]).await.expect(303);
        }
        assert!(!leader.get("/khoa").await.expect(200).shows("Chưa diễn tập"));

        // Another leader, who never had the keys, gets them back with two shares, and not with one.
        let new = proven(&app, "pho.mau").await;
        new.get("/khoa").await.expect(200);
        new.post("/khoa/phuc-hoi", &[("loai", "that"), ("ly_do", "Mọi người mất mật khẩu")]).await.expect(303);
        let hand_in = recovery(&others[1].get("/khoa").await.expect(200), "/nop");
        let finish = hand_in.replace("/nop", "/xong");
        others[1].post(&hand_in, &[]).await.expect(303);
        assert!(new.post(&finish, &[]).await.expect(422).shows("Chưa đủ mảnh"));
        others[2].get("/khoa").await.expect(200);
        others[2].post(&hand_in, &[]).await.expect(303);
        assert!(others[2].post(&hand_in, &[]).await.expect(422).shows("đã nộp rồi"));
        let finish = recovery(&new.get("/khoa").await.expect(200), "/xong");
        new.post(&finish, &[]).await.expect(303);
        assert!(!new.get("/khoa").await.expect(200).shows("Bạn chưa giữ khoá"));
    }
}
