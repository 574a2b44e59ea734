//! What the guard remembers: counts by crowd, and the tickets that were used.

use std::collections::{HashMap, HashSet};

use crate::{
    Crowd, Purpose, Rules,
    counts::{Gauge, Purse, PurseRule, doublings},
    first_number,
};

/// Most doublings that one crowd's own traffic adds: everybody in it can still send.
const MOST_FOR_CROWD: u8 = 3;

#[derive(Debug, Clone, Copy)]
struct Tally {
    sent: Gauge,
    failed: Gauge,
    purse: Purse,
}

impl Tally {
    fn new(now: i64) -> Self {
        Self { sent: Gauge::default(), failed: Gauge::default(), purse: Purse::full(now) }
    }
}

#[derive(Debug, Default)]
pub(crate) struct State {
    everybody: Gauge,
    all_failures: Gauge,
    crowds: HashMap<Crowd, Tally>,
    spent: Spent,
}

impl State {
    /// With the hour, all crowds are forgotten.
    pub(crate) fn forget_crowds(&mut self) {
        self.crowds.clear();
    }

    /// The work that is asked now: at rest the base; more with the traffic of all, a little more with the crowd's
    /// own, and for look-ups much more with failures.
    pub(crate) fn bits(&self, rules: &Rules, purpose: Purpose, crowd: Crowd, now: i64) -> u8 {
        let tally = self.crowds.get(&crowd);
        let count = |gauge: fn(&Tally) -> &Gauge| tally.map_or(0, |tally| gauge(tally).at(now));
        let mut more = doublings(self.everybody.at(now), rules.free_for_all);
        // Where no address is known, the crowd is everybody.
        if crowd != Crowd::UNKNOWN {
            more = more.saturating_add(doublings(count(|tally| &tally.sent), rules.free_for_crowd).min(MOST_FOR_CROWD));
        }
        if purpose == Purpose::LookUp {
            more = more
                .saturating_add(doublings(count(|tally| &tally.failed), rules.free_failures))
                .saturating_add(doublings(self.all_failures.at(now), rules.free_for_all));
        }
        rules.base_bits.saturating_add(more).min(rules.max_bits).max(rules.base_bits)
    }

    pub(crate) fn is_flooded(&self, rules: &Rules, now: i64) -> bool {
        self.everybody.at(now) >= rules.text_only_from
    }

    pub(crate) fn count_sent(&mut self, rules: &Rules, crowd: Crowd, now: i64) {
        self.everybody.add(now);
        if let Some(tally) = self.tally(rules, crowd, now) {
            tally.sent.add(now);
        }
    }

    pub(crate) fn count_failed(&mut self, rules: &Rules, crowd: Crowd, now: i64) {
        self.all_failures.add(now);
        if let Some(tally) = self.tally(rules, crowd, now) {
            tally.failed.add(now);
        }
    }

    /// Takes a coin of the slow lane, or tells how long to wait.
    pub(crate) fn take_slow(&mut self, rules: &Rules, crowd: Crowd, now: i64) -> Result<(), i64> {
        let rule = match crowd {
            Crowd::UNKNOWN => PurseRule { burst: rules.unknown_burst, refill: rules.unknown_refill },
            Crowd(Some(_)) => PurseRule { burst: rules.slow_burst, refill: rules.slow_refill },
        };
        self.tally(rules, crowd, now).map_or(Ok(()), |tally| tally.purse.take(rule, now))
    }

    pub(crate) fn give_back_slow(&mut self, crowd: Crowd) {
        if let Some(tally) = self.crowds.get_mut(&crowd) {
            tally.purse.give_back();
        }
    }

    /// The counts of a crowd; none where too many are counted already.
    fn tally(&mut self, rules: &Rules, crowd: Crowd, now: i64) -> Option<&mut Tally> {
        if self.crowds.len() >= rules.most_crowds && !self.crowds.contains_key(&crowd) {
            return None;
        }
        Some(self.crowds.entry(crowd).or_insert_with(|| Tally::new(now)))
    }

    pub(crate) fn spent(&mut self) -> &mut Spent {
        &mut self.spent
    }
}

/// Tickets that were used, kept for at least as long as they live: the younger half of them and the older half.
#[derive(Debug, Default)]
pub(crate) struct Spent {
    since: i64,
    younger: HashSet<u64>,
    older: HashSet<u64>,
}

impl Spent {
    pub(crate) fn has(&self, nonce: &[u8; 16]) -> bool {
        let short = shortened(nonce);
        self.younger.contains(&short) || self.older.contains(&short)
    }

    pub(crate) fn add(&mut self, nonce: &[u8; 16], life: i64, now: i64) {
        if now.saturating_sub(self.since) >= life {
            self.older = std::mem::take(&mut self.younger);
            self.since = now;
        }
        self.younger.insert(shortened(nonce));
    }

    pub(crate) fn remove(&mut self, nonce: &[u8; 16]) {
        let short = shortened(nonce);
        self.younger.remove(&short);
        self.older.remove(&short);
    }
}

/// Half of a random nonce tells millions of them apart.
fn shortened(nonce: &[u8; 16]) -> u64 {
    first_number(nonce)
}
