//! Any bytes are decoded, whatever their encoding: `cargo +nightly fuzz run text`.
#![no_main]

use depesha_fuzz::read_all;
use depesha_source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_all(bytes, Format::Text));
