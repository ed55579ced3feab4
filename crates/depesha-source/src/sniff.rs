//! What bytes look like when they are no page.

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

/// How HTML pages begin, in lower case, behind comments.
const HTML: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
];

/// Why the bytes cannot be a page, as far as their beginning tells.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let known = MAGIC.iter().find(|(start, _)| bytes.starts_with(start));
    known.map_or(Ok(()), |(_, looks_like)| {
        Err(Problem::NotText { looks_like })
    })
}

/// Whether a decoded text begins like an HTML page.
pub(crate) fn is_html(text: &str) -> bool {
    let mut start = text.trim_start();
    while let Some(behind) = start
        .strip_prefix("<!--")
        .or_else(|| start.strip_prefix("<?"))
    {
        let Some((_, rest)) = behind.split_once('>') else {
            return false;
        };
        start = rest.trim_start();
    }
    HTML.iter().any(|tag| {
        let head = start.as_bytes().get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    })
}
