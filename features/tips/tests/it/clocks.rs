//! The clocks of a tip: on its page, in the queue, and on a real calendar across Tết 2026.

use crate::{
    house::houses,
    path::{note, take_in, to_province},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_limits_stand_on_a_real_calendar_across_tet_2026() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        house.app.set_clock_to("2026-02-09T07:00:00Z");
        to_province(&commune, &province, &tip).await;

        let page = province.get(&format!("{tip}/lich")).await.expect(200);
        let text = page.text();
        for line in [
            // TTLT 01/2017 Đ8 k5a (am. 2021): 24 hours from receipt by the commune; 48 hours were it a remote one.
            "Thứ Ba, 10/02/2026 : Công an cấp xã chuyển Cơ quan điều tra: 08:00 10/02/2026 – đã xong",
            "Thứ Tư, 11/02/2026 : Công an xã miền núi, hải đảo xa chuyển Cơ quan điều tra: 08:00 11/02/2026 – nếu là xã",
            // TTLT 01/2017 Đ8 k1: the province classifies within 24 hours of its own receipt.
            "Thứ Ba, 10/02/2026 : Phân loại tin: 14:00 10/02/2026",
            // TB 9441/TB-BNV: Tết 2026 is off from 16 to 20/2.
            "16/02/2026 – 20/02/2026 : Nghỉ Tết Nguyên đán",
            // BLTTHS Đ147 k1: 20 days, days run through Tết; 28/2 is a Saturday; Đ134: the first working day after 1/3 is 2/3.
            "Thứ Bảy, 28/02/2026 : Hết hạn: Giải quyết tin (20 ngày)",
            "Thứ Hai, 02/03/2026 : Muộn nhất theo cách hiểu khác: Giải quyết tin (20 ngày)",
            // Đ147 k2: 02 months from receipt, then 02 months from the end of that.
            "Thứ Năm, 09/04/2026 : Hết hạn: Giải quyết tin (kéo dài đến 02 tháng) – nếu được kéo dài",
            "Thứ Ba, 09/06/2026 : Hết hạn: Giải quyết tin (gia hạn thêm 02 tháng) – nếu được kéo dài rồi gia hạn",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }

        // Real months: 1/2/2026 is a Sunday, and February ends on the Saturday of its fifth row.
        let body = page.body();
        let february =
            body.split("<caption><h2 id=\"thang-2026-2\">Tháng 2/2026</h2></caption>").nth(1).expect("February");
        let february = february.split("</table>").next().expect("its table");
        assert!(february.contains("<th scope=\"col\" abbr=\"Thứ Hai\">T2</th>") && february.contains(">CN</th>"));
        let rows: Vec<&str> = february.split("<tbody>").nth(1).expect("rows").split("</tr>").collect();
        assert_eq!(rows.iter().filter(|row| row.contains("<td")).count(), 5);
        assert_eq!(rows[0].matches("<td></td>").count(), 6, "{}", rows[0]);
        assert!(rows[0].contains("<b>1</b>"));
        assert!(rows[3].contains("<b>16</b>") && rows[3].matches("Nghỉ Tết Nguyên đán").count() == 5);
        assert!(rows[4].contains("<b>28</b>") && rows[4].ends_with("<td></td>"));
        assert!(!body.contains("<script") || !body.contains("onclick"), "nothing here needs a script");
    }
}

/// A limit that ends on a day off ends on the next working day (BLTTHS Đ134): also where the office itself entered that day.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_off_that_the_office_enters_moves_the_limits_of_a_tip() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let officer = house.province().await;
        let tip = take_in(&officer, "k1", &[]).await;
        let latest = |day| format!("{day} : Muộn nhất theo cách hiểu khác: Giải quyết tin (20 ngày)");
        let calendar = officer.get(&format!("{tip}/lich")).await.expect(200).text();
        assert!(calendar.contains(&latest("Thứ Hai, 02/03/2026")), "{calendar}");

        let told = workdays::Told {
            kind: workdays::RowKind::Rest,
            day: jiff::civil::date(2026, 3, 2),
            name: "Nghỉ thử".to_owned(),
            citation: "TB 00/TB-BNV (thử)".to_owned(),
            is_verified: true,
            valid_from: jiff::civil::date(2026, 1, 1),
        };
        let row = workdays::NewRow { id: "thu".to_owned(), told, replaces: None };
        let mut tx = house.app.db().begin().await.expect("a transaction");
        workdays::add(&mut tx, &row, "thu", "Người Thử", house.app.context().now()).await.expect("a row");
        tx.commit().await.expect("a commit");

        let calendar = officer.get(&format!("{tip}/lich")).await.expect(200).text();
        assert!(calendar.contains(&latest("Thứ Ba, 03/03/2026")), "{calendar}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_readings_and_parameters_are_shown_with_their_basis() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let officer = house.province().await;
        let tip = take_in(&officer, "k1", &[]).await;

        let page = officer.get(&tip).await.expect(200);
        // Both clocks of the notice to the procuracy (BLTTHS Đ146 k5; TTLT 01/2017 Đ14 k1): 03 days end on Wednesday 11/2 or
        // Thursday 12/2; so do 03 working days.
        assert!(page.shows("Thông báo Viện kiểm sát (theo Bộ luật)"));
        assert!(page.shows("Thông báo Viện kiểm sát (theo thông tư)"));
        assert!(
            page.shows("hết ngày 11/02/2026 muộn nhất theo cách hiểu khác: hết ngày 12/02/2026"),
            "{}",
            page.text()
        );
        assert!(page.shows("BLTTHS Đ146 k5") && page.shows("tham số: chưa đối chiếu văn bản đang có hiệu lực"));
        assert!(page.shows("còn 2 ngày") && page.shows("còn 24 giờ"));

        // The queue shows the nearest.
        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("08:00 10/02/2026 Phân loại tin, còn 24 giờ"), "{}", queue.text());
        note(&officer, &tip, "phan-loai", &[("loai", "denunciation"), ("hanh_vi", "art_151")]).await.expect(303);
        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("hết ngày 11/02/2026") && !queue.shows("Phân loại tin, còn"), "{}", queue.text());

        // Past both readings, with no ground: a state of its own, and what is to be done about it.
        house.app.set_clock_to("2026-03-03T01:00:00Z");
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("Hết hạn mà chưa có căn cứ") && page.shows("Trao đổi với Viện kiểm sát vì hết hạn"));
        assert!(officer.get("/tin-bao").await.shows("Quá hạn hết ngày 11/02/2026"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_part_in_a_tip_sees_no_calendar_of_it() {
    for house in houses().await {
        let tip = take_in(&house.commune().await, "k1", &[]).await;

        house.neighbour().await.get(&format!("{tip}/lich")).await.expect(404);
        house.province().await.get(&format!("{tip}/lich")).await.expect(404);
        house.commune().await.get(&format!("{tip}/lich")).await.expect(200);
    }
}
