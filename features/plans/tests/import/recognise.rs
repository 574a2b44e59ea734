//! A plan that came as pictures of its pages.

use jobs::{Settings, Worker};
use testkit::{Persona, TestApp};

use crate::seed::{apps, hand_in};

/// The plan of these tests, as a scanner gives it.
const SCAN: &[u8] = include_bytes!("quet.pdf");

/// Whether letters can be recognised on this machine.
fn can_recognise() -> bool {
    if std::process::Command::new("tesseract").arg("--version").output().is_ok() {
        return true;
    }
    assert!(std::env::var_os("LACHAN_REQUIRE_TOOLS").is_none(), "tesseract is not installed");
    eprintln!("passed over: tesseract is not installed");
    false
}

/// What a program that has just started does with the queue.
async fn run_jobs(app: &TestApp) -> usize {
    let handlers = plans::jobs(app.services());
    let worker = Worker::new(app.db().clone(), app.context().clone(), handlers, Settings::default());
    worker.run_due().await.unwrap()
}

#[tokio::test]
async fn a_scanned_plan_waits_in_the_queue_and_any_program_that_starts_goes_on_with_it() {
    if !can_recognise() {
        return;
    }
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;

        let reply = hand_in(&office, "quet.pdf", SCAN).await.expect(303);
        let at = reply.location().unwrap().to_owned();
        assert!(office.get(&at).await.expect(200).shows("Đang đọc văn bản"));
        assert_eq!(jobs::counts(&mut app.db()).await.unwrap().waiting, 1);
        assert!(run_jobs(&app).await >= 1);

        let page = office.follow(office.get(&at).await).await.expect(200);
        assert!(page.shows("Chữ được nhận dạng từ ảnh"), "{}", page.text());
        assert_eq!(jobs::counts(&mut app.db()).await.unwrap().waiting, 0);
        let plan = office.get("/ke-hoach").await.expect(200);
        assert!(plan.shows("1 kết quả"));
        assert_eq!(run_jobs(&app).await, 0, "a finished job does not run again");
    }
}

#[tokio::test]
async fn pictures_without_letters_say_so_and_can_be_read_again() {
    if !can_recognise() {
        return;
    }
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let reply = hand_in(&office, "trang.pdf", &blank()).await.expect(303);
        let at = reply.location().unwrap().to_owned();

        run_jobs(&app).await;

        let page = office.get(&at).await.expect(200);
        assert!(page.shows("Chưa đọc được văn bản"), "{}", page.text());
        let _ = office.post(&format!("{at}/doc-lai"), &[]).await.expect(303);
        assert!(office.get(&at).await.expect(200).shows("Đang đọc văn bản"));
        assert_eq!(jobs::counts(&mut app.db()).await.unwrap().waiting, 1);
    }
}

/// The scan with its picture left out: the page is there and empty.
fn blank() -> Vec<u8> {
    let at = SCAN.windows(7).position(|window| window == b"/Im Do ").unwrap();
    let mut bytes = SCAN.to_vec();
    bytes[at..at + 7].copy_from_slice(b"       ");
    bytes
}
