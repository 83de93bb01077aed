//! Numbers that tell texts apart, in names and keys.
//!
//! In: texts. Out: numbers.
//! Always holds: the same texts have the same number for ever: FNV-1a.

/// A number that two texts share only if they are the same, as far as anybody will see.
pub(super) fn digest(text: &str) -> u64 {
    of([text])
}

/// The same of several texts, in 32 bits.
pub(super) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let hash = of(texts);
    (hash >> 32) ^ (hash & 0xffff_ffff)
}

fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
