//! What holds for any input.

use guard::{Crowd, PARTS, Purpose, Rules, Sent, Verdict, is_done, solve};
use proptest::prelude::*;

use crate::lanes::Door;

/// What `pow.js` worked out in Chromium for one ticket.
#[test]
fn the_browsers_work_is_what_is_asked_for() {
    let ticket = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKg";
    let (light, heavy) = ("3514.1325.1003.877.504.697.649.181", "6786.1325.10732.6936.13935.7082.2765.181");

    assert!(is_done(ticket, 11, light) && is_done(ticket, 14, heavy));
    assert!(!is_done(ticket, 14, light) && !is_done(&ticket.replace('A', "B"), 11, light));
}

proptest! {
    #[test]
    fn work_that_was_done_is_recognised_and_no_other(ticket in "[A-Za-z0-9_-]{1,60}", bits in 0_u8..7) {
        let work = solve(&ticket, bits);

        prop_assert!(is_done(&ticket, bits, &work));
        prop_assert!(!is_done(&ticket, 30, &work));
        let extended = format!("{work}.0");
        let cut = work.rsplit_once('.').map(|(front, _)| front.to_owned()).unwrap();
        prop_assert!(!is_done(&ticket, 0, &extended));
        prop_assert!(!is_done(&ticket, 0, &cut));
        prop_assert_eq!(work.split('.').count(), PARTS);
    }

    #[test]
    fn nothing_sent_breaks_the_guard_or_passes_as_a_ticket(
        ticket in "\\PC{0,80}", work in "\\PC{0,200}", decoy in "\\PC{0,9}",
    ) {
        let door = Door::new(Rules::default());
        door.pass(100);

        let sent = Sent { ticket: &ticket, work: &work, decoy: &decoy, files: 0 };
        prop_assert_eq!(door.guard.judge(Purpose::Send, b"", Crowd::UNKNOWN, sent), Verdict::Stale);
        prop_assert_eq!(door.guard.judge(Purpose::LookUp, b"", Crowd::UNKNOWN, sent), Verdict::Stale);
    }

    #[test]
    fn one_changed_letter_makes_a_ticket_worthless(place in 0_usize..58, letter in "[A-Za-z0-9_-]") {
        let door = Door::new(Rules::default());
        let ticket = door.guard.ticket(Purpose::Send, b"", Crowd::UNKNOWN);
        let mut text = ticket.text().to_owned();
        text.replace_range(place..=place, &letter);
        door.pass(30);
        prop_assume!(text != ticket.text());

        let sent = Sent { ticket: &text, ..Sent::default() };
        prop_assert_eq!(door.guard.judge(Purpose::Send, b"", Crowd::UNKNOWN, sent), Verdict::Stale);
    }

    #[test]
    fn the_work_asked_stays_within_the_rules(failures in 0_usize..2_000, seconds in 0_i64..300) {
        let rules = Rules::default();
        let door = Door::new(rules);
        let crowd = door.crowd("203.0.113.7");
        for _ in 0..failures {
            door.guard.note_failure(crowd);
        }
        let at_once = door.guard.ticket(Purpose::LookUp, b"", crowd).bits();
        door.pass(seconds);
        let later = door.guard.ticket(Purpose::LookUp, b"", crowd).bits();

        prop_assert!((rules.base_bits..=rules.max_bits).contains(&at_once));
        prop_assert!(later <= at_once);
        prop_assert_eq!(door.guard.ticket(Purpose::Send, b"", crowd).bits(), rules.base_bits);
    }
}
