//! The functions of C in any order, with arguments that C allows: right pointers or none, true lengths.

#![allow(unsafe_code, reason = "they are functions of C")]

use std::ffi::c_void;
use std::ptr;

use relais_ffi::*;

use crate::base::{BYTES, SIGNED};

/// Two bytes a call, the first one which it is; texts are taken from the rest. Nothing is freed twice, and
/// everything is in the end. Opening a base takes far longer than a turn, so one input opens
/// three at most.
pub(crate) fn holds(bytes: &[u8]) {
    let mut error = [0_u8; 64];
    let mut kb = ptr::null_mut();
    let (error_text, error_size) = (error.as_mut_ptr().cast(), error.len());
    // SAFETY: the bytes and their length belong together, and the pointers are to what is above.
    let opened = unsafe {
        relais_kb_open_memory(
            BYTES.as_ptr().cast(),
            BYTES.len(),
            &raw mut kb,
            error_text,
            error_size,
        )
    };
    assert_eq!(opened, 0);
    let mut session = ptr::null_mut();
    let mut openings = 2;
    let mut now = 1_795_424_400;
    let mut rest = bytes;
    for _ in 0..MOST_CALLS {
        let [call, argument, after @ ..] = rest else { break };
        now += 1;
        let length = usize::from(*argument).min(after.len());
        let (text, after) =
            if call & 0x20 != 0 { after.split_at(length) } else { after.split_at(0) };
        rest = after;
        let (chars, length) = (text.as_ptr().cast(), text.len());
        let argument = i32::from(*argument);
        let mut turn = ptr::null_mut();
        // SAFETY: a session is NULL or was made above and not freed since; a text is as long as is said; the
        // pointers are to what is above. NULL is allowed everywhere.
        unsafe {
            match call & 0x1f {
                0 => {
                    relais_session_free(session);
                    session = ptr::null_mut();
                    relais_session_new(kb, OPTIONS, &raw mut session, error_text, error_size);
                }
                1 => drop(relais_session_start(session, now, &raw mut turn)),
                2..=5 | 24.. => {
                    relais_session_text(session, chars, length, now, &raw mut turn);
                }
                6 => drop(relais_session_dtmf(session, chars, length, now, &raw mut turn)),
                7 => {
                    let choice = argument as usize;
                    relais_session_choose(session, choice, now, &raw mut turn);
                }
                8 => drop(relais_session_event(session, argument, now, &raw mut turn)),
                9 => drop(relais_session_learn(session, now, &raw mut turn)),
                10 => drop(relais_session_acted(session, chars, length, now, &raw mut turn)),
                11 => {
                    let (name, size) = (text.as_ptr().cast(), length / 2);
                    let value = text[size..].as_ptr().cast();
                    let value_size = length - size;
                    relais_session_set_fact(
                        session, name, size, argument, value, value_size, error_text, error_size,
                    );
                }
                12 => {
                    relais_session_set_facts_json(session, chars, length, error_text, error_size);
                }
                13 => drop(relais_session_set_memo(session, chars, length, error_text, error_size)),
                14 => {
                    relais_session_set_availability(session, chars, length, error_text, error_size);
                }
                15 => {
                    let (mut saved, mut size) = (ptr::null(), 0);
                    if relais_session_save(session, &raw mut saved, &raw mut size) == 0 {
                        let copy = std::slice::from_raw_parts(saved.cast::<u8>(), size).to_vec();
                        relais_session_free(session);
                        session = ptr::null_mut();
                        let (saved, size) = (copy.as_ptr().cast::<c_void>(), copy.len());
                        relais_session_resume(
                            kb,
                            saved,
                            size,
                            OPTIONS,
                            &raw mut session,
                            error_text,
                            error_size,
                        );
                    }
                }
                16 => {
                    relais_session_free(session);
                    session = ptr::null_mut();
                    let bytes = text.as_ptr().cast();
                    relais_session_resume(
                        kb,
                        bytes,
                        length,
                        OPTIONS,
                        &raw mut session,
                        error_text,
                        error_size,
                    );
                }
                17 => {
                    relais_kb_reload_memory(
                        kb,
                        text.as_ptr().cast(),
                        length,
                        error_text,
                        error_size,
                    );
                }
                18 => {
                    let (mut json, mut size) = (ptr::null(), 0);
                    relais_session_memo(session, now, &raw mut json, &raw mut size);
                }
                20 if openings > 0 => {
                    openings -= 1;
                    relais_kb_free(kb);
                    kb = ptr::null_mut();
                    let (signed, size) = (SIGNED.as_ptr().cast(), SIGNED.len());
                    relais_kb_open_signed_memory(
                        signed,
                        size,
                        chars,
                        length,
                        &raw mut kb,
                        error_text,
                        error_size,
                    );
                }
                21 if openings > 0 => {
                    openings -= 1;
                    let (signed, size) = (SIGNED.as_ptr().cast(), SIGNED.len());
                    relais_kb_reload_memory(kb, signed, size, error_text, error_size);
                }
                22 => drop(relais_kb_trust(kb, chars, length, error_text, error_size)),
                _ => relais_kb_free(relais_kb_retain(kb)),
            }
            for field in -1..40 {
                let mut size = 0;
                let text = relais_turn_text(turn, field, &raw mut size);
                assert_eq!(*text.add(size), 0, "a text ends in NUL");
                relais_turn_number(turn, field);
            }
            relais_turn_choice(turn, 0, ptr::null_mut());
            relais_turn_outcome(turn);
            relais_turn_free(turn);
        }
    }
    // SAFETY: neither was freed, or it is NULL.
    unsafe {
        relais_session_free(session);
        relais_kb_free(kb);
    }
}

/// The usual ones.
const OPTIONS: *const SessionOptions = ptr::null();

const MOST_CALLS: usize = 60;
