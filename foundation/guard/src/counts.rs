//! Counters that forget: whole numbers only, and time given from outside.

/// A count that halves each minute, or each so many seconds: what came lately weighs most. A steady stream of one each
/// second stands at about 87, so the count is that of the last one and a half half-lives.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gauge<const HALF_LIFE: i64 = 60> {
    count: u32,
    since: i64,
}

impl<const HALF_LIFE: i64> Gauge<HALF_LIFE> {
    pub(crate) fn at(&self, now: i64) -> u32 {
        let halvings = now.saturating_sub(self.since).max(0) / HALF_LIFE;
        u32::try_from(halvings).ok().and_then(|halvings| self.count.checked_shr(halvings)).unwrap_or(0)
    }

    pub(crate) fn add(&mut self, now: i64) {
        let count = self.at(now);
        let halvings = now.saturating_sub(self.since).max(0) / HALF_LIFE;
        // What is left of the running half-life counts on.
        self.since = if count == 0 { now } else { self.since.saturating_add(halvings * HALF_LIFE) };
        self.count = count.saturating_add(1);
    }
}

/// A purse that holds so many coins and gets one more every so many seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purse {
    spent: u32,
    since: i64,
}

/// How full a purse may be and how fast it fills.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PurseRule {
    pub(crate) burst: u32,
    pub(crate) refill: i64,
}

impl Purse {
    pub(crate) fn full(now: i64) -> Self {
        Self { spent: 0, since: now }
    }

    fn refill(&mut self, rule: PurseRule, now: i64) {
        let every = rule.refill.max(1);
        let coins = now.saturating_sub(self.since).max(0) / every;
        self.spent = self.spent.saturating_sub(u32::try_from(coins).unwrap_or(u32::MAX));
        self.since = if self.spent == 0 { now } else { self.since.saturating_add(coins * every) };
    }

    /// Takes a coin, or tells after how many seconds there will be one.
    pub(crate) fn take(&mut self, rule: PurseRule, now: i64) -> Result<(), i64> {
        self.refill(rule, now);
        if self.spent >= rule.burst {
            return Err((self.since + rule.refill.max(1) - now).max(1));
        }
        self.spent += 1;
        Ok(())
    }

    /// Puts a coin back.
    pub(crate) fn give_back(&mut self) {
        self.spent = self.spent.saturating_sub(1);
    }
}

/// How often `free` doubles until it holds `count`: 0 below twice of it, 1 up to four times of it …
pub(crate) fn doublings(count: u32, free: u32) -> u8 {
    let times = count / free.max(1);
    u8::try_from(times.max(1).ilog2()).unwrap_or(u8::MAX)
}
