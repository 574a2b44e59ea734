//! Whoever loses the role of a vault, or the account, leaves the vault of the agency; and the next member who signs in
//! gives it new keys.

use secrecy::SecretString;
use testkit::{Persona, TestApp};
use vault::{Holder, Lock, Opener, Pepper, Person, Record};

use crate::common::{PASSWORD, apps, give, signed_in, texts};

const AGENCY: &str = "agency-99001-women";
const STAYS: &str = "giang.mau";
const LEAVES: &str = "lo.mau";

async fn id_of(app: &TestApp, login: &str) -> String {
    let statement = db::Statement { name: "ID", sql: "SELECT id FROM account WHERE login = $1" };
    app.db().row(&statement, db::params![login]).await.unwrap().unwrap().text("id").unwrap()
}

/// The person's own key, opened as the sign-in opens it.
async fn opener(app: &TestApp, account: &str) -> Opener {
    let locked = vault::list_locks(&mut app.db(), account, "password").await.unwrap().remove(0).person;
    let pepper = Pepper::of(&app.services().secrets).unwrap();
    Opener::new(Person::unlock(&locked, &Lock::Password(&SecretString::from(PASSWORD)), &pepper).unwrap())
}

async fn with_role(app: &TestApp, account: &str, role: &str) -> String {
    let page = format!("/quan-tri/tai-khoan/{account}");
    app.visit_as(Persona::Admin).await.post(&format!("{page}/vai-tro"), &[("vai-tro", role)]).await.expect(303);
    let waiting = texts(app, "SELECT id FROM role_grant WHERE confirmed_at IS NULL AND ended_at IS NULL", "id").await;
    let grant = waiting[0].clone();
    let leader = app.visit_as(Persona::ProvinceLeader).await;
    leader.post(&format!("{page}/vai-tro/{grant}/xac-nhan"), &[]).await.expect(303);
    grant
}

/// Two officers who are both members of their agency's vault, which holds a record.
async fn with_vault(app: &TestApp) -> (String, String) {
    let (stays, leaves) = (id_of(app, STAYS).await, id_of(app, LEAVES).await);
    for login in [STAYS, LEAVES] {
        give(&app.visit(), login, PASSWORD).await.expect(303);
    }
    let by = access::Actor { account: stays.clone(), ..app.actor(Persona::CommuneOffice).await };
    let opener = opener(app, &stays).await;
    let mut tx = app.db().begin().await.unwrap();
    vault::create_vault(&mut tx, app.context(), &by, AGENCY, &stays).await.unwrap();
    vault::admit(&mut tx, app.context(), &by, &opener, AGENCY, &leaves).await.unwrap();
    let record = Record { kind: "note", id: "1" };
    vault::new_record(&mut tx, app.context(), record, &[Holder::Agency(AGENCY)]).await.unwrap();
    tx.commit().await.unwrap();
    (stays, leaves)
}

async fn members(app: &TestApp) -> Vec<String> {
    let members = vault::list_members(&mut app.db(), AGENCY).await.unwrap();
    members.into_iter().map(|member| member.account).collect()
}

async fn count(app: &TestApp, action: &str) -> usize {
    let actions = texts(app, "SELECT action FROM audit_entry", "action").await;
    actions.iter().filter(|one| *one == action).count()
}

/// New keys are given in the background, after the sign-in was answered.
async fn wait_until_resealed(app: &TestApp, version: i64) {
    let statement = db::Statement { name: "KEPT", sql: "SELECT holder_version FROM record_key" };
    for _ in 0..20_000 {
        let row = app.db().row(&statement, vec![]).await.unwrap().unwrap();
        if row.int("holder_version").unwrap() == version {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    panic!("the record's key was never moved over");
}

#[tokio::test]
async fn the_last_role_of_the_vault_takes_the_vault_along_and_the_next_member_gives_new_keys() {
    for app in apps().await {
        let (stays, leaves) = with_vault(&app).await;
        let page = format!("/quan-tri/tai-khoan/{leaves}/vai-tro");
        let one = with_role(&app, &leaves, "tip_receiver").await;
        let other = with_role(&app, &leaves, "tip_leader").await;
        let admin = app.visit_as(Persona::Admin).await;

        admin.post(&format!("{page}/{one}/thu-hoi"), &[]).await.expect(303);
        assert_eq!(members(&app).await.len(), 2, "another role keeps the person there");
        let officer = texts(&app, "SELECT id FROM role_grant WHERE role = 'officer' ORDER BY account_id", "id").await;
        for grant in officer {
            admin.post(&format!("{page}/{grant}/thu-hoi"), &[]).await;
        }
        assert_eq!(members(&app).await.len(), 2, "a role that has nothing to do with the vault");
        admin.post(&format!("{page}/{other}/thu-hoi"), &[]).await.expect(303);

        assert_eq!(members(&app).await, [stays.as_str()]);
        assert_eq!(count(&app, "vault.leave").await, 1);
        let kept = texts(
            &app,
            "SELECT sealed_version FROM (SELECT CAST(holder_version AS TEXT) AS sealed_version
            FROM record_key) AS k",
            "sealed_version",
        )
        .await;
        assert_eq!(kept, ["1"], "nobody at hand could give new keys");
        signed_in(&app, LEAVES).await;
        signed_in(&app, STAYS).await;
        wait_until_resealed(&app, 2).await;
        assert_eq!(count(&app, "vault.remove_member").await, 1);
        assert!(vault::list_leaving(&mut app.db(), AGENCY).await.unwrap().is_empty());
        assert_eq!(members(&app).await, [stays.as_str()]);
    }
}

#[tokio::test]
async fn a_closed_account_leaves_every_vault_however_it_was_closed() {
    for way in ["administrator", "review", "terminal", "unused"] {
        for app in apps().await {
            let (stays, leaves) = with_vault(&app).await;
            let admin = app.visit_as(Persona::Admin).await;

            match way {
                "administrator" => {
                    admin.post(&format!("/quan-tri/tai-khoan/{leaves}/dong"), &[]).await.expect(303);
                }
                "review" => {
                    admin.get("/quan-tri/tai-khoan/ra-soat").await.expect(200);
                    let judge = format!("/quan-tri/tai-khoan/ra-soat/{leaves}");
                    admin.post(&judge, &[("ket_luan", "thu_hoi")]).await.expect(303);
                }
                "terminal" => sign_in::terminal::disable(app.services(), LEAVES).await.unwrap(),
                _ => {
                    app.pass(jiff::Span::new().hours(44 * 24));
                    give(&app.visit(), STAYS, PASSWORD).await.expect(303);
                    app.pass(jiff::Span::new().hours(2 * 24));
                    let handlers = sign_in::handlers(app.services());
                    let settings = jobs::Settings::default();
                    let worker = jobs::Worker::new(app.db().clone(), app.context().clone(), handlers, settings);
                    worker.run_due().await.unwrap();
                    app.pass(jiff::Span::new().hours(24));
                    worker.run_due().await.unwrap();
                }
            }

            assert_eq!(members(&app).await, [stays.as_str()], "{way}");
            assert_eq!(count(&app, "vault.leave").await, 1, "{way}");
        }
    }
}

#[tokio::test]
async fn the_last_member_keeps_the_vault_and_stays_when_the_account_is_opened_again() {
    for app in apps().await {
        let (stays, leaves) = with_vault(&app).await;
        with_role(&app, &stays, "tip_receiver").await;
        let admin = app.visit_as(Persona::Admin).await;
        admin.post(&format!("/quan-tri/tai-khoan/{leaves}/dong"), &[]).await.expect(303);
        admin.post(&format!("/quan-tri/tai-khoan/{stays}/dong"), &[]).await.expect(303);

        assert_eq!(members(&app).await, [stays.as_str()], "nobody else could open it again");
        assert_eq!(vault::list_leaving(&mut app.db(), AGENCY).await.unwrap().len(), 2);
        admin.post(&format!("/quan-tri/tai-khoan/{stays}/mo"), &[]).await.expect(303);
        signed_in(&app, STAYS).await;
        wait_until_resealed(&app, 2).await;
        assert_eq!(members(&app).await, [stays.as_str()]);
    }
}

#[tokio::test]
async fn whoever_signs_in_with_keys_holds_up_nobody_else() {
    for app in apps().await {
        with_vault(&app).await;
        signed_in(&app, STAYS).await;

        // What is looked after behind a sign-in begins some moments later; a writer that waits for itself is thrown out
        // after ten seconds, so half of that is a wait for it and no slow machine.
        for _ in 0..20 {
            let begun = tokio::time::timeout(std::time::Duration::from_secs(5), app.db().begin()).await;
            drop(begun.expect("the writer is held").unwrap());
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}
