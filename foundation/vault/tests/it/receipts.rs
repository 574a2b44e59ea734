//! Receipts, ready and late.

use base::Context;
use vault::{Given, Holder, Pepper, ReceiptDesk, VaultError, volatile_key};

use crate::office::{Office, POLICE, note, offices, pair, sealed};

fn desk(office: &Office, size: usize) -> ReceiptDesk {
    let key = volatile_key(None, &office.context).unwrap();
    ReceiptDesk::new(office.context.clone(), office.pepper.clone(), key, size)
}

/// Receives a note at the public door and gives the receipt.
async fn receive(office: &Office, desk: &ReceiptDesk, id: &str) -> vault::Receipt {
    let mut tx = office.db.begin().await.unwrap();
    let given = desk.give();
    let mut holders = vec![Holder::Agency(POLICE)];
    if let Given::Ready(ready) = &given {
        holders.push(Holder::Receipt { lookup: &ready.lookup, public: &ready.public });
    }
    let key = vault::new_record(&mut tx, &office.context, note(id), &holders).await.unwrap();
    office.add_line(&mut tx, &key, id, id, "thấy xe lạ", "").await;
    let receipt = match given {
        Given::Ready(ready) => ready.receipt,
        Given::Later(receipt) => {
            vault::put_off(&mut tx, desk, note(id), &key, &receipt).await.unwrap();
            receipt
        }
    };
    tx.commit().await.unwrap();
    receipt
}

#[tokio::test]
async fn a_ready_receipt_opens_its_mailbox_at_once() {
    for office in offices().await {
        office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let desk = desk(&office, 1);
        assert!(desk.make_one().unwrap());
        assert!(!desk.make_one().unwrap(), "the store is full");

        let receipt = receive(&office, &desk, "1").await;

        let opened = receipt.open(&office.pepper).unwrap();
        let record = vault::open_by_receipt(&mut &office.db, &opened.lookup, &opened.pair).await.unwrap();
        assert_eq!(office.read_with(&record.key, "1").await.unwrap(), pair("thấy xe lạ", ""));
        assert_eq!(desk.ready(), 0);
    }
}

#[tokio::test]
async fn a_receipt_given_while_none_was_ready_opens_once_it_is_settled() {
    for office in offices().await {
        office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let desk = desk(&office, 0);

        let receipt = receive(&office, &desk, "1").await;

        let opened = receipt.open(&office.pepper).unwrap();
        let early = vault::open_by_receipt(&mut &office.db, &opened.lookup, &opened.pair).await;
        assert!(matches!(early, Err(VaultError::NotHeld)));
        assert_eq!(vault::count_waiting_receipts(&mut &office.db).await.unwrap(), 1);
        assert_eq!(vault::settle_step(&office.db, &desk, 10).await.unwrap(), 1);
        assert_eq!(vault::settle_step(&office.db, &desk, 10).await.unwrap(), 0);
        let record = vault::open_by_receipt(&mut &office.db, &opened.lookup, &opened.pair).await.unwrap();
        assert_eq!(office.read_with(&record.key, "1").await.unwrap(), pair("thấy xe lạ", ""));
    }
}

#[tokio::test]
async fn what_waits_opens_for_nobody_without_the_key_in_memory() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let receipt = receive(&office, &desk(&office, 0), "1").await;

        // After a loss of power the key is another one.
        let other = desk(&office, 0);
        assert_eq!(vault::settle_step(&office.db, &other, 10).await.unwrap(), 0);

        // It may be the key of a program that runs beside this one: what waits stays for two days.
        assert_eq!(vault::count_waiting_receipts(&mut &office.db).await.unwrap(), 1);
        office.clock.set(office.context.now().checked_add(jiff::SignedDuration::from_hours(49)).unwrap());
        assert_eq!(vault::settle_step(&office.db, &other, 10).await.unwrap(), 0);
        assert_eq!(vault::count_waiting_receipts(&mut &office.db).await.unwrap(), 0);
        let opened = receipt.open(&office.pepper).unwrap();
        assert!(vault::open_by_receipt(&mut &office.db, &opened.lookup, &opened.pair).await.is_err());
        assert_eq!(office.read(&an, "1").await.unwrap(), pair("thấy xe lạ", ""));
    }
}

#[tokio::test]
async fn two_programs_side_by_side_settle_their_own_receipts_and_lose_none() {
    for office in offices().await {
        office.enrol("an").await;
        office.vault(POLICE, "an").await;
        let (one, other) = (desk(&office, 0), desk(&office, 0));
        let receipt = receive(&office, &one, "1").await;

        assert_eq!(vault::settle_step(&office.db, &other, 10).await.unwrap(), 0, "not its own");
        assert_eq!(vault::settle_step(&office.db, &one, 10).await.unwrap(), 1);

        let opened = receipt.open(&office.pepper).unwrap();
        assert!(vault::open_by_receipt(&mut &office.db, &opened.lookup, &opened.pair).await.is_ok());
    }
}

#[tokio::test]
async fn a_record_is_not_re_keyed_while_its_receipt_waits() {
    for office in offices().await {
        let an = office.enrol("an").await;
        office.vault(POLICE, "an").await;
        office.enrol("chi").await;
        office.vault("so-y-te-mau", "chi").await;
        receive(&office, &desk(&office, 0), "1").await;
        let mut tx = office.db.begin().await.unwrap();
        vault::share(&mut tx, &office.context, &an, note("1"), "so-y-te-mau").await.unwrap();

        let ended = vault::end_share(&mut tx, &office.context, &an, note("1"), "so-y-te-mau", sealed::ALL).await;

        assert!(matches!(ended, Err(VaultError::Refused("receipt-waiting"))));
    }
}

#[test]
fn the_key_in_memory_is_made_once_and_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waiting.key");
    let context = Context::system();

    let made = volatile_key(Some(&path), &context).unwrap();

    assert_eq!(volatile_key(Some(&path), &context).unwrap(), made);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_ne!(volatile_key(None, &context).unwrap(), made);
    assert_ne!(Pepper::random(&context), Pepper::random(&context));
}
