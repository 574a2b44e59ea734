//! Who stands behind one address, as far as the guard wants to know: a number that means nothing an hour later.

use std::net::IpAddr;

use base::Context;
use jiff::Timestamp;

use crate::{first_number, keyed};

/// The people behind one network prefix during one hour. It cannot be turned back into an address: the salt lives
/// in memory only and is thrown away with the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Crowd(pub(crate) Option<u64>);

impl Crowd {
    /// Everybody of whom no address is known (behind a proxy that tells none, or through an onion service).
    pub const UNKNOWN: Self = Self(None);
}

/// The salt of the present hour.
pub(crate) struct Salt {
    hour: i64,
    bytes: [u8; 32],
}

impl Salt {
    pub(crate) fn new(context: &Context) -> Self {
        let mut salt = Self { hour: hour(context.now()), bytes: [0; 32] };
        context.fill(&mut salt.bytes);
        salt
    }

    /// Throws the salt away when its hour is over; tells whether it did.
    pub(crate) fn renew(&mut self, context: &Context) -> bool {
        let is_over = hour(context.now()) != self.hour;
        if is_over {
            *self = Self::new(context);
        }
        is_over
    }

    pub(crate) fn crowd(&self, address: Option<IpAddr>) -> Crowd {
        let Some(prefix) = address.map(|address| address.to_canonical()).and_then(prefix) else {
            return Crowd::UNKNOWN;
        };
        Crowd(Some(first_number(&keyed(&self.bytes, &[&prefix]))))
    }
}

/// The first 24 bits of an IPv4 address, the first 56 of an IPv6 address (what one subscriber line gets). This
/// machine itself is a proxy that does not tell for whom it asks.
fn prefix(address: IpAddr) -> Option<[u8; 8]> {
    if address.is_loopback() {
        return None;
    }
    let (family, bytes) = match address {
        IpAddr::V4(address) => (4, address.octets().iter().take(3).copied().collect()),
        IpAddr::V6(address) => (6, address.octets().iter().take(7).copied().collect::<Vec<u8>>()),
    };
    let mut prefix = [0; 8];
    for (place, byte) in prefix.iter_mut().zip(std::iter::once(family).chain(bytes)) {
        *place = byte;
    }
    Some(prefix)
}

fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(3_600)
}
