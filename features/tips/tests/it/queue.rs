//! The order of the queue as officers see it.

use jiff::ToSpan as _;
use testkit::Client;

use crate::house::houses;

/// What an officer writes down from a call.
async fn call(officer: &Client<'_>, words: &str, urgent: &str, key: &str) {
    let bare = [("khong_neu_ten", "co"), ("vi_sao_khong_ten", "fear")];
    let told = [("kenh", "telephone"), ("chuyen", words), ("gap", urgent), ("khoa", key)];
    officer.post("/tin-bao/moi", &[told.as_slice(), &bare].concat()).await.expect(303);
}

/// The numbers of the rows, in order.
fn numbers(queue: &testkit::Reply) -> Vec<String> {
    let rows = queue.body().split("<th scope=\"row\">").skip(1);
    rows.filter_map(|row| Some(row.split_once('>')?.1.split('/').next()?.to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn danger_comes_first_what_somebody_listened_to_before_the_rest_and_danger_in_hand_behind() {
    for house in houses().await {
        let officer = house.commune().await;
        // In the order in which they come in: 0001 to 0005.
        call(&officer, "Chuyện thường", "no", "a").await;
        call(&officer, "Chuyện gấp", "soon", "b").await;
        house.tell("Ba người bị giữ giấy tờ, đang bị nhốt").await;
        // Of an anonymous tip only the hour is known.
        house.app.pass(1.hour());
        house.tell("Một người vừa bị đưa lên xe ngay trước nhà").await;
        call(&officer, "Đang bị đưa qua sông", "now", "c").await;

        let queue = officer.get("/tin-bao").await.expect(200);
        assert_eq!(numbers(&queue), ["0005", "0003", "0004", "0002", "0001"], "{}", queue.text());

        let first = queue.links().into_iter().find(|link| link.starts_with("/tin-bao/") && link.len() == 45);
        officer.post(&format!("{}/nguy-hiem", first.expect("a tip")), &[]).await.expect(303);

        let queue = officer.get("/tin-bao").await.expect(200);
        assert_eq!(numbers(&queue), ["0003", "0004", "0005", "0002", "0001"], "what is in hand stands behind");
    }
}
