use std::path::Path;

use audit::verify;

use crate::common::{Log, log};

async fn small() -> Log {
    let db = db::testing::sqlite().await.unwrap();
    db.migrate(audit::MIGRATIONS).await.unwrap();
    log(db)
}

fn found(log: &Log, folder: &Path, trusted: Option<&str>) -> (&'static str, u64) {
    match verify(folder, &log.key.verifier(), trusted) {
        Ok(_) => ("whole", 0),
        Err(fault) => (fault.code(), fault.index()),
    }
}

fn change(folder: &Path, file: &str, how: impl FnOnce(&mut Vec<u8>)) {
    let path = folder.join(file);
    let mut bytes = std::fs::read(&path).unwrap();
    how(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Where each entry of a bundle begins.
fn places(bundle: &[u8]) -> Vec<usize> {
    let mut places = vec![0];
    while let Some(length) = bundle[*places.last().unwrap()..].first_chunk::<2>() {
        places.push(places.last().unwrap() + 2 + usize::from(u16::from_be_bytes(*length)));
    }
    places
}

#[tokio::test]
async fn a_whole_log_holds_and_so_does_its_growth() {
    let log = small().await;
    let folder = tempfile::tempdir().unwrap();
    let before = log.fill(0..300).await;
    log.fill(300..700).await;
    log.export(folder.path()).await;

    assert_eq!(found(&log, folder.path(), Some(&before)), ("whole", 0));
}

#[tokio::test]
async fn a_flipped_byte_is_named() {
    let log = small().await;
    let folder = tempfile::tempdir().unwrap();
    log.fill(0..300).await;
    log.export(folder.path()).await;

    change(folder.path(), "tile/entries/000", |bytes| {
        let at = places(bytes)[138] + 30;
        bytes[at] ^= 1;
    });

    assert_eq!(found(&log, folder.path(), None), ("changed", 138));
}

#[tokio::test]
async fn a_removed_entry_is_named() {
    let log = small().await;
    let folder = tempfile::tempdir().unwrap();
    log.fill(0..300).await;
    log.export(folder.path()).await;

    change(folder.path(), "tile/entries/000", |bytes| {
        let places = places(bytes);
        bytes.drain(places[138]..places[139]);
    });

    assert_eq!(found(&log, folder.path(), None), ("removed", 138));
}

#[tokio::test]
async fn a_truncated_tail_is_named_even_when_it_is_signed_anew() {
    let (log, short) = (small().await, small().await);
    let (folder, rest) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let trusted = log.fill(0..300).await;
    log.export(folder.path()).await;
    short.fill(0..290).await;
    short.export(rest.path()).await;

    change(folder.path(), "tile/entries/001.p/44", |bytes| bytes.truncate(places(bytes)[34]));

    assert_eq!(found(&log, folder.path(), None), ("short", 290));
    assert_eq!(found(&short, rest.path(), None), ("whole", 0));
    assert_eq!(found(&short, rest.path(), Some(&trusted)), ("truncated", 290));
}

#[tokio::test]
async fn a_forked_history_is_named_even_when_it_is_signed_anew() {
    let (log, other) = (small().await, small().await);
    let folder = tempfile::tempdir().unwrap();
    let trusted = log.fill(0..300).await;
    other.fill(1000..1400).await;
    other.export(folder.path()).await;

    assert_eq!(found(&other, folder.path(), None), ("whole", 0));
    assert_eq!(found(&other, folder.path(), Some(&trusted)), ("forked", 300));
}

#[tokio::test]
async fn another_key_is_not_believed() {
    let log = small().await;
    let folder = tempfile::tempdir().unwrap();
    log.fill(0..3).await;
    log.export(folder.path()).await;
    let other = audit::LogKey::draw(&log.context, "lachan.example/log").unwrap();

    let fault = verify(folder.path(), &other.verifier(), None).unwrap_err();

    assert_eq!(fault.code(), "checkpoint");
}
