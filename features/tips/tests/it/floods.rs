//! Many tips that are alike: which of them sink, and which never do.

use db::{Statement, params};

use crate::house::{House, houses};

const FLOODS: Statement = Statement { name: "test::FLOODS", sql: "SELECT COUNT(*) FROM tip WHERE is_flood = 1" };
const OTHERS: Statement = Statement { name: "test::OTHERS", sql: "SELECT COUNT(*) FROM tip WHERE is_flood = 0" };

async fn counts(house: &House) -> (i64, i64) {
    let db = house.app.db();
    let count = |statement| db.count(statement, params![]);
    (count(&FLOODS).await.expect("a count"), count(&OTHERS).await.expect("a count"))
}

fn story(number: usize) -> String {
    format!("Tôi thấy xe biển số {number} chở người qua cầu lúc nửa đêm, ba người ngồi sau thùng xe phủ bạt kín.")
}

/// Sends with the third question alone: every other is skipped, and of that one only a sign is ticked.
async fn only_a_sign(house: &House) {
    let visitor = house.app.visit_public();
    visitor.post_bare("/p/bat-dau", &[("rieng_tu", "anonymous")]).await.expect(303);
    for _ in 0..2 {
        visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
    }
    let third = visitor.post_bare("/p", &[("chuyen", ""), ("dau_hieu", "locked"), ("tiep", "co")]).await.expect(303);
    assert_eq!(third.location(), Some("/p"));
    for last in ["/p", "/p", "/p", "/p", "/p/kiem-tra"] {
        let next = visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
        assert_eq!(next.location(), Some(last));
    }
    assert_eq!(house.send(&visitor).await.expect(303).location(), Some("/p/da-gui"));
    visitor.get("/p/da-gui").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sign_is_enough_to_send_and_many_who_tick_no_more_are_no_flood() {
    for house in houses().await {
        for _ in 0..30 {
            only_a_sign(&house).await;
        }

        assert_eq!(counts(&house).await, (0, 30));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_cry_for_help_from_one_place_are_no_flood() {
    for house in houses().await {
        for _ in 0..14 {
            house.tell("cứu em với").await;
        }

        assert_eq!(counts(&house).await, (0, 14));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_alike_tips_become_a_flood_those_before_sink_too_all_but_one_and_what_is_in_hand() {
    for house in houses().await {
        house.tell("Cháu nghỉ học từ tuần trước, mẹ cháu nói có người lạ hứa đưa cháu đi làm gần cửa khẩu").await;
        for number in 0..11 {
            house.tell(&story(number)).await;
        }
        assert_eq!(counts(&house).await, (0, 12), "eleven alike are no flood");
        let officer = house.commune().await;
        let queue = officer.get("/tin-bao").await.expect(200).links();
        let last = queue.iter().rfind(|link| link.len() == "/tin-bao/".len() + 36).expect("a tip");
        officer.post(&format!("{last}/nguy-hiem"), &[]).await.expect(303);

        house.tell(&story(11)).await;

        // Left are the one that stands for all, the one in hand, and the one that is like none.
        let (floods, others) = counts(&house).await;
        assert!(matches!((floods, others), (10, 3) | (11, 2)), "{floods} sank, {others} did not");
        house.tell(&story(12)).await;
        assert_eq!(counts(&house).await, (floods + 1, others));
    }
}
