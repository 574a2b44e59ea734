//! Which texts are nearly the same, without keeping a text: `SimHash` over folded words, under a key of this run.
//!
//! Nothing derived from a text leaves this memory but a random number for its cluster. Being like others never
//! refuses anything: it only tells triage what came in one flood.

use std::collections::VecDeque;

use base::Context;

use crate::keyed;

/// Words looked at; what follows them changes nothing.
const WORDS: usize = 400;
/// Bits of 128 in which two sketches may differ: about one word in six changed.
const NEAR: u32 = 20;
/// Below so many words, a text is like another only where it is the same: several people may well write no more
/// than "help me".
const SHORT: usize = 8;

/// How a text stands among those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The cluster it belongs to: a random number that says nothing about the text.
    pub cluster: i64,
    /// Texts in the cluster so far, this one included.
    pub size: u32,
    /// Whether so many alike count as a flood.
    pub is_flood: bool,
}

#[derive(Debug, Clone, Copy)]
struct Cluster {
    sketch: u128,
    is_short: bool,
    id: i64,
    size: u32,
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
    pub(crate) fn place(&mut self, sketch: Sketch, context: &Context, most: usize) -> (i64, u32) {
        let near = |cluster: &&mut Cluster| {
            let apart = (cluster.sketch ^ sketch.bits).count_ones();
            apart == 0 || (apart <= NEAR && !cluster.is_short && !sketch.is_short)
        };
        if let Some(cluster) = self.known.iter_mut().find(near) {
            cluster.size = cluster.size.saturating_add(1);
            return (cluster.id, cluster.size);
        }
        let mut id = [0; 8];
        context.fill(&mut id);
        let cluster = Cluster { sketch: sketch.bits, is_short: sketch.is_short, id: i64::from_be_bytes(id), size: 1 };
        self.known.push_front(cluster);
        self.known.truncate(most.max(1));
        (cluster.id, cluster.size)
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
    let words: Vec<&str> =
        folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS).collect();
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

fn first_bits(hash: &[u8; 32]) -> u128 {
    hash.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}
