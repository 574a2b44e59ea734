use audit::{
    AuditError, Class, Entry, Filter, Matter, Proof, Sequencer, actions, count, list, record, record_public,
    record_system, shred, state, viewers,
};
use db::{check_statements, params};

use crate::common::{logs, officer};

mod statements {
    db::statements! {
        LEAK = "SELECT COUNT(*) AS n FROM audit_payload WHERE entry = $1";
        REWRITE = "UPDATE audit_tile SET hashes = $1 WHERE level = 0 AND n = 0";
        TILE = "SELECT hashes FROM audit_tile WHERE level = 0 AND n = 0";
        NUMBERS = "SELECT COUNT(*) AS n FROM audit_entry WHERE seq IS NOT NULL";
        HIGHEST = "SELECT MAX(seq) AS n FROM audit_entry";
    }
}

#[tokio::test]
async fn every_statement_prepares() {
    for log in logs().await {
        let faults = check_statements(&log.db, audit::statements::ALL).await.unwrap();
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_entry_stands_or_falls_with_its_change() {
    for log in logs().await {
        let mut tx = log.db.begin().await.unwrap();
        record(&mut tx, &log.context, &officer(), &Entry::change("test.change", "thing", "1")).await.unwrap();
        drop(tx);
        log.write("2").await;

        assert_eq!(log.sequencer.number_all().await.unwrap(), 1);
        assert_eq!(state(&mut &log.db).await.unwrap().numbered, 1);
    }
}

#[tokio::test]
async fn entries_are_numbered_without_a_gap_whoever_numbers_them() {
    for log in logs().await {
        let other = Sequencer::new(log.db.clone(), log.context.clone(), log.key.clone());
        let writing = async {
            for n in 0..300 {
                log.write(&n.to_string()).await;
            }
        };
        let numbering = async {
            for _ in 0..40 {
                let (one, two) = tokio::join!(log.sequencer.number_all(), other.number_all());
                one.unwrap();
                two.unwrap();
            }
        };
        tokio::join!(writing, numbering);
        log.sequencer.checkpoint().await.unwrap();

        assert_eq!(log.db.count(&statements::NUMBERS, params![]).await.unwrap(), 300);
        assert_eq!(log.db.count(&statements::HIGHEST, params![]).await.unwrap(), 299);
        assert_eq!(state(&mut &log.db).await.unwrap().newest.unwrap().size, 300);
        let folder = tempfile::tempdir().unwrap();
        log.export(folder.path()).await;
        assert_eq!(audit::verify(folder.path(), &log.key.verifier(), None).unwrap().checkpoint.size, 300);
    }
}

#[tokio::test]
async fn a_change_inside_a_full_tile_is_named_by_the_verifier() {
    for log in logs().await {
        log.fill(0..300).await;
        log.fill(300..301).await;
        let row = log.db.row(&statements::TILE, params![]).await.unwrap().unwrap();
        let mut hashes = row.blob("hashes").unwrap();
        hashes[40] ^= 1;
        let mut tx = log.db.begin().await.unwrap();
        tx.run(&statements::REWRITE, params![hashes]).await.unwrap();
        tx.commit().await.unwrap();
        log.write("later").await;

        // The proof between two sizes reads the hash of a full tile from the level above, so this one is signed.
        log.sequencer.checkpoint().await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        log.export(folder.path()).await;
        let fault = audit::verify(folder.path(), &log.key.verifier(), None).unwrap_err();
        assert_eq!((fault.code(), fault.index()), ("changed", 1));
    }
}

#[tokio::test]
async fn a_rewritten_edge_is_not_signed() {
    for log in logs().await {
        log.fill(0..10).await;
        let row = log.db.row(&statements::TILE, params![]).await.unwrap().unwrap();
        let mut hashes = row.blob("hashes").unwrap();
        hashes[40] ^= 1;
        let mut tx = log.db.begin().await.unwrap();
        tx.run(&statements::REWRITE, params![hashes]).await.unwrap();
        tx.commit().await.unwrap();
        log.write("later").await;

        assert!(matches!(log.sequencer.checkpoint().await, Err(AuditError::Rewritten { size: 10 })));
        assert_eq!(state(&mut &log.db).await.unwrap().newest.unwrap().size, 10);
    }
}

#[tokio::test]
async fn a_shredded_payload_is_gone_and_its_proof_stays() {
    for log in logs().await {
        let id = log.write("1").await;
        log.fill(0..20).await;
        let mut tx = log.db.begin().await.unwrap();
        assert!(shred(&mut tx, &log.context, &officer(), id, "theo yêu cầu").await.unwrap());
        assert!(!shred(&mut tx, &log.context, &officer(), id, "lần hai").await.unwrap());
        tx.commit().await.unwrap();
        log.sequencer.checkpoint().await.unwrap();

        assert_eq!(log.db.count(&statements::LEAK, params![id]).await.unwrap(), 0);
        for seq in 0..22 {
            let proof = audit::prove(&mut &log.db, seq).await.unwrap().to_text();
            let (leaf, checkpoint) = Proof::parse(&proof).unwrap().check(&log.key.verifier()).unwrap();
            assert_eq!((leaf.seq, checkpoint.size), (seq, 22));
        }
        assert!(matches!(audit::prove(&mut &log.db, 22).await, Err(AuditError::NoEntry)));
    }
}

#[tokio::test]
async fn a_changed_proof_proves_nothing() {
    let log = logs().await.remove(0);
    log.fill(0..300).await;
    let proof = audit::prove(&mut &log.db, 41).await.unwrap().to_text();
    let verifier = log.key.verifier();
    assert!(Proof::parse(&proof).unwrap().check(&verifier).is_ok());

    let mut held = 0;
    for at in 0..proof.len() {
        let mut changed = proof.clone().into_bytes();
        changed[at] ^= 1;
        let text = String::from_utf8_lossy(&changed).into_owned();
        held += usize::from(Proof::parse(&text).is_ok_and(|proof| proof.check(&verifier).is_ok()));
    }
    assert_eq!(held, 0);
}

#[tokio::test]
async fn who_looked_is_told_with_name_and_reason() {
    for log in logs().await {
        let mut tx = log.db.begin().await.unwrap();
        let look = Entry::look("victims.identity", "victim", "7").reason("đưa đi khám");
        record(&mut tx, &log.context, &officer(), &look).await.unwrap();
        record(&mut tx, &log.context, &officer(), &Entry::change("victims.assess", "victim", "7")).await.unwrap();
        record_system(&mut tx, &log.context, &Entry::change("jobs.tidy", "victim", "7")).await.unwrap();
        record_public(&mut tx, &log.context, &Entry::change("tips.receive", "tip", "8")).await.unwrap();
        tx.commit().await.unwrap();

        let seen = viewers(&mut &log.db, "victim", "7", 50).await.unwrap();

        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].name.as_deref(), Some("Trần Mẫu Một"));
        assert_eq!(seen[0].reason.as_deref(), Some("đưa đi khám"));
    }
}

#[tokio::test]
async fn the_viewer_finds_by_time_action_class_account_and_matter() {
    for log in logs().await {
        let mut tx = log.db.begin().await.unwrap();
        for entry in [
            Entry::change("sign_in.grant_role", "account", "1").class(Class::Restricted),
            Entry::look("victims.identity", "victim", "7"),
            Entry::change("plans.export_tracking", "plan", "3"),
        ] {
            record(&mut tx, &log.context, &officer(), &entry).await.unwrap();
        }
        record_system(&mut tx, &log.context, &Entry::change("sign_in.sign_in_failed", "login", "h")).await.unwrap();
        tx.commit().await.unwrap();
        let noon = log.context.now();
        let found = async |filter: Filter| {
            let rows = list(&mut &log.db, &filter, 50, 0).await.unwrap();
            assert_eq!(i64::try_from(rows.len()).unwrap(), count(&mut &log.db, &filter).await.unwrap());
            rows.len()
        };
        let by = |matter| Filter { matter: Some(matter), ..Filter::default() };

        assert_eq!(found(Filter::default()).await, 4);
        assert_eq!(found(Filter { from: Some(noon), until: Some(noon), ..Filter::default() }).await, 0);
        assert_eq!(found(Filter { action: Some("victims.identity".into()), ..Filter::default() }).await, 1);
        assert_eq!(found(Filter { class: Some("sealed".into()), ..Filter::default() }).await, 1);
        assert_eq!(found(Filter { account: Some("account-1".into()), ..Filter::default() }).await, 3);
        for matter in [Matter::Grants, Matter::FailedSignIns, Matter::SealedLooks, Matter::Exports] {
            assert_eq!(found(by(matter)).await, 1, "{matter:?}");
        }
        assert_eq!(found(by(Matter::OutOfHours)).await, 0, "a Wednesday at noon");
        assert_eq!(actions(&mut &log.db).await.unwrap().len(), 4);
    }
}

#[tokio::test]
async fn nights_and_weekends_are_out_of_hours_in_viet_nam() {
    for (at, expected) in [
        ("2026-03-04T22:59:59Z", 1), // Thursday 5:59:59
        ("2026-03-04T23:00:00Z", 0), // Thursday 6:00
        ("2026-03-05T11:59:59Z", 0), // Thursday 18:59:59
        ("2026-03-05T12:00:00Z", 1), // Thursday 19:00
        ("2026-03-07T03:00:00Z", 1), // Saturday
        ("2026-03-08T03:00:00Z", 1), // Sunday
        ("2026-03-09T03:00:00Z", 0), // Monday
    ] {
        for log in logs().await {
            log.clock.set(at.parse().unwrap());
            log.write("1").await;
            let filter = Filter { matter: Some(Matter::OutOfHours), ..Filter::default() };
            assert_eq!(count(&mut &log.db, &filter).await.unwrap(), expected, "{at}");
        }
    }
}
