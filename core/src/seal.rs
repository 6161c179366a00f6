//! Proof that bytes which the host keeps, and gives back later, are those that it was given.
//!
//! A memo or a saved session may lie where the customer can reach it: in a cookie, in the browser's
//! storage, behind a call's headers. A seal is one line before the bytes, readable as they are:
//!
//! ```text
//! relais-memo/1 hmac-sha256 5be1…(64 hexadecimal digits)
//! {"version":1,…
//! ```
//!
//! The code is HMAC-SHA-256 (RFC 2104, FIPS 180-4) over the label, a line feed and the bytes, so that
//! what was sealed as one thing is never taken for another. A seal hides nothing.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::{Error, ErrorKind};

/// The host's secret, with which it seals memos and saved sessions.
///
/// ```
/// use relais::{Memo, SealKey};
///
/// let key = SealKey::new(b"32 random bytes, kept in a vault")?;
/// let sealed = Memo::new().seal(&key);
/// assert_eq!(Memo::open(&sealed, &key)?, Memo::new());
/// # Ok::<(), relais::Error>(())
/// ```
#[derive(Clone)]
pub struct SealKey {
    /// The state of the code after the key. The key itself is not kept.
    keyed: Hmac<Sha256>,
}

impl SealKey {
    /// The fewest bytes of a key. 32 random ones are right; a password is not.
    pub const MIN_BYTES: usize = 16;

    /// Takes a secret. It is the host's to make, to store and to change.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where it has fewer than [`SealKey::MIN_BYTES`] bytes.
    pub fn new(bytes: &[u8]) -> Result<SealKey, Error> {
        if bytes.len() < SealKey::MIN_BYTES {
            let message = format!("a key to seal with has at least {} bytes", SealKey::MIN_BYTES);
            return Err(Error::new(ErrorKind::InvalidArgument, message));
        }
        Ok(SealKey { keyed: keyed(bytes) })
    }
}

impl fmt::Debug for SealKey {
    /// Shows nothing of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(…)")
    }
}

/// The payload under a line that proves it. The label says what it is, and in which version; it has
/// no space and no line feed.
pub(crate) fn seal(label: &str, payload: &[u8], key: &SealKey) -> Vec<u8> {
    let code = over(&key.keyed, &[label.as_bytes(), b"\n", payload]).finalize().into_bytes();
    let hex: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut sealed = format!("{label}{ALGORITHM}{hex}\n").into_bytes();
    sealed.extend_from_slice(payload);
    sealed
}

/// The payload of what [`seal`] made with the same label and the same key.
///
/// # Errors
///
/// [`ErrorKind::Tampered`] for everything else. The time that it takes says nothing of the right code.
pub(crate) fn unseal<'b>(label: &str, bytes: &'b [u8], key: &SealKey) -> Result<&'b [u8], Error> {
    let refused = |why: &str| Error::new(ErrorKind::Tampered, why);
    let Some((code, payload)) = split(label, bytes) else {
        return Err(refused("these bytes have no seal of their kind, and there is a key"));
    };
    over(&key.keyed, &[label.as_bytes(), b"\n", payload])
        .verify_slice(&code)
        .map_err(|_| refused("the seal is not that of this key over these bytes"))?;
    Ok(payload)
}

/// Whether bytes start as sealed ones do, whatever they are.
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let algorithm = ALGORITHM.as_bytes();
    line.starts_with(b"relais-") && line.windows(algorithm.len()).any(|part| part == algorithm)
}

/// The code and the payload of sealed bytes, as they are written.
fn split<'b>(label: &str, bytes: &'b [u8]) -> Option<([u8; CODE], &'b [u8])> {
    let rest = bytes.strip_prefix(label.as_bytes())?.strip_prefix(ALGORITHM.as_bytes())?;
    let (hex, rest) = rest.split_at_checked(2 * CODE)?;
    let payload = rest.strip_prefix(b"\n")?;
    let mut code = [0; CODE];
    for (byte, digits) in code.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = digit(digits[0])? << 4 | digit(digits[1])?;
    }
    Some((code, payload))
}

/// A hexadecimal digit. Small letters only: a seal has one spelling.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

fn over(keyed: &Hmac<Sha256>, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut code = keyed.clone();
    for part in parts {
        code.update(part);
    }
    code
}

/// Between the label and the code.
const ALGORITHM: &str = " hmac-sha256 ";

/// The length of a code, in bytes.
const CODE: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SealKey {
        SealKey::new(b"0123456789abcdef").expect("a key")
    }

    /// RFC 4231, the test cases that have a whole code.
    #[test]
    fn codes_are_those_of_the_standard() {
        let counted: Vec<u8> = (1..=25).collect();
        let long = [0xaa; 131];
        let cases: [(&[u8], &[u8], &str); 6] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 20],
                &[0xdd; 50],
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
            (
                &counted,
                &[0xcd; 50],
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            ),
            (
                &long,
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (
                &long,
                b"This is a test using a larger than block-size key and a larger than block-size \
                  data. The key needs to be hashed before being used by the HMAC algorithm.",
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            ),
        ];
        for (key, data, expected) in cases {
            // In one part and in two: what a seal puts together is one text to the code.
            for cut in [0, data.len() / 2] {
                let (start, end) = data.split_at(cut);
                let code = over(&keyed(key), &[start, end]).finalize().into_bytes();
                let hex: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(hex, expected);
            }
        }
    }

    #[test]
    fn what_was_sealed_comes_back() {
        for payload in [&b""[..], b"{}", b"two\nlines", &[0, 255, 10]] {
            let sealed = seal("relais-test/1", payload, &key());
            assert!(is_sealed(&sealed));
            assert_eq!(unseal("relais-test/1", &sealed, &key()).expect("its own seal"), payload);
        }
    }

    #[test]
    fn a_changed_byte_is_noticed_wherever_it_is() {
        let sealed = seal("relais-test/1", b"{\"a\":1}", &key());
        for at in 0..sealed.len() {
            // The second turns small letters into capitals.
            for change in [0x01, 0x20, 0x80] {
                let mut changed = sealed.clone();
                changed[at] ^= change;
                let error = unseal("relais-test/1", &changed, &key()).expect_err("a changed byte");
                assert_eq!(error.kind(), ErrorKind::Tampered, "byte {at}");
            }
            assert!(unseal("relais-test/1", &sealed[..at], &key()).is_err(), "cut at {at}");
        }
        assert!(unseal("relais-test/1", &[&sealed[..], b" "].concat(), &key()).is_err());
    }

    #[test]
    fn another_key_or_another_kind_does_not_open_it() {
        let sealed = seal("relais-test/1", b"{}", &key());
        let other = SealKey::new(b"0123456789abcdeF").expect("a key");
        assert!(unseal("relais-test/1", &sealed, &other).is_err());
        assert!(unseal("relais-test/2", &sealed, &key()).is_err());
        // Nor does it when its first line is made to say so.
        let relabelled = String::from_utf8(sealed).expect("text").replacen("test/1", "test/2", 1);
        assert!(unseal("relais-test/2", relabelled.as_bytes(), &key()).is_err());
        assert!(unseal("relais-test/1", b"{}", &key()).is_err());
    }

    #[test]
    fn a_key_is_long_and_is_not_shown() {
        let error = SealKey::new(b"hunter2-hunter2").expect_err("15 bytes");
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(!format!("{error:?} {:?}", key()).contains("hunter2"));
        assert_eq!(format!("{:?}", key()), "SealKey(…)");
    }
}
