//! Front gates, and the snapshot of places that the pages read.

pub(crate) mod statements;

use db::{Query, Result, Row, Tx, params};
use jiff::civil::Date;

use crate::{
    model::{Commune, Gate, GateKind, Places, Province},
    seed::SeedGate,
};

/// Adds a front gate.
pub(crate) async fn add_gate(tx: &mut Tx, id: &str, gate: &SeedGate<'_>, checked_on: Date) -> Result<()> {
    let values = params![id, gate.unit, gate.kind.code(), gate.name, gate.address, gate.phone, gate.hours, checked_on];
    tx.run(&statements::ADD_GATE, values).await.map(drop)
}

fn gate_from_row(row: &Row) -> Result<Option<Gate>> {
    // A kind that this version does not know is not shown.
    let Some(kind) = GateKind::from_code(&row.text("kind")?) else { return Ok(None) };
    Ok(Some(Gate {
        unit: row.text("unit")?,
        kind,
        name: row.text("name")?,
        address: row.text("address")?,
        phone: row.text("phone")?,
        hours: row.text("hours")?,
    }))
}

/// Everything the look-up needs, in four statements.
pub(crate) async fn places(q: &mut impl Query, today: Date) -> Result<Places> {
    let Some(country) = organisation::unit(q, organisation::COUNTRY).await? else { return Ok(Places::default()) };
    let provinces: Vec<_> = organisation::units_below(q, &country, "province").await?;
    let mut communes = Vec::new();
    let mut above = provinces.iter().peekable();
    // Both lists are in the order of the tree: each commune lies in the range of a province not before the last one's.
    for unit in organisation::units_below(q, &country, "commune").await? {
        while above.peek().is_some_and(|province| province.ground.last < unit.ground.first) {
            above.next();
        }
        let Some(province) = above.peek() else { break };
        communes.push(Commune {
            folded: base::fold(&unit.name),
            code: unit.code,
            name: unit.name,
            province: province.code.clone(),
            province_name: province.name.clone(),
        });
    }
    let rows = q.rows(&statements::GATES, params![today]).await?;
    let gates = rows.iter().map(gate_from_row).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let mut provinces: Vec<_> =
        provinces.into_iter().map(|unit| Province { code: unit.code, name: unit.name }).collect();
    provinces.sort_by_key(|province| base::fold(bare_name(&province.name)));
    Ok(Places::new(provinces, communes, gates))
}

/// A province's name without its kind, by which people look for it.
fn bare_name(name: &str) -> &str {
    name.strip_prefix("Tỉnh ").or_else(|| name.strip_prefix("Thành phố ")).unwrap_or(name)
}
