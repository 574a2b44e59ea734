//! Invented people in an invented province, one for each way of standing to a thing.

use access::{Actor, Class, Ground};

/// A person of the invented province "99" with the communes "99001" and "99002".
///
/// Identifiers are those of `organisation::sample`, so the person, post and agency exist where that was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persona {
    /// The standing office of the province's committee.
    ProvinceOffice,
    /// The head of the province's committee.
    ProvinceLeader,
    /// The standing office of the commune's committee: its police.
    CommuneOffice,
    /// The head of the commune's committee.
    CommuneLeader,
    /// An officer of the commune: its women's union.
    CommuneOfficer,
    /// An officer of the commune next door.
    NeighbourOfficer,
    /// The standing office of the commune next door.
    NeighbourOffice,
    /// The administrator, of the province.
    Admin,
    /// Somebody with an account and no role at all.
    Nobody,
}

impl Persona {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::ProvinceOffice,
        Self::ProvinceLeader,
        Self::CommuneOffice,
        Self::CommuneLeader,
        Self::CommuneOfficer,
        Self::NeighbourOfficer,
        Self::NeighbourOffice,
        Self::Admin,
        Self::Nobody,
    ];

    /// The person as the policy sees it, in a tree of the country and the invented province alone.
    pub fn actor(self) -> Actor {
        match self {
            Self::ProvinceOffice => province("99-office", "Trần Mẫu Một", Some("police"), &["standing_office"]),
            Self::ProvinceLeader => province("99-leader", "Lê Mẫu Hai", Some("committee"), &["leader"]),
            Self::CommuneOffice => commune("99001-office", "Giàng Mẫu Ba", "police", "standing_office"),
            Self::CommuneLeader => commune("99001-leader", "Vàng Mẫu Chín", "committee", "leader"),
            Self::CommuneOfficer => commune("99001-women", "Lò Thị Mẫu Bốn", "women", "officer"),
            Self::NeighbourOfficer => neighbour("99002-women", "Hà Thị Mẫu Năm", "women", "officer"),
            Self::NeighbourOffice => neighbour("99002-office", "Nông Mẫu Bảy", "police", "standing_office"),
            Self::Admin => province("99-admin", "Hoàng Mẫu Sáu", Some("police"), &["admin"]),
            Self::Nobody => province("99-nobody", "Đinh Mẫu Tám", None, &[]),
        }
    }
}

fn province(key: &str, name: &str, agency: Option<&str>, roles: &[&str]) -> Actor {
    actor(key, name, ("99", "Tỉnh Mẫu", Ground { first: 1, last: 3 }), agency, roles)
}

fn commune(key: &str, name: &str, agency: &str, role: &str) -> Actor {
    actor(key, name, ("99001", "Xã Suối Mẫu", Ground { first: 2, last: 2 }), Some(agency), &[role])
}

fn neighbour(key: &str, name: &str, agency: &str, role: &str) -> Actor {
    actor(key, name, ("99002", "Phường Đồi Mẫu", Ground { first: 3, last: 3 }), Some(agency), &[role])
}

fn actor(key: &str, name: &str, unit: (&str, &str, Ground), agency: Option<&str>, roles: &[&str]) -> Actor {
    let (unit, unit_name, ground) = unit;
    Actor {
        account: format!("account-{key}"),
        person: format!("person-{key}"),
        name: name.to_owned(),
        unit: unit.to_owned(),
        unit_name: unit_name.to_owned(),
        ground,
        agency: agency.map(|agency| format!("agency-{unit}-{agency}")),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
        ceiling: Class::Restricted,
    }
}
