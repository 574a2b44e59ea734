//! Recordings of pages: there where a file lies, in parts, and never of another file.

use public_site::{BadRecordings, LARGEST, Recordings};
use testkit::TestApp;

/// A folder with one recording of the safety page.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("an-toan.vi.mp3"), vec![7_u8; 3_000]).unwrap();
    folder
}

/// A house with these recordings; a feature is made by a plain function, so they are remembered here.
fn features() -> Vec<web::Feature> {
    static FOLDER: std::sync::LazyLock<tempfile::TempDir> = std::sync::LazyLock::new(folder);
    let recordings = Recordings::read(FOLDER.path()).unwrap();
    vec![organisation::feature(), public_site::feature_with(recordings)]
}

#[tokio::test]
async fn a_page_with_a_recording_offers_it_with_its_size_and_others_do_not() {
    let app = TestApp::on_sqlite(features).await;
    let visitor = app.visit_public();

    let page = visitor.get("/an-toan").await.expect(200);

    assert!(
        page.shows("Nghe trang này (3 KB)") && page.body().contains("preload=\"none\" src=\"/nghe/an-toan.vi.mp3\"")
    );
    for path in ["/en/an-toan", "/", "/nhan-biet/quen-qua-mang", "/can-giup-ngay"] {
        assert!(!visitor.get(path).await.expect(200).body().contains("<audio"), "{path}");
    }
}

#[tokio::test]
async fn a_player_gets_the_file_and_nothing_else_of_the_folder_or_beside_it() {
    let app = TestApp::on_sqlite(features).await;
    let visitor = app.visit_public();

    let file = visitor.get("/nghe/an-toan.vi.mp3").await.expect(200);

    assert_eq!(file.bytes().len(), 3_000);
    assert_eq!(file.header("content-type"), Some("audio/mpeg"));
    assert_eq!(file.header("accept-ranges"), Some("bytes"));
    for path in ["an-toan.vi.opus", "an-toan.en.mp3", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "an-toan.vi.mp3.x"] {
        visitor.get(&format!("/nghe/{path}")).await.expect(404);
    }
}

#[test]
fn a_folder_with_a_misspelt_or_a_heavy_file_is_refused() {
    let misspelt = folder();
    std::fs::write(misspelt.path().join("antoan.vi.mp3"), b"x").unwrap();
    assert!(matches!(Recordings::read(misspelt.path()), Err(BadRecordings::NoPage(..))));

    let heavy = folder();
    let size = usize::try_from(LARGEST).unwrap() + 1;
    std::fs::write(heavy.path().join("trang-chu.vi.mp3"), vec![0_u8; size]).unwrap();
    assert!(matches!(Recordings::read(heavy.path()), Err(BadRecordings::TooLarge(_))));

    let twice = folder();
    std::fs::write(twice.path().join("an-toan.vi.opus"), b"x").unwrap();
    assert!(matches!(Recordings::read(twice.path()), Err(BadRecordings::Twice(_))));
    assert!(matches!(Recordings::read(&twice.path().join("away")), Err(BadRecordings::Unreadable { .. })));
}
