use std::backtrace::Backtrace;
use std::panic;
use std::sync::Once;

use relais::{Bundle, Engine, Message, Start};

use crate::base::{BYTES, COMPACT, KEY, SIGNED};

/// The first byte chooses a bundle and the second whether the rest is changes of it, with the sums made right
/// again, or a bundle itself: it is refused, or it answers. Where a signature is wanted, only what was signed is
/// taken.
pub(crate) fn holds(bytes: &[u8]) {
    READERS_MAY_PANIC.call_once(let_readers_panic);
    let [form, how, rest @ ..] = bytes else { return };
    let bytes = if how % 4 == 0 {
        rest.to_vec()
    } else {
        let whole = match (form % 2, form / 64) {
            (0, _) => &*BYTES,
            (_, 0) => &*COMPACT,
            _ => &*SIGNED,
        };
        changed(whole, rest)
    };
    let verified = Bundle::verify(bytes.clone(), &KEY.public_key().into());
    assert_eq!(verified.is_ok(), bytes == *SIGNED, "what is taken is what was signed");
    let Ok(bundle) = Bundle::from_bytes(bytes) else { return };
    let locales = bundle.locales().to_vec();
    let engine = Engine::new(bundle);
    for locale in locales {
        let mut session = engine.session(Start::new(locale));
        for text in ["where is my parcel?", "retrun a brokne item", "a person, please"] {
            let reply = session.reply(Message::text(text));
            let _ = (reply.text(), reply.html(), reply.to_json(), session.save());
        }
    }
}

/// Tantivy and fst trust their bytes, so the engine catches their panics, and a search should go on after one.
static READERS_MAY_PANIC: Once = Once::new();

fn let_readers_panic() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let backtrace = Backtrace::force_capture().to_string();
        if !["tantivy", "fst::", "/fst-0."].iter().any(|reader| backtrace.contains(reader)) {
            told(panic);
        }
    }));
}

/// Five bytes a change: three of the place, what is done, and with what.
fn changed(whole: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for change in changes.chunks_exact(5).take(MOST_CHANGES) {
        let place = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % bytes.len();
        match change[3] % 3 {
            0 => bytes[place] = change[4],
            1 => bytes[place] ^= 1 << (change[4] % 8),
            _ => bytes[place] = bytes[place].wrapping_add(change[4]),
        }
    }
    resum(&mut bytes);
    bytes
}

/// Makes the sums of a bundle right, as far as its table can be read.
fn resum(bytes: &mut [u8]) -> Option<()> {
    let count = u32::from_le_bytes(bytes.get(12..16)?.try_into().ok()?);
    let mut at = 16;
    for _ in 0..count {
        let name = usize::from(*bytes.get(at)?);
        let numbers = at + 1 + name;
        let number = |from: usize, bytes: &[u8]| -> Option<usize> {
            let eight = bytes.get(from..from + 8)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(eight)).ok()
        };
        let (offset, length) = (number(numbers, bytes)?, number(numbers + 8, bytes)?);
        if let Some(section) = offset.checked_add(length).and_then(|end| bytes.get(offset..end)) {
            let sum = crc32fast::hash(section).to_le_bytes();
            bytes.get_mut(numbers + 16..numbers + 20)?.copy_from_slice(&sum);
        }
        at = numbers + 20;
    }
    let sum = crc32fast::hash(bytes.get(..at)?).to_le_bytes();
    bytes.get_mut(at..at + 4)?.copy_from_slice(&sum);
    Some(())
}

const MOST_CHANGES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise nothing behind the sums would be tried.
    #[test]
    fn sums_are_made_right() {
        for whole in [&*BYTES, &*COMPACT, &*SIGNED] {
            let mut same = whole.clone();
            let at = same.len() - 9;
            same[at] ^= 1;
            resum(&mut same).expect("a table");
            same[at] ^= 1;
            assert_ne!(same, *whole);
            resum(&mut same).expect("a table");
            assert_eq!(same, *whole);
        }
    }
}
