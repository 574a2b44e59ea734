//! Front gates of the demonstration: every address and number is invented.

use public_site::seed::{GateKind, SeedGate, add_gate};
use web::Services;

const GATES: [SeedGate<'static>; 4] = [
    SeedGate {
        unit: "M1",
        kind: GateKind::Police,
        name: "Trực ban hình sự, Công an tỉnh Mẫu Sơn",
        address: "Số 0, đường Mẫu, phường Bến Trăng",
        phone: "0000 000 138",
        hours: "24/24",
    },
    SeedGate {
        unit: "M1001",
        kind: GateKind::Police,
        name: "Công an xã Suối Mơ",
        address: "Thôn Mẫu 1, cạnh chợ Suối Mơ",
        phone: "0000 000 101",
        hours: "24/24",
    },
    SeedGate {
        unit: "M1001",
        kind: GateKind::BorderGuard,
        name: "Đồn Biên phòng Suối Mơ",
        address: "Bản Mẫu 5, đường ra cửa khẩu",
        phone: "0000 000 102",
        hours: "24/24",
    },
    SeedGate {
        unit: "M1002",
        kind: GateKind::PeoplesCommittee,
        name: "Uỷ ban nhân dân phường Bến Trăng",
        address: "Số 1, đường Bến Mẫu",
        phone: "0000 000 103",
        hours: "07:30–17:00, thứ hai đến thứ sáu",
    },
];

/// Puts them in.
pub(super) async fn fill(services: &Services) -> anyhow::Result<()> {
    for gate in &GATES {
        add_gate(&services.db, &services.context, gate).await?;
    }
    Ok(())
}
