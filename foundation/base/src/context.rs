//! The only door through which time and chance enter.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::time::local_date;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present instant, in UTC.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes.
pub trait Chance: Send + Sync {
    /// Fills the whole slice with random bytes fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved: for tests and for the demonstration's past.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that stands at `at`.
    pub fn at(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves the clock to `at`, forwards or backwards.
    pub fn set(&self, at: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        use rand::Rng as _;
        rand::rng().fill_bytes(bytes);
    }
}

/// A repeatable generator for tests: the same seed gives the same bytes.
#[derive(Debug)]
pub struct SeededChance(Mutex<rand::rngs::StdRng>);

impl SeededChance {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        use rand::SeedableRng as _;
        Self(Mutex::new(rand::rngs::StdRng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        use rand::Rng as _;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

/// Time and chance, handed to whatever needs them.
#[derive(Clone)]
pub struct Context {
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}

impl Context {
    /// The machine's own clock and generator.
    pub fn system() -> Self {
        Self { clock: Arc::new(SystemClock), chance: Arc::new(SystemChance) }
    }

    /// A context from a given clock and generator.
    pub fn new(clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self { clock, chance }
    }

    /// The same chance with a clock that stands at `at`: for records whose very time would tell too much.
    #[must_use]
    pub fn standing(&self, at: Timestamp) -> Self {
        Self { clock: Arc::new(FixedClock::at(at)), chance: Arc::clone(&self.chance) }
    }

    /// The present instant, in UTC.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today's date in Việt Nam.
    pub fn today(&self) -> Date {
        local_date(self.now())
    }

    /// Fills the slice with random bytes.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.chance.fill(bytes);
    }

    /// A UUID of version 7 made from this context's clock and chance.
    pub fn new_uuid(&self) -> Uuid {
        let mut random = [0_u8; 10];
        self.chance.fill(&mut random);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
