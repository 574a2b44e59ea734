//! Rotation on live data.

use jiff::ToSpan as _;
use vault::{Resealed, VaultError};

use crate::office::{HEALTH, Office, POLICE, actor, offices, pair};

async fn reseal(office: &Office, by: &vault::Opener, most: u32) -> Resealed {
    let mut tx = office.db.begin().await.unwrap();
    let done = vault::reseal_step(&mut tx, &office.context, by, POLICE, most).await.unwrap();
    tx.commit().await.unwrap();
    done
}

#[tokio::test]
async fn old_and_new_records_read_after_rotation_for_old_and_new_members() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("before", &[POLICE], "trước", "A").await;
        office.rotate(&an, POLICE).await;
        office.write("between", &[POLICE], "giữa", "B").await;
        office.rotate(&an, POLICE).await;
        office.write("after", &[POLICE], "sau", "C").await;

        let binh = office.enrol("binh").await;
        office.admit(&an, POLICE, "binh").await.unwrap();

        for reader in [&an, &binh, &vault::Opener::new(an.person().clone())] {
            assert_eq!(office.read(reader, "before").await.unwrap(), pair("trước", "A"));
            assert_eq!(office.read(reader, "between").await.unwrap(), pair("giữa", "B"));
            assert_eq!(office.read(reader, "after").await.unwrap(), pair("sau", "C"));
        }
    }
}

#[tokio::test]
async fn records_move_over_in_bounded_steps_and_stay_readable_throughout() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        for id in ["1", "2", "3", "4", "5"] {
            office.write(id, &[POLICE], "chữ", id).await;
        }
        office.rotate(&an, POLICE).await;

        assert_eq!(reseal(&office, &an, 2).await, Resealed { moved: 2, is_done: false });
        for id in ["1", "5"] {
            assert_eq!(office.read(&an, id).await.unwrap(), pair("chữ", id));
        }
        assert_eq!(reseal(&office, &an, 2).await, Resealed { moved: 2, is_done: false });
        assert_eq!(reseal(&office, &an, 2).await, Resealed { moved: 1, is_done: true });
        office.clock.set(office.context.now().checked_add(25.hours()).unwrap());
        assert_eq!(reseal(&office, &an, 2).await, Resealed { moved: 0, is_done: true });

        for id in ["1", "2", "3", "4", "5"] {
            let fresh = vault::Opener::new(an.person().clone());
            assert_eq!(office.read(&fresh, id).await.unwrap(), pair("chữ", id));
        }
    }
}

#[tokio::test]
async fn a_removed_member_opens_nothing_old_or_new() {
    for office in offices().await {
        let (an, binh) = (office.enrol("an").await, office.enrol("binh").await);
        office.vault(POLICE, "an").await;
        office.admit(&an, POLICE, "binh").await.unwrap();
        office.write("1", &[POLICE], "trước", "A").await;

        let mut tx = office.db.begin().await.unwrap();
        vault::remove_member(&mut tx, &office.context, &actor("an"), &an, POLICE, "binh").await.unwrap();
        tx.commit().await.unwrap();
        office.write("2", &[POLICE], "sau", "B").await;

        assert!(matches!(office.read(&binh, "1").await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read(&binh, "2").await, Err(VaultError::NotHeld)));
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("trước", "A"));
        assert_eq!(office.read(&an, "2").await.unwrap(), pair("sau", "B"));
        let members = vault::list_members(&mut &office.db, POLICE).await.unwrap();
        assert_eq!(members.iter().map(|member| member.account.as_str()).collect::<Vec<_>>(), ["an"]);
    }
}

#[tokio::test]
async fn the_last_member_stays() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let mut tx = office.db.begin().await.unwrap();

        let removed = vault::remove_member(&mut tx, &office.context, &actor("an"), &an, POLICE, "an").await;

        assert!(matches!(removed, Err(VaultError::LastMember)));
    }
}

#[tokio::test]
async fn a_successor_agency_opens_what_its_predecessor_received() {
    for office in offices().await {
        let (an, chi) = (office.enrol("an").await, office.enrol("chi").await);
        office.vault(POLICE, "an").await;
        office.vault(HEALTH, "chi").await;
        office.write("1", &[POLICE], "trước", "A").await;

        let mut tx = office.db.begin().await.unwrap();
        vault::adopt(&mut tx, &office.context, &actor("an"), &an, POLICE, HEALTH).await.unwrap();
        tx.commit().await.unwrap();
        office.rotate(&chi, HEALTH).await;

        assert_eq!(office.read(&chi, "1").await.unwrap(), pair("trước", "A"));
        assert!(!vault::has_vault(&mut &office.db, POLICE).await.unwrap());
    }
}
