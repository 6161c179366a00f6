//! The checksum of bundles and of Tantivy's files, for the web.
//!
//! The crate of this name on crates.io is fast by instructions that processors have, and where there are none by sixteen
//! kilobytes of tables, which nothing compresses: on the web they were a part in thirty of the download. This one has a
//! table of one kilobyte, made when it is first needed. `wasm/build` puts it in the other's place; all other builds, and
//! a program that has the engine from crates.io, have the other one.

#![forbid(unsafe_code)]

use std::hash;
use std::sync::OnceLock;

/// The CRC-32 of these bytes (ISO 3309, as in gzip).
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// Adds up bytes that come one after the other.
#[derive(Clone, Debug, Default)]
pub struct Hasher {
    sum: u32,
}

impl Hasher {
    /// Nothing added up so far.
    pub fn new() -> Hasher {
        Hasher::default()
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        static TABLE: OnceLock<[u32; 256]> = OnceLock::new();
        let table =
            TABLE.get_or_init(|| std::array::from_fn(|byte| (0..8).fold(byte as u32, divided)));
        let sum = bytes
            .iter()
            .fold(!self.sum, |sum, byte| table[usize::from(sum as u8 ^ byte)] ^ (sum >> 8));
        self.sum = !sum;
    }

    /// The checksum of what was added.
    pub fn finalize(self) -> u32 {
        self.sum
    }
}

impl hash::Hasher for Hasher {
    fn finish(&self) -> u64 {
        u64::from(self.sum)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

/// One step of the division by the polynomial, whose bits are from the lowest power to the highest.
fn divided(rest: u32, _: usize) -> u32 {
    if rest & 1 == 0 { rest >> 1 } else { (rest >> 1) ^ 0xEDB8_8320 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of the standard, and three sums of zlib.
    #[test]
    fn it_is_the_sum_of_the_standard() {
        let bytes: Vec<u8> = (0..=255).collect();
        for (bytes, sum) in [
            (&b"123456789"[..], 0xCBF4_3926),
            (b"", 0),
            (&[0; 32], 0x190A_55AD),
            (&bytes, 0x2905_8C73),
        ] {
            assert_eq!(hash(bytes), sum);
            for at in 0..bytes.len() {
                let mut hasher = Hasher::new();
                hasher.update(&bytes[..at]);
                hasher.update(&bytes[at..]);
                assert_eq!(hasher.finalize(), sum);
            }
        }
    }
}
