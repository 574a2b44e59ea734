//! Key pairs (X25519) and what is sealed to them (HPKE, RFC 9180, base mode).

use std::fmt;

use base::Context;
use hpke::{
    Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal_with_rng,
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{
    error::{Result, VaultError},
    form::{self, Form},
    secret::{Dice, LENGTH, Secret32},
};

type Kem = X25519HkdfSha256;

/// What every sealing of this program is for (the `info` of RFC 9180).
const INFO: &[u8] = b"lachan.vault.sealed/1";

/// Names a key without telling anything of it: the first 8 bytes of a hash. It stands on every ciphertext.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId([u8; 8]);

impl KeyId {
    /// Length in bytes.
    pub(crate) const LENGTH: usize = 8;

    /// The id of a public key, or of bytes derived from a secret one way.
    pub(crate) fn of(public: &[u8]) -> Self {
        let hash = Sha256::new().chain_update(b"lachan.vault.key-id/1").chain_update(public).finalize();
        let mut id = [0; Self::LENGTH];
        id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
        Self(id)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A public key, to which anybody may seal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; LENGTH]);

impl PublicKey {
    /// The key of stored bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        bytes.try_into().map(Self).map_err(|_| VaultError::Form)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its id.
    pub fn id(&self) -> KeyId {
        KeyId::of(&self.0)
    }

    /// Seals bytes so that only the holder of the secret opens them, and only where `bound` is the same.
    pub fn seal(&self, context: &Context, bound: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
        let key = <Kem as hpke::Kem>::PublicKey::from_bytes(&self.0).map_err(|_| VaultError::Form)?;
        let (shared, text) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeS::Base,
            &key,
            INFO,
            bytes,
            bound,
            &mut Dice(context),
        )
        .map_err(|_| VaultError::Cipher)?;
        Ok(form::write(Form::Sealed, self.id(), &[&shared.to_bytes(), &text]))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}

/// A key pair; its secret is wiped when it is dropped.
#[derive(Clone)]
pub struct KeyPair {
    secret: Secret32,
    public: PublicKey,
}

impl KeyPair {
    /// A new pair.
    pub fn generate(context: &Context) -> Result<Self> {
        Self::from_seed(&Secret32::random(context))
    }

    /// The pair of a seed (RFC 9180, `DeriveKeyPair`): the same seed gives the same pair.
    pub fn from_seed(seed: &Secret32) -> Result<Self> {
        let (secret, public) = Kem::derive_keypair(seed.expose());
        let bytes = Zeroizing::new(secret.to_bytes().to_vec());
        Ok(Self { secret: Secret32::from_slice(&bytes)?, public: PublicKey::from_slice(&public.to_bytes())? })
    }

    /// The pair of a stored secret.
    pub fn from_secret(secret: Secret32) -> Result<Self> {
        let key = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret.expose()).map_err(|_| VaultError::Form)?;
        let public = PublicKey::from_slice(&Kem::sk_to_pk(&key).to_bytes())?;
        Ok(Self { secret, public })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The secret half, to be sealed for somebody else.
    pub(crate) fn secret(&self) -> &Secret32 {
        &self.secret
    }

    /// Opens what was sealed to the public half with the same `bound`.
    pub fn open(&self, bound: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let body = form::read(Form::Sealed, self.public.id(), sealed)?;
        let (shared, text) = body.split_first_chunk::<LENGTH>().ok_or(VaultError::Form)?;
        let shared = <Kem as hpke::Kem>::EncappedKey::from_bytes(shared).map_err(|_| VaultError::Closed)?;
        let key = <Kem as hpke::Kem>::PrivateKey::from_bytes(self.secret.expose()).map_err(|_| VaultError::Form)?;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(&OpModeR::Base, &key, &shared, INFO, text, bound)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::Closed)
    }

    /// Opens a sealed secret.
    pub(crate) fn open_secret(&self, bound: &[u8], sealed: &[u8]) -> Result<Secret32> {
        Secret32::from_slice(&self.open(bound, sealed)?)
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({})", self.public.id())
    }
}
