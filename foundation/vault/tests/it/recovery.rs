//! Losing everything, and bringing it back together: trustees, rehearsals, rotation.

use db::{Db, params};
use jiff::ToSpan as _;
use vault::{Opener, RecoveryKind, VaultError};

use crate::office::{Office, POLICE, actor, offices, pair};

mod statements {
    db::statements! {
        ACTIONS = "SELECT action FROM audit_entry";
    }
}

const TRUSTEES: [&str; 3] = ["t1", "t2", "t3"];

/// Everything that the log says was done with keys.
async fn logged(db: &Db) -> Vec<String> {
    let rows = db.rows(&statements::ACTIONS, params![]).await.unwrap();
    let mut actions: Vec<_> = rows.iter().map(|row| row.text("action").unwrap()).collect();
    // The clock stands still, so the entries have no order.
    actions.sort();
    actions
}

/// An office whose vault is split among three trustees, of whom two are needed.
async fn secured(office: &Office) -> (Opener, Vec<Opener>) {
    let an = office.enrol("an").await;
    office.vault(POLICE, "an").await;
    let mut trustees = Vec::new();
    for trustee in TRUSTEES {
        trustees.push(office.enrol(trustee).await);
    }
    split(office, &an, &TRUSTEES, 2).await.unwrap();
    (an, trustees)
}

async fn split(office: &Office, by: &Opener, trustees: &[&str], needed: u8) -> vault::Result<()> {
    let mut tx = office.db.begin().await.unwrap();
    let by_actor = actor(by.account());
    vault::set_trustees(&mut tx, &office.context, &by_actor, by, POLICE, trustees, needed).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn begin(office: &Office, by: &str, kind: RecoveryKind) -> String {
    let mut tx = office.db.begin().await.unwrap();
    let id = vault::begin_recovery(&mut tx, &office.context, &actor(by), kind, POLICE, "mất mật khẩu").await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn hand_in(office: &Office, by: &Opener, id: &str) -> vault::Result<usize> {
    let mut tx = office.db.begin().await.unwrap();
    let given = vault::hand_in_share(&mut tx, &office.context, &actor(by.account()), by, id).await?;
    tx.commit().await.unwrap();
    Ok(given)
}

async fn finish(office: &Office, by: &Opener, id: &str) -> vault::Result<()> {
    let mut tx = office.db.begin().await.unwrap();
    vault::finish_recovery(&mut tx, &office.context, &actor(by.account()), by, id).await?;
    tx.commit().await.unwrap();
    Ok(())
}

/// `GlobaLeaks` #3290: the only member loses the password and the code as well.
#[tokio::test]
async fn the_only_member_loses_everything_and_the_trustees_bring_it_back() {
    for office in offices().await {
        let (_an, trustees) = secured(&office).await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;
        let (person, locked) = office.make("an", 1);
        let mut tx = office.db.begin().await.unwrap();
        vault::reset_person(&mut tx, &office.context, &actor("an"), &locked, "code").await.unwrap();
        tx.commit().await.unwrap();
        let an = Opener::new(person);
        assert!(matches!(office.read(&an, "1").await, Err(VaultError::NotHeld)));

        let id = begin(&office, "an", RecoveryKind::Recovery).await;
        assert_eq!(hand_in(&office, &trustees[0], &id).await.unwrap(), 1);
        assert!(matches!(finish(&office, &an, &id).await, Err(VaultError::Refused("too-few-shares"))));
        assert_eq!(hand_in(&office, &trustees[2], &id).await.unwrap(), 2);
        finish(&office, &an, &id).await.unwrap();

        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        assert!(matches!(finish(&office, &an, &id).await, Err(VaultError::NotHeld)));
        assert_eq!(
            logged(&office.db).await,
            [
                "vault.begin_recovery",
                "vault.create",
                "vault.enrol",
                "vault.enrol",
                "vault.enrol",
                "vault.enrol",
                "vault.finish_recovery",
                "vault.hand_in_share",
                "vault.hand_in_share",
                "vault.reset_person",
                "vault.set_trustees",
            ]
        );
    }
}

#[tokio::test]
async fn nobody_recovers_alone_or_for_another() {
    for office in offices().await {
        let (_an, trustees) = secured(&office).await;
        let id = begin(&office, "t1", RecoveryKind::Recovery).await;

        assert!(matches!(hand_in(&office, &trustees[0], &id).await, Err(VaultError::Refused("own-recovery"))));
        hand_in(&office, &trustees[1], &id).await.unwrap();
        assert!(matches!(hand_in(&office, &trustees[1], &id).await, Err(VaultError::Refused("share-given"))));
        let stranger = office.enrol("x").await;
        assert!(matches!(hand_in(&office, &stranger, &id).await, Err(VaultError::NotHeld)));
        hand_in(&office, &trustees[2], &id).await.unwrap();
        assert!(matches!(finish(&office, &stranger, &id).await, Err(VaultError::NotHeld)));
        assert!(matches!(finish(&office, &trustees[1], &id).await, Err(VaultError::NotHeld)));
    }
}

#[tokio::test]
async fn a_recovery_ends_after_a_week() {
    for office in offices().await {
        let (_an, trustees) = secured(&office).await;
        let id = begin(&office, "an", RecoveryKind::Recovery).await;

        office.clock.set(office.context.now().checked_add((7 * 24).hours()).unwrap());

        assert!(matches!(hand_in(&office, &trustees[0], &id).await, Err(VaultError::NotHeld)));
        assert!(vault::list_open_recoveries(&mut &office.db, &office.context, POLICE).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_rehearsal_proves_the_shares_and_releases_nothing() {
    for office in offices().await {
        let (_an, trustees) = secured(&office).await;
        let before = vault::recovery_state(&mut &office.db, POLICE).await.unwrap().unwrap();
        assert_eq!(before.rehearsed_at, None);

        let id = begin(&office, "t1", RecoveryKind::Rehearsal).await;
        hand_in(&office, &trustees[0], &id).await.unwrap();
        let open = vault::list_open_recoveries(&mut &office.db, &office.context, POLICE).await.unwrap();
        assert_eq!((open[0].given, open[0].needed, open[0].kind), (1, 2, RecoveryKind::Rehearsal));
        hand_in(&office, &trustees[1], &id).await.unwrap();

        let after = vault::recovery_state(&mut &office.db, POLICE).await.unwrap().unwrap();
        assert_eq!(after.rehearsed_at, Some(office.context.now()));
        assert!(matches!(finish(&office, &trustees[0], &id).await, Err(VaultError::NotHeld)));
        assert!(logged(&office.db).await.contains(&"vault.pass_rehearsal".to_owned()));
    }
}

#[tokio::test]
async fn one_trustee_gone_is_seen_and_the_others_are_enough() {
    for office in offices().await {
        let (an, trustees) = secured(&office).await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;
        let (person, locked) = office.make("t2", 1);
        let mut tx = office.db.begin().await.unwrap();
        vault::reset_person(&mut tx, &office.context, &actor("t2"), &locked, "code").await.unwrap();
        tx.commit().await.unwrap();

        let state = vault::recovery_state(&mut &office.db, POLICE).await.unwrap().unwrap();
        assert_eq!((state.lost.as_slice(), state.is_enough()), (["t2".to_owned()].as_slice(), true));
        let id = begin(&office, "t2", RecoveryKind::Rehearsal).await;
        assert!(matches!(hand_in(&office, &Opener::new(person), &id).await, Err(VaultError::Closed)));
        hand_in(&office, &trustees[0], &id).await.unwrap();
        hand_in(&office, &trustees[2], &id).await.unwrap();

        split(&office, &an, &["t1", "t3", "an"], 2).await.unwrap();
        office.rotate(&an, POLICE).await;
        let state = vault::recovery_state(&mut &office.db, POLICE).await.unwrap().unwrap();
        assert!(state.lost.is_empty());
        assert_eq!(state.usable, ["an", "t1", "t3"]);
    }
}

#[tokio::test]
async fn a_recovery_after_rotation_reads_old_and_new() {
    for office in offices().await {
        let (an, trustees) = secured(&office).await;
        office.write("old", &[POLICE], "cũ", "A").await;
        let outdated = begin(&office, "moi", RecoveryKind::Rehearsal).await;
        office.rotate(&an, POLICE).await;
        office.write("new", &[POLICE], "mới", "B").await;
        assert!(matches!(hand_in(&office, &trustees[0], &outdated).await, Err(VaultError::NotHeld)));

        let newcomer = office.enrol("moi").await;
        let id = begin(&office, "moi", RecoveryKind::Recovery).await;
        hand_in(&office, &trustees[0], &id).await.unwrap();
        hand_in(&office, &trustees[1], &id).await.unwrap();
        finish(&office, &newcomer, &id).await.unwrap();

        assert_eq!(office.read(&newcomer, "old").await.unwrap(), pair("cũ", "A"));
        assert_eq!(office.read(&newcomer, "new").await.unwrap(), pair("mới", "B"));
    }
}

#[tokio::test]
async fn an_unsound_split_is_refused() {
    for office in offices().await {
        let (an, _) = secured(&office).await;

        for (trustees, needed) in [(&["t1", "t2"][..], 1), (&["t1"][..], 2), (&["t1", "t1"][..], 2), (&[][..], 2)] {
            let made = split(&office, &an, trustees, needed).await;
            assert!(matches!(made, Err(VaultError::Refused("trustees-unsound"))), "{trustees:?} {needed}");
        }
        assert!(matches!(split(&office, &an, &["t1", "nobody"], 2).await, Err(VaultError::NoPersonKey(_))));
    }
}
