//! A person goes over a draft.

use testkit::Persona;

use crate::seed::{apps, draft, edit, item, press};

#[tokio::test]
async fn an_obligation_takes_the_words_the_bodies_and_the_time_that_a_person_gives() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;

        let fields = [
            ("noi-dung-muc", "Khám sức khỏe ban đầu"),
            ("chu-tri", "Trạm Y tế xã"),
            ("phoi-hop", "Hội Liên hiệp Phụ nữ xã\nTrưởng thôn"),
            ("thoi-han", "quý III/2026"),
            ("san-pham", "Danh sách"),
        ];
        let _ = edit(&office, &clinic, &fields).await.expect(303);

        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.shows("Phối hợp: Hội Liên hiệp Phụ nữ xã, Trưởng thôn"), "{}", page.text());
        let form = office.get(&clinic).await.expect(200);
        assert_eq!(form.value_of("thoi-han").as_deref(), Some("quý 3/2026"));
        assert_eq!(form.value_of("san-pham").as_deref(), Some("Danh sách"));
    }
}

#[tokio::test]
async fn a_time_that_nobody_understands_is_refused_and_the_words_stay() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;

        let fields = [("noi-dung-muc", "Khám sức khỏe"), ("thoi-han", "mai mốt")];
        let reply = edit(&office, &clinic, &fields).await.expect(422);

        assert!(reply.shows("Chưa hiểu thời hạn"));
        assert_eq!(reply.value_of("thoi-han").as_deref(), Some("mai mốt"));
    }
}

#[tokio::test]
async fn of_two_edits_of_one_version_the_second_is_shown_both_and_overwrites_nothing() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;
        let base = office.get(&clinic).await.expect(200).value_of("ban").unwrap();

        let first = [("ban", base.as_str()), ("noi-dung-muc", "Bản của người trước")];
        let _ = office.post(&clinic, &first).await.expect(303);
        let second = [("ban", base.as_str()), ("noi-dung-muc", "Bản của người sau")];
        let conflict = office.post(&clinic, &second).await.expect(409);

        assert!(conflict.shows("Có người đã sửa phần này sau khi bạn mở"));
        assert!(conflict.shows("Bản của người trước") && conflict.shows("Bản của người sau"));
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.shows("Bản của người trước") && !page.shows("Bản của người sau"));

        let mine = conflict.value_of("ban").unwrap();
        let again = [("ban", mine.as_str()), ("noi-dung-muc", "Bản của người sau")];
        let _ = office.post(&clinic, &again).await.expect(303);
        assert!(office.get(&format!("{plan}/doc")).await.expect(200).shows("Bản của người sau"));
    }
}

#[tokio::test]
async fn an_obligation_is_split_at_its_blank_lines_and_each_part_keeps_its_lead() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let missing = item(&office, &plan, "Công an xã chủ trì rà soát").await;
        let address = format!("{missing}/tach");
        let base = office.get(&address).await.expect(200).value_of("ban").unwrap();

        let one = [("ban", base.as_str()), ("cac-phan", "Chỉ một phần")];
        assert!(office.post(&address, &one).await.expect(422).shows("ít nhất hai phần"));
        let two = [("ban", base.as_str()), ("cac-phan", "Rà soát người vắng mặt\n\nLập danh sách gửi xã")];
        let _ = office.post(&address, &two).await.expect(303);

        let second = item(&office, &plan, "Lập danh sách gửi xã").await;
        let form = office.get(&second).await.expect(200);
        assert!(form.body().contains(">\nCông an xã</textarea>"), "{}", form.body());
        assert_eq!(form.value_of("thoi-han").as_deref(), Some("quý 2/2026"));
        // The same form again finds another version and changes nothing.
        let _ = office.post(&address, &two).await.expect(409);
    }
}

#[tokio::test]
async fn two_obligations_become_one_and_the_second_can_be_restored() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let first = item(&office, &plan, "Công an xã chủ trì tiếp nhận").await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;

        let _ = press(&office, &first, "gop").await.expect(303);

        let merged = office.get(&first).await.expect(200);
        assert!(merged.body().contains("Trạm Y tế xã chủ trì khám"), "{}", merged.body());
        assert!(office.get(&format!("{plan}/doc")).await.expect(200).shows("1 mục đã bỏ"));
        let _ = press(&office, &clinic, "khoi-phuc").await.expect(303);
        assert!(!office.get(&format!("{plan}/doc")).await.expect(200).shows("mục đã bỏ"));
    }
}

#[tokio::test]
async fn a_dropped_obligation_is_crossed_out_and_a_stale_button_changes_nothing() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;

        let _ = press(&office, &clinic, "bo").await.expect(303);
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.body().contains("<del>Trạm Y tế xã"), "{}", page.body());

        let stale = office.post(&format!("{clinic}/khoi-phuc"), &[("ban", "1")]).await.expect(303);
        let page = office.follow(stale).await.expect(200);
        assert!(page.shows("có người vừa sửa phần này") && page.shows("1 mục đã bỏ"));
    }
}

#[tokio::test]
async fn an_added_obligation_stands_once_however_often_the_form_is_sent() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let address = format!("{plan}/muc/them");
        let key = office.get(&address).await.expect(200).value_of("form_key").unwrap();
        let fields = [("form_key", key.as_str()), ("noi-dung-muc", "Dựng bảng tin ở chợ"), ("thoi-han", "7/2026")];

        let _ = office.post(&address, &fields).await.expect(303);
        let _ = office.post(&address, &fields).await.expect(303);

        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert_eq!(page.text().matches("Dựng bảng tin ở chợ").count(), 1, "{}", page.text());
        assert!(page.shows("thêm mới"));
    }
}

#[tokio::test]
async fn the_facts_may_stay_blank_and_a_stale_form_shows_both_versions() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let address = format!("{plan}/thong-tin");
        let base = office.get(&address).await.expect(200).value_of("ban").unwrap();
        let form =
            |title| [("ban", base.clone()), ("ten", title), ("thang", "3".to_owned()), ("nam", "2026".to_owned())];

        let first = form("Tên thứ nhất".to_owned());
        let first: Vec<_> = first.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let _ = office.post(&address, &first).await.expect(303);
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.shows("ngày … tháng 3 năm 2026") && page.shows("chưa cấp số"), "{}", page.text());

        let second = form("Tên thứ hai".to_owned());
        let second: Vec<_> = second.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let conflict = office.post(&address, &second).await.expect(409);
        assert!(conflict.shows("Tên thứ nhất") && conflict.shows("Tên thứ hai"));
        let wrong = [("ban", base.as_str()), ("ten", "Tên"), ("ngay", "31"), ("thang", "2"), ("nam", "2026")];
        assert!(office.post(&address, &wrong).await.expect(422).shows("Ngày, tháng hoặc năm không đúng"));
    }
}

#[tokio::test]
async fn a_target_and_a_report_are_edited_dropped_and_added() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        let links = page.links();
        let target = links.iter().rfind(|link| link.contains("/chi-tieu/")).expect("a target to edit").clone();
        let base = office.get(&target).await.expect(200).value_of("ban").unwrap();

        let fields = [
            ("ban", base.as_str()),
            ("noi-dung-muc", "Tin báo được phân loại đúng hạn"),
            ("loai", "numeric"),
            ("so-sanh", ">="),
            ("gia-tri", "92,5"),
            ("don-vi-tinh", "%"),
        ];
        let _ = office.post(&target, &fields).await.expect(303);
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.shows("≥ 92,5%"), "{}", page.text());
        let _ = office.post(&target, &fields).await.expect(409);

        let address = format!("{plan}/ky/them");
        let key = office.get(&address).await.expect(200).value_of("form_key").unwrap();
        let fields = [
            ("form_key", key.as_str()),
            ("noi-dung-muc", "Báo cáo đợt cao điểm"),
            ("ky", "once"),
            ("ngay", "07/8/2026"),
            ("quy-tac", "before"),
        ];
        let _ = office.post(&address, &fields).await.expect(303);
        let _ = office.post(&address, &fields).await.expect(303);
        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert_eq!(page.text().matches("trước 07/08/2026").count(), 1, "{}", page.text());
    }
}

#[tokio::test]
async fn an_added_target_stands_once_however_often_the_form_is_sent() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let address = format!("{plan}/chi-tieu/them");
        let key = office.get(&address).await.expect(200).value_of("form_key").unwrap();
        let form = |value| {
            [
                ("form_key", key.as_str()),
                ("noi-dung-muc", "Mỗi thôn một buổi"),
                ("gia-tri", value),
                ("don-vi-tinh", "buổi"),
            ]
        };

        let refused = office.post(&address, &form("nhiều")).await.expect(422);
        assert!(refused.shows("Nhập một con số") && refused.body().contains("Mỗi thôn một buổi"));
        assert_eq!(refused.value_of("form_key").as_deref(), Some(key.as_str()), "the form keeps its key");
        let _ = office.post(&address, &form("12")).await.expect(303);
        let _ = office.post(&address, &form("12")).await.expect(303);

        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert_eq!(page.text().matches("Mỗi thôn một buổi").count(), 1, "{}", page.text());
        assert!(page.shows("12 buổi"));
    }
}

#[tokio::test]
async fn a_whole_book_or_a_year_that_nobody_means_is_refused_and_kept_in_the_form() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;
        let book = "dài ".repeat(6_000);
        let names = "Tổ\n".repeat(200);

        for (field, value, told) in [
            ("noi-dung-muc", book.as_str(), "Dài quá 20.000 ký tự"),
            ("chu-tri", names.as_str(), "Nhiều nhất 100 cơ quan"),
            ("thoi-han", "1/1/0026", "Chưa hiểu thời hạn"),
            ("thoi-han", "9999", "Chưa hiểu thời hạn"),
        ] {
            let other = if field == "noi-dung-muc" { "san-pham" } else { "noi-dung-muc" };
            let reply = edit(&office, &clinic, &[(other, "Khám"), (field, value)]).await.expect(422);
            assert!(reply.shows(told), "{field}: {}", reply.text());
        }
        let facts = format!("{plan}/thong-tin");
        let base = office.get(&facts).await.expect(200).value_of("ban").unwrap();
        let years = [("ban", base.as_str()), ("ten", "Tên"), ("tu-ngay", "1/1/2026"), ("den-ngay", "31/12/2199")];
        assert!(office.post(&facts, &years).await.expect(422).shows("nhiều nhất 20 năm"));
    }
}
