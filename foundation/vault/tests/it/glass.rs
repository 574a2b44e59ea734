//! Breaking the glass.

use jiff::ToSpan as _;
use vault::{GlassState, Opener, VaultError, Verdict};

use crate::office::{HEALTH, Office, POLICE, actor, note, offices, pair, sealed};

/// A record of the police, two of its members, and somebody of another agency.
async fn scene(office: &Office) -> (Opener, Opener, Opener) {
    let (an, binh, chi) = (office.enrol("an").await, office.enrol("binh").await, office.enrol("chi").await);
    office.vault(POLICE, "an").await;
    office.vault(HEALTH, "chi").await;
    office.admit(&an, POLICE, "binh").await.unwrap();
    office.write("1", &[POLICE], "thấy xe lạ", "Người Báo").await;
    (an, binh, chi)
}

async fn ask(office: &Office, by: &str, minutes: i64, reason: &str) -> vault::Result<String> {
    let mut tx = office.db.begin().await.unwrap();
    let id = vault::ask_break_glass(&mut tx, &office.context, &actor(by), POLICE, note("1"), minutes, reason).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn grant(office: &Office, by: &Opener, id: &str) -> vault::Result<()> {
    let mut tx = office.db.begin().await.unwrap();
    vault::grant_break_glass(&mut tx, &office.context, &actor(by.account()), by, id).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn review(office: &Office, by: &Opener, id: &str) -> vault::Result<()> {
    let mut tx = office.db.begin().await.unwrap();
    let by_actor = actor(by.account());
    vault::review_break_glass(&mut tx, &office.context, &by_actor, by, id, Verdict::Justified, sealed::ALL).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn the_glass_opens_for_minutes_and_closes_by_itself() {
    for office in offices().await {
        let (an, _binh, chi) = scene(&office).await;
        let id = ask(&office, "chi", 30, "cấp cứu đêm nay").await.unwrap();
        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
        assert_eq!(&**vault::break_glass_reason(&mut &office.db, &an, &id).await.unwrap(), "cấp cứu đêm nay");
        assert!(vault::break_glass_reason(&mut &office.db, &chi, &id).await.is_err());

        grant(&office, &an, &id).await.unwrap();

        office.clock.set(office.context.now().checked_add(29.minutes()).unwrap());
        assert_eq!(office.read(&chi, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        // The job that ends it has not run yet.
        office.clock.set(office.context.now().checked_add(1.minute()).unwrap());
        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
        let mut tx = office.db.begin().await.unwrap();
        assert_eq!(vault::end_break_glasses(&mut tx, &office.context, 10).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let ended = vault::list_break_glasses(&mut &office.db, POLICE, GlassState::Ended).await.unwrap();
        assert_eq!(ended.iter().map(|glass| glass.id.as_str()).collect::<Vec<_>>(), [id]);
    }
}

#[tokio::test]
async fn asking_granting_and_reviewing_are_three_people() {
    for office in offices().await {
        let (an, binh, chi) = scene(&office).await;
        let id = ask(&office, "chi", 30, "cấp cứu").await.unwrap();

        assert!(matches!(grant(&office, &chi, &id).await, Err(VaultError::Refused("own-break-glass"))));
        grant(&office, &an, &id).await.unwrap();
        assert!(matches!(grant(&office, &binh, &id).await, Err(VaultError::NotHeld)));
        assert!(matches!(review(&office, &chi, &id).await, Err(VaultError::Refused("own-break-glass"))));
        assert!(matches!(review(&office, &an, &id).await, Err(VaultError::Refused("own-break-glass"))));
        let kept = vault::open_record(&mut &office.db, &office.context, &chi, note("1")).await.unwrap();
        review(&office, &binh, &id).await.unwrap();

        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read_with(&kept, "1").await, Err(VaultError::Closed)));
        assert_eq!(office.read(&binh, "1").await.unwrap(), pair("thấy xe lạ", "Người Báo"));
        assert!(matches!(review(&office, &binh, &id).await, Err(VaultError::NotHeld)));
    }
}

#[tokio::test]
async fn no_reason_or_too_long_a_time_is_refused() {
    for office in offices().await {
        scene(&office).await;

        for (minutes, reason) in [(0, "cấp cứu"), (241, "cấp cứu"), (30, "  ")] {
            assert!(matches!(
                ask(&office, "chi", minutes, reason).await,
                Err(VaultError::Refused("break-glass-unsound"))
            ));
        }
    }
}

#[tokio::test]
async fn a_refused_request_opens_nothing() {
    for office in offices().await {
        let (an, _binh, chi) = scene(&office).await;
        let id = ask(&office, "chi", 30, "tò mò").await.unwrap();

        let mut tx = office.db.begin().await.unwrap();
        vault::refuse_break_glass(&mut tx, &office.context, &actor("an"), &an, &id).await.unwrap();
        tx.commit().await.unwrap();

        assert!(matches!(grant(&office, &an, &id).await, Err(VaultError::NotHeld)));
        assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
    }
}

async fn end(office: &Office, by: &str, id: &str) -> vault::Result<()> {
    let mut tx = office.db.begin().await.unwrap();
    vault::end_break_glass(&mut tx, &office.context, &actor(by), id).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn found(office: &Office, id: &str) -> vault::BreakGlass {
    vault::find_break_glass(&mut &office.db, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_glass_is_ended_early_by_whoever_got_it_or_by_a_member_and_by_nobody_else() {
    for office in offices().await {
        let (an, _binh, chi) = scene(&office).await;
        office.enrol("dung").await;
        for by in ["chi", "binh"] {
            let id = ask(&office, "chi", 30, "cấp cứu").await.unwrap();
            assert!(matches!(end(&office, "chi", &id).await, Err(VaultError::NotHeld)));
            grant(&office, &an, &id).await.unwrap();
            office.read(&chi, "1").await.unwrap();

            assert!(matches!(end(&office, "dung", &id).await, Err(VaultError::NotHeld)));
            end(&office, by, &id).await.unwrap();

            assert!(matches!(office.read(&chi, "1").await, Err(VaultError::NotHeld)));
            let ended = found(&office, &id).await;
            assert_eq!((ended.state, ended.expires_at), (GlassState::Ended, Some(office.context.now())));
            assert!(matches!(end(&office, by, &id).await, Err(VaultError::NotHeld)));
        }
        assert_eq!(vault::list_own_break_glasses(&mut &office.db, "chi").await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_glass_that_has_run_out_has_ended_before_the_job_notes_it_and_keeps_its_time_and_its_verdict() {
    for office in offices().await {
        let (an, binh, _chi) = scene(&office).await;
        let id = ask(&office, "chi", 30, "cấp cứu").await.unwrap();
        grant(&office, &an, &id).await.unwrap();
        let until = found(&office, &id).await.expires_at.unwrap();

        office.clock.set(until);
        assert_eq!(found(&office, &id).await.state, GlassState::Granted);
        assert_eq!(found(&office, &id).await.state_at(until), GlassState::Ended);
        assert!(matches!(end(&office, "chi", &id).await, Err(VaultError::NotHeld)));
        office.clock.set(until.checked_add(5.minutes()).unwrap());
        review(&office, &binh, &id).await.unwrap();

        let seen = found(&office, &id).await;
        assert_eq!((seen.state, seen.expires_at), (GlassState::Reviewed, Some(until)));
        assert_eq!((seen.reviewed_by.as_deref(), seen.verdict), (Some("binh"), Some(Verdict::Justified)));
    }
}

#[tokio::test]
async fn a_glass_is_reviewed_even_when_its_record_was_destroyed_meanwhile() {
    for office in offices().await {
        let (an, binh, chi) = scene(&office).await;
        let id = ask(&office, "chi", 30, "cấp cứu").await.unwrap();
        grant(&office, &an, &id).await.unwrap();
        let mut tx = office.db.begin().await.unwrap();
        vault::shred(&mut tx, &office.context, note("1")).await.unwrap();
        tx.commit().await.unwrap();

        assert!(matches!(review(&office, &chi, &id).await, Err(VaultError::Refused("own-break-glass"))));
        let stranger = office.enrol("dung").await;
        assert!(matches!(review(&office, &stranger, &id).await, Err(VaultError::NotHeld)));
        review(&office, &binh, &id).await.unwrap();

        assert_eq!(found(&office, &id).await.state, GlassState::Reviewed);
    }
}
