//! The register of sealed columns.

use crate::office::sealed;

#[tokio::test]
async fn every_declared_column_keeps_the_promises() {
    assert_eq!(vault::testing::faults_of_columns(sealed::ALL).await.unwrap(), Vec::<String>::new());
}
