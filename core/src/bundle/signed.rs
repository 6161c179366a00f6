//! The signature of a bundle: its last section, `signature`, which a reader that asks for none passes over.
//!
//! ```text
//! mark       8 bytes   "ed25519" 0x0a
//! key       32 bytes   the public key of the signer (RFC 8032)
//! signature 64 bytes   over every byte of the file before it: header, table, sections, mark and key
//! balance   u32        CRC-32 of the section up to here
//! ```
//!
//! The sum of bytes that end with their own CRC-32 is the same number whatever they are. So the line of the table
//! for this section is known before there is a signature, and is signed as all the rest is: there is no byte that
//! a signature leaves out and none that has to be thought away when it is checked. It is found at the end of the
//! file, without reading a table that nobody has vouched for yet.

use super::container;
use crate::error::{Error, ErrorKind};
use crate::signature::{PublicKey, TrustedKeys};

/// The trusted key by which a bundle is signed.
///
/// # Errors
///
/// [`ErrorKind::NotABundle`], [`ErrorKind::TooLarge`], and [`ErrorKind::Untrusted`] for everything else.
pub(super) fn signer<'k>(bytes: &[u8], trusted: &'k TrustedKeys) -> Result<&'k PublicKey, Error> {
    container::marked(bytes)?;
    container::within_limit(bytes.len())?;
    let untrusted = |why: String| Error::new(ErrorKind::Untrusted, why);
    let Some(Signed { message, key, signature }) = Signed::read(bytes) else {
        return Err(untrusted("the bundle is not signed, or is cut off".to_owned()));
    };
    let Some(known) = trusted.find(key) else {
        let key =
            PublicKey::of_bytes(key).map_or("an impossible key".to_owned(), |key| key.to_string());
        return Err(untrusted(format!("the bundle is signed with {key}, which is not trusted")));
    };
    if !known.signed(message, signature) {
        return Err(untrusted(format!("the bundle is not as it was signed with {known}")));
    }
    Ok(known)
}

/// What the end of a file says of the rest.
struct Signed<'b> {
    message: &'b [u8],
    key: &'b [u8; KEY],
    signature: &'b [u8; SIGNATURE],
}

impl<'b> Signed<'b> {
    fn read(bytes: &'b [u8]) -> Option<Signed<'b>> {
        let section = bytes.len().checked_sub(LENGTH)?;
        let rest = bytes[section..].strip_prefix(MARK)?;
        let (key, rest) = rest.split_first_chunk()?;
        let (signature, _) = rest.split_first_chunk()?;
        Some(Signed { message: &bytes[..section + MARK.len() + KEY], key, signature })
    }
}

/// A bundle with the signature of a key, in the place of one that it may have.
///
/// # Errors
///
/// Those of reading it.
#[cfg(feature = "author")]
pub(super) fn sign(bytes: &[u8], key: &crate::signature::SigningKey) -> Result<Vec<u8>, Error> {
    let sections = container::Sections::open(&ownedbytes::OwnedBytes::new(bytes.to_vec()))?;
    let section = |signature: &[u8]| {
        let mut section = [MARK, key.public_key().as_bytes(), signature].concat();
        section.extend(container::checksum(&section).to_le_bytes());
        section
    };
    let empty = section(&[0; SIGNATURE]);
    let others = sections.iter().filter(|(name, _)| *name != SECTION);
    let mut bundle = container::in_order(others.chain([(SECTION, &*empty)]));
    let start = bundle.len() - LENGTH;
    let signature = key.sign(&bundle[..start + MARK.len() + KEY]);
    bundle[start..].copy_from_slice(&section(&signature));
    container::within_limit(bundle.len())?;
    Ok(bundle)
}

#[cfg(feature = "author")]
const SECTION: &str = "signature";
const MARK: &[u8] = b"ed25519\n";
const KEY: usize = 32;
const SIGNATURE: usize = 64;
const LENGTH: usize = MARK.len() + KEY + SIGNATURE + 4;

#[cfg(all(test, feature = "author"))]
mod tests {
    use ownedbytes::OwnedBytes;

    use super::container::{Sections, checksum, in_order};
    use super::*;
    use crate::signature::SigningKey;

    fn key(byte: u8) -> SigningKey {
        SigningKey::new([byte; 32])
    }

    fn trusted(byte: u8) -> TrustedKeys {
        key(byte).public_key().into()
    }

    /// Sections that are no knowledge base, for what matters here is before that.
    fn sections(article: &[u8]) -> [(&str, &[u8]); 3] {
        [("en/articles", article), ("en/core", b""), ("manifest", &[7; 50])]
    }

    fn unsigned(article: &[u8]) -> Vec<u8> {
        in_order(sections(article).into_iter())
    }

    fn signed(article: &[u8]) -> Vec<u8> {
        sign(&unsigned(article), &key(1)).expect("signed")
    }

    fn is_whole(bytes: &[u8]) -> bool {
        Sections::open(&OwnedBytes::new(bytes.to_vec())).is_ok()
    }

    #[track_caller]
    fn is_untrusted(bytes: &[u8], says: &str) {
        let error = signer(bytes, &trusted(1)).expect_err("it is not trusted");
        assert_eq!(error.kind(), ErrorKind::Untrusted);
        assert!(error.to_string().contains(says), "{error}");
    }

    #[test]
    fn a_signed_bundle_is_that_of_its_key_and_has_the_same_sections() {
        let bundle = signed(b"an answer");
        let (trusted, expected) = (trusted(1), key(1).public_key());
        assert_eq!(*signer(&bundle, &trusted).expect("its own key"), expected);
        let opened = Sections::open(&OwnedBytes::new(bundle.clone())).expect("whole");
        for (name, section) in sections(b"an answer") {
            assert_eq!(opened.get(name).expect("as before").as_slice(), section);
        }
        assert_eq!(opened.lengths().count(), 4);
        // The same again, and another key in the place of the first.
        assert_eq!(sign(&bundle, &key(1)).expect("signed"), bundle);
        let other = sign(&unsigned(b"an answer"), &key(2)).expect("signed");
        assert_eq!(sign(&bundle, &key(2)).expect("signed"), other);
    }

    #[test]
    fn the_sum_of_the_section_is_known_before_the_signature() {
        for byte in 1..20 {
            let bundle = sign(&unsigned(b"an answer"), &key(byte)).expect("signed");
            assert_eq!(checksum(&bundle[bundle.len() - LENGTH..]), 0x2144_df1c);
        }
    }

    #[test]
    fn every_flipped_bit_is_refused_with_and_without_keys() {
        let bundle = signed(b"an answer");
        for bit in 0..bundle.len() * 8 {
            let mut flipped = bundle.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_whole(&flipped), "bit {bit}");
            // The balance is no part of what is signed: the sums alone keep it.
            if bit / 8 < bundle.len() - 4 {
                assert!(signer(&flipped, &trusted(1)).is_err(), "bit {bit}");
            }
        }
    }

    #[test]
    fn a_flipped_bit_is_refused_though_all_sums_are_made_right_again() {
        let bundle = signed(b"an answer");
        let opened = Sections::open(&OwnedBytes::new(bundle)).expect("whole");
        let all: Vec<(&str, &[u8])> = opened.iter().filter(|(name, _)| *name != SECTION).collect();
        let signature = opened.get(SECTION).expect("it is signed");
        for (at, (_, section)) in all.iter().enumerate() {
            for bit in 0..section.len() * 8 {
                let mut flipped = section.to_vec();
                flipped[bit / 8] ^= 1 << (bit % 8);
                let mut changed = all.clone();
                changed[at].1 = &flipped;
                let bytes = in_order(changed.into_iter().chain([(SECTION, signature.as_slice())]));
                assert!(is_whole(&bytes));
                is_untrusted(&bytes, "not as it was signed");
            }
        }
    }

    #[test]
    fn every_truncation_and_every_addition_is_refused_with_and_without_keys() {
        let bundle = signed(b"an answer");
        for length in 0..bundle.len() {
            assert!(!is_whole(&bundle[..length]), "{length} bytes");
            assert!(signer(&bundle[..length], &trusted(1)).is_err(), "{length} bytes");
        }
        for more in [&[0][..], &[0; 8], b"ed25519\n", &bundle] {
            let longer = [&bundle, more].concat();
            assert!(!is_whole(&longer));
            assert!(signer(&longer, &trusted(1)).is_err());
        }
    }

    #[test]
    fn no_signature_another_key_and_a_key_that_is_claimed_are_refused() {
        is_untrusted(&unsigned(b"an answer"), "not signed");
        let stripped = Sections::open(&OwnedBytes::new(signed(b"an answer"))).expect("whole");
        let stripped = in_order(stripped.iter().filter(|(name, _)| *name != SECTION));
        assert!(is_whole(&stripped));
        is_untrusted(&stripped, "not signed");

        let mut others = sign(&unsigned(b"an answer"), &key(2)).expect("signed");
        is_untrusted(&others, &key(2).public_key().to_string());
        let at = others.len() - LENGTH + MARK.len();
        others[at..at + KEY].copy_from_slice(key(1).public_key().as_bytes());
        is_untrusted(&others, "not as it was signed");
    }

    #[test]
    fn a_signature_of_another_bundle_is_refused() {
        let (one, two) = (signed(b"an answer"), signed(b"no answer"));
        assert_eq!(one.len(), two.len());
        for from in [one.len() - LENGTH, one.len() - 4 - SIGNATURE] {
            is_untrusted(&[&one[..from], &two[from..]].concat(), "not as it was signed");
        }
        // Two signed bundles of the same key, a section of one in the other, with the right sums.
        let section = one[one.len() - LENGTH..].to_vec();
        let spliced = sections(b"no answer").into_iter().chain([(SECTION, section.as_slice())]);
        is_untrusted(&in_order(spliced), "not as it was signed");
    }

    #[test]
    fn sections_in_another_order_are_refused() {
        let bundle = signed(b"an answer");
        let section = &bundle[bundle.len() - LENGTH..];
        let mut reversed = sections(b"an answer");
        reversed.reverse();
        let bytes = in_order(reversed.into_iter().chain([(SECTION, section)]));
        assert!(is_whole(&bytes));
        is_untrusted(&bytes, "not as it was signed");
        let mut renamed = sections(b"an answer");
        renamed[0].0 = "fr/articles";
        is_untrusted(&in_order(renamed.into_iter().chain([(SECTION, section)])), "not as it was");
        // Where the signature is not at the end, there is none.
        let first = [(SECTION, section)].into_iter().chain(sections(b"an answer"));
        is_untrusted(&in_order(first), "not signed");
    }

    #[test]
    fn what_is_no_bundle_is_no_matter_of_trust() {
        for bytes in [&b""[..], b"RELAIS", &[0; 500]] {
            let error = signer(bytes, &trusted(1)).expect_err("no bundle");
            assert_eq!(error.kind(), ErrorKind::NotABundle);
        }
        assert!(sign(b"RELAIS", &key(1)).is_err());
    }
}
