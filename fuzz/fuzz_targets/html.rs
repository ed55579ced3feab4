//! Any bytes are read as an HTML page, and every block lies where its element says: `cargo +nightly fuzz run html`.
#![no_main]

use depesha_fuzz::read_all;
use depesha_source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_all(bytes, Format::Html));
