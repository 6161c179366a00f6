//! The outer form of a bundle: named sections, each with a checksum.
//!
//! ```text
//! magic      8 bytes   "RELAIS" 0x1a 0x0a
//! version    u32       2
//! count      u32       the number of sections
//! table      for each section, in the order of the names, but `signature` last:
//!   name     u8 length, then so many bytes of ASCII
//!   offset   u64       from the start of the file, a multiple of 8
//!   length   u64
//!   checksum u32       CRC-32 of the section
//! checksum   u32       CRC-32 of all that is above
//! sections             each padded with zeros to a multiple of 8
//! ```
//!
//! Numbers are little-endian. CRC-32 finds every single flipped bit and every burst up to 32 bits,
//! and costs milliseconds for 100 MB, so the whole file is checked whenever it is opened. It protects
//! against accidents; who made a bundle is for a signature to say (`signed`). A section of a name that a
//! reader does not know is passed over, so that a bundle with a signature is read by those who ask for none.

use std::collections::BTreeMap;

use ownedbytes::OwnedBytes;

use super::Bundle;
use crate::error::{Error, ErrorKind};

/// The sections of a bundle, by name.
#[derive(Clone, Debug)]
pub(super) struct Sections {
    by_name: BTreeMap<String, OwnedBytes>,
}

const MAGIC: [u8; 8] = *b"RELAIS\x1a\n";

/// The version of the format that is written, and the only one that is read.
pub(super) const VERSION: u32 = 2;

/// A knowledge base has about twenty sections for each locale.
pub(super) const MAX_SECTIONS: u32 = 4_096;

impl Sections {
    /// Opens a bundle and checks all of it. The bytes are borrowed: `OwnedBytes` refers to what it owns, and one
    /// that a function drops which it was passed to would be freed while the function may still use it.
    pub(super) fn open(bytes: &OwnedBytes) -> Result<Sections, Error> {
        marked(bytes)?;
        let mut reader = Reader { bytes, at: MAGIC.len() };
        let version = reader.u32().ok_or_else(truncated)?;
        if version != VERSION {
            return Err(Error::new(
                ErrorKind::UnsupportedVersion,
                format!(
                    "the bundle has format version {version}, and this library reads {VERSION}"
                ),
            ));
        }
        within_limit(bytes.len())?;
        let count = reader.u32().ok_or_else(truncated)?;
        if count > MAX_SECTIONS {
            return Err(damaged("the number of sections is not possible"));
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(reader.entry().ok_or_else(truncated)?);
        }
        let table = &bytes[..reader.at];
        if reader.u32().ok_or_else(truncated)? != crc32fast::hash(table) {
            return Err(damaged("the table of contents has changed"));
        }
        let mut end = reader.at;
        let mut by_name = BTreeMap::new();
        for Entry { name, offset, length, checksum } in entries {
            // Sections follow each other without a gap, so no byte of the file is unchecked.
            let start = aligned(end);
            let stop = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
            let stop = stop.filter(|stop| *stop <= bytes.len()).ok_or_else(truncated)?;
            let padding = bytes.get(end..start).ok_or_else(truncated)?;
            if offset != start as u64 || padding.iter().any(|byte| *byte != 0) {
                return Err(damaged("a section is not at its place"));
            }
            let section = bytes.slice(start..stop);
            if self::checksum(&section) != checksum {
                return Err(damaged(&format!("the section `{name}` has changed")));
            }
            if by_name.insert(name, section).is_some() {
                return Err(damaged("a section is there twice"));
            }
            end = stop;
        }
        if end != bytes.len() {
            return Err(damaged("there are bytes after the last section"));
        }
        Ok(Sections { by_name })
    }

    /// The section of this name, if there is one.
    pub(super) fn find(&self, name: &str) -> Option<OwnedBytes> {
        self.by_name.get(name).cloned()
    }

    /// The section of this name.
    pub(super) fn get(&self, name: &str) -> Result<OwnedBytes, Error> {
        self.find(name).ok_or_else(|| damaged(&format!("the section `{name}` is missing")))
    }

    /// The sections whose names start so, with the rest of their names.
    pub(super) fn below(&self, prefix: &str) -> Vec<(String, OwnedBytes)> {
        self.by_name
            .iter()
            .filter_map(|(name, bytes)| {
                name.strip_prefix(prefix).map(|rest| (rest.to_owned(), bytes.clone()))
            })
            .collect()
    }

    /// The names of the sections with their lengths.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (&str, usize)> {
        self.iter().map(|(name, bytes)| (name, bytes.len()))
    }

    /// The sections, in the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> + Clone {
        self.by_name.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

/// Whether bytes start as those of a bundle do.
///
/// # Errors
///
/// [`ErrorKind::NotABundle`].
pub(super) fn marked(bytes: &[u8]) -> Result<(), Error> {
    let message = "this is not a Relais bundle; `relais build` makes one";
    match bytes.starts_with(&MAGIC) {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::NotABundle, message)),
    }
}

/// Writes sections into a bundle, in the order of their names.
#[cfg(feature = "author")]
pub(super) fn write(sections: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    in_order(sections.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// Writes sections into a bundle, in the order in which they come.
#[cfg(feature = "author")]
pub(super) fn in_order<'s>(sections: impl Iterator<Item = (&'s str, &'s [u8])> + Clone) -> Vec<u8> {
    let (mut count, mut table_length) = (0_u32, 0);
    for (name, _) in sections.clone() {
        count += 1;
        table_length += 1 + name.len() + 8 + 8 + 4;
    }
    let mut end = MAGIC.len() + 4 + 4 + table_length + 4;
    let mut bundle = MAGIC.to_vec();
    bundle.extend(VERSION.to_le_bytes());
    bundle.extend(count.to_le_bytes());
    for (name, section) in sections.clone() {
        let offset = aligned(end);
        let length = u8::try_from(name.len()).expect("the names of sections are short");
        bundle.push(length);
        bundle.extend(name.bytes());
        bundle.extend((offset as u64).to_le_bytes());
        bundle.extend((section.len() as u64).to_le_bytes());
        bundle.extend(checksum(section).to_le_bytes());
        end = offset + section.len();
    }
    bundle.extend(checksum(&bundle).to_le_bytes());
    for (_, section) in sections {
        bundle.resize(aligned(bundle.len()), 0);
        bundle.extend(section);
    }
    bundle
}

/// A line of the table.
struct Entry {
    name: String,
    offset: u64,
    length: u64,
    checksum: u32,
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn entry(&mut self) -> Option<Entry> {
        let length = self.take(1)?[0];
        let name = self.take(length.into())?;
        Some(Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            offset: self.u64()?,
            length: self.u64()?,
            checksum: self.u32()?,
        })
    }
}

/// CRC-32. A large section is summed up in pieces, on as many threads as there are processors, where
/// this build may have threads.
pub(super) fn checksum(section: &[u8]) -> u32 {
    #[cfg(any(feature = "author", feature = "map"))]
    if section.len() >= 2 * PIECE {
        let pieces: Vec<&[u8]> = section.chunks(PIECE).collect();
        let summed = |at: usize| {
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(pieces[at]);
            hasher
        };
        let mut whole = crc32fast::Hasher::new();
        for piece in crate::parallel::each(pieces.len(), summed, &mut |_| {}) {
            whole.combine(&piece);
        }
        return whole.finalize();
    }
    crc32fast::hash(section)
}

/// A thread is worth its start for so many bytes.
#[cfg(any(feature = "author", feature = "map"))]
const PIECE: usize = 4 << 20;

/// Whether a bundle of so many bytes is written or opened.
pub(super) fn within_limit(bytes: usize) -> Result<(), Error> {
    if bytes as u64 <= Bundle::MAX_BYTES {
        return Ok(());
    }
    let most = Bundle::MAX_BYTES;
    let message = format!("a bundle of {bytes} bytes; at most {most} are written or opened");
    Err(Error::new(ErrorKind::TooLarge, message))
}

fn aligned(offset: usize) -> usize {
    offset.next_multiple_of(8)
}

fn truncated() -> Error {
    damaged("it ends too early")
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Damaged, format!("the bundle is damaged: {what}"))
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    fn open(bytes: Vec<u8>) -> Result<Sections, Error> {
        Sections::open(&OwnedBytes::new(bytes))
    }

    fn bundle() -> Vec<u8> {
        write(&BTreeMap::from([
            ("a".to_owned(), b"first".to_vec()),
            ("b/c".to_owned(), Vec::new()),
            ("b/d".to_owned(), vec![7; 100]),
        ]))
    }

    #[test]
    fn sections_come_back() {
        let sections = open(bundle()).expect("a bundle");
        assert_eq!(sections.get("a").expect("a").as_slice(), b"first");
        assert_eq!(sections.below("b/").len(), 2);
        assert_eq!(sections.get("x").expect_err("none").kind(), ErrorKind::Damaged);
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let bundle = bundle();
        for bit in 0..bundle.len() * 8 {
            let mut flipped = bundle.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(open(flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_truncation_and_every_addition_is_found() {
        let bundle = bundle();
        for length in 0..bundle.len() {
            assert!(open(bundle[..length].to_vec()).is_err(), "{length} bytes");
        }
        let mut longer = bundle;
        longer.push(0);
        assert!(open(longer).is_err());
    }

    #[test]
    fn a_large_section_has_the_sum_of_its_bytes() {
        for length in [2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1, 3 * PIECE + 7] {
            let bytes: Vec<u8> = (0..length).map(|at| ((at * 31) >> 3) as u8).collect();
            assert_eq!(checksum(&bytes), crc32fast::hash(&bytes), "{length}");
        }
    }

    #[test]
    fn more_sections_than_are_read_are_refused() {
        let sections = |count: u32| {
            let sections = (0..count).map(|number| (format!("{number:04}"), Vec::new()));
            open(write(&sections.collect()))
        };
        assert!(sections(MAX_SECTIONS).is_ok());
        let refused = sections(MAX_SECTIONS + 1).expect_err("too many");
        assert_eq!(refused.kind(), ErrorKind::Damaged);
    }

    /// The zeros are promised by the system and never touched: the length is looked at first.
    #[test]
    fn a_bundle_over_the_limit_is_refused_unread() {
        let most = usize::try_from(Bundle::MAX_BYTES).expect("tests have 64 bits");
        assert!(within_limit(most).is_ok());
        let mut huge = vec![0; most + 1];
        huge[..MAGIC.len()].copy_from_slice(&MAGIC);
        huge[MAGIC.len()] = VERSION as u8;
        assert_eq!(open(huge).expect_err("too large").kind(), ErrorKind::TooLarge);
    }

    #[test]
    fn zeros_and_other_versions_are_named() {
        let kind = |bytes: Vec<u8>| open(bytes).expect_err("no bundle").kind();
        assert_eq!(kind(vec![0; 1 << 20]), ErrorKind::NotABundle);
        assert_eq!(kind(Vec::new()), ErrorKind::NotABundle);
        let mut future = bundle();
        future[8] = VERSION as u8 + 1;
        assert_eq!(kind(future), ErrorKind::UnsupportedVersion);
    }
}
