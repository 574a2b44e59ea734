//! Who may do what with a tip, by the kind of body that received it, the offence, and the day.

use jiff::civil::{Date, date};

use super::{Circumstance, Offence, keyed};

keyed! {
    /// The kinds of bodies that receive information about crime (BLTTHS Đ145; TTLT 01/2017 Đ8).
    Receiver {
        /// Công an xã, phường, đặc khu: receives, classifies, checks preliminarily.
        CommunePolice = "commune_police",
        /// Trạm Công an.
        PolicePost = "police_post",
        /// Cơ quan điều tra of the province or the Ministry.
        InvestigationAgency = "investigation_agency",
        /// An agency assigned some investigation activities (border guard, coast guard, customs …).
        AssignedAgency = "assigned_agency",
        /// Viện kiểm sát.
        Procuracy = "procuracy",
        /// Any other body: People's Committee, Women's Union, hotline 111, court, press.
        OtherBody = "other_body",
    }
}

impl Receiver {
    /// What an agency is, by the kind, the level and the folded name under which the organisation has it. A police post is entered
    /// as police, and only its name tells it from the police of the commune.
    pub fn of_agency(kind: &str, level: &str, name: &str) -> Self {
        match kind {
            "police" if name.starts_with("tram cong an") => Self::PolicePost,
            "police" if level == "commune" => Self::CommunePolice,
            "police" => Self::InvestigationAgency,
            "procuracy" => Self::Procuracy,
            // BLTTHS Đ35; of these the organisation knows two.
            "border_guard" | "customs" => Self::AssignedAgency,
            _ => Self::OtherBody,
        }
    }

    /// Whether it may resolve information about crime at all. Commune police never may.
    pub fn investigates(self) -> bool {
        matches!(self, Self::InvestigationAgency | Self::AssignedAgency)
    }
}

keyed! {
    /// Whether the commune is one for which the law doubles the hand-over limit (TTLT 01/2017 Đ8 k5a, am. 2021).
    Remoteness {
        /// An ordinary commune.
        Ordinary = "ordinary",
        /// Remote mountain or island commune.
        Remote = "remote",
    }
}

keyed! {
    /// Which hand-over limit holds for a receiver.
    HandOver {
        /// Row d: 24 hours from receipt.
        Within24Hours = "24h",
        /// Row d, remote: 48 hours.
        Within48Hours = "48h",
        /// Row e: after a preliminary check, 07 days.
        Within7Days = "7d",
        /// Row g: at once.
        AtOnce = "now",
        /// Rows a and b: classifies itself, hands over where it is not competent.
        OnlyIfNotCompetent = "if_not_competent",
    }
}

/// Which hand-over limit holds. Trafficking (BLHS Đ150, Đ151) begins at *very serious*, so commune police never have the 07 days for it.
pub fn hand_over(by: Receiver, offence: Offence, circumstance: Circumstance, commune: Remoteness) -> HandOver {
    match by {
        Receiver::InvestigationAgency | Receiver::AssignedAgency => HandOver::OnlyIfNotCompetent,
        Receiver::OtherBody => HandOver::AtOnce,
        Receiver::PolicePost | Receiver::Procuracy => HandOver::Within24Hours,
        Receiver::CommunePolice if offence.is_grave() || circumstance != Circumstance::Ordinary => match commune {
            Remoteness::Ordinary => HandOver::Within24Hours,
            Remoteness::Remote => HandOver::Within48Hours,
        },
        Receiver::CommunePolice => HandOver::Within7Days,
    }
}

/// Who resolves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayResolve {
    /// It may.
    Yes,
    /// The investigation agency of the province does (TTLT 02/2025 from 1/3/2025).
    ProvincialAgency,
    /// The investigation agency of the district did, until 28/2/2025.
    DistrictAgency,
    /// The head of commune police may, if the head of the provincial agency assigns it (Law 99/2025, from 1/7/2025; crimes of at most 7 years).
    CommuneHeadIfAssigned,
}

/// The day from which police investigation agencies exist at the Ministry and the provinces alone.
const DISTRICT_POLICE_ENDED: Date = date(2025, 3, 1);
/// Law 99/2025/QH15 in force.
const LAW_99_2025: Date = date(2025, 7, 1);

/// Who resolves a tip that a body holds on a day.
pub fn may_resolve(by: Receiver, offence: Offence, on: Date) -> MayResolve {
    if by.investigates() {
        MayResolve::Yes
    } else if on < DISTRICT_POLICE_ENDED {
        MayResolve::DistrictAgency
    } else if by == Receiver::CommunePolice && !offence.is_grave() && on >= LAW_99_2025 {
        MayResolve::CommuneHeadIfAssigned
    } else {
        MayResolve::ProvincialAgency
    }
}
