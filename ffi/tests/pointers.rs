//! The functions of C, called from Rust with pointers of every sort that the header allows, so that Miri sees what
//! `abi.rs` does with them (`cargo +nightly miri test -p relais-ffi --test pointers`, with the bundle in
//! `SMALL_BUNDLE` and `MIRIFLAGS=-Zmiri-disable-isolation`). What the turns say is tested elsewhere.

#![allow(unsafe_code, reason = "they are functions of C")]

use std::ffi::{CStr, c_char, c_void};
use std::ptr::{null, null_mut};
use std::{env, fs, slice, thread};

use relais_ffi::*;

const OK: i32 = 0;
const NULL: i32 = 100;
const NOW: i64 = 1_795_424_400;

/// A small bundle: that of `SMALL_BUNDLE` where it is set, for making one takes Miri long.
fn bundle() -> Vec<u8> {
    if let Some(path) = env::var_os("SMALL_BUNDLE") {
        return fs::read(path).expect("the small bundle");
    }
    let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/../cli/templates");
    let (base, _) = relais::KnowledgeBase::load(templates).expect("a valid base");
    base.to_bytes().expect("a bundle")
}

/// A pointer that goes to another thread, as the header allows.
struct Sent<T>(*mut T);

// SAFETY: the test gives threads only what the header says that they may have.
unsafe impl<T> Send for Sent<T> {}

impl<T> Sent<T> {
    fn pointer(&self) -> *mut T {
        self.0
    }
}

/// A text as the functions take it.
fn c(text: &str) -> (*const c_char, usize) {
    (text.as_ptr().cast(), text.len())
}

/// Reads every field of a turn, and frees it.
macro_rules! read {
    ($turn:expr) => {{
        let turn = $turn;
        let mut said = String::new();
        for field in -1..32 {
            let mut length = 0;
            let text = relais_turn_text(turn, field, &raw mut length);
            assert_eq!(*text.add(length), 0, "a text ends in NUL");
            let text = CStr::from_ptr(text);
            assert_eq!(text.count_bytes(), length);
            if field == 1 {
                said = text.to_string_lossy().into_owned();
            }
            relais_turn_text(turn, field, null_mut());
            relais_turn_number(turn, field);
        }
        for choice in 0..20 {
            let mut length = 0;
            let text = relais_turn_choice(turn, choice, &raw mut length);
            assert!(text.is_null() || CStr::from_ptr(text).count_bytes() == length);
        }
        relais_turn_outcome(turn);
        relais_turn_free(turn);
        said
    }};
}

unsafe extern "C" fn log(context: *mut c_void, line: *const c_char) {
    // SAFETY: the context is the counter of the test, and the line ends in NUL.
    unsafe {
        *context.cast::<usize>() += CStr::from_ptr(line).count_bytes();
    }
}

#[test]
fn a_conversation_with_everything_in_it() {
    let bytes = bundle();
    // SAFETY: pointers are to what lives here, lengths are theirs, and everything is freed once.
    unsafe {
        let mut kb = null_mut();
        let mut error = [0x7f as c_char; 40];
        let (why, size) = (error.as_mut_ptr(), error.len());
        let given = bytes.as_ptr().cast();
        assert_eq!(relais_kb_open_memory(given, bytes.len(), &raw mut kb, why, size), OK);
        let mut heard_of_defects = 0_usize;
        let context = (&raw mut heard_of_defects).cast();
        assert_eq!(relais_kb_set_log(kb, Some(log), context), OK);
        assert_eq!(relais_kb_retain(kb), kb);
        relais_kb_free(kb);

        let mut session = null_mut();
        let (locale, locale_length) = c("en");
        let (id, id_length) = c("call-1");
        let options = SessionOptions {
            struct_size: size_of::<SessionOptions>(),
            locale,
            locale_length,
            id,
            id_length,
            channel: 1,
            events: 1,
        };
        assert_eq!(relais_session_new(kb, &raw const options, &raw mut session, why, size), OK);
        // The session keeps what it needs.
        relais_kb_free(kb);

        let (name, name_length) = c("customer.name");
        let (value, value_length) = c("Aurélien");
        let set =
            relais_session_set_fact(session, name, name_length, 0, value, value_length, why, size);
        assert_eq!(set, OK);
        let (json, length) = c(r#"{"order.number": "OD-123456"}"#);
        assert_eq!(relais_session_set_facts_json(session, json, length, null_mut(), 0), OK);
        let (json, length) = c(r#"{"message": true}"#);
        assert_eq!(relais_session_set_availability(session, json, length, why, size), OK);

        let mut turn = null_mut();
        assert_eq!(relais_session_start(session, NOW, &raw mut turn), OK);
        assert!(!read!(turn).is_empty());
        for said in ["where is my order?", "", "é\u{301}\0\u{7}", "my vase arrived broken"] {
            let (text, length) = c(said);
            assert_eq!(relais_session_text(session, text, length, NOW, &raw mut turn), OK);
            read!(turn);
        }
        let texts = ["OD one two three", "oh dee", ""];
        let hypotheses = texts.map(|said| {
            let (text, text_length) = c(said);
            Hypothesis { text, text_length, score_thousandths: 500, reserved: 0 }
        });
        let all = hypotheses.as_ptr();
        assert_eq!(relais_session_heard(session, all, 3, NOW, &raw mut turn), OK);
        read!(turn);
        let (keys, length) = c("12#");
        assert_eq!(relais_session_dtmf(session, keys, length, NOW, &raw mut turn), OK);
        read!(turn);
        assert_eq!(relais_session_choose(session, 7, NOW, &raw mut turn), OK);
        read!(turn);
        assert_eq!(relais_session_learn(session, NOW, &raw mut turn), OK);
        read!(turn);
        let (code, length) = c("not-found");
        assert_eq!(relais_session_acted(session, code, length, NOW, &raw mut turn), OK);
        read!(turn);

        let (mut saved, mut length) = (null(), 0);
        assert_eq!(relais_session_save(session, &raw mut saved, &raw mut length), OK);
        let copy = slice::from_raw_parts(saved.cast::<u8>(), length).to_vec();
        let mut other = null_mut();
        let mut again = null_mut();
        assert_eq!(relais_kb_open_memory(given, bytes.len(), &raw mut again, why, size), OK);
        let from = copy.as_ptr().cast();
        let resumed =
            relais_session_resume(again, from, copy.len(), null(), &raw mut other, why, size);
        assert_eq!(resumed, OK);
        for event in 0..13 {
            let status = relais_session_event(other, event, NOW, &raw mut turn);
            if status == OK {
                read!(turn);
            }
        }
        let (mut memo, mut length) = (null(), 0);
        assert_eq!(relais_session_memo(other, NOW, &raw mut memo, &raw mut length), OK);
        assert_eq!(CStr::from_ptr(memo).count_bytes(), length);
        let memo = CStr::from_ptr(memo).to_owned();
        let mut next = null_mut();
        assert_eq!(relais_session_new(again, null(), &raw mut next, why, size), OK);
        assert_eq!(relais_session_set_memo(next, memo.as_ptr(), length, why, size), OK);

        // A turn outlives its session, and that its knowledge base.
        assert_eq!(relais_session_start(next, NOW, &raw mut turn), OK);
        relais_session_free(next);
        relais_session_free(other);
        relais_kb_free(again);
        relais_session_free(session);
        read!(turn);
        assert_eq!(heard_of_defects, 0);
    }
}

#[test]
fn what_is_wrong_with_pointers_and_lengths() {
    let bytes = bundle();
    // SAFETY: as above, and NULL is allowed everywhere.
    unsafe {
        let mut kb = null_mut();
        let given = bytes.as_ptr().cast();
        assert_eq!(relais_kb_open_memory(null(), 5, &raw mut kb, null_mut(), 0), NULL);
        assert_eq!(relais_kb_open_memory(given, bytes.len(), null_mut(), null_mut(), 0), NULL);
        assert_eq!(relais_kb_open_memory(given, usize::MAX, &raw mut kb, null_mut(), 0), 4);
        for size in 0..12 {
            let mut error = vec![0x7f as c_char; size];
            let why = error.as_mut_ptr();
            assert_ne!(relais_kb_open_memory(given, 20, &raw mut kb, why, size), OK);
            assert!(size == 0 || error.contains(&0));
        }
        assert!(kb.is_null(), "what fails gives nothing");
        assert_eq!(relais_kb_open_memory(given, bytes.len(), &raw mut kb, null_mut(), 0), OK);
        assert_eq!(relais_kb_reload_memory(kb, given, bytes.len(), null_mut(), 0), OK);
        assert_eq!(relais_kb_generation(kb), 2);
        assert_eq!(relais_kb_generation(null()), 0);

        // A caller of an older header has fewer options, and one of a newer one has more.
        let mut session = null_mut();
        let alone = size_of::<usize>();
        let short: *const SessionOptions = (&raw const alone).cast();
        assert_eq!(relais_session_new(kb, short, &raw mut session, null_mut(), 0), OK);
        relais_session_free(session);
        let mut long = [0_usize; 16];
        long[0] = size_of_val(&long);
        let longer: *const SessionOptions = long.as_ptr().cast();
        assert_eq!(relais_session_new(kb, longer, &raw mut session, null_mut(), 0), OK);
        let mut turn = null_mut();
        assert_eq!(relais_session_text(session, null(), 0, NOW, &raw mut turn), 104);
        assert_eq!(relais_session_start(session, NOW, null_mut()), NULL);
        assert_eq!(relais_session_start(session, NOW, &raw mut turn), OK);
        relais_turn_free(turn);
        let bad = b"\xff\xfe";
        assert_eq!(relais_session_text(session, bad.as_ptr().cast(), 2, NOW, &raw mut turn), 101);
        assert_eq!(relais_session_heard(session, null(), 2, NOW, &raw mut turn), NULL);
        relais_session_free(session);
        relais_session_free(null_mut());
        relais_turn_free(null_mut());
        relais_kb_free(null_mut());
        relais_kb_free(kb);
    }
}

#[test]
fn threads_share_a_base_that_is_exchanged() {
    let bytes = bundle();
    let mut kb = null_mut();
    // SAFETY: as above; each thread has a session of its own and an owner of the base.
    unsafe {
        let given = bytes.as_ptr().cast();
        assert_eq!(relais_kb_open_memory(given, bytes.len(), &raw mut kb, null_mut(), 0), OK);
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let kb = Sent(relais_kb_retain(kb));
                thread::spawn(move || {
                    let mut session = null_mut();
                    let mut turn = null_mut();
                    let options = null();
                    let kb = kb.pointer();
                    assert_eq!(
                        relais_session_new(kb, options, &raw mut session, null_mut(), 0),
                        OK
                    );
                    assert_eq!(relais_session_start(session, NOW, &raw mut turn), OK);
                    read!(turn);
                    let (text, length) = c("where is my order?");
                    assert_eq!(relais_session_text(session, text, length, NOW, &raw mut turn), OK);
                    relais_session_free(session);
                    relais_kb_free(kb);
                    read!(turn)
                })
            })
            .collect();
        assert_eq!(relais_kb_reload_memory(kb, given, bytes.len(), null_mut(), 0), OK);
        relais_kb_free(kb);
        let said: Vec<String> = threads.into_iter().map(|t| t.join().expect("no panic")).collect();
        assert_eq!(said[0], said[1]);
    }
}
