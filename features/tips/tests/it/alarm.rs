//! A danger that nobody acknowledges within two hours alarms the level above.

use jiff::Span;
use jobs::{Settings, Worker};

use crate::{
    house::{House, houses},
    path::{logged, tips_in},
};

/// Runs what is due, as the application does every minute.
async fn run(house: &House) {
    let (db, context) = (house.app.db().clone(), house.app.context().clone());
    let worker = Worker::new(db, context, tips::handlers(house.app.services()), Settings::default());
    worker.run_due().await.expect("the queue");
    // The same minute again, and the handler once more: nothing happens twice.
    worker.run_due().await.expect("the queue");
}

const OWN: &str = "Báo động: nguy hiểm chưa ai nhận xử lý";
const BELOW: &str = "Báo động từ đơn vị cấp dưới";

async fn walk(house: &House) {
    house.tell("chỉ-đơn-vị-giữ-tin-biết").await;
    let (commune, province, neighbour) = (house.commune().await, house.province().await, house.neighbour().await);
    let tip = tips_in(&commune.get("/tin-bao").await.expect(200)).remove(0);

    // Received in the hour of 12:00; two hours on the dot is still in time.
    house.app.set_clock_to("2026-03-04T07:00:00Z");
    run(house).await;
    assert!(!commune.get("/tin-bao").await.shows(OWN) && !province.get("/tin-bao").await.shows(BELOW));

    house.app.set_clock_to("2026-03-04T07:01:00Z");
    run(house).await;
    house.app.pass(Span::new().minutes(1));
    run(house).await;
    assert_eq!(logged(&house.app, "tips.alarm-raised").await, 1, "once, however often the job runs");
    let queue = commune.get("/tin-bao").await.expect(200);
    assert!(queue.shows(OWN) && queue.shows("Tin 0001/2026, quá hạn 2 giờ từ 14:00 04/03/2026"), "{}", queue.text());

    // The level above: who, where, since when – and nothing that was told, and no way to it.
    let above = province.get("/tin-bao").await.expect(200);
    assert!(above.shows(BELOW) && above.shows("Công an xã Suối Mẫu (Xã Suối Mẫu), quá hạn từ 14:00 04/03/2026"));
    assert!(!above.shows("chỉ-đơn-vị-giữ-tin-biết") && tips_in(&above).is_empty());
    province.get(&tip).await.expect(404);
    assert!(!neighbour.get("/tin-bao").await.expect(200).shows("Báo động"));

    // It says that it knows, once; nobody else can.
    let see = tip.replace("/tin-bao/", "/tin-bao/bao-dong/");
    neighbour.post(&see, &[]).await.expect(404);
    province.post(&see, &[]).await.expect(303);
    province.post(&see, &[]).await.expect(404);
    assert!(province.get("/tin-bao").await.shows("Trần Mẫu Một đã nắm"));
    assert!(commune.get("/tin-bao").await.shows("cấp trên đã biết lúc"));
    assert_eq!(logged(&house.app, "tips.alarm-seen").await, 1);

    // The duty officer takes it in hand from the queue.
    commune.post(&format!("{tip}/nguy-hiem"), &[]).await.expect(303);
    assert!(!commune.get("/tin-bao").await.shows(OWN));
    assert!(province.get("/tin-bao").await.shows("đơn vị đã nhận xử lý lúc"));
    assert!(commune.get(&tip).await.expect(200).shows("Nhận xử lý nguy hiểm"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unacknowledged_danger_alarms_the_level_above_once() {
    for house in houses().await {
        walk(&house).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_in_time_alarms_nobody() {
    for house in houses().await {
        house.tell("Một chuyện").await;
        let commune = house.commune().await;
        let tip = tips_in(&commune.get("/tin-bao").await.expect(200)).remove(0);
        commune.post(&format!("{tip}/nguy-hiem"), &[]).await.expect(303);

        house.app.set_clock_to("2026-03-04T12:00:00Z");
        run(&house).await;

        assert_eq!(logged(&house.app, "tips.alarm-raised").await, 0);
        assert!(!house.province().await.get("/tin-bao").await.expect(200).shows("Báo động"));
    }
}
