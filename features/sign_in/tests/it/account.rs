//! One's own account.

use crate::common::{PASSWORD, apps, give, signed_in};

#[tokio::test]
async fn one_sees_ones_account_and_ends_the_other_sessions() {
    for app in apps().await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let colleague = signed_in(&app, "giang.mau").await;
        let page = here.get("/tai-khoan").await.expect(200);
        for words in
            ["Lò Thị Mẫu Bốn", "Xã Suối Mẫu", "Hội Liên hiệp Phụ nữ xã Suối Mẫu", "Cán bộ được giao việc", "Phiên này"]
        {
            assert!(page.shows(words), "{words}");
        }

        let done = here.post("/tai-khoan/phien", &[]).await.expect(303);

        assert!(here.follow(done).await.expect(200).shows("Đã kết thúc 1 phiên khác."));
        there.get("/thu").await.expect(303);
        colleague.get("/thu").await.expect(200);
    }
}

#[tokio::test]
async fn a_password_changes_only_for_a_good_one_and_ends_all_other_sessions() {
    const NEW: &str = "chín con trâu dưới suối";
    for app in apps().await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let old_secret = here.cookie("lachan_phien").unwrap();
        let change = async |present: &str, new: &str, again: &str| {
            here.get("/tai-khoan/mat-khau").await.expect(200);
            here.post("/tai-khoan/mat-khau", &[("hien_tai", present), ("moi", new), ("moi_lan_hai", again)]).await
        };

        assert!(change("sai", NEW, NEW).await.expect(422).shows("Mật khẩu hiện tại chưa đúng"));
        assert!(change(PASSWORD, NEW, "khác").await.expect(422).shows("không giống nhau"));
        assert!(change(PASSWORD, "ngắn", "ngắn").await.expect(422).shows("ít nhất 12 ký tự"));
        assert!(change(PASSWORD, "mật khẩu 123456", "mật khẩu 123456").await.expect(422).shows("dễ đoán"));
        let done = change(PASSWORD, NEW, NEW).await.expect(303);

        assert!(here.follow(done).await.expect(200).shows("Đã đổi mật khẩu"));
        assert_ne!(here.cookie("lachan_phien").unwrap(), old_secret);
        there.get("/thu").await.expect(303);
        give(&app.visit(), "lo.mau", PASSWORD).await.expect(422);
        give(&app.visit(), "lo.mau", NEW).await.expect(303);
    }
}
