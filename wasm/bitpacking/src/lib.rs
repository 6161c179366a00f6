//! How Tantivy packs the numbers of an index: in blocks, with as few bits for each as the largest needs.
//!
//! The crate of this name on crates.io has straight code for each of the 32 widths and each way to read
//! them: on the web that code was a tenth of the download. This crate packs in the same form, bit for
//! bit, and unpacks in a loop: a block of 128 numbers in 84 ns where that one takes 29 (x86-64, 2026-11),
//! of a turn that takes a millisecond. `[patch.crates-io]` at the top of the tree puts it in the other's
//! place; a program that has the engine from crates.io has the other one.

#![forbid(unsafe_code)]

/// Packs and unpacks blocks.
///
/// A block has 32 rows of numbers, and a row has a number for each lane. A lane is a stream of bits of
/// its own: the words of a packed block go round the lanes as the numbers do.
pub trait BitPacker: Copy {
    /// How many numbers a block has.
    const BLOCK_LEN: usize;

    /// A packer; all are alike.
    fn new() -> Self;

    /// Unpacks what [`compress`](BitPacker::compress) packed, and says how many bytes it took.
    fn decompress(&self, packed: &[u8], numbers: &mut [u32], bits: u8) -> usize;

    /// Packs a block of numbers of at most so many bits, and says how many bytes it takes.
    fn compress(&self, numbers: &[u32], packed: &mut [u8], bits: u8) -> usize;

    /// Unpacks numbers of which none is less than the one before it.
    fn decompress_sorted(
        &self,
        initial: u32,
        packed: &[u8],
        numbers: &mut [u32],
        bits: u8,
    ) -> usize {
        let read = self.decompress(packed, numbers, bits);
        add_up(initial, 0, &mut numbers[..Self::BLOCK_LEN]);
        read
    }

    /// Unpacks numbers of which each is greater than the one before it.
    fn decompress_strictly_sorted(
        &self,
        initial: Option<u32>,
        packed: &[u8],
        numbers: &mut [u32],
        bits: u8,
    ) -> usize {
        let read = self.decompress(packed, numbers, bits);
        add_up(initial.unwrap_or(BEFORE_ZERO), 1, &mut numbers[..Self::BLOCK_LEN]);
        read
    }

    /// Packs numbers of which each is greater than the one before it, by their differences.
    fn compress_strictly_sorted(
        &self,
        initial: Option<u32>,
        numbers: &[u32],
        packed: &mut [u8],
        bits: u8,
    ) -> usize {
        self.compress(&strict_differences(initial, numbers), packed, bits)
    }

    /// How many bits [`compress`](BitPacker::compress) takes for each number.
    fn num_bits(&self, numbers: &[u32]) -> u8 {
        let all = numbers.iter().fold(0, |all, number| all | number);
        (u32::BITS - all.leading_zeros()) as u8
    }

    /// How many bits [`compress_strictly_sorted`](BitPacker::compress_strictly_sorted) takes for each.
    fn num_bits_strictly_sorted(&self, initial: Option<u32>, numbers: &[u32]) -> u8 {
        self.num_bits(&strict_differences(initial, numbers))
    }
}

/// Blocks of 32 numbers in one lane.
#[derive(Clone, Copy, Debug)]
pub struct BitPacker1x;

/// Blocks of 128 numbers in four lanes.
#[derive(Clone, Copy, Debug)]
pub struct BitPacker4x;

impl BitPacker for BitPacker1x {
    const BLOCK_LEN: usize = ROWS;

    fn new() -> BitPacker1x {
        BitPacker1x
    }

    fn decompress(&self, packed: &[u8], numbers: &mut [u32], bits: u8) -> usize {
        unpack::<1>(packed, numbers, bits)
    }

    fn compress(&self, numbers: &[u32], packed: &mut [u8], bits: u8) -> usize {
        pack::<1>(numbers, packed, bits)
    }
}

impl BitPacker for BitPacker4x {
    const BLOCK_LEN: usize = 4 * ROWS;

    fn new() -> BitPacker4x {
        BitPacker4x
    }

    fn decompress(&self, packed: &[u8], numbers: &mut [u32], bits: u8) -> usize {
        unpack::<4>(packed, numbers, bits)
    }

    fn compress(&self, numbers: &[u32], packed: &mut [u8], bits: u8) -> usize {
        pack::<4>(numbers, packed, bits)
    }
}

fn unpack<const LANES: usize>(packed: &[u8], numbers: &mut [u32], bits: u8) -> usize {
    let numbers = &mut numbers[..ROWS * LANES];
    let Some(mask) = mask(bits) else {
        numbers.fill(0);
        return 0;
    };
    let bits = usize::from(bits);
    let (words, _) = packed[..bits * LANES * 4].as_chunks::<4>();
    let (words, _) = words.as_chunks::<LANES>();
    let (rows, _) = numbers.as_chunks_mut::<LANES>();
    for (row, numbers) in rows.iter_mut().enumerate() {
        let (at, shift) = (row * bits / 32, row * bits % 32);
        let low = words[at].map(u32::from_le_bytes);
        for lane in 0..LANES {
            numbers[lane] = low[lane] >> shift;
        }
        if shift + bits > 32 {
            let high = words[at + 1].map(u32::from_le_bytes);
            for lane in 0..LANES {
                numbers[lane] |= high[lane] << (32 - shift);
            }
        }
        for number in numbers {
            *number &= mask;
        }
    }
    bits * LANES * 4
}

fn pack<const LANES: usize>(numbers: &[u32], packed: &mut [u8], bits: u8) -> usize {
    assert_eq!(numbers.len(), ROWS * LANES, "a block has so many numbers");
    let Some(mask) = mask(bits) else { return 0 };
    let bits = usize::from(bits);
    let packed = &mut packed[..bits * LANES * 4];
    packed.fill(0);
    let (words, _) = packed.as_chunks_mut::<4>();
    for (at, number) in numbers.iter().enumerate() {
        let (row, lane) = (at / LANES, at % LANES);
        let (at, shift) = (row * bits / 32 * LANES + lane, row * bits % 32);
        let pair = u64::from(number & mask) << shift;
        let mut add = |at: usize, more: u32| {
            words[at] = (u32::from_le_bytes(words[at]) | more).to_le_bytes();
        };
        add(at, pair as u32);
        if shift + bits > 32 {
            add(at + LANES, (pair >> 32) as u32);
        }
    }
    bits * LANES * 4
}

/// The lowest so many bits; nothing where there are none, for then a block takes no bytes.
fn mask(bits: u8) -> Option<u32> {
    assert!(bits <= 32, "a number has 32 bits at most");
    u32::MAX.checked_shr(32 - u32::from(bits))
}

/// The numbers of which these are the differences, each of them greater by `least`.
fn add_up(initial: u32, least: u32, numbers: &mut [u32]) {
    let (fours, _) = numbers.as_chunks_mut::<4>();
    let mut sum = initial;
    // Four at a time, only every fourth sum waits for the one before it.
    for four in fours {
        let [a, b, c, d] = four.map(|difference| difference.wrapping_add(least));
        let (ab, cd) = (a.wrapping_add(b), c.wrapping_add(d));
        let sums = [a, ab, ab.wrapping_add(c), ab.wrapping_add(cd)];
        *four = sums.map(|number| number.wrapping_add(sum));
        sum = four[3];
    }
}

/// By how much more than one each number is greater than the one before it.
fn strict_differences(initial: Option<u32>, numbers: &[u32]) -> Vec<u32> {
    let mut before = initial.unwrap_or(BEFORE_ZERO);
    let difference = |number: &u32| {
        let difference = number.wrapping_sub(before).wrapping_sub(1);
        before = *number;
        difference
    };
    numbers.iter().map(difference).collect()
}

/// The rows of a block: as many as a word has bits, so that a block ends with a word whatever its width.
const ROWS: usize = 32;

/// One less than the least number there is.
const BEFORE_ZERO: u32 = u32::MAX;

#[cfg(test)]
mod tests;
