//! Any bytes read as a file of this format end in documents or failures: `cargo +nightly fuzz run parquet`.
#![no_main]

use depesha_fuzz::read_all;
use depesha_source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_all(bytes, Format::Parquet));
