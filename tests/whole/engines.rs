//! Both engines carry the whole application: every statement, and one schema.

use anyhow::Result;
use base::Context;

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() -> Result<()> {
    for db in db::testing::both(&[]).await? {
        let engine = db.engine();
        let app = lachan::assemble(db, Context::system(), house::installation()).await?;
        assert!(app.statements.len() > 100, "{} statements only", app.statements.len());
        let faults = db::check_statements(&app.services.db, &app.statements).await?;
        assert!(faults.is_empty(), "{engine:?}: {faults:?}");
    }
    Ok(())
}

#[tokio::test]
async fn both_engines_get_the_same_schema() -> Result<()> {
    let mut schemas = Vec::new();
    for db in db::testing::both(&[]).await? {
        let app = lachan::assemble(db, Context::system(), house::installation()).await?;
        schemas.push(db::schema(&app.services.db).await?);
    }
    for pair in schemas.windows(2) {
        if let [one, other] = pair {
            assert_eq!(one, other);
        }
    }
    Ok(())
}
