//! What a tip is: its kind, its channel, why its sender stays unnamed, what it is about.

use super::keyed;

keyed! {
    /// What the law calls the information (BLTTHS Đ144).
    TipKind {
        /// Tố giác: a person denounces an act with signs of crime.
        Denunciation = "denunciation",
        /// Tin báo: information of an agency, an organisation, a person, or in the mass media.
        Information = "information",
        /// Kiến nghị khởi tố: a state agency recommends prosecution in writing, with evidence.
        Recommendation = "recommendation",
        /// Tố cáo (Law 25/2018): not information about crime; recognised and passed on, with its own time limits.
        Accusation = "accusation",
    }
}

impl TipKind {
    /// Whether the path of Đ145–150 is for it.
    pub fn is_crime_information(self) -> bool {
        self != Self::Accusation
    }
}

keyed! {
    /// How it reached us (TT 28/2020 Đ5; channels announced by the Ministry of Public Security from 1/3/2025).
    Channel {
        /// At the counter.
        InPerson = "in_person",
        /// At the duty telephone.
        Telephone = "telephone",
        /// By post.
        Letter = "letter",
        /// From a tip box (hòm thư tố giác).
        TipBox = "tip_box",
        /// Through the public door of this system.
        Web = "web",
        /// By e-mail.
        Email = "email",
        /// By Zalo.
        Zalo = "zalo",
        /// Through the `VNeID` application.
        VneId = "vneid",
        /// Through the national hotline 111.
        Hotline111 = "hotline_111",
        /// Found in the mass media.
        Media = "media",
        /// From another agency or organisation.
        Agency = "agency",
        /// Told to an officer outside the office.
        Field = "field",
    }
}

keyed! {
    /// Why the sender is not named. An unnamed tip is taken like any other; the reason is written down (TT 28/2020 Đ5 k1, k3).
    AnonymityReason {
        /// Chose the anonymous way of the public door.
        ChoseAnonymous = "chose_anonymous",
        /// Declined to say.
        Declined = "declined",
        /// Fears revenge.
        Fear = "fear",
        /// The call or the visit broke off.
        BrokenOff = "broken_off",
        /// The letter or message bears no name.
        Unsigned = "unsigned",
    }
}

keyed! {
    /// The class of a crime by the highest penalty of its frame (BLHS Đ9).
    Gravity {
        /// Up to 3 years.
        LessSerious = "less_serious",
        /// Over 3 to 7 years.
        Serious = "serious",
        /// Over 7 to 15 years.
        VerySerious = "very_serious",
        /// Over 15 years, life, death.
        EspeciallySerious = "especially_serious",
    }
}

keyed! {
    /// What the act would be, as far as can be told at intake.
    Offence {
        /// BLHS Đ150, trafficking in persons: from 5–10 years, so never less than very serious.
        Trafficking = "art_150",
        /// BLHS Đ151, trafficking in persons under 16: from 7–12 years, so never less than very serious.
        TraffickingUnder16 = "art_151",
        /// Another crime that is very or especially serious.
        OtherGrave = "other_grave",
        /// Another crime that is at most serious.
        OtherLesser = "other_lesser",
        /// Cannot be told yet.
        Unclear = "unclear",
    }
}

impl Offence {
    /// Whether it must be treated as at least very serious. What cannot be told yet is, because the short limit is the safe one.
    pub fn is_grave(self) -> bool {
        self != Self::OtherLesser
    }

    /// Whether it is trafficking in persons.
    pub fn is_trafficking(self) -> bool {
        matches!(self, Self::Trafficking | Self::TraffickingUnder16)
    }

    /// The least class that the frame allows; `None` where it cannot be told.
    pub fn least_gravity(self) -> Option<Gravity> {
        match self {
            Self::Trafficking | Self::TraffickingUnder16 | Self::OtherGrave => Some(Gravity::VerySerious),
            Self::OtherLesser => Some(Gravity::LessSerious),
            Self::Unclear => None,
        }
    }
}

keyed! {
    /// What calls for the short hand-over besides gravity (TTLT 01/2017 Đ8 k5a).
    Circumstance {
        /// None of those below.
        Ordinary = "ordinary",
        /// Caught in the act.
        CaughtInTheAct = "caught_in_the_act",
        /// Of public interest.
        PublicInterest = "public_interest",
        /// A known suspect may flee.
        MayFlee = "may_flee",
    }
}

keyed! {
    /// What a reporter or the public may learn about how a tip stands (ux.md S-37): these four and nothing else.
    ShownStage {
        /// Đã nhận.
        Received = "received",
        /// Đang xem xét.
        UnderReview = "under_review",
        /// Đã chuyển cơ quan có thẩm quyền.
        HandedOver = "handed_over",
        /// Đã kết thúc xem xét.
        Ended = "ended",
    }
}
