//! Documents made to break programs: each ends in a record or in a clear failure, in bounded time, and harms no other.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use depesha::{Input, ReadOptions, Reader};
use depesha_corpus::{RunOptions, Silent, run};

use crate::common::{article, files};

/// Names and bytes of documents; a number in front of each puts them in order.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let text = article(1);
    let lookalikes = text.replace('о', "o").replace('а', "a").replace('е', "e");
    let marked: String = text
        .chars()
        .flat_map(|c| ['\u{202e}', c, '\u{200f}'])
        .collect();
    let accents: String = text
        .chars()
        .flat_map(|c| [c, '\u{301}', '\u{ad}'])
        .collect();
    let mut broken = text.clone().into_bytes();
    broken.extend([0xff, 0xfe, 0x80, 0xc0, 0xaf]);
    let mut zeros = text.clone().into_bytes();
    zeros.extend([0; 1000]);
    let surrogates = r#"{"text": "Мост \ud800 открыли \udc00, сказал мэр Пётр Ильин \ud83d."}"#;
    vec![
        ("01-broken.txt", broken),
        ("02-zeros.txt", zeros),
        ("03-word.txt", "слово".repeat(500_000).into_bytes()),
        ("04-words.txt", "слово ".repeat(450_000).into_bytes()),
        (
            "05-quotes.txt",
            "«Мост \"открыт \u{201e}сказал ".repeat(20_000).into_bytes(),
        ),
        ("06-brackets.txt", "(".repeat(1_000_000).into_bytes()),
        ("07-lines.txt", "\n\n— Да\n".repeat(100_000).into_bytes()),
        ("08-marks.txt", marked.into_bytes()),
        ("09-accents.txt", accents.into_bytes()),
        ("10-lookalikes.txt", lookalikes.into_bytes()),
        ("11-surrogates.jsonl", surrogates.as_bytes().to_vec()),
        ("12-nested.html", nested_page(&text)),
        (
            "13-nested.jsonl",
            [b"[".repeat(1_000_000), b"\n".to_vec()].concat(),
        ),
        ("14-bomb.txt.gz", bomb()),
        (
            "15-names.txt",
            "Пётр Ильин Иванович Петров-Водкин "
                .repeat(20_000)
                .into_bytes(),
        ),
        (
            "16-numbers.txt",
            "1.2.2015 12:30 14 мая 2015 года, "
                .repeat(20_000)
                .into_bytes(),
        ),
        ("17-empty.txt", Vec::new()),
        ("18-good.txt", text.into_bytes()),
    ]
}

fn nested_page(text: &str) -> Vec<u8> {
    let (open, close) = ("<div><b>".repeat(50_000), "</b></div>".repeat(50_000));
    format!("<!doctype html><html><body>{open}<p>{text}</p>{close}</body></html>").into_bytes()
}

/// A gigabyte of blanks, which gzip makes small.
fn bomb() -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..1 << 10 {
        gzip.write_all(&blanks).unwrap();
    }
    gzip.finish().unwrap()
}

fn read(folder: &Path, options: &RunOptions) -> (Vec<u64>, Vec<String>) {
    let reader = Reader::new().unwrap();
    let out = folder.join("out");
    let inputs = [Input::from(&folder.join("in"))];
    let summary = run(&reader, &inputs, &out, options, &Silent).unwrap();
    assert_eq!(summary.counts.documents, hostile().len() as u64);
    assert_eq!(summary.counts.failed.get("bug"), None);
    let mut written = files(&out);
    let numbers = |name: &str| -> Vec<u64> {
        let lines = String::from_utf8(written[name].clone()).unwrap();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        lines
            .filter_map(|line: serde_json::Value| {
                line["document"]
                    .as_u64()
                    .or(line["source"]["document"].as_u64())
            })
            .collect()
    };
    let read = numbers("jsonl/part-00000.jsonl");
    let failed = String::from_utf8(written.remove("failed.jsonl").unwrap()).unwrap();
    (read, failed.lines().map(str::to_owned).collect())
}

#[test]
fn hostile_documents_end_in_records_or_clear_failures() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    for (name, bytes) in hostile() {
        fs::write(inputs.join(name), bytes).unwrap();
    }
    let options = RunOptions {
        read: ReadOptions {
            any_language: true,
            ..ReadOptions::default()
        },
        timeout: Duration::from_secs(60),
        ..RunOptions::default()
    };
    let start = Instant::now();
    let (read, failed) = read(folder.path(), &options);
    assert!(
        start.elapsed() < Duration::from_secs(300),
        "{:?}",
        start.elapsed()
    );
    let has_failed = |name: &str, reason: &str| {
        failed
            .iter()
            .any(|line| line.contains(name) && line.contains(&format!("\"reason\":\"{reason}\"")))
    };
    assert!(has_failed("14-bomb.txt.gz", "too_long"), "{failed:#?}");
    assert!(has_failed("13-nested.jsonl", "malformed"), "{failed:#?}");
    assert!(has_failed("17-empty.txt", "empty"), "{failed:#?}");
    assert!(read.contains(&17), "the good document was read: {read:?}");
    for long in [2, 3, 4, 5, 6, 14, 15] {
        assert!(
            read.contains(&long),
            "{long} was read: {read:?}, {failed:#?}"
        );
    }
}
