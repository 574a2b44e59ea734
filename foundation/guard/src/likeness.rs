//! Which texts are nearly the same, without keeping a text: `SimHash` over folded words, under a key of this run.
//!
//! Nothing derived from a text leaves this memory but a random number for its cluster. Being like others never
//! refuses anything: it only tells triage what came in one flood.

use std::collections::VecDeque;

use base::Context;

use crate::{counts::Gauge, keyed};

/// Words looked at; what follows them changes nothing.
const WORDS: usize = 400;
/// Bits of 128 in which two sketches may differ: about one word in six changed.
const NEAR: u32 = 28;
/// Below so many words, a text is like another only where it is the same, and never one of a flood: many people may
/// well write no more than "help me", or nothing but tick a sign.
const SHORT: usize = 8;
/// Seconds after which a cluster counts half. A flood that takes its time is still one, and what was written last week
/// makes nobody's text a flood.
const HALF_LIFE: i64 = 3_600;

/// How a text stands among those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The cluster it belongs to: a random number that says nothing about the text.
    pub cluster: i64,
    /// Texts that came into the cluster lately, this one included; it halves each hour.
    pub size: u32,
    /// Whether so many alike count as a flood. Never for a text of a few words.
    pub is_flood: bool,
    /// Whether those that came before it are to be looked at again: the cluster has just become a flood, or has doubled
    /// since. The second look finds what another transaction had not stored at the first.
    pub marks_earlier: bool,
}

impl Likeness {
    pub(crate) fn of(placed: Placed, flood_from: u32) -> Self {
        let from = flood_from.max(1);
        let is_flood = !placed.is_short && placed.size >= from;
        let is_doubled = placed.size.is_multiple_of(from) && (placed.size / from).is_power_of_two();
        Self { cluster: placed.cluster, size: placed.size, is_flood, marks_earlier: is_flood && is_doubled }
    }
}

/// Where a text came to stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    cluster: i64,
    size: u32,
    is_short: bool,
}

#[derive(Debug, Clone, Copy)]
struct Cluster {
    sketch: u128,
    is_short: bool,
    id: i64,
    lately: Gauge<HALF_LIFE>,
}

/// The clusters of this run.
pub(crate) struct Clusters {
    key: [u8; 32],
    known: VecDeque<Cluster>,
}

impl Clusters {
    pub(crate) fn new(context: &Context) -> Self {
        let mut key = [0; 32];
        context.fill(&mut key);
        Self { key, known: VecDeque::new() }
    }

    pub(crate) fn key(&self) -> [u8; 32] {
        self.key
    }

    /// Puts a sketch into the youngest cluster that is near enough, or opens one.
    pub(crate) fn place(&mut self, sketch: Sketch, context: &Context, most: usize) -> Placed {
        let now = context.now().as_second();
        let is_short = sketch.is_short;
        let near = |cluster: &&mut Cluster| {
            let apart = (cluster.sketch ^ sketch.bits).count_ones();
            // Short ones stand apart from long ones, so that none becomes part of a flood.
            cluster.is_short == is_short && (apart == 0 || (apart <= NEAR && !is_short))
        };
        if let Some(cluster) = self.known.iter_mut().find(near) {
            cluster.lately.add(now);
            return Placed { cluster: cluster.id, size: cluster.lately.at(now), is_short };
        }
        let mut id = [0; 8];
        context.fill(&mut id);
        let mut lately = Gauge::default();
        lately.add(now);
        let cluster = Cluster { sketch: sketch.bits, is_short, id: i64::from_be_bytes(id), lately };
        self.known.push_front(cluster);
        self.known.truncate(most.max(1));
        Placed { cluster: cluster.id, size: 1, is_short }
    }
}

/// What is left of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sketch {
    bits: u128,
    is_short: bool,
}

/// Draws the sketch of a text under a key: for each of 128 bits, whether more of its words and pairs of words have
/// it than not.
pub(crate) fn sketch(key: &[u8; 32], text: &str) -> Sketch {
    let folded = base::fold(text);
    let words = folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.map(without_number).take(WORDS).collect();
    let mut votes = [0_i32; 128];
    let mut vote = |parts: &[&[u8]]| {
        let bits = first_bits(&keyed(key, parts));
        for (place, vote) in votes.iter_mut().enumerate() {
            *vote += if bits >> place & 1 == 1 { 1 } else { -1 };
        }
    };
    for word in &words {
        vote(&[word.as_bytes()]);
    }
    for (one, next) in words.iter().zip(words.iter().skip(1)) {
        vote(&[one.as_bytes(), next.as_bytes()]);
    }
    let bits =
        votes.iter().enumerate().fold(0, |bits, (place, vote)| if *vote > 0 { bits | 1_u128 << place } else { bits });
    Sketch { bits, is_short: words.len() < SHORT }
}

/// What stands for a word: every number is the same one, as a program that fills in a template changes those first.
fn without_number(word: &str) -> &str {
    if word.contains(|ch: char| ch.is_numeric()) { "0" } else { word }
}

fn first_bits(hash: &[u8; 32]) -> u128 {
    hash.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}
