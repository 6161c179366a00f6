use std::collections::BTreeMap;

/// The sections of a bundle, by name, for a look at what the engine keeps to itself.
///
/// The form is the one that `core/src/bundle/container.rs` describes. The bundle was made in this
/// process, so its checksums are left to the engine.
///
/// # Panics
///
/// Where the bytes are no bundle of version 1.
pub(crate) fn sections(bundle: &[u8]) -> BTreeMap<&str, &[u8]> {
    let mut at = MAGIC_AND_VERSION;
    let mut take = |length: usize| {
        at += length;
        &bundle[at - length..at]
    };
    let count = number(take(4));
    let mut sections = BTreeMap::new();
    for _ in 0..count {
        let length = number(take(1));
        let name = std::str::from_utf8(take(length)).expect("the names of sections are ASCII");
        let offset = number(take(8));
        let length = number(take(8));
        let _checksum = take(4);
        sections.insert(name, &bundle[offset..offset + length]);
    }
    sections
}

/// A little-endian number of up to eight bytes.
fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

const MAGIC_AND_VERSION: usize = 8 + 4;
