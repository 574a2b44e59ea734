//! The numbers of the flood defence, in one place.

/// How much of what is let through. Times are in seconds.
///
/// The defaults are meant for a province: a class of pupils behind one address is never refused, a cheap phone
/// works for a second at rest and for less than a minute under the worst flood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How long a ticket is good after it was given out.
    pub ticket_life: i64,
    /// Youngest form that is taken with work done (ux.md TM8: 8 s).
    pub worked_age: i64,
    /// Youngest form that is taken without work (ux.md S-42: 20 s).
    pub slow_age: i64,
    /// Youngest look-up that is taken without work: nobody types twenty digits faster.
    pub slow_look_up_age: i64,
    /// Work at rest, in leading zero bits of each of [`crate::PARTS`] hashes.
    pub base_bits: u8,
    /// The most work ever asked, in the same unit.
    pub max_bits: u8,
    /// Sendings of about a minute and a half, of everybody, up to which no work is added.
    pub free_for_all: u32,
    /// Sendings of about a minute and a half, of one crowd, up to which no work is added: a school class.
    pub free_for_crowd: u32,
    /// Failed look-ups of one crowd up to which no work is added.
    pub free_failures: u32,
    /// Sendings without work that one crowd has at once (ux.md S-42: the eleventh waits).
    pub slow_burst: u32,
    /// Seconds after which such a crowd has one more.
    pub slow_refill: i64,
    /// The same burst where no address is known and everybody is one crowd.
    pub unknown_burst: u32,
    /// Seconds after which that crowd has one more.
    pub unknown_refill: i64,
    /// Sendings of about a minute and a half, of everybody, from which files are no longer taken.
    pub text_only_from: u32,
    /// Crowds counted at one time; one more is let through uncounted.
    pub most_crowds: usize,
    /// Clusters of like texts remembered; the oldest is forgotten first.
    pub most_clusters: usize,
    /// Texts of one cluster, of about an hour and a half, from which they count as a flood.
    pub flood_from: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            ticket_life: 3_600,
            worked_age: 8,
            slow_age: 20,
            slow_look_up_age: 5,
            base_bits: 11,
            max_bits: 16,
            free_for_all: 600,
            free_for_crowd: 64,
            free_failures: 8,
            slow_burst: 10,
            slow_refill: 60,
            unknown_burst: 200,
            unknown_refill: 1,
            text_only_from: 3_000,
            most_crowds: 50_000,
            most_clusters: 65_536,
            flood_from: 12,
        }
    }
}

impl Rules {
    /// Rules under which a form may be sent at once, and the work asked never changes: for measuring everything
    /// else, and for tests.
    #[must_use]
    pub fn flat(bits: u8) -> Self {
        Self { worked_age: 0, slow_age: 0, slow_look_up_age: 0, base_bits: bits, max_bits: bits, ..Self::default() }
    }
}
