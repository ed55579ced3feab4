//! Every input that cannot be read gets its own message: what it is, and what to do.

use std::fs;

use depesha_source::{Document, Entries, Entry, Input, Problem, ReadOptions};

fn refusal(bytes: &[u8]) -> String {
    Document::from_bytes(bytes, Some("page.txt"))
        .unwrap_err()
        .to_string()
}

#[test]
fn bytes_that_are_no_text() {
    use insta::assert_snapshot as snapshot;
    snapshot!(refusal(b""), @"page.txt: is empty; check that the right file was saved");
    snapshot!(refusal(" \n\t\u{a0}".as_bytes()), @"page.txt: is empty; check that the right file was saved");
    snapshot!(refusal("\u{feff}".as_bytes()), @"page.txt: is empty; check that the right file was saved");
    snapshot!(refusal(b"%PDF-1.7\n"), @"page.txt: is not text but looks like a PDF document; save the page as text or HTML");
    snapshot!(refusal(b"PK\x03\x04rest"), @"page.txt: is not text but looks like a ZIP archive (or DOCX, ODT, EPUB); save the page as text or HTML");
    snapshot!(refusal(b"\x1F\x8B\x08\x00"), @"page.txt: is not text but looks like gzip-compressed data; save the page as text or HTML");
    snapshot!(refusal(b"\xFF\xD8\xFF\xE0"), @"page.txt: is not text but looks like a JPEG image; save the page as text or HTML");
    snapshot!(refusal(b"\x89PNG\r\n\x1A\n"), @"page.txt: is not text but looks like a PNG image; save the page as text or HTML");
    snapshot!(refusal(b"\xFF\xFE\x00\x00"), @"page.txt: is text in UTF-32, which is not read; convert it with `iconv -f UTF-32 -t UTF-8`");
    snapshot!(refusal(b"\n<!DOCTYPE HTML><p>"), @"page.txt: is a page without text; it may be filled in by its scripts, so save it from a browser");
    snapshot!(refusal("Да\0нет".as_bytes()), @"page.txt: is not text but looks like binary data (it holds NUL bytes); save the page as text or HTML");
}

#[test]
fn paths_that_lead_to_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let read = |path: &std::path::Path| {
        let mut entries = Entries::open([Input::from(path)], ReadOptions::default());
        let document = entries.next()?.and_then(Entry::read);
        assert!(entries.next().is_none());
        Some(document)
    };
    let problem = |path: &std::path::Path| {
        let error = read(path).unwrap().unwrap_err();
        assert_eq!(error.position.input.as_deref(), path.to_str());
        error.problem.to_string()
    };
    let file = folder.path().join("page.txt");
    insta::assert_snapshot!(problem(&file), @"no such file; check the path");
    assert!(read(folder.path()).is_none(), "an empty folder");
    fs::write(&file, "Да").unwrap();
    insta::assert_snapshot!(problem(&file.join("inner.txt")), @"no such file; check the path");
    assert_eq!(read(&file).unwrap().unwrap().text, "Да");
}

#[test]
fn what_the_system_forbids() {
    let error = Problem::from(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    insta::assert_snapshot!(error, @"reading is not permitted; check the permissions of the file and its folders");
    let error = Problem::from(std::io::Error::other("disk on fire"));
    insta::assert_snapshot!(error, @"disk on fire; try again, or copy the file to another place");
    insta::assert_snapshot!(Problem::TooLong { limit: 4_294_967_295 }, @"is longer than 4294967295 bytes; raise the limit, or split it into its pages");
}

#[test]
fn standard_input_is_named_in_words() {
    let error = Document::from_bytes(b"", Some("-")).unwrap_err();
    insta::assert_snapshot!(error, @"standard input: is empty; check that the right file was saved");
    assert!(matches!(error.problem, Problem::Empty));
}
