//! Every SQL text on both engines, and every sealed column as the vault promises.

use crate::house::features;

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_prepares_on_both_engines() {
    testkit::check_statements(features).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sealed_column_opens_in_its_own_place_only() {
    let faults = vault::testing::faults_of_columns(tips::sealed::ALL).await.expect("databases");

    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
