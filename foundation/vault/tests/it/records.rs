//! Records: who opens what, sharing, ending, destroying, look-ups.

use vault::{Holder, KeyPair, VaultError};

use crate::office::{HEALTH, POLICE, note, offices, pair, sealed};

#[tokio::test]
async fn every_statement_prepares() {
    for office in offices().await {
        let all: Vec<_> = vault::statements().chain(sealed::STATEMENTS.iter().copied()).collect();

        assert_eq!(db::check_statements(&office.db, &all).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_the_public_wrote_only_the_agency_reads() {
    for office in offices().await {
        let (an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.vault(HEALTH, "chi").await;

        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;

        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read(&an, "2").await, Err(VaultError::NotHeld)));
        assert_eq!(vault::list_holders(&mut &office.db, note("1")).await.unwrap(), [POLICE]);
    }
}

#[tokio::test]
async fn a_list_opens_its_records_without_asking_for_each() {
    for office in offices().await {
        let (an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;
        let listed = office.listed_key("1").await;

        let key = vault::open_listed(&mut &office.db, &an, note("1"), &listed).await.unwrap();

        assert_eq!(office.read_with(&key, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        let stranger = vault::open_listed(&mut &office.db, &chi, note("1"), &listed).await;
        assert!(matches!(stranger, Err(VaultError::NotHeld)));
        let moved = vault::open_listed(&mut &office.db, &an, note("2"), &listed).await;
        assert!(matches!(moved, Err(VaultError::Closed)));
    }
}

#[tokio::test]
async fn an_agency_without_a_vault_receives_nothing() {
    for office in offices().await {
        let mut tx = office.db.begin().await.unwrap();

        let made = vault::new_record(&mut tx, &office.context, note("1"), &[Holder::Agency(POLICE)]).await;

        assert!(matches!(made, Err(VaultError::NoVault(agency)) if agency == POLICE));
    }
}

#[tokio::test]
async fn a_stranger_admits_nobody() {
    for office in offices().await {
        let (_an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;

        assert!(matches!(office.admit(&chi, POLICE, "chi").await, Err(VaultError::NotHeld)));
    }
}

#[tokio::test]
async fn columns_exchanged_in_the_database_open_no_more() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;

        office.swap_columns("1").await;

        assert!(matches!(office.read(&an, "1").await, Err(VaultError::Closed)));
    }
}

#[tokio::test]
async fn sharing_opens_and_ending_closes_every_sealed_column() {
    for office in offices().await {
        let (an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.vault(HEALTH, "chi").await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;

        let mut tx = office.db.begin().await.unwrap();
        vault::share(&mut tx, &office.context, &an, note("1"), HEALTH).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(office.read(&chi, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        let kept = vault::open_record(&mut &office.db, &office.context, &chi, note("1")).await.unwrap();
        let before = office.stored("1").await;

        let mut tx = office.db.begin().await.unwrap();
        vault::end_share(&mut tx, &office.context, &an, note("1"), HEALTH, sealed::ALL).await.unwrap();
        tx.commit().await.unwrap();

        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read_with(&kept, "1").await, Err(VaultError::Closed)));
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        let after = office.stored("1").await;
        assert!(before.0 != after.0 && before.1 != after.1);
    }
}

#[tokio::test]
async fn a_record_keeps_at_least_one_agency() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "a", "b").await;
        let mut tx = office.db.begin().await.unwrap();

        let ended = vault::end_share(&mut tx, &office.context, &an, note("1"), POLICE, sealed::ALL).await;

        assert!(matches!(ended, Err(VaultError::Refused("record-without-holder"))));
    }
}

#[tokio::test]
async fn nothing_is_sealed_under_a_key_that_was_ended_meanwhile() {
    for office in offices().await {
        let (an, _chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.vault(HEALTH, "chi").await;
        office.write("1", &[POLICE, HEALTH], "a", "b").await;
        let mut tx = office.db.begin().await.unwrap();
        let old = vault::open_record(&mut tx, &office.context, &an, note("1")).await.unwrap();
        let new = vault::end_share(&mut tx, &office.context, &an, note("1"), HEALTH, sealed::ALL).await.unwrap();

        let held = vault::open_record_to_change(&mut tx, &office.context, &an, note("1")).await.unwrap();

        assert_ne!(old.version(), new.version());
        assert_eq!(held.version(), new.version());
    }
}

#[tokio::test]
async fn the_reporter_reads_and_writes_with_the_receipt() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let receipt = KeyPair::generate(&office.context).unwrap();
        let holders = [Holder::Agency(POLICE), Holder::Receipt { lookup: "L", public: receipt.public() }];
        let mut tx = office.db.begin().await.unwrap();
        let key = vault::new_record(&mut tx, &office.context, note("1"), &holders).await.unwrap();
        office.add_line(&mut tx, &key, "1", "1", "thấy xe lạ", "").await;
        tx.commit().await.unwrap();

        let opened = vault::open_by_receipt(&mut &office.db, "L", &receipt).await.unwrap();

        assert_eq!((opened.kind.as_str(), opened.id.as_str()), ("note", "1"));
        assert_eq!(office.read_with(&opened.key, "1").await.unwrap(), pair("thấy xe lạ", ""));
        let stranger = KeyPair::generate(&office.context).unwrap();
        assert!(vault::open_by_receipt(&mut &office.db, "L", &stranger).await.is_err());
        assert!(matches!(vault::open_by_receipt(&mut &office.db, "M", &receipt).await, Err(VaultError::NotHeld)));
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", ""));
    }
}

#[tokio::test]
async fn a_destroyed_record_opens_for_nobody_and_leaves_a_mark() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "a", "b").await;

        let mut tx = office.db.begin().await.unwrap();
        vault::shred(&mut tx, &office.context, note("1")).await.unwrap();
        tx.commit().await.unwrap();

        assert!(matches!(office.read(&an, "1").await, Err(VaultError::Shredded)));
        let mut tx = office.db.begin().await.unwrap();
        assert!(matches!(vault::shred(&mut tx, &office.context, note("1")).await, Err(VaultError::NotHeld)));
        let again = vault::new_record(&mut tx, &office.context, note("1"), &[Holder::Agency(POLICE)]).await;
        assert!(again.is_err());
    }
}

#[tokio::test]
async fn look_ups_work_inside_one_agency_and_survive_rotation() {
    for office in offices().await {
        let (an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.vault(HEALTH, "chi").await;
        let before = an.index_key(&mut &office.db, POLICE).await.unwrap().mark("phone", "0912000138").unwrap();

        office.rotate(&an, POLICE).await;

        let after = an.index_key(&mut &office.db, POLICE).await.unwrap().mark("phone", "0912000138").unwrap();
        assert_eq!(before, after);
        let health = chi.index_key(&mut &office.db, HEALTH).await.unwrap().mark("phone", "0912000138").unwrap();
        assert_ne!(before, health);
        assert!(matches!(chi.index_key(&mut &office.db, POLICE).await, Err(VaultError::NotHeld)));
    }
}
