//! One SQL text on both engines.

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() {
    testkit::check_statements(crate::common::features).await;
}
