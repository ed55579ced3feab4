//! What the fuzz targets of the readers share.

use std::io::Write;

use depesha_source::{Entries, Entry, Format, Input, ReadOptions};

/// Reads bytes as a file of some format and checks what comes out: the blocks of pages follow each other, each document
/// and failure has a place, and the number of items is no larger than that of bytes.
pub fn read_all(bytes: &[u8], format: Format) {
    let mut file = tempfile::NamedTempFile::new().expect("there is room for a file");
    file.write_all(bytes).expect("there is room for a file");
    let options = ReadOptions {
        any_language: true,
        max_bytes: 1 << 20,
        format: Some(format),
        ..ReadOptions::default()
    };
    let mut items = 0;
    for entry in Entries::open([Input::from(file.path())], options) {
        items += 1;
        match entry.and_then(Entry::read) {
            Ok(document) => {
                let mut last = 0;
                for element in &document.elements {
                    assert!(element.span.start() >= last);
                    assert!(!element.span.of(&document.text).is_empty());
                    last = element.span.end();
                }
            }
            Err(failure) => assert!(failure.position.input.is_some()),
        }
    }
    assert!(items <= bytes.len() + 1);
}
