//! Leaving a vault without a member at hand: an administrator ends a role or closes an account.

use vault::VaultError;

use crate::office::{Office, POLICE, actor, offices, pair};

async fn leave(office: &Office, account: &str) -> Vec<String> {
    let mut tx = office.db.begin().await.unwrap();
    let left = vault::leave_vaults(&mut tx, &office.context, Some(&actor("quan-tri")), account).await.unwrap();
    tx.commit().await.unwrap();
    left
}

async fn rotated(office: &Office, by: &vault::Opener) -> bool {
    let mut tx = office.db.begin().await.unwrap();
    let done = vault::rotate_if_left(&mut tx, &office.context, &actor(by.account()), by, POLICE).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn members(office: &Office) -> Vec<String> {
    let members = vault::list_members(&mut &office.db, POLICE).await.unwrap();
    members.into_iter().map(|member| member.account).collect()
}

#[tokio::test]
async fn who_leaves_opens_nothing_at_once_and_the_next_member_gives_new_keys() {
    for office in offices().await {
        let (an, binh) = (office.enrol("an").await, office.enrol("binh").await);
        office.vault(POLICE, "an").await;
        office.admit(&an, POLICE, "binh").await.unwrap();
        office.write("1", &[POLICE], "trước", "A").await;

        assert_eq!(leave(&office, "binh").await, [POLICE]);

        assert!(matches!(office.read(&binh, "1").await, Err(VaultError::NotHeld)));
        assert_eq!(members(&office).await, ["an"]);
        assert!(rotated(&office, &an).await, "whoever kept a copy of the secret is left behind");
        assert!(!rotated(&office, &an).await, "once is enough");
        office.write("2", &[POLICE], "sau", "B").await;
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("trước", "A"));
        assert_eq!(office.read(&an, "2").await.unwrap(), pair("sau", "B"));
        assert!(matches!(office.read(&binh, "2").await, Err(VaultError::NotHeld)));
        assert!(leave(&office, "binh").await.is_empty());
    }
}

#[tokio::test]
async fn the_last_member_keeps_the_key_until_there_is_another_one() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "trước", "A").await;

        leave(&office, "an").await;

        assert_eq!(members(&office).await, ["an"], "nobody else could open it again");
        assert!(!rotated(&office, &an).await);
        // Another member comes (from a recovery, say), and gives it new keys without the one who left.
        let binh = office.enrol("binh").await;
        office.admit(&an, POLICE, "binh").await.unwrap();
        assert!(rotated(&office, &binh).await);
        assert_eq!(members(&office).await, ["binh"]);
        assert_eq!(office.read(&binh, "1").await.unwrap(), pair("trước", "A"));
        assert!(matches!(office.read(&vault::Opener::new(an.person().clone()), "1").await, Err(VaultError::NotHeld)));
    }
}

#[tokio::test]
async fn who_was_to_leave_stays_when_the_right_is_given_back() {
    for office in offices().await {
        let (an, binh) = (office.enrol("an").await, office.enrol("binh").await);
        office.vault(POLICE, "an").await;
        leave(&office, "an").await;
        let mut tx = office.db.begin().await.unwrap();
        vault::stay_in_vaults(&mut tx, "an").await.unwrap();
        tx.commit().await.unwrap();
        assert!(vault::list_leaving(&mut &office.db, POLICE).await.unwrap().is_empty());

        office.admit(&an, POLICE, "binh").await.unwrap();
        leave(&office, "binh").await;
        // Gone is gone: a colleague admits anew, and that counts.
        let mut tx = office.db.begin().await.unwrap();
        vault::stay_in_vaults(&mut tx, "binh").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(vault::list_leaving(&mut &office.db, POLICE).await.unwrap(), ["binh"]);
        office.admit(&an, POLICE, "binh").await.unwrap();
        assert!(!rotated(&office, &an).await);
        assert_eq!(members(&office).await, ["an", "binh"]);
        assert!(binh.account() == "binh");
    }
}
