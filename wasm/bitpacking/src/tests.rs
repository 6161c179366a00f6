use super::*;

#[test]
fn blocks_are_those_of_the_crate_on_crates_io() {
    assert_eq!(sums::<BitPacker1x>(), ORIGINAL_1X);
    assert_eq!(sums::<BitPacker4x>(), ORIGINAL_4X);
}

#[test]
fn rising_numbers_are_packed_as_by_the_crate_on_crates_io() {
    // Initial value, first number, bits and sum, as bitpacking 0.9.3 has them.
    assert_eq!(rising(BitPacker1x, None, 0), (8, 0xf80b_6cf8));
    assert_eq!(rising(BitPacker1x, Some(7), 8), (8, 0xf80b_6cf8));
    assert_eq!(rising(BitPacker4x, None, 0), (10, 0x9c34_0208));
    assert_eq!(rising(BitPacker4x, Some(7), 8), (10, 0x9c34_0208));
}

#[test]
fn sorted_numbers_may_be_alike() {
    let differences: Vec<u32> = (0..128).map(|at| at % 3).collect();
    let (mut packed, mut read) = ([0; 512], [0; 128]);
    BitPacker4x.compress(&differences, &mut packed, 2);
    assert_eq!(BitPacker4x.decompress_sorted(5, &packed, &mut read, 2), 32);
    assert_eq!(read[..5], [5, 6, 8, 8, 9]);
}

#[test]
fn numbers_of_no_bits_take_no_bytes() {
    let (mut packed, mut read) = ([7; 4], [7; 128]);
    assert_eq!(BitPacker4x.compress(&[0; 128], &mut packed, 0), 0);
    assert_eq!(BitPacker4x.decompress_strictly_sorted(None, &[], &mut read, 0), 0);
    assert_eq!(packed, [7; 4]);
    assert!(read.iter().enumerate().all(|(at, number)| at as u32 == *number));
}

/// Packs a block of each width, sees that it is read back, and sums what it was packed as.
fn sums<P: BitPacker>() -> [u32; 32] {
    let packer = P::new();
    std::array::from_fn(|at| {
        let bits = at as u32 + 1;
        let numbers = &numbers(bits)[..P::BLOCK_LEN];
        assert_eq!(u32::from(packer.num_bits(numbers)), bits);
        let (mut packed, mut read) = ([0; 512], [0; 128]);
        let length = packer.compress(numbers, &mut packed, bits as u8);
        assert_eq!(packer.decompress(&packed[..length], &mut read, bits as u8), length);
        assert_eq!(&read[..P::BLOCK_LEN], numbers);
        sum(&packed[..length])
    })
}

fn rising<P: BitPacker>(packer: P, initial: Option<u32>, first: u32) -> (u8, u32) {
    let numbers: Vec<u32> = (0..P::BLOCK_LEN as u32).map(|n| first + n * n * 3 + n).collect();
    let bits = packer.num_bits_strictly_sorted(initial, &numbers);
    let (mut packed, mut read) = ([0; 512], [0; 128]);
    let length = packer.compress_strictly_sorted(initial, &numbers, &mut packed, bits);
    packer.decompress_strictly_sorted(initial, &packed[..length], &mut read, bits);
    assert_eq!(read[..P::BLOCK_LEN], numbers);
    (bits, sum(&packed[..length]))
}

/// Numbers of so many bits that look drawn at random.
fn numbers(bits: u32) -> Vec<u32> {
    let most = u32::MAX.checked_shr(32 - bits).expect("at least one bit");
    let mut seed = bits;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed
    };
    (0..128).map(|_| (next() >> 16 | next() & 0xffff_0000) & most).collect()
}

/// FNV-1a.
fn sum(bytes: &[u8]) -> u32 {
    let add = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, add)
}

/// The sums of what bitpacking 0.9.3 makes of the numbers of each width, in one lane.
const ORIGINAL_1X: [u32; 32] = [
    0xfdf4_f108,
    0x944f_b777,
    0x564a_642e,
    0xf0fb_3285,
    0x9282_7286,
    0x2620_f473,
    0x0e40_8ac8,
    0xe319_646a,
    0xb8f2_14da,
    0xe304_372e,
    0x7c5d_3f09,
    0x69e8_ffb8,
    0x1ef7_30eb,
    0xcbe8_a885,
    0x7059_f193,
    0x5012_aa6c,
    0x0e7b_4b6d,
    0xf501_2dfb,
    0x5c4a_a745,
    0x5feb_5e49,
    0xe191_1ba6,
    0xefff_197b,
    0xba16_81a1,
    0x9801_f629,
    0xa4ca_a337,
    0x4be2_8af6,
    0x9797_c920,
    0x3f5c_989a,
    0xdb81_8db0,
    0x780f_0eee,
    0xa0b7_15b7,
    0x1f84_1431,
];

/// The same in four lanes.
const ORIGINAL_4X: [u32; 32] = [
    0xb316_3345,
    0x36aa_ce61,
    0x8bc2_f3e8,
    0x71d6_be75,
    0x3f03_a509,
    0x8f95_758c,
    0xa72c_10c4,
    0x90a2_e717,
    0xa65f_4940,
    0x5057_b5d6,
    0xdea7_d0b5,
    0x9590_be2a,
    0xf535_a01e,
    0x5f64_1af0,
    0xa48c_9f8e,
    0x3ec8_b4a7,
    0x604d_3a49,
    0x5aff_b06f,
    0xdaf2_7ee3,
    0xdb7f_28bd,
    0xb1d8_6011,
    0xdf00_486d,
    0xc692_ccd3,
    0xb969_0db0,
    0x019a_f11f,
    0x829a_66b9,
    0xb87f_b347,
    0x25e7_d4ef,
    0x2bb9_babb,
    0x3e94_7543,
    0x7497_6f3a,
    0x71a3_210f,
];
