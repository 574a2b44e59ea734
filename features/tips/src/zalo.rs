//! The adapter to a Zalo official account: what an installation says about it, and who sends its neutral notices. Off unless
//! an installation has one: then there is no route.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

/// A notice that did not go out; it is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a notice was not sent")]
pub struct Unsent;

/// Outcome of sending.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), Unsent>> + Send + 'a>>;

/// Sends a text to a Zalo account. What it is given says nothing about any tip.
pub trait ZaloSender: Send + Sync {
    /// Sends a text.
    fn send<'a>(&'a self, to: &'a str, text: &'a str) -> Sending<'a>;
}

/// What an installation says about its official account.
#[derive(Clone)]
pub struct Zalo {
    /// Id of the application.
    pub app_id: String,
    /// Secret of the official account.
    pub secret: String,
    /// Who sends.
    pub sender: Arc<dyn ZaloSender>,
    /// The simulator, which has a page of its own; in the demonstration only.
    pub simulator: Option<Arc<SimulatedZalo>>,
    /// How much it lets through.
    pub(crate) gate: Arc<Gate>,
}

impl Zalo {
    /// An account whose notices go through a sender.
    pub fn new(app_id: &str, secret: &str, sender: Arc<dyn ZaloSender>) -> Self {
        let (app_id, secret) = (app_id.to_owned(), secret.to_owned());
        Self { app_id, secret, sender, simulator: None, gate: Arc::default() }
    }

    /// An account that is only played: nothing leaves this machine.
    pub fn simulated(secret: &str) -> Self {
        let simulator = Arc::new(SimulatedZalo::default());
        let sender = Arc::clone(&simulator) as Arc<dyn ZaloSender>;
        Self { simulator: Some(simulator), ..Self::new("mo-phong", secret, sender) }
    }
}

impl fmt::Debug for Zalo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zalo").field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

/// Plays Zalo: keeps the last notices in memory.
#[derive(Debug, Default)]
pub struct SimulatedZalo(Mutex<VecDeque<(String, String)>>);

impl SimulatedZalo {
    /// The notices that an account was sent, oldest first.
    pub fn sent_to(&self, account: &str) -> Vec<String> {
        let sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter().filter(|(to, _)| to == account).map(|(_, text)| text.clone()).collect()
    }
}

impl ZaloSender for SimulatedZalo {
    fn send<'a>(&'a self, to: &'a str, text: &'a str) -> Sending<'a> {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.len() >= 200 {
            sent.pop_front();
        }
        sent.push_back((to.to_owned(), text.to_owned()));
        Box::pin(std::future::ready(Ok(())))
    }
}

/// Messages of all that pass in a minute; Zalo sends what was held back again.
const MOST_OF_ALL: u32 = 600;
/// Messages of one account that pass in ten minutes: more than anybody types in need.
const MOST_OF_ONE: u32 = 30;

/// Holds a flood back. In memory: after a restart it begins anew.
#[derive(Debug, Default)]
pub(crate) struct Gate(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    all: Count,
    of_one: HashMap<String, Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    since: Option<Timestamp>,
    passed: u32,
}

impl Count {
    fn is_over(&self, now: Timestamp, span: SignedDuration) -> bool {
        self.since.is_none_or(|since| now.duration_since(since) >= span)
    }

    fn passes(&mut self, now: Timestamp, span: SignedDuration, most: u32) -> bool {
        if self.is_over(now, span) {
            *self = Self { since: Some(now), passed: 0 };
        }
        self.passed = self.passed.saturating_add(1);
        self.passed <= most
    }
}

impl Gate {
    /// Whether one more message of an account passes now.
    pub(crate) fn passes(&self, sender: &str, now: Timestamp) -> bool {
        let (minute, ten) = (SignedDuration::from_mins(1), SignedDuration::from_mins(10));
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // One that floods does not use up what the others have.
        if !counted.of_one.entry(sender.to_owned()).or_default().passes(now, ten, MOST_OF_ONE) {
            return false;
        }
        if counted.of_one.len() > 10_000 {
            counted.of_one.retain(|_, count| !count.is_over(now, ten));
        }
        counted.all.passes(now, minute, MOST_OF_ALL)
    }
}
