//! People: passwords, resets, sessions.

use base::Context;
use secrecy::SecretString;
use vault::{Lock, Opener, Pepper, Person, Secret32, SessionWrap, VaultError};

use crate::office::{POLICE, actor, offices, pair, password};

#[test]
fn a_password_opens_only_with_its_pepper() {
    let context = Context::system();
    let (pepper, other) = (Pepper::random(&context), Pepper::random(&context));
    let person = Person::create(&context, "a", 0).unwrap();
    let secret = SecretString::from("một câu đủ dài");
    let locked = person.lock(&context, &Lock::Password(&secret), &pepper).unwrap();

    assert_eq!(Person::unlock(&locked, &Lock::Password(&secret), &pepper).unwrap().public(), person.public());
    let wrong = SecretString::from("một câu khác hẳn");
    assert!(matches!(Person::unlock(&locked, &Lock::Password(&wrong), &pepper), Err(VaultError::Closed)));
    assert!(matches!(Person::unlock(&locked, &Lock::Password(&secret), &other), Err(VaultError::Closed)));
    assert!(matches!(Person::unlock(&locked, &Lock::Code(&secret), &pepper), Err(VaultError::Closed)));
}

#[test]
fn a_lock_moved_to_another_account_does_not_open() {
    let context = Context::system();
    let pepper = Pepper::random(&context);
    let code = SecretString::from("một mã hồi phục rất dài");
    let mut locked = Person::create(&context, "a", 0).unwrap().lock(&context, &Lock::Code(&code), &pepper).unwrap();

    locked.account = "b".to_owned();

    assert!(matches!(Person::unlock(&locked, &Lock::Code(&code), &pepper), Err(VaultError::Closed)));
}

#[test]
fn a_passkey_opens_what_its_prf_locked() {
    let context = Context::system();
    let pepper = Pepper::random(&context);
    let (prf, other) = (Secret32::random(&context), Secret32::random(&context));
    let person = Person::create(&context, "a", 0).unwrap();
    let locked = person.lock(&context, &Lock::Passkey(&prf), &pepper).unwrap();

    assert!(Person::unlock(&locked, &Lock::Passkey(&prf), &pepper).is_ok());
    assert!(Person::unlock(&locked, &Lock::Passkey(&other), &pepper).is_err());
}

#[test]
fn a_session_opens_with_its_own_cookie_only() {
    let context = Context::system();
    let person = Person::create(&context, "a", 0).unwrap();
    let session = SessionWrap { session: "s1", cookie: "a-cookie-of-32-random-bytes" };
    let wrapped = session.wrap(&context, &person).unwrap();

    assert_eq!(session.unwrap("a", &wrapped).unwrap().public(), person.public());
    assert!(session.unwrap("b", &wrapped).is_err());
    assert!(SessionWrap { cookie: "another", ..session }.unwrap("a", &wrapped).is_err());
    assert!(SessionWrap { session: "s2", ..session }.unwrap("a", &wrapped).is_err());
}

#[tokio::test]
async fn a_changed_password_opens_the_same_records() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;
        let old = vault::list_locks(&mut &office.db, "an", "code").await.unwrap().remove(0).person;
        let new_code = SecretString::from("mã mới cũng rất dài");
        let new = an.person().lock(&office.context, &Lock::Code(&new_code), &office.pepper).unwrap();

        let mut tx = office.db.begin().await.unwrap();
        vault::change_lock(&mut tx, &office.context, &old, &new, "code").await.unwrap();
        tx.commit().await.unwrap();

        let stored = vault::list_locks(&mut &office.db, "an", "code").await.unwrap().remove(0).person;
        assert!(Person::unlock(&stored, &Lock::Code(&password("an")), &office.pepper).is_err());
        let again = Person::unlock(&stored, &Lock::Code(&new_code), &office.pepper).unwrap();
        assert_eq!(office.read(&Opener::new(again), "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
    }
}

#[tokio::test]
async fn two_changes_of_one_password_at_once_leave_one() {
    for office in offices().await {
        let an = office.enrol("an").await;
        let old = vault::list_locks(&mut &office.db, "an", "code").await.unwrap().remove(0).person;
        let new = an.person().lock(&office.context, &Lock::Code(&password("mới")), &office.pepper).unwrap();

        let mut tx = office.db.begin().await.unwrap();
        vault::change_lock(&mut tx, &office.context, &old, &new, "code").await.unwrap();
        let second = vault::change_lock(&mut tx, &office.context, &old, &new, "code").await;

        assert!(matches!(second, Err(VaultError::Changed)));
    }
}

/// `GlobaLeaks` #3211, #3290: a lost password must not make reports unreachable, and must not open them either.
#[tokio::test]
async fn a_lost_password_loses_nothing_once_a_colleague_admits_again() {
    for office in offices().await {
        let old = office.enrol("an").await;
        let binh = office.enrol("binh").await;
        office.vault(POLICE, "binh").await;
        office.admit(&binh, POLICE, "an").await.unwrap();
        office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;

        let (person, locked) = office.make("an", 1);
        let mut tx = office.db.begin().await.unwrap();
        let waiting = vault::reset_person(&mut tx, &office.context, &actor("an"), &locked, "code").await.unwrap();
        tx.commit().await.unwrap();
        let an = Opener::new(person);

        assert_eq!(waiting, [POLICE]);
        assert!(matches!(office.read(&an, "1").await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read(&old, "1").await, Err(VaultError::NotHeld)));
        let list = vault::list_waiting(&mut &office.db, POLICE).await.unwrap();
        assert_eq!(list.iter().map(|one| one.account.as_str()).collect::<Vec<_>>(), ["an"]);
        office.admit(&binh, POLICE, "an").await.unwrap();
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        assert!(vault::list_waiting(&mut &office.db, POLICE).await.unwrap().is_empty());
    }
}
