//! How long a name must wait after wrong passwords.

/// From this many wrong tries in a row on a name has to wait.
pub(crate) const TRIES: i64 = 5;
/// The longest wait, in hours.
pub(crate) const LONGEST_WAIT_HOURS: i64 = 12;

/// Wrong tries in a row, and the minutes to wait after them.
///
/// At most five tries before a lock, and a lock of twelve hours, are the values of QCVN 12:2026/BCA
/// 3.6.2.1.9.2 and 3.6.2.1.9.3. The steps between are ours: OWASP ASVS 5.0 6.3.1 asks that guessing be slowed
/// down without letting anybody lock a colleague out for the day with five clicks.
const WAITS: [(i64, i64); 5] = [(TRIES, 1), (6, 5), (7, 15), (8, 60), (9, LONGEST_WAIT_HOURS * 60)];

/// After this many hours without a try, earlier wrong tries are forgotten.
pub(crate) const FORGET_AFTER_HOURS: i64 = 24;

/// The minutes to wait after so many wrong tries in a row; none while there are fewer than five.
pub(crate) fn wait_after(failures: i64) -> Option<i64> {
    WAITS.iter().rev().find(|(tries, _)| failures >= *tries).map(|(_, minutes)| *minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_begins_at_the_fifth_wrong_try_and_grows_to_twelve_hours() {
        assert_eq!(wait_after(4), None);
        assert_eq!(wait_after(5), Some(1));
        assert_eq!(wait_after(7), Some(15));
        assert_eq!(wait_after(9), Some(720));
        assert_eq!(wait_after(1_000), Some(720));
    }
}
