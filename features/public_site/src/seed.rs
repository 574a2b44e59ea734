//! Putting front gates in: for the demonstration, for imports and tests. No page leads here.

use base::Context;
use db::{Db, Result};

pub use crate::model::GateKind;
use crate::store;

/// A front gate to put in; every line may be shown to anybody.
#[derive(Debug, Clone, Copy)]
pub struct SeedGate<'a> {
    /// Code of the commune, or the province, it serves.
    pub unit: &'a str,
    /// What it is.
    pub kind: GateKind,
    /// Its name, as on the sign at the door.
    pub name: &'a str,
    /// Where it is.
    pub address: &'a str,
    /// Its public number; empty where it has none.
    pub phone: &'a str,
    /// When somebody is there.
    pub hours: &'a str,
}

/// Adds a front gate, checked today.
pub async fn add_gate(db: &Db, context: &Context, gate: &SeedGate<'_>) -> Result<()> {
    let mut tx = db.begin().await?;
    store::add_gate(&mut tx, &context.new_uuid().to_string(), gate, context.today()).await?;
    tx.commit().await
}
