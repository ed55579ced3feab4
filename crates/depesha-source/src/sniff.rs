//! What bytes look like when they are not text in UTF-8.

use crate::error::Problem;

/// The first bytes of file formats that people mistake for text, and the name to tell them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or DOCX, ODT, EPUB)"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ\x00", "xz-compressed data"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word or Excel document",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\x00", "a program"),
];

/// Byte order marks of other encodings than UTF-8. The mark of UTF-32 begins with that of UTF-16.
const MARKS: &[(&[u8], &str)] = &[
    (b"\xFF\xFE\x00\x00", "UTF-32"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
];

/// How HTML pages begin, in lower case.
const HTML: &[&str] = &["<!doctype html", "<html"];

/// Why the bytes cannot be plain text in UTF-8, as far as a look at them tells.
pub fn check(bytes: &[u8]) -> Result<(), Problem> {
    let name_of = |names: &[(&[u8], &'static str)]| {
        let known = names.iter().find(|(start, _)| bytes.starts_with(start));
        known.map(|(_, name)| *name)
    };
    if let Some(encoding) = name_of(MARKS) {
        return Err(Problem::OtherEncoding { encoding });
    }
    let looks_like = match name_of(MAGIC) {
        Some(name) => name,
        None if is_html(bytes) => "an HTML page",
        None if bytes.contains(&0) => "binary data (it holds NUL bytes)",
        None => return Ok(()),
    };
    Err(Problem::NotText { looks_like })
}

fn is_html(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    HTML.iter().any(|tag| {
        start
            .get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    })
}
