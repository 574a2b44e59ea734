//! Splitting a secret so that any few of many bring it back (Shamir, over GF(2⁸), by `blahaj`).

use base::Context;
use blahaj::{Share, Sharks};
use zeroize::Zeroizing;

use crate::{
    error::{Result, VaultError},
    secret::{Dice, Secret32},
};

/// Splits a secret into `total` shares of which any `needed` bring it back; proves it at once on two choices of them.
pub(crate) fn split(context: &Context, secret: &Secret32, needed: u8, total: usize) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    let mut dice = Dice(context);
    let shares: Vec<_> = Sharks(needed)
        .dealer_rng(secret.expose(), &mut dice)
        .take(total)
        .map(|share| Zeroizing::new(Vec::from(&share)))
        .collect();
    let few = usize::from(needed);
    let first = combine(needed, shares.iter().take(few).map(|share| share.as_slice()))?;
    let last = combine(needed, shares.iter().rev().take(few).map(|share| share.as_slice()))?;
    if shares.len() == total && first == *secret && last == *secret { Ok(shares) } else { Err(VaultError::Cipher) }
}

/// Brings a secret back from shares of different people. Too few give an error, false ones another secret.
pub(crate) fn combine<'a>(needed: u8, shares: impl Iterator<Item = &'a [u8]>) -> Result<Secret32> {
    let shares: Vec<Share> =
        shares.map(|share| Share::try_from(share).map_err(|_| VaultError::Form)).collect::<Result<_>>()?;
    let secret = Sharks(needed).recover(&shares).map_err(|_| VaultError::Refused("too-few-shares"))?;
    Secret32::from_slice(&Zeroizing::new(secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_few_bring_the_secret_back_and_one_less_do_not(
            (needed, total, chosen) in (2_u8..6, 0_usize..4).prop_flat_map(|(needed, more)| {
                let total = usize::from(needed) + more;
                let all: Vec<usize> = (0..total).collect();
                (Just(needed), Just(total), proptest::sample::subsequence(all, usize::from(needed)).prop_shuffle())
            })
        ) {
            let context = Context::system();
            let secret = Secret32::random(&context);
            let shares = split(&context, &secret, needed, total).unwrap();
            let some: Vec<&[u8]> = chosen.iter().map(|at| shares[*at].as_slice()).collect();

            prop_assert_eq!(combine(needed, some.iter().copied()).unwrap(), secret.clone());
            let few = &some[1..];
            prop_assert!(combine(needed, few.iter().copied()).is_err());
            // Even told that fewer would do, they give something else.
            prop_assert_ne!(combine(needed - 1, few.iter().copied()).unwrap(), secret);
        }
    }
}
