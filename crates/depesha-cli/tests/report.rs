//! `depesha report`: what it reads and where it writes.

mod common;

use std::fs;

use common::{Ran, program, ran};

const PAGES: [(&str, &str); 2] = [
    (
        "page.txt",
        "Погода\n\n14.11.2015\n\nМОСКВА, 14 ноя — Вестник. «Снега не будет», — сказал синоптик Иван Петров.\n",
    ),
    ("second.txt", "Вторая\n\nСнег пошёл.\n"),
];

fn of_pages(args: &[&str]) -> Ran {
    ran(program(&PAGES, args).1)
}

/// How many articles a report has.
fn articles(report: &str) -> usize {
    report.matches("<article").count()
}

#[test]
fn pages_give_one_report() {
    let one = of_pages(&["report", "page.txt"]);
    assert_eq!((articles(&one.stdout), one.code), (1, Some(0)));
    assert!(one.stdout.starts_with("<!DOCTYPE html>"));
    let both = of_pages(&["report", "page.txt", "second.txt", "--lang", "ru"]);
    assert_eq!((articles(&both.stdout), both.code), (2, Some(0)));
    assert!(both.stdout.contains("<html lang=\"ru\">"));
}

#[test]
fn records_and_pages_may_be_mixed() {
    let (folder, command) = program(&PAGES, &["parse", "page.txt", "second.txt"]);
    let records = ran(command).stdout;
    fs::write(folder.path().join("records.jsonl"), &records).unwrap();
    let (_other, mut command) = program(&[], &["report", "records.jsonl", "page.txt"]);
    command.current_dir(folder.path());
    let mixed = ran(command);
    assert_eq!((articles(&mixed.stdout), mixed.code), (3, Some(0)));

    let (_other, mut command) = program(&[], &["report"]);
    command.write_stdin(records);
    let piped = ran(command);
    assert_eq!((articles(&piped.stdout), piped.code), (2, Some(0)));
    let (_other, mut command) = program(&[], &["report", "-"]);
    command.write_stdin(PAGES[0].1);
    assert_eq!(articles(&ran(command).stdout), 1);
}

#[test]
fn a_file_is_written_and_what_fails_is_told() {
    let (folder, command) = program(
        &PAGES,
        &["report", "page.txt", "none.txt", "-o", "report.html"],
    );
    let partly = ran(command);
    assert_eq!((partly.stdout.as_str(), partly.code), ("", Some(1)));
    assert!(partly.stderr.starts_with("depesha: none.txt: "));
    let report = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert_eq!(articles(&report), 1);

    let (folder, command) = program(&[], &["report", "none.txt", "-o", "report.html"]);
    let nothing = ran(command);
    assert_eq!(nothing.code, Some(1));
    assert!(nothing.stderr.ends_with("so there is no report\n"));
    assert!(!folder.path().join("report.html").exists());

    let elsewhere = of_pages(&["report", "page.txt", "-o", "no/folder/report.html"]);
    assert_eq!(elsewhere.code, Some(1));
    assert!(
        elsewhere
            .stderr
            .starts_with("depesha: no/folder/report.html: ")
    );
}
