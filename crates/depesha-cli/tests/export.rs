//! `depesha export` and the formats of `depesha parse`: what goes where.

mod common;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use common::{Ran, program, ran};

const PAGES: [(&str, &str); 2] = [
    (
        "page.txt",
        "Погода\n\n14.11.2015\n\nМОСКВА, 14 ноя — Вестник. «Снега не будет», — сказал синоптик Иван Петров.\n",
    ),
    ("second.txt", "Вторая\n\nСнег пошёл.\n"),
];

/// The records of the pages, in a folder.
fn records() -> (TempDir, String) {
    let (folder, command) = program(&PAGES, &["parse", "page.txt", "second.txt"]);
    let records = ran(command).stdout;
    fs::write(folder.path().join("records.jsonl"), &records).unwrap();
    (folder, records)
}

fn in_folder(folder: &Path, args: &[&str], input: &str) -> Ran {
    let (_other, mut command) = program(&[], args);
    command.current_dir(folder).write_stdin(input);
    ran(command)
}

/// The names of the files in a folder, in order.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn json_comes_back_as_it_was() {
    let (folder, records) = records();
    let back = in_folder(
        folder.path(),
        &["export", "records.jsonl", "--to", "jsonl"],
        "",
    );
    assert_eq!(
        (back.stdout.as_str(), back.code),
        (records.as_str(), Some(0))
    );
    let indented = in_folder(folder.path(), &["export", "--to", "json"], &records).stdout;
    assert!(indented.lines().count() > 100);
    let back = in_folder(folder.path(), &["export", "-", "--to", "jsonl"], &indented);
    assert_eq!(back.stdout, records);
}

#[test]
fn parse_writes_what_export_writes() {
    let (folder, records) = records();
    for format in [
        "text", "markdown", "jsonld", "turtle", "ntriples", "webanno", "conllu", "ninjs", "gdelt",
        "gexf", "graphml",
    ] {
        let parsed = ["parse", "page.txt", "second.txt", "--format", format];
        let parsed = in_folder(folder.path(), &parsed, "");
        let exported = in_folder(folder.path(), &["export", "--to", format], &records);
        assert_eq!(parsed.stdout, exported.stdout, "{format}");
        assert_eq!(
            (parsed.stderr.as_str(), parsed.code),
            ("", Some(0)),
            "{format}"
        );
        assert!(!parsed.stdout.is_empty(), "{format}");
    }
}

#[test]
fn a_folder_has_a_file_a_page() {
    let (folder, records) = records();
    let twice = records.clone() + &records;
    let made = in_folder(
        folder.path(),
        &["export", "--to", "turtle", "--out", "a/b"],
        &twice,
    );
    assert_eq!((made.stdout.as_str(), made.stderr.as_str()), ("", ""));
    let names = ["page-2.ttl", "page.ttl", "second-2.ttl", "second.ttl"];
    assert_eq!(files(&folder.path().join("a/b")), names);

    in_folder(
        folder.path(),
        &["export", "--to", "brat", "--out", "brat"],
        &records,
    );
    let brat = folder.path().join("brat");
    let names = [
        "annotation.conf",
        "page.ann",
        "page.txt",
        "second.ann",
        "second.txt",
    ];
    assert_eq!(files(&brat), names);
    assert_eq!(
        fs::read_to_string(brat.join("page.txt")).unwrap(),
        PAGES[0].1
    );

    in_folder(
        folder.path(),
        &["export", "--to", "gexf", "--out", "net"],
        &records,
    );
    assert_eq!(files(&folder.path().join("net")), ["network.gexf"]);
}

#[test]
fn a_bad_record_is_named_by_file_and_line() {
    let (folder, records) = records();
    let broken = records.replacen("record/1", "record/9", 1);
    fs::write(folder.path().join("broken.jsonl"), broken).unwrap();
    fs::write(folder.path().join("empty.jsonl"), "\n").unwrap();
    let args = [
        "export",
        "missing.json",
        "broken.jsonl",
        "empty.jsonl",
        "--to",
        "markdown",
    ];
    let ran = in_folder(folder.path(), &args, "");
    assert!(
        ran.stdout.starts_with("# Вторая"),
        "the others are written: {}",
        ran.stdout
    );
    assert_eq!(ran.code, Some(1));
    assert_snapshot!(ran.stderr, @r"
        depesha: missing.json: no such file; check the path
        depesha: broken.jsonl: line 1: schema: `depesha.record/9` is not `depesha.record/1`, the only one that is read
        depesha: empty.jsonl: is empty; check that the right file was saved
        ");
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let (folder, records) = records();
    let say = |args: &[&str]| {
        let ran = in_folder(folder.path(), args, &records);
        format!("{}{:?}", ran.stderr, ran.code)
    };
    assert_snapshot!(say(&["export", "--to", "brat"]), @r"
        depesha: this format wants files; name a folder for them with --out
        Some(2)
        ");
    assert_snapshot!(say(&["parse", "second.txt", "--format", "newsml"]), @r"
        depesha: second.txt: NewsML-G2 wants a time of publication, and the page has none; give one with the option `published`
        Some(1)
        ");
    assert_snapshot!(say(&["parse", "page.txt", "page.txt", "--format", "newsml"]), @r"
        depesha: NewsML-G2 holds one page a document; name a folder for them with --out
        Some(2)
        ");
    assert_snapshot!(say(&["export", "--to", "json", "--out", "page.txt"]), @r"
        depesha: page.txt: File exists (os error 17); free some space or write elsewhere
        Some(1)
        ");
}
