//! The guard itself: one for the whole door.

use std::{
    fmt,
    net::IpAddr,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use base::{Context, Secrets};

use crate::{
    Admitted, Crowd, Files, Lane, Likeness, Purpose, Rules, Sent, Ticket, Verdict,
    crowd::Salt,
    likeness::{self, Clusters},
    state::State,
    ticket::{self, Opened},
    work,
};

/// Gives out tickets and judges what comes back. Everything it remembers is in memory and forgotten within two
/// lives of a ticket; several processes each remember their own, so the store keeps [`Admitted::ticket`] unique.
pub struct Guard {
    context: Context,
    key: [u8; 32],
    rules: Rules,
    text_only: AtomicBool,
    salt: Mutex<Salt>,
    state: Mutex<State>,
    clusters: Mutex<Clusters>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").finish_non_exhaustive()
    }
}

impl Guard {
    /// A guard whose tickets are signed with a key of the installation and outlive a restart.
    pub fn new(secrets: &Secrets, context: Context, rules: Rules) -> Self {
        Self {
            key: secrets.derive("guard/ticket/1"),
            rules,
            text_only: AtomicBool::new(false),
            salt: Mutex::new(Salt::new(&context)),
            state: Mutex::default(),
            clusters: Mutex::new(Clusters::new(&context)),
            context,
        }
    }

    /// The crowd behind an address. This is the only place that sees one.
    pub fn crowd(&self, address: Option<IpAddr>) -> Crowd {
        let mut salt = lock(&self.salt);
        if salt.renew(&self.context) {
            lock(&self.state).forget_crowds();
        }
        salt.crowd(address)
    }

    /// A ticket for a form that is shown now. `bound` ties it to something of the visitor's own, as the secret of a
    /// draft; empty where there is nothing.
    pub fn ticket(&self, purpose: Purpose, bound: &[u8], crowd: Crowd) -> Ticket {
        let now = self.now();
        let bits = lock(&self.state).bits(&self.rules, purpose, crowd, now);
        let mut nonce = [0; 16];
        self.context.fill(&mut nonce);
        ticket::seal(&self.key, purpose, bound, &Opened { bits, issued: now, nonce })
    }

    /// The same ticket once more, for a form that came [too early](Verdict::Early); `None` where it is not ours.
    pub fn same_ticket(&self, purpose: Purpose, bound: &[u8], text: &str) -> Option<Ticket> {
        let opened = ticket::open(&self.key, purpose, bound, text)?;
        Some(ticket::seal(&self.key, purpose, bound, &opened))
    }

    /// Judges a form that came back. What is admitted is spent with it.
    pub fn judge(&self, purpose: Purpose, bound: &[u8], crowd: Crowd, sent: Sent<'_>) -> Verdict {
        let now = self.now();
        let Some(opened) = ticket::open(&self.key, purpose, bound, sent.ticket) else { return Verdict::Stale };
        let age = now.saturating_sub(opened.issued);
        if !(0..=self.rules.ticket_life).contains(&age) {
            return Verdict::Stale;
        }
        let lane = if work::is_done(sent.ticket, opened.bits, sent.work) { Lane::Worked } else { Lane::Slow };
        let number = u128::from_be_bytes(opened.nonce);
        let mut state = lock(&self.state);
        if state.spent().has(&opened.nonce) {
            return Verdict::Again { ticket: number };
        }
        let wait = self.least_age(purpose, lane).saturating_sub(age);
        if wait > 0 {
            return Verdict::Early { wait };
        }
        let no_files = lane == Lane::Slow || self.files_in(&state, now) == Files::TextOnly;
        if sent.files > 0 && no_files {
            return Verdict::NoFiles;
        }
        if lane == Lane::Slow
            && let Err(wait) = state.take_slow(&self.rules, crowd, now)
        {
            return Verdict::Later { wait };
        }
        state.spent().add(&opened.nonce, self.rules.ticket_life, now);
        state.count_sent(&self.rules, crowd, now);
        Verdict::Admitted(Admitted { lane, took_decoy: !sent.decoy.is_empty(), ticket: number, crowd })
    }

    /// Takes an admission back because it could not be stored: the same form may be sent again.
    pub fn give_back(&self, admitted: &Admitted) {
        let mut state = lock(&self.state);
        state.spent().remove(&admitted.ticket.to_be_bytes());
        if admitted.lane == Lane::Slow {
            state.give_back_slow(admitted.crowd);
        }
    }

    /// Notes a look-up that found nothing: the next ones of that crowd cost more work. Nobody is locked out.
    pub fn note_failure(&self, crowd: Crowd) {
        lock(&self.state).count_failed(&self.rules, crowd, self.now());
    }

    /// Notes a look-up that found what it was for: it costs the slow lane nothing.
    pub fn note_success(&self, admitted: &Admitted) {
        if admitted.lane == Lane::Slow {
            lock(&self.state).give_back_slow(admitted.crowd);
        }
    }

    /// Whether files are taken now: show no file field where they are not.
    pub fn files(&self) -> Files {
        self.files_in(&lock(&self.state), self.now())
    }

    /// Takes text only from now on, or files again as long as there is no flood.
    pub fn set_files(&self, files: Files) {
        self.text_only.store(files == Files::TextOnly, Ordering::Relaxed);
    }

    /// Tells how many texts like this one came lately. It is like itself: call it once for each that is stored.
    pub fn likeness(&self, text: &str) -> Likeness {
        let key = lock(&self.clusters).key();
        let sketch = likeness::sketch(&key, text);
        let placed = lock(&self.clusters).place(sketch, &self.context, self.rules.most_clusters);
        Likeness::of(placed, self.rules.flood_from)
    }

    fn files_in(&self, state: &State, now: i64) -> Files {
        let is_text_only = self.text_only.load(Ordering::Relaxed) || state.is_flooded(&self.rules, now);
        if is_text_only { Files::TextOnly } else { Files::Taken }
    }

    fn least_age(&self, purpose: Purpose, lane: Lane) -> i64 {
        match (purpose, lane) {
            (Purpose::Send, Lane::Worked) => self.rules.worked_age,
            (Purpose::Send, Lane::Slow) => self.rules.slow_age,
            (Purpose::LookUp, Lane::Worked) => 0,
            (Purpose::LookUp, Lane::Slow) => self.rules.slow_look_up_age,
        }
    }

    fn now(&self) -> i64 {
        self.context.now().as_second()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
