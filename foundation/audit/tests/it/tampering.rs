use std::path::Path;

use audit::{Trusted, verify};

use crate::common::{Log, log};

async fn small() -> Log {
    let db = db::testing::sqlite().await.unwrap();
    db.migrate(audit::MIGRATIONS).await.unwrap();
    log(db)
}

fn found(log: &Log, folder: &Path, trusted: Option<&str>) -> (&'static str, u64) {
    match verify(folder, &log.key.verifier(), trusted.map(Trusted::Note)) {
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

#[tokio::test]
async fn a_witness_signs_growth_and_refuses_a_fork_and_a_rollback() {
    let (log, fork) = (small().await, small().await);
    let [grown, forked, short] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let key = audit::LogKey::draw_witness(&log.context, "witness.example").unwrap();
    let memory = grown.path().join("memory");
    let sign = |folder: &Path| audit::witness(folder, &log.key.verifier(), &memory, &key, log.context.now());
    log.fill(0..10).await;
    log.export(short.path()).await;
    sign(short.path()).unwrap();
    log.fill(10..300).await;
    log.export(grown.path()).await;
    let (note, verdict) = sign(grown.path()).unwrap();
    assert_eq!((verdict.since, verdict.checkpoint.size), (Some(10), 300));
    assert_eq!(note.cosigned_at(&key.verifier()), Some(log.context.now()));

    fork.fill(7..400).await;
    fork.export(forked.path()).await;

    for (folder, code) in [(&forked, "forked"), (&short, "truncated")] {
        let Err(audit::WitnessRefusal::Log(fault)) = sign(folder.path()) else { panic!("{code} was signed") };
        assert_eq!(fault.code(), code);
    }
    assert!(sign(grown.path()).is_ok(), "what it remembers is not overwritten by what it refused");
}

mod statements {
    db::statements! {
        EDIT_REASON = "UPDATE audit_payload SET reason = 'lý do khác' WHERE reason = 'vì sao'";
        EDIT_ENTRY = "UPDATE audit_entry SET actor = 'account-2' WHERE seq = 5";
        DROP_PAYLOADS = "DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit_entry WHERE seq = 5)";
        DROP_ENTRY = "DELETE FROM audit_entry WHERE seq = 5";
    }
}

#[tokio::test]
async fn an_administrator_who_edits_the_database_is_found() {
    for log in crate::common::logs().await {
        log.fill(0..9).await;
        log.write("9").await;
        log.sequencer.number_all().await.unwrap();
        log.fill(10..20).await;
        assert_eq!(audit::check_payloads(&mut &log.db, 20).await.unwrap(), None);
        let edit = async |statement, expected| {
            let mut tx = log.db.begin().await.unwrap();
            tx.run(statement, db::params![]).await.unwrap();
            tx.commit().await.unwrap();
            let folder = tempfile::tempdir().unwrap();
            log.export(folder.path()).await;
            assert_eq!(found(&log, folder.path(), None), expected);
        };

        edit(&statements::EDIT_REASON, ("whole", 0)).await;
        let fault = audit::check_payloads(&mut &log.db, 20).await.unwrap().unwrap();
        assert_eq!((fault.code(), fault.index()), ("payload", 9));
        edit(&statements::EDIT_ENTRY, ("changed", 5)).await;
        edit(&statements::DROP_PAYLOADS, ("changed", 5)).await;
        edit(&statements::DROP_ENTRY, ("removed", 5)).await;
    }
}
