//! Who made a bundle: keys that sign, and keys that are trusted.
//!
//! Signatures are those of Ed25519 (RFC 8032). Keys are written as OpenSSL reads and writes them, in PEM
//! (RFC 8410): a private key as `PRIVATE KEY`, PKCS #8, and a public one as `PUBLIC KEY`. A public key is also
//! given as the one line between the marks of its PEM, for attributes and settings.
//!
//! ```
//! # #[cfg(feature = "author")] {
//! use relais::signature::{SigningKey, TrustedKeys};
//! use relais::{Bundle, KnowledgeBase};
//!
//! let key = SigningKey::new([7; 32]); // 32 random bytes, or `SigningKey::from_pem`
//! let (base, _) = KnowledgeBase::load("../cli/templates").expect("a valid knowledge base");
//! let signed = Bundle::sign(&base.to_bytes()?, &key)?;
//!
//! let trusted: TrustedKeys = key.public_key().to_string().parse()?;
//! let bundle = Bundle::verify(signed, &trusted)?;
//! assert_eq!(bundle.signer(), Some(&key.public_key()));
//! # }
//! # Ok::<(), relais::Error>(())
//! ```

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePublicKey, EncodePublicKey};

use crate::error::{Error, ErrorKind};

/// A key that proves who signed, and that everybody may know.
///
/// It is parsed from PEM or from the line between its marks, and shown as that line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Never one of the few with which anybody can sign.
    key: VerifyingKey,
}

/// The public keys of those who may make bundles: at least one.
///
/// They are parsed from a text that has each of them in PEM or as the line between its marks, with white space
/// between them: the files of two keys, one after the other, are a text of two keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedKeys {
    /// Never empty: no key at all must not come to mean that none is wanted.
    keys: Vec<PublicKey>,
}

/// The private key with which bundles are signed.
#[cfg(feature = "author")]
#[derive(Clone)]
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
}

impl PublicKey {
    /// The key in PEM, as `openssl pkey -pubout` writes it.
    pub fn to_pem(&self) -> String {
        self.key.to_public_key_pem(LineEnding::LF).expect("a public key has a form in PEM")
    }

    /// As bytes, in the form of RFC 8032.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether this key signed these bytes. What is not written in the one way that a signer writes it, is no
    /// signature.
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &signature.into()).is_ok()
    }

    /// A key of its bytes, if they are one.
    pub(crate) fn of_bytes(bytes: &[u8; 32]) -> Option<PublicKey> {
        VerifyingKey::from_bytes(bytes).ok().and_then(PublicKey::of)
    }

    fn of(key: VerifyingKey) -> Option<PublicKey> {
        (!key.is_weak()).then_some(PublicKey { key })
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pem = self.to_pem();
        f.write_str(lines(&pem).next().expect("there is a line between the marks"))
    }
}

impl FromStr for PublicKey {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where it is no public key of Ed25519, or more than one.
    fn from_str(text: &str) -> Result<PublicKey, Error> {
        match TrustedKeys::from_str(text)?.keys.as_slice() {
            [key] => Ok(key.clone()),
            keys => Err(invalid(format!("one public key is wanted, and there are {}", keys.len()))),
        }
    }
}

impl TrustedKeys {
    /// Every key, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &PublicKey> {
        self.keys.iter()
    }

    /// The trusted key that has these bytes.
    pub(crate) fn find(&self, bytes: &[u8; 32]) -> Option<&PublicKey> {
        self.keys.iter().find(|key| key.as_bytes() == bytes)
    }
}

impl From<PublicKey> for TrustedKeys {
    fn from(key: PublicKey) -> TrustedKeys {
        TrustedKeys { keys: vec![key] }
    }
}

impl FromStr for TrustedKeys {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where there is no key, or anything that is no public key of Ed25519.
    fn from_str(text: &str) -> Result<TrustedKeys, Error> {
        // What is given is not repeated in an error: it may be a secret.
        if text.contains("PRIVATE KEY") {
            return Err(invalid("this is a private key, and a public one is wanted"));
        }
        let keys: Vec<PublicKey> = lines(text).map(public_key).collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(invalid("no public key is given"));
        }
        Ok(TrustedKeys { keys })
    }
}

#[cfg(feature = "author")]
impl SigningKey {
    /// Takes 32 bytes that nobody can guess: those of the system's random numbers.
    pub fn new(secret: [u8; 32]) -> SigningKey {
        SigningKey { key: ed25519_dalek::SigningKey::from_bytes(&secret) }
    }

    /// Reads a key as `relais keygen` and `openssl genpkey -algorithm ed25519` write it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where it is no private key of Ed25519, or is encrypted.
    pub fn from_pem(pem: &str) -> Result<SigningKey, Error> {
        use ed25519_dalek::pkcs8::DecodePrivateKey;

        let key = ed25519_dalek::SigningKey::from_pkcs8_pem(pem).map_err(|error| {
            invalid("this is no private key of Ed25519 in PEM").caused_by(error.to_string())
        })?;
        Ok(SigningKey { key })
    }

    /// The key in PEM, which is to be kept secret.
    pub fn to_pem(&self) -> String {
        use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};

        // With the public key in it, the form would be one that OpenSSL 3.0 does not read.
        let private = KeypairBytes { secret_key: self.key.to_bytes(), public_key: None };
        let pem = private.to_pkcs8_pem(LineEnding::LF).expect("a key has a form in PEM");
        pem.as_str().to_owned()
    }

    /// What others need to check what it signs.
    pub fn public_key(&self) -> PublicKey {
        PublicKey { key: self.key.verifying_key() }
    }

    /// The signature of these bytes; the same each time.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        ed25519_dalek::Signer::sign(&self.key, message).to_bytes()
    }
}

#[cfg(feature = "author")]
impl fmt::Debug for SigningKey {
    /// Shows nothing of the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {})", self.public_key())
    }
}

/// What stands between the marks of PEM, or where there are none. The PEM of a public key has one such line.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("-----")).flat_map(str::split_whitespace)
}

fn public_key(line: &str) -> Result<PublicKey, Error> {
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{line}\n-----END PUBLIC KEY-----\n");
    let key = VerifyingKey::from_public_key_pem(&pem).map_err(|error| {
        invalid("this is no public key of Ed25519").caused_by(error.to_string())
    })?;
    PublicKey::of(key).ok_or_else(|| invalid("with this public key anybody could sign"))
}

fn invalid(why: impl Into<Box<str>>) -> Error {
    Error::new(ErrorKind::InvalidArgument, why)
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    /// RFC 8410, section 10.3 and 10.1: a private key and its public one.
    const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";
    const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\n\
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n\
        -----END PUBLIC KEY-----\n";

    fn key(byte: u8) -> SigningKey {
        SigningKey::new([byte; 32])
    }

    fn refused<T: fmt::Debug>(read: Result<T, Error>) -> String {
        let error = read.expect_err("it is no such key");
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        error.to_string()
    }

    #[test]
    fn keys_are_written_as_the_standard_writes_them() {
        let key = SigningKey::from_pem(PRIVATE).expect("the standard's key");
        assert_eq!(key.to_pem(), PRIVATE);
        assert_eq!(key.public_key().to_pem(), PUBLIC);
        assert_eq!(PUBLIC.parse::<PublicKey>().expect("its public one"), key.public_key());
    }

    /// RFC 8032, section 7.1, the second test.
    #[test]
    fn signatures_are_those_of_the_standard() {
        let bytes = |hex: &str| -> Vec<u8> {
            let digits = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("digits");
            (0..hex.len()).step_by(2).map(digits).collect()
        };
        let secret = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = SigningKey::new(secret.try_into().expect("32 bytes"));
        let signature = key.sign(&[0x72]);
        assert_eq!(
            signature.to_vec(),
            bytes(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            )
        );
        assert!(key.public_key().signed(&[0x72], &signature));
        assert!(!key.public_key().signed(&[0x73], &signature));
    }

    #[test]
    fn several_keys_are_given_in_any_mixture() {
        let (one, two) = (key(1).public_key(), key(2).public_key());
        let texts = [
            format!("{one} {two}"),
            format!("{}{}", one.to_pem(), two.to_pem()),
            format!("\r\n{}\r\n\t{two}\n", one.to_pem().replace('\n', "\r\n")),
        ];
        for text in texts {
            let keys: TrustedKeys = text.parse().expect("two keys");
            assert_eq!(keys.iter().collect::<Vec<_>>(), [&one, &two]);
        }
        assert!(refused(format!("{one} {two}").parse::<PublicKey>()).contains("there are 2"));
    }

    #[test]
    fn what_is_no_public_key_is_refused_and_not_shown() {
        let secret = PRIVATE.lines().nth(1).expect("a line");
        for text in ["", " \n", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"] {
            assert_eq!(refused(text.parse::<TrustedKeys>()), "no public key is given");
        }
        for text in [PRIVATE, secret, "hunter2", &format!("{} hunter2", key(1).public_key())] {
            let error = text.parse::<TrustedKeys>().expect_err("no public keys");
            let said = format!("{error:?}");
            assert!(!said.contains(secret) && !said.contains("hunter2"), "{said}");
        }
        // A key of X25519 has another number, and a point of small order is everybody's.
        refused(
            "MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=".parse::<PublicKey>(),
        );
        let weak = "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        assert!(refused(weak.parse::<PublicKey>()).contains("anybody"));
        assert!(refused(SigningKey::from_pem(PUBLIC)).contains("no private key"));
    }

    #[test]
    fn a_private_key_is_not_shown() {
        let shown = format!("{:?}", SigningKey::from_pem(PRIVATE).expect("a key"));
        assert!(shown.contains("MCowBQYDK2VwAyEA") && !shown.contains("1O5y2/kT"), "{shown}");
    }
}
