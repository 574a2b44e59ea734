//! The tips of the demonstration: enough of every kind to look around, and a mailbox whose code everybody knows.

use anyhow::{Context as _, Result};
use base::Context;
use db::{Statement, params};
use lachan::DEMO_RECEIPT;
use vault::{Pepper, Receipt};

const COUNTS: Statement = Statement {
    name: "test::COUNTS",
    sql: "SELECT (SELECT COUNT(*) FROM tip) AS tips, (SELECT COUNT(DISTINCT channel) FROM tip) AS channels,
              (SELECT COUNT(*) FROM tip WHERE is_danger = 1 AND danger_seen_at IS NULL) AS danger,
              (SELECT COUNT(*) FROM tip_handover WHERE received_at IS NULL) AS offered,
              (SELECT COUNT(*) FROM tip_handover WHERE received_at IS NOT NULL) AS signed,
              (SELECT COUNT(*) FROM tip_message) AS messages,
              (SELECT COUNT(*) FROM (SELECT cluster FROM tip WHERE cluster IS NOT NULL GROUP BY cluster
                  HAVING COUNT(*) = 2) c) AS pairs,
              (SELECT COUNT(DISTINCT agency) FROM tip) AS agencies",
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_has_tips_of_every_kind_and_a_mailbox_that_opens() -> Result<()> {
    for db in db::testing::both(&[]).await? {
        let installation = lachan::Installation {
            secrets: base::Secrets::new([138; base::SECRET_BYTES]),
            secure_cookies: false,
            site: web::Site::sample(),
            guard: guard::Rules::default(),
            origin: None,
            provider: None,
            zalo: None,
            receipts_ready: 64,
            recordings: public_site::Recordings::default(),
        };
        let services = lachan::assemble(db, Context::system(), installation).await?.services;

        let accounts = lachan::fill_demo(&services).await?;

        assert!(accounts.iter().any(|account| account.login == "truc.suoimo"));
        let counts = services.db.row(&COUNTS, params![]).await?.context("counts")?;
        let count = |name| counts.int(name);
        assert!(count("tips")? >= 12 && count("channels")? >= 7 && count("agencies")? >= 3);
        assert_eq!((count("danger")?, count("signed")?, count("pairs")?), (1, 1, 1));
        assert!(count("offered")? >= 2 && count("messages")? >= 4);
        let receipt = Receipt::parse(DEMO_RECEIPT).context("a receipt")?.open(&Pepper::of(&services.secrets)?)?;
        let record = vault::open_by_receipt(&mut &services.db, &receipt.lookup, &receipt.pair).await?;
        assert_eq!(record.kind, "tip");
        // A second start finds everything as it is.
        let again = lachan::fill_demo(&services).await?;
        assert_eq!(again.len(), accounts.len());
    }
    Ok(())
}
