//! The functions of the header, and all work with pointers.
//!
//! It is long because it is one file: whoever looks for unsafe code reads this, and nothing else.
//!
//! Each function has the contract that `include/relais.h` states: pointers are NULL or point to what their
//! types say, lengths are those of what they go with, and an object is not used after it was freed. What a
//! caller can get wrong and the library can see, is a status.

#![allow(unsafe_code)]
// The header is the documentation, and is where these contracts are read.
#![allow(missing_docs, clippy::missing_safety_doc)]

use std::any::Any;
use std::ffi::{CStr, CString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::slice;
use std::sync::{Arc, Once};

use relais::{Availability, Channel, ErrorKind, Facts, HandoffEvent, Memo, Message, Timestamp};

use crate::constants::{channel, event};
use crate::fact::value_of;
use crate::kb::{Kb, Log};
use crate::session::{Options, Session, State, Step};
use crate::status::{self, Failure, NOT_UTF8, NULL, OK, Status};
use crate::turn::Turn;

/// `relais_session_options`.
#[repr(C)]
#[derive(Debug)]
pub struct SessionOptions {
    pub struct_size: usize,
    pub locale: *const c_char,
    pub locale_length: usize,
    pub id: *const c_char,
    pub id_length: usize,
    pub channel: i32,
    pub events: i32,
}

/// `relais_hypothesis`.
#[repr(C)]
#[derive(Debug)]
pub struct Hypothesis {
    pub text: *const c_char,
    pub text_length: usize,
    pub score_thousandths: i32,
    pub reserved: i32,
}

/// `relais_log`.
pub type LogFn = Option<unsafe extern "C" fn(context: *mut c_void, line: *const c_char)>;

// ---- Statuses

#[unsafe(no_mangle)]
pub extern "C" fn relais_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

#[unsafe(no_mangle)]
pub extern "C" fn relais_status_name(status: Status) -> *const c_char {
    status::name(status).as_ptr().cast()
}

// ---- Knowledge bases

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_open_path(
    path: *const c_char,
    path_length: usize,
    kb: *mut *mut Kb,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let open = || {
        // SAFETY: by the contract of the function.
        let (path, kb) = unsafe { (text(path, path_length)?, out(kb)?) };
        *kb = Arc::into_raw(Arc::new(Kb::open(file(path)?, None)?)).cast_mut();
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, open) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_open_memory(
    bytes: *const c_void,
    length: usize,
    kb: *mut *mut Kb,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let open = || {
        // SAFETY: by the contract of the function.
        let (given, kb) = unsafe { (self::bytes(bytes, length)?, out(kb)?) };
        *kb = Arc::into_raw(Arc::new(Kb::open(given.to_vec(), None)?)).cast_mut();
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, open) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_open_signed_path(
    path: *const c_char,
    path_length: usize,
    keys: *const c_char,
    keys_length: usize,
    kb: *mut *mut Kb,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let open = || {
        // SAFETY: by the contract of the function.
        let (path, keys, kb) =
            unsafe { (text(path, path_length)?, text(keys, keys_length)?, out(kb)?) };
        let trusted = keys.parse()?;
        *kb = Arc::into_raw(Arc::new(Kb::open(file(path)?, Some(trusted))?)).cast_mut();
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, open) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_open_signed_memory(
    bytes: *const c_void,
    length: usize,
    keys: *const c_char,
    keys_length: usize,
    kb: *mut *mut Kb,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let open = || {
        // SAFETY: by the contract of the function.
        let (given, keys, kb) =
            unsafe { (self::bytes(bytes, length)?, text(keys, keys_length)?, out(kb)?) };
        let trusted = keys.parse()?;
        *kb = Arc::into_raw(Arc::new(Kb::open(given.to_vec(), Some(trusted))?)).cast_mut();
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, open) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_trust(
    kb: *mut Kb,
    keys: *const c_char,
    keys_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let trust = || {
        // SAFETY: by the contract of the function.
        let (kb, keys) = unsafe { (borrowed(kb)?, text(keys, keys_length)?) };
        kb.trust(keys.parse()?);
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, trust) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_reload_path(
    kb: *mut Kb,
    path: *const c_char,
    path_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    // SAFETY: by the contract of the function.
    let reload = || unsafe { borrowed(kb)?.reload(file(text(path, path_length)?)?) };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, reload) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_reload_memory(
    kb: *mut Kb,
    bytes: *const c_void,
    length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    // SAFETY: by the contract of the function.
    let reload = || unsafe { borrowed(kb)?.reload(self::bytes(bytes, length)?.to_vec()) };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, reload) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_generation(kb: *const Kb) -> u64 {
    // SAFETY: by the contract of the function.
    unsafe { kb.as_ref() }.map_or(0, Kb::generation)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_set_log(
    kb: *mut Kb,
    log: LogFn,
    context: *mut c_void,
) -> Status {
    let set = || {
        // SAFETY: by the contract of the function.
        let kb = unsafe { borrowed(kb)? };
        let context = Context(context);
        kb.set_log(log.map(|log| {
            Log(Box::new(move |line: &str| {
                let line = CString::new(line.replace('\0', " ")).expect("no NUL is left");
                // SAFETY: the caller says that `log` takes this context on any thread; the line lives until
                // the end of the block.
                unsafe { log(context.pointer(), line.as_ptr()) }
            }))
        }));
        Ok(())
    };
    // SAFETY: there is no buffer.
    unsafe { guarded(ptr::null_mut(), 0, set) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_retain(kb: *mut Kb) -> *mut Kb {
    if !kb.is_null() {
        // SAFETY: the pointer is from `Arc::into_raw`, and the caller is an owner.
        unsafe { Arc::increment_strong_count(kb) };
    }
    kb
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_kb_free(kb: *mut Kb) {
    if !kb.is_null() {
        // SAFETY: the pointer is from `Arc::into_raw`, and the caller gives up one owner.
        freed(|| drop(unsafe { Arc::from_raw(kb) }));
    }
}

// ---- Sessions

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_new(
    kb: *mut Kb,
    options: *const SessionOptions,
    session: *mut *mut Session,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let make = || {
        // SAFETY: by the contract of the function.
        let (kb, options, session) =
            unsafe { (shared(kb)?, read_options(options)?, out(session)?) };
        *session = Box::into_raw(Box::new(Session::new(kb, options)));
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, make) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_resume(
    kb: *mut Kb,
    saved: *const c_void,
    length: usize,
    options: *const SessionOptions,
    session: *mut *mut Session,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let resume = || {
        // SAFETY: by the contract of the function.
        let (kb, saved) = unsafe { (shared(kb)?, bytes(saved, length)?) };
        // SAFETY: by the contract of the function.
        let (options, session) = unsafe { (read_options(options)?, out(session)?) };
        *session = Box::into_raw(Box::new(Session::resume(kb, saved, options.wants_events)?));
        Ok(())
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, resume) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_set_fact(
    session: *mut Session,
    name: *const c_char,
    name_length: usize,
    kind: i32,
    value: *const c_char,
    value_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    let set = || {
        // SAFETY: by the contract of the function.
        let (session, name, value) =
            unsafe { (borrowed(session)?, text(name, name_length)?, text(value, value_length)?) };
        let value = value_of(kind, value)?;
        session.using(|state| state.set_fact(name, value))
    };
    // SAFETY: by the contract of the function.
    unsafe { guarded(error, error_size, set) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_set_facts_json(
    session: *mut Session,
    json: *const c_char,
    json_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe {
        told(session, json, json_length, error, error_size, |state, json| {
            state.add_facts(Facts::from_json(json)?);
            Ok(())
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_set_memo(
    session: *mut Session,
    memo: *const c_char,
    memo_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe {
        told(session, memo, memo_length, error, error_size, |state, memo| {
            state.set_memo(Memo::from_json(memo)?)
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_set_availability(
    session: *mut Session,
    json: *const c_char,
    json_length: usize,
    error: *mut c_char,
    error_size: usize,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe {
        told(session, json, json_length, error, error_size, |state, json| {
            state.set_availability(Availability::from_json(json)?)
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_start(
    session: *mut Session,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe { turned(session, turn, |session| session.using(|state| state.start(Timestamp(now)))) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_text(
    session: *mut Session,
    text: *const c_char,
    text_length: usize,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    // SAFETY: by the contract of the function.
    let read = || unsafe { self::text(text, text_length) };
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, || Ok(Step::Message(Message::text(read()?)))) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_heard(
    session: *mut Session,
    hypotheses: *const Hypothesis,
    count: usize,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    let read = || {
        // SAFETY: by the contract of the function.
        let all = unsafe { array(hypotheses, count) }?;
        let heard = all.iter().take(MAX_HYPOTHESES).map(|hypothesis| {
            // SAFETY: by the contract of the function.
            let text = unsafe { text(hypothesis.text, hypothesis.text_length) }?;
            Ok((text, hypothesis.score_thousandths as f32 / 1000.0))
        });
        let heard: Vec<(&str, f32)> = heard.collect::<Result<_, Failure>>()?;
        Ok(Step::Message(Message::heard(heard)))
    };
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, read) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_dtmf(
    session: *mut Session,
    keys: *const c_char,
    keys_length: usize,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    // SAFETY: by the contract of the function.
    let read = || unsafe { text(keys, keys_length) };
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, || Ok(Step::Message(Message::keys(read()?)))) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_choose(
    session: *mut Session,
    choice: usize,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, || Ok(Step::Message(Message::choose(choice)))) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_event(
    session: *mut Session,
    number: i32,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    let step = match number {
        event::BARGE_IN => {
            // SAFETY: by the contract of the function.
            return unsafe {
                turned(session, turn, |session| session.using(|state| state.barge_in()))
            };
        }
        event::HANG_UP => {
            // SAFETY: by the contract of the function.
            return unsafe {
                turned(session, turn, |session| session.using(|state| state.hang_up()))
            };
        }
        event::NO_INPUT => Ok(Step::Message(Message::silence())),
        event::NO_MATCH | event::RECOGNITION_ERROR => Ok(Step::Message(Message::noise())),
        event::REPEAT => Ok(Step::Message(Message::keys("*"))),
        event::MORE => Ok(Step::Message(Message::keys("1"))),
        event::HANDOVER_ACCEPTED => Ok(Step::Handoff(HandoffEvent::Accepted)),
        event::HANDOVER_FAILED => Ok(Step::Handoff(HandoffEvent::Failed)),
        event::HANDOVER_COMPLETED => Ok(Step::Handoff(HandoffEvent::Completed)),
        event::HANDOVER_EXPIRED => Ok(Step::Handoff(HandoffEvent::Expired)),
        _ => Err(Failure::invalid(format!("{number} is no event"))),
    };
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, || step) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_learn(
    session: *mut Session,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, || Ok(Step::Learn)) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_acted(
    session: *mut Session,
    code: *const c_char,
    code_length: usize,
    now: i64,
    turn: *mut *mut Turn,
) -> Status {
    let read = || {
        // SAFETY: by the contract of the function.
        let code = unsafe { text(code, code_length) }?;
        Ok(if code.is_empty() { Step::Acted } else { Step::ActFailed(code.to_owned()) })
    };
    // SAFETY: by the contract of the function.
    unsafe { stepped(session, turn, now, read) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_save(
    session: *mut Session,
    bytes: *mut *const c_void,
    length: *mut usize,
) -> Status {
    let save = |session: &Session| {
        // SAFETY: by the contract of the function.
        let (bytes, length) = unsafe { (out(bytes)?, out(length)?) };
        session.using(|state| {
            let saved = state.save()?;
            (*bytes, *length) = (saved.as_ptr().cast(), saved.len());
            Ok(())
        })
    };
    // SAFETY: by the contract of the function.
    unsafe { used(session, save) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_memo(
    session: *mut Session,
    now: i64,
    json: *mut *const c_char,
    length: *mut usize,
) -> Status {
    let memo = |session: &Session| {
        // SAFETY: by the contract of the function.
        let json = unsafe { out(json)? };
        session.using(|state| {
            let memo = state.memo(Timestamp(now))?;
            *json = memo.as_ptr();
            if !length.is_null() {
                // SAFETY: by the contract of the function, and it is not NULL.
                unsafe { *length = memo.as_bytes().len() };
            }
            Ok(())
        })
    };
    // SAFETY: by the contract of the function.
    unsafe { used(session, memo) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_session_free(session: *mut Session) {
    if !session.is_null() {
        // SAFETY: the pointer is from `Box::into_raw`, and the caller gives it up.
        freed(|| drop(unsafe { Box::from_raw(session) }));
    }
}

// ---- Turns

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_turn_outcome(turn: *const Turn) -> i32 {
    // SAFETY: by the contract of the function.
    unsafe { turn.as_ref() }.map_or(0, Turn::outcome)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_turn_text(
    turn: *const Turn,
    field: i32,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: by the contract of the function.
    let turn = unsafe { turn.as_ref() };
    let found = catch(|| turn.map_or(c"", |turn| turn.text(field))).unwrap_or(c"");
    // SAFETY: by the contract of the function.
    unsafe { lent(found, length) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_turn_number(turn: *const Turn, field: i32) -> i64 {
    // SAFETY: by the contract of the function.
    let turn = unsafe { turn.as_ref() };
    catch(|| turn.map_or(0, |turn| turn.number(field))).unwrap_or(0)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_turn_choice(
    turn: *const Turn,
    choice: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: by the contract of the function.
    let turn = unsafe { turn.as_ref() };
    let found = catch(|| turn.and_then(|turn| turn.choices().get(choice))).unwrap_or(None);
    match found {
        // SAFETY: by the contract of the function.
        Some(found) => unsafe { lent(found, length) },
        None => ptr::null(),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn relais_turn_free(turn: *mut Turn) {
    if !turn.is_null() {
        // SAFETY: the pointer is from `Box::into_raw`, and the caller gives it up.
        freed(|| drop(unsafe { Box::from_raw(turn) }));
    }
}

// ---- Around the calls

/// Carries a call out, has its failure written into the caller's buffer, and returns its status.
///
/// # Safety
///
/// `error` is NULL or points to `error_size` bytes that may be written.
unsafe fn guarded(
    error: *mut c_char,
    error_size: usize,
    work: impl FnOnce() -> Result<(), Failure>,
) -> Status {
    let failure = match catch(work) {
        Ok(Ok(())) => return OK,
        Ok(Err(failure)) => failure,
        Err(defect) => Failure::internal(format!("a defect of the library: {defect}")),
    };
    if !error.is_null() && error_size > 0 {
        // SAFETY: by the contract of this function.
        let buffer = unsafe { slice::from_raw_parts_mut(error.cast::<u8>(), error_size) };
        write_line(&failure.message, buffer);
    }
    failure.status
}

/// Tells a session a text.
///
/// # Safety
///
/// `session` is as for [`used`], the text as for [`text`], the buffer as for [`guarded`].
unsafe fn told(
    session: *mut Session,
    given: *const c_char,
    length: usize,
    error: *mut c_char,
    error_size: usize,
    take: impl FnOnce(&mut State, &str) -> Result<(), Failure>,
) -> Status {
    let tell = || {
        // SAFETY: by the contract of this function.
        let (session, given) = unsafe { (borrowed(session)?, text(given, length)?) };
        session.using(|state| take(state, given))
    };
    // SAFETY: by the contract of this function.
    unsafe { guarded(error, error_size, tell) }
}

/// Has a call use a session. A defect loses the session, and is told to the log.
///
/// # Safety
///
/// `session` is NULL or a session that is not freed meanwhile.
unsafe fn used(
    session: *mut Session,
    work: impl FnOnce(&Session) -> Result<(), Failure>,
) -> Status {
    // SAFETY: by the contract of this function.
    let Some(session) = (unsafe { session.as_ref() }) else { return NULL };
    match catch(|| work(session)) {
        Ok(Ok(())) => OK,
        Ok(Err(failure)) => failure.status,
        Err(defect) => {
            session.lose();
            // A log that fails is no reason for another failure.
            let _ = catch(|| session.kb.log(&format!("relais: a session was lost: {defect}")));
            ErrorKind::Internal.number()
        }
    }
}

/// The same for a call that gives a turn.
///
/// # Safety
///
/// `session` is as for [`used`]; `turn` is NULL or may be written.
unsafe fn turned(
    session: *mut Session,
    turn: *mut *mut Turn,
    work: impl FnOnce(&Session) -> Result<Turn, Failure>,
) -> Status {
    let give = |session: &Session| {
        // SAFETY: by the contract of this function.
        let turn = unsafe { out(turn)? };
        *turn = Box::into_raw(Box::new(work(session)?));
        Ok(())
    };
    // SAFETY: by the contract of this function.
    unsafe { used(session, give) }
}

/// The same for a step.
///
/// # Safety
///
/// That of [`turned`].
unsafe fn stepped(
    session: *mut Session,
    turn: *mut *mut Turn,
    now: i64,
    step: impl FnOnce() -> Result<Step, Failure>,
) -> Status {
    let take = |session: &Session| {
        let step = step()?;
        session.using(|state| state.step(step, Timestamp(now)))
    };
    // SAFETY: by the contract of this function.
    unsafe { turned(session, turn, take) }
}

/// Does something, and catches a defect of it. Nothing is written to the standard error meanwhile: the
/// library has its own copy of the standard library, so this hook is nobody else's.
fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static SILENCE: Once = Once::new();
    SILENCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| said(&*payload))
}

/// What a defect says of itself.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// Frees something; a defect in that is nobody's to hear.
fn freed(work: impl FnOnce()) {
    let _ = catch(work);
}

/// Writes one line and a NUL, cut between characters where it does not fit.
fn write_line(line: &str, buffer: &mut [u8]) {
    let mut end = line.len().min(buffer.len() - 1);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    for (to, from) in buffer.iter_mut().zip(line[..end].bytes()) {
        *to = if from < b' ' { b' ' } else { from };
    }
    buffer[end] = 0;
}

// ---- Pointers

/// Text of the caller.
///
/// # Safety
///
/// `pointer` points to `length` bytes that live and do not change for `'a`, or `length` is 0.
unsafe fn text<'a>(pointer: *const c_char, length: usize) -> Result<&'a str, Failure> {
    // SAFETY: by the contract of this function.
    let bytes = unsafe { array(pointer.cast::<u8>(), length)? };
    str::from_utf8(bytes).map_err(|error| Failure::new(NOT_UTF8, format!("not UTF-8: {error}")))
}

/// Bytes of the caller.
///
/// # Safety
///
/// That of [`text`].
unsafe fn bytes<'a>(pointer: *const c_void, length: usize) -> Result<&'a [u8], Failure> {
    // SAFETY: by the contract of this function.
    unsafe { array(pointer.cast(), length) }
}

/// Several things of the caller, beside each other.
///
/// # Safety
///
/// `pointer` points to `length` of them that live and do not change for `'a`, or `length` is 0.
unsafe fn array<'a, T>(pointer: *const T, length: usize) -> Result<&'a [T], Failure> {
    if length == 0 {
        return Ok(&[]);
    }
    if pointer.is_null() {
        return Err(null());
    }
    if length.checked_mul(size_of::<T>()).is_none_or(|bytes| bytes > isize::MAX as usize) {
        return Err(Failure::new(ErrorKind::TooLarge.number(), "no memory is as long as that"));
    }
    // SAFETY: it is not NULL, no longer than memory, and otherwise by the contract of this function.
    Ok(unsafe { slice::from_raw_parts(pointer, length) })
}

/// Where a result goes.
///
/// # Safety
///
/// `pointer` is NULL or may be written for `'a`.
unsafe fn out<'a, T>(pointer: *mut T) -> Result<&'a mut T, Failure> {
    // SAFETY: by the contract of this function.
    unsafe { pointer.as_mut() }.ok_or_else(null)
}

/// An object of the library.
///
/// # Safety
///
/// `pointer` is NULL or an object that is not freed during `'a`.
unsafe fn borrowed<'a, T>(pointer: *mut T) -> Result<&'a T, Failure> {
    // SAFETY: by the contract of this function.
    unsafe { pointer.as_ref() }.ok_or_else(null)
}

/// A knowledge base, with an owner more.
///
/// # Safety
///
/// `kb` is NULL or a knowledge base that is not freed meanwhile.
unsafe fn shared(kb: *mut Kb) -> Result<Arc<Kb>, Failure> {
    if kb.is_null() {
        return Err(null());
    }
    // SAFETY: the pointer is from `Arc::into_raw`, and the caller is an owner.
    Ok(unsafe {
        Arc::increment_strong_count(kb);
        Arc::from_raw(kb)
    })
}

/// Text that belongs to an object.
///
/// # Safety
///
/// `length` is NULL or may be written.
unsafe fn lent(text: &CStr, length: *mut usize) -> *const c_char {
    if !length.is_null() {
        // SAFETY: it is not NULL, and by the contract of this function.
        unsafe { *length = text.count_bytes() };
    }
    text.as_ptr()
}

/// The options of a session. A caller of an older header has fewer of them.
///
/// # Safety
///
/// `options` is NULL or points to as many bytes as its first field says.
unsafe fn read_options(options: *const SessionOptions) -> Result<Options, Failure> {
    if options.is_null() {
        return Ok(Options::default());
    }
    // SAFETY: every version of the struct has its size as the first field.
    let size = unsafe { *options.cast::<usize>() };
    if size < size_of::<usize>() {
        return Err(Failure::invalid("the struct_size of the options is not set"));
    }
    let mut given = SessionOptions {
        struct_size: 0,
        locale: ptr::null(),
        locale_length: 0,
        id: ptr::null(),
        id_length: 0,
        channel: 0,
        events: 0,
    };
    let known = size.min(size_of::<SessionOptions>());
    // SAFETY: the caller's struct has `size` bytes and ours at least `known`; all fields are plain.
    unsafe {
        ptr::copy_nonoverlapping(options.cast::<u8>(), ptr::from_mut(&mut given).cast(), known);
    }
    // SAFETY: by the contract of the header.
    let (locale, id) =
        unsafe { (text(given.locale, given.locale_length)?, text(given.id, given.id_length)?) };
    let locale = match locale {
        "" => None,
        tag => {
            Some(tag.parse().map_err(|_| Failure::invalid(format!("`{tag}` is not a language")))?)
        }
    };
    let channel = match given.channel {
        channel::WEB => Channel::Web,
        channel::VOICE => Channel::Voice,
        channel::MESSAGING => Channel::Messaging,
        channel::TEXT => Channel::Text,
        other => return Err(Failure::invalid(format!("{other} is no channel"))),
    };
    Ok(Options { locale, id: id.to_owned(), channel, wants_events: given.events != 0 })
}

fn file(path: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|error| Failure::new(ErrorKind::Io.number(), format!("{path}: {error}")))
}

fn null() -> Failure {
    Failure::new(NULL, "a pointer is NULL that must not be")
}

/// A pointer of the caller, which the log gets back on whatever thread it is called.
#[derive(Clone, Copy)]
struct Context(*mut c_void);

impl Context {
    fn pointer(self) -> *mut c_void {
        self.0
    }
}

// SAFETY: the pointer is only handed back, and the header says on which threads.
unsafe impl Send for Context {}
// SAFETY: likewise.
unsafe impl Sync for Context {}

/// As the header says.
const MAX_HYPOTHESES: usize = 5;
