//! Who is let in, by which lane, and who waits.

use std::{net::IpAddr, sync::Arc};

use base::{Context, FixedClock, SECRET_BYTES, Secrets, SeededChance};
use guard::{Admitted, Crowd, Files, Guard, Lane, Purpose, Rules, Sent, Ticket, Verdict, solve};
use jiff::{Timestamp, ToSpan as _};

/// A guard with a clock that stands still until it is moved.
pub(crate) struct Door {
    pub(crate) guard: Guard,
    clock: Arc<FixedClock>,
    context: Context,
}

impl Door {
    pub(crate) fn new(rules: Rules) -> Self {
        let start: Timestamp = "2026-07-30T01:00:00Z".parse().unwrap();
        let clock = Arc::new(FixedClock::at(start));
        let context = Context::new(clock.clone(), Arc::new(SeededChance::new(138)));
        Self { guard: Guard::new(&secrets(), context.clone(), rules), clock, context }
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.set(self.context.now().checked_add(seconds.seconds()).unwrap());
    }

    pub(crate) fn crowd(&self, address: &str) -> Crowd {
        self.guard.crowd(Some(address.parse::<IpAddr>().unwrap()))
    }

    fn ticket(&self, crowd: Crowd) -> Ticket {
        self.guard.ticket(Purpose::Send, b"draft", crowd)
    }

    fn judge(&self, crowd: Crowd, sent: Sent<'_>) -> Verdict {
        self.guard.judge(Purpose::Send, b"draft", crowd, sent)
    }

    fn send_slowly(&self, crowd: Crowd) -> Verdict {
        let ticket = self.ticket(crowd);
        self.pass(20);
        self.judge(crowd, Sent { ticket: ticket.text(), ..Sent::default() })
    }
}

pub(crate) fn secrets() -> Secrets {
    Secrets::new([138; SECRET_BYTES])
}

/// The usual rules with work that a test does at once.
fn light() -> Rules {
    Rules { base_bits: 2, max_bits: 6, ..Rules::default() }
}

fn admitted(verdict: Verdict) -> Admitted {
    match verdict {
        Verdict::Admitted(admitted) => admitted,
        other => panic!("not admitted: {other:?}"),
    }
}

#[test]
fn two_hundred_pupils_behind_one_address_all_succeed() {
    let door = Door::new(light());
    let school = door.crowd("203.0.113.7");
    // All open the form in the same lesson …
    let tickets: Vec<_> = (0..200).map(|_| door.ticket(school)).collect();
    door.pass(30);

    // … and all send it within the same second.
    for ticket in &tickets {
        let work = solve(ticket.text(), ticket.bits());
        let verdict = door.judge(school, Sent { ticket: ticket.text(), work: &work, ..Sent::default() });
        assert_eq!(admitted(verdict).lane, Lane::Worked);
    }
    assert!(door.ticket(school).bits() <= light().base_bits + 3, "the work stays within reach of a cheap phone");
}

#[test]
fn work_rises_with_the_crowd_and_with_everybody_and_falls_again() {
    let door = Door::new(Rules { worked_age: 0, ..light() });
    let (school, village) = (door.crowd("203.0.113.7"), door.crowd("198.51.100.1"));
    let send = |times| {
        for _ in 0..times {
            let ticket = door.ticket(school);
            let work = solve(ticket.text(), ticket.bits());
            let sent = Sent { ticket: ticket.text(), work: &work, ..Sent::default() };
            admitted(door.judge(school, sent));
        }
    };

    send(260);
    assert_eq!(door.ticket(school).bits(), 4);
    assert_eq!(door.ticket(village).bits(), 2, "a village pays nothing for a school");
    send(1_000);
    assert_eq!(door.ticket(village).bits(), 3, "but everybody pays a little for a flood");
    door.pass(900);
    assert_eq!(door.ticket(school).bits(), 2);
}

#[test]
fn what_is_too_early_counts_for_nothing() {
    let door = Door::new(light());
    let school = door.crowd("203.0.113.7");
    for _ in 0..200 {
        let ticket = door.ticket(school);
        let work = solve(ticket.text(), ticket.bits());
        let sent = Sent { ticket: ticket.text(), work: &work, ..Sent::default() };
        assert_eq!(door.judge(school, sent), Verdict::Early { wait: 8 });
    }

    assert_eq!(door.ticket(school).bits(), 2);
}

#[test]
fn the_eleventh_without_work_waits_and_nobody_else_does() {
    let door = Door::new(Rules { slow_refill: 3_600, ..light() });
    let (one, other) = (door.crowd("203.0.113.7"), door.crowd("198.51.100.1"));

    for _ in 0..10 {
        assert_eq!(admitted(door.send_slowly(one)).lane, Lane::Slow);
    }
    assert!(matches!(door.send_slowly(one), Verdict::Later { wait: 1.. }));
    assert_eq!(admitted(door.send_slowly(other)).lane, Lane::Slow);
    let ticket = door.ticket(one);
    door.pass(8);
    let work = solve(ticket.text(), ticket.bits());
    let sent = Sent { ticket: ticket.text(), work: &work, ..Sent::default() };
    assert_eq!(admitted(door.judge(one, sent)).lane, Lane::Worked, "a browser that works is not held up");
}

#[test]
fn a_form_without_work_is_taken_from_twenty_seconds_on_with_the_same_ticket() {
    let door = Door::new(light());
    let crowd = door.crowd("203.0.113.7");
    let ticket = door.ticket(crowd);
    let sent = Sent { ticket: ticket.text(), ..Sent::default() };

    door.pass(19);
    assert_eq!(door.judge(crowd, sent), Verdict::Early { wait: 1 });
    assert_eq!(door.guard.same_ticket(Purpose::Send, b"draft", ticket.text()), Some(ticket.clone()));
    door.pass(1);
    admitted(door.judge(crowd, sent));
}

#[test]
fn a_ticket_is_good_once_until_it_is_given_back() {
    let door = Door::new(light());
    let crowd = door.crowd("203.0.113.7");
    let ticket = door.ticket(crowd);
    let sent = Sent { ticket: ticket.text(), ..Sent::default() };
    door.pass(20);

    let first = admitted(door.judge(crowd, sent));
    assert_eq!(door.judge(crowd, sent), Verdict::Again { ticket: first.ticket });
    door.guard.give_back(&first);
    assert_eq!(admitted(door.judge(crowd, sent)), first);
}

#[test]
fn an_old_ticket_one_for_something_else_and_one_of_another_draft_are_stale() {
    let door = Door::new(light());
    let crowd = door.crowd("203.0.113.7");
    let ticket = door.ticket(crowd);
    let sent = Sent { ticket: ticket.text(), ..Sent::default() };
    door.pass(30);

    assert_eq!(door.guard.judge(Purpose::LookUp, b"draft", crowd, sent), Verdict::Stale);
    assert_eq!(door.guard.judge(Purpose::Send, b"another", crowd, sent), Verdict::Stale);
    door.pass(3_571);
    assert_eq!(door.judge(crowd, sent), Verdict::Stale);
}

#[test]
fn a_ticket_outlives_a_restart_but_not_another_installation() {
    let (door, restarted) = (Door::new(light()), Door::new(light()));
    let stranger = Guard::new(&Secrets::new([1; SECRET_BYTES]), restarted.context.clone(), light());
    let ticket = door.ticket(Crowd::UNKNOWN);
    let sent = Sent { ticket: ticket.text(), ..Sent::default() };
    restarted.pass(20);

    admitted(restarted.judge(Crowd::UNKNOWN, sent));
    assert_eq!(stranger.judge(Purpose::Send, b"draft", Crowd::UNKNOWN, sent), Verdict::Stale);
}

#[test]
fn files_need_work_and_no_flood() {
    let door = Door::new(Rules { worked_age: 0, text_only_from: 3, ..light() });
    let crowd = door.crowd("203.0.113.7");
    let send = |files| {
        let ticket = door.ticket(crowd);
        let work = solve(ticket.text(), ticket.bits());
        door.judge(crowd, Sent { ticket: ticket.text(), work: &work, files, decoy: "" })
    };
    let ticket = door.ticket(crowd);
    door.pass(20);
    let bare = Sent { ticket: ticket.text(), files: 1, ..Sent::default() };
    assert_eq!(door.judge(crowd, bare), Verdict::NoFiles);

    admitted(send(1));
    door.guard.set_files(Files::TextOnly);
    assert_eq!((send(1), door.guard.files()), (Verdict::NoFiles, Files::TextOnly));
    admitted(send(0));
    door.guard.set_files(Files::Taken);
    admitted(send(1));
    assert_eq!(door.guard.files(), Files::TextOnly, "a flood turns it on by itself");
    door.pass(180);
    assert_eq!(door.guard.files(), Files::Taken);
}

#[test]
fn a_filled_decoy_is_a_hint_and_refuses_nothing() {
    let door = Door::new(light());
    let ticket = door.ticket(Crowd::UNKNOWN);
    door.pass(20);

    let sent = Sent { ticket: ticket.text(), decoy: "http://", ..Sent::default() };
    assert!(admitted(door.judge(Crowd::UNKNOWN, sent)).took_decoy);
}

#[test]
fn failed_look_ups_cost_their_crowd_more_work_and_lock_nobody_out() {
    let door = Door::new(light());
    let (thief, owner) = (door.crowd("203.0.113.7"), door.crowd("198.51.100.1"));
    let bits = |crowd| door.guard.ticket(Purpose::LookUp, b"", crowd).bits();
    let before = (bits(thief), bits(owner));

    for _ in 0..100 {
        door.guard.note_failure(thief);
    }

    assert_eq!((bits(thief), bits(owner)), (before.0 + 3, before.1));
    let ticket = door.guard.ticket(Purpose::LookUp, b"", thief);
    let work = solve(ticket.text(), ticket.bits());
    let sent = Sent { ticket: ticket.text(), work: &work, ..Sent::default() };
    admitted(door.guard.judge(Purpose::LookUp, b"", thief, sent));
}

#[test]
fn looking_up_what_is_there_never_empties_the_slow_lane() {
    let door = Door::new(light());
    let home = door.crowd("203.0.113.7");
    for _ in 0..40 {
        let ticket = door.guard.ticket(Purpose::LookUp, b"", home);
        door.pass(5);
        let sent = Sent { ticket: ticket.text(), ..Sent::default() };
        let admitted = admitted(door.guard.judge(Purpose::LookUp, b"", home, sent));
        door.guard.note_success(&admitted);
    }
}

#[test]
fn a_crowd_is_a_prefix_and_means_nothing_an_hour_later() {
    let door = Door::new(light());
    let first = door.crowd("203.0.113.7");

    assert_eq!(first, door.crowd("203.0.113.200"));
    assert_eq!(first, door.crowd("::ffff:203.0.113.9"));
    assert_ne!(first, door.crowd("203.0.114.7"));
    assert_eq!(door.crowd("2001:db8:0:1200::1"), door.crowd("2001:db8:0:12ff::2"));
    assert_ne!(door.crowd("2001:db8:0:1200::1"), door.crowd("2001:db8:0:1300::1"));
    assert_eq!(door.crowd("127.0.0.1"), Crowd::UNKNOWN);
    assert!(!format!("{first:?}").contains("203"));
    door.pass(3_600);
    assert_ne!(first, door.crowd("203.0.113.7"));
}

#[test]
fn more_crowds_than_are_counted_are_let_through() {
    let door = Door::new(Rules { most_crowds: 2, ..light() });
    for host in 1..=20 {
        let crowd = door.crowd(&format!("203.0.{host}.7"));
        assert_eq!(admitted(door.send_slowly(crowd)).lane, Lane::Slow);
    }
}
