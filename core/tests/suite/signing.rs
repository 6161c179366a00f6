//! A bundle is opened where it is signed with a key that is trusted, and where one is asked for, only there.

use std::sync::LazyLock;

use proptest::prelude::*;
use relais::signature::{PublicKey, SigningKey, TrustedKeys};
use relais::{Bundle, Engine, ErrorKind, Locale, Message, Outcome, Start};

use crate::bundles::small;

/// In both forms, without a signature and with that of the key.
static FORMS: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
    let flat = small().to_bytes().expect("built");
    let compact = small().to_compact_bytes().expect("built");
    let signed = [&flat, &compact].map(|bytes| Bundle::sign(bytes, &key(1)).expect("signed"));
    let [flat_signed, compact_signed] = signed;
    [flat, compact, flat_signed, compact_signed]
});

fn key(byte: u8) -> SigningKey {
    SigningKey::new([byte; 32])
}

fn trusted(bytes: &[u8]) -> TrustedKeys {
    let keys: Vec<String> = bytes.iter().map(|byte| key(*byte).public_key().to_string()).collect();
    keys.join(" ").parse().expect("keys")
}

/// Whether it is opened: by who asks for no signature, and by who trusts the key.
fn opens(bytes: &[u8]) -> (bool, bool) {
    let verified = Bundle::verify(bytes.to_vec(), &trusted(&[1]));
    (Bundle::from_bytes(bytes.to_vec()).is_ok(), verified.is_ok())
}

#[test]
fn a_signed_bundle_opens_and_answers() {
    for (form, unsigned) in [(&FORMS[2], &FORMS[0]), (&FORMS[3], &FORMS[1])] {
        let bundle = Bundle::verify(form.clone(), &trusted(&[1])).expect("its own key");
        assert_eq!(bundle.signer(), Some(&key(1).public_key()));
        let mut session = Engine::new(bundle).session(Start::new(Locale::EN));
        let reply = session.reply(Message::text("opening hours"));
        assert!(matches!(reply.outcome(), Outcome::Answer(_)), "{:?}", reply.outcome());
        // Its section, a line of the table, and what places at multiples of eight come to.
        let more = form.len() - unsigned.len();
        assert!((132..=147).contains(&more), "{more} bytes more");
    }
}

#[test]
fn who_asks_for_no_signature_opens_it_too() {
    for form in FORMS.iter() {
        let bundle = Bundle::from_bytes(form.clone()).expect("opened");
        assert_eq!(bundle.signer(), None, "nobody has checked it");
    }
}

#[test]
fn a_key_is_exchanged_while_both_are_trusted() {
    let [_, _, old, _] = &*FORMS;
    let new = Bundle::sign(old, &key(2)).expect("signed anew");
    for (keys, passes) in
        [(&[1][..], [true, false]), (&[1, 2], [true, true]), (&[2], [false, true])]
    {
        let keys = trusted(keys);
        let opened = [old, &new].map(|bytes| Bundle::verify(bytes.clone(), &keys).is_ok());
        assert_eq!(opened, passes);
    }
}

#[test]
fn without_a_signature_or_with_another_it_is_untrusted() {
    for form in FORMS.iter() {
        let error = Bundle::verify(form.clone(), &trusted(&[2, 3])).expect_err("not trusted");
        assert_eq!(error.kind(), ErrorKind::Untrusted, "{error}");
    }
    for form in &FORMS[..2] {
        let error = Bundle::verify(form.clone(), &trusted(&[1])).expect_err("not signed");
        assert!(error.to_string().contains("not signed"), "{error}");
    }
    let error = Bundle::verify(b"name: YAML".to_vec(), &trusted(&[1])).expect_err("no bundle");
    assert_eq!(error.kind(), ErrorKind::NotABundle);
}

#[test]
fn what_was_signed_and_cannot_be_read_is_named_for_what_it_is() {
    let future = {
        let mut bytes = FORMS[0].clone();
        bytes[8] = 200;
        bytes
    };
    let error = Bundle::sign(&future, &key(1)).expect_err("from the future");
    assert_eq!(error.kind(), ErrorKind::UnsupportedVersion);
}

#[test]
fn a_public_key_is_one_line_that_is_read_back() {
    let line = key(1).public_key().to_string();
    assert_eq!(line.len(), 60);
    assert_eq!(line.parse::<PublicKey>().expect("a key"), key(1).public_key());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_flipped_bit_is_refused(form in 0..4_usize, bit in any::<prop::sample::Index>()) {
        let mut bytes = FORMS[form].clone();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(opens(&bytes), (false, false));
    }

    #[test]
    fn any_truncation_and_any_addition_is_refused(
        form in 0..4_usize,
        length in any::<prop::sample::Index>(),
        more in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let bytes = &FORMS[form];
        prop_assert_eq!(opens(&bytes[..length.index(bytes.len())]), (false, false));
        prop_assert_eq!(opens(&[&bytes[..], &more].concat()), (false, false));
    }

    #[test]
    fn any_other_bytes_in_its_place_are_refused(
        form in 2..4_usize,
        at in any::<prop::sample::Index>(),
        new in prop::collection::vec(any::<u8>(), 1..100),
    ) {
        let mut bytes = FORMS[form].clone();
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + new.len());
        bytes.splice(at..end, new);
        prop_assume!(bytes != FORMS[form]);
        prop_assert_eq!(opens(&bytes), (false, false));
    }
}
