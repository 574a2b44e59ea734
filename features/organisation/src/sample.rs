//! An invented small province, for the tests of all features: every name and number in it is made up.
//!
//! Identifiers are fixed and are the same that the personas of the test kit carry.

use base::Context;
use db::Db;
use jiff::civil::{Date, date};

use crate::seed::{self, LoadError, SeedAgency, SeedCommittee, SeedMember, SeedPost, SeedUnit};

/// Code of the invented province.
pub const PROVINCE: &str = "99";
/// Code of its first commune.
pub const COMMUNE: &str = "99001";
/// Code of its second commune, the neighbour.
pub const NEIGHBOUR: &str = "99002";
/// The day on which everything in it began.
pub const SINCE: Date = date(2025, 7, 1);

/// The units of the invented province.
pub const UNITS: [SeedUnit<'static>; 3] = [
    SeedUnit { code: PROVINCE, level: "province", parent: "VN", kind: "tỉnh", name: "Tỉnh Mẫu" },
    SeedUnit { code: COMMUNE, level: "commune", parent: PROVINCE, kind: "xã", name: "Xã Suối Mẫu" },
    SeedUnit { code: NEIGHBOUR, level: "commune", parent: PROVINCE, kind: "phường", name: "Phường Đồi Mẫu" },
];

/// Agencies: identifier, unit, kind, name.
pub const AGENCIES: [(&str, &str, &str, &str); 8] = [
    ("agency-99-police", PROVINCE, "police", "Công an tỉnh Mẫu"),
    ("agency-99-health", PROVINCE, "health", "Sở Y tế"),
    ("agency-99-committee", PROVINCE, "peoples_committee", "Ủy ban nhân dân tỉnh Mẫu"),
    ("agency-99001-police", COMMUNE, "police", "Công an xã Suối Mẫu"),
    ("agency-99001-women", COMMUNE, "womens_union", "Hội Liên hiệp Phụ nữ xã Suối Mẫu"),
    ("agency-99001-committee", COMMUNE, "peoples_committee", "Ủy ban nhân dân xã Suối Mẫu"),
    ("agency-99002-police", NEIGHBOUR, "police", "Công an phường Đồi Mẫu"),
    ("agency-99002-women", NEIGHBOUR, "womens_union", "Hội Liên hiệp Phụ nữ phường Đồi Mẫu"),
];

/// People: identifier, name, agency, title.
pub const PEOPLE: [(&str, &str, &str, &str); 8] = [
    ("person-99-office", "Trần Mẫu Một", "agency-99-police", "Phó trưởng phòng"),
    ("person-99-leader", "Lê Mẫu Hai", "agency-99-committee", "Phó Chủ tịch"),
    ("person-99-admin", "Hoàng Mẫu Sáu", "agency-99-police", "Quản trị viên"),
    ("person-99001-office", "Giàng Mẫu Ba", "agency-99001-police", "Trưởng Công an xã"),
    ("person-99001-leader", "Vàng Mẫu Chín", "agency-99001-committee", "Chủ tịch"),
    ("person-99001-women", "Lò Thị Mẫu Bốn", "agency-99001-women", "Chủ tịch Hội"),
    ("person-99002-office", "Nông Mẫu Bảy", "agency-99002-police", "Trưởng Công an phường"),
    ("person-99002-women", "Hà Thị Mẫu Năm", "agency-99002-women", "Chủ tịch Hội"),
];

/// Committees: identifier, unit, name, symbol, standing agency, person at its head.
const COMMITTEES: [(&str, &str, &str, &str, &str, &str); 3] = [
    ("committee-99", PROVINCE, "Ban Chỉ đạo 138 tỉnh Mẫu", "BCĐ138", "agency-99-police", "person-99-leader"),
    ("committee-99001", COMMUNE, "Ban Chỉ đạo 138 xã Suối Mẫu", "BCĐ", "agency-99001-police", "person-99001-leader"),
    (
        "committee-99002",
        NEIGHBOUR,
        "Ban Chỉ đạo 138 phường Đồi Mẫu",
        "BCĐ",
        "agency-99002-police",
        "person-99002-office",
    ),
];

/// Makes a small tree of the country and the invented province, with agencies, people and committees.
///
/// On a tree that is already loaded use [`fill`] alone.
pub async fn province(db: &Db, context: &Context) -> Result<(), LoadError> {
    seed::tree_of(db, &UNITS).await?;
    fill(db, context).await
}

/// Adds the agencies, people and committees of the invented province.
pub async fn fill(db: &Db, context: &Context) -> Result<(), LoadError> {
    let mut tx = db.begin().await?;
    for (id, unit, kind, name) in AGENCIES {
        let agency = SeedAgency { unit, kind, name, other_names: &[], valid_from: SINCE, ended: None };
        seed::bodies::add_agency(&mut tx, id, &agency).await?;
    }
    for (id, name, agency, title) in PEOPLE {
        seed::bodies::add_person(&mut tx, id, name).await?;
        seed::post(&mut tx, context, &SeedPost { person: id, agency, title, valid_from: SINCE }).await?;
    }
    for (id, unit, name, symbol, standing, head) in COMMITTEES {
        let committee = SeedCommittee {
            unit,
            name,
            short_name: "Ban Chỉ đạo 138",
            symbol,
            standing_agency: Some(standing),
            valid_from: SINCE,
        };
        seed::bodies::add_committee(&mut tx, id, &committee).await?;
        let seat = SeedMember {
            committee: id,
            person: head,
            agency: None,
            seat: "head",
            title: "Trưởng ban",
            ordinal: 1,
            valid_from: SINCE,
        };
        seed::member(&mut tx, context, &seat).await?;
    }
    tx.commit().await?;
    Ok(())
}
