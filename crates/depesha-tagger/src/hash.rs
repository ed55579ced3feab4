//! Hashes that the model file depends on: they never change without a new format version.

/// Multiplier of the finaliser (from SplitMix64).
const MIX: u64 = 0xbf58_476d_1ce4_e5b9;

/// A text as 64 bits: FNV-1a, then mixed so that any of the bits may be used.
pub(crate) fn text(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    join(hash, 0)
}

/// `hash` with one more value in it.
#[inline]
pub(crate) fn join(hash: u64, value: u32) -> u64 {
    let mixed = (hash ^ u64::from(value)).wrapping_mul(MIX);
    mixed ^ (mixed >> 29)
}

/// The 32 bits of a hash that are kept as a key.
#[inline]
pub(crate) fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}
