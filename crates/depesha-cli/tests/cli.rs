//! The program as a user runs it: what it prints, where, and how it ends.

mod common;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::assert::OutputAssertExt;
use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use common::{Ran, program, ran};

/// A page with a letter beyond the BMP, so that all three units differ.
const PAGE: &str =
    "🙂 Погода\n\nМОСКВА, 14 ноя — Вестник. «Снега не будет», — сказал синоптик Иван Петров.\n";

/// The program in a folder that holds `page.txt` and `second.txt`.
fn depesha(args: &[&str]) -> (TempDir, Command) {
    program(
        &[
            ("page.txt", PAGE),
            ("second.txt", "Вторая\n\nСнег пошёл.\n"),
        ],
        args,
    )
}

fn run(args: &[&str]) -> Ran {
    let (_folder, command) = depesha(args);
    ran(command)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn one_input_gives_one_json_object_off_a_terminal() {
    let ran = run(&["parse", "page.txt"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let record = json(&ran.stdout);
    assert_eq!(record["schema"], "depesha.record/1");
    assert_eq!(record["text"], PAGE);
    assert_eq!(record["source"]["uri"], "page.txt");
    assert!(ran.stdout.contains("\n  \"schema\""), "indented");
}

#[test]
fn several_inputs_give_one_line_each_in_their_order() {
    let ran = run(&["parse", "second.txt", "page.txt", "second.txt"]);
    let uris: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| json(line)["source"]["uri"].clone())
        .collect();
    assert_eq!(uris, ["second.txt", "page.txt", "second.txt"]);
}

#[test]
fn standard_input_is_a_dash_or_no_file() {
    for args in [&["parse", "-"][..], &["parse"]] {
        let (_folder, mut command) = depesha(args);
        command.write_stdin(PAGE);
        let ran = ran(command);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert_eq!(json(&ran.stdout)["source"]["uri"], "-");
    }
}

#[test]
fn offsets_count_what_was_asked_for() {
    for (unit, end) in [("char", 8), ("byte", 17), ("utf16", 9)] {
        let record = json(&run(&["parse", "page.txt", "--offsets", unit]).stdout);
        assert_eq!(record["source"]["offset_unit"], unit);
        assert_eq!(record["blocks"][0]["span"]["end"], end, "{unit}");
    }
    assert_eq!(
        run(&["parse", "page.txt"]).stdout,
        run(&["parse", "page.txt", "--offsets", "char"]).stdout
    );
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let ran = run(&[
        "parse",
        "page.txt",
        "missing.txt",
        "no-*.txt",
        "second.txt",
        "--format",
        "jsonl",
    ]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stdout.lines().count(), 2);
    assert_snapshot!(ran.stderr, @r"
        depesha: missing.txt: no such file; check the path
        depesha: no-*.txt: no such file; check the path
        ");
}

#[test]
fn each_bad_input_has_its_message() {
    let (folder, mut command) = depesha(&["parse", "empty.txt", "page.pdf", "page.html"]);
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("empty.txt", b" \n");
    write("page.pdf", b"%PDF-1.4 \x00");
    write("page.html", b"<!doctype html><title>");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @r"
        depesha: empty.txt: is empty; check that the right file was saved
        depesha: page.pdf: is not text but looks like a PDF document; save the page as text or HTML
        depesha: page.html: is a page without text; it may be filled in by its scripts, so save it from a browser
        ");
}

#[cfg(unix)]
#[test]
fn a_forbidden_file_has_its_message() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, command) = depesha(&["parse", "page.txt"]);
    let page = folder.path().join("page.txt");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&page).is_ok() {
        return; // The superuser may read everything.
    }
    assert_snapshot!(ran(command).stderr, @"depesha: page.txt: reading is not permitted; check the permissions of the file and its folders");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_right() {
    let wrong = |args: &[&str]| {
        let ran = run(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert_eq!(ran.stdout, "");
        ran.stderr
    };
    assert_snapshot!(wrong(&["parse", "page.txt", "--published", "14.11.2015"]), @r"
        error: invalid value '14.11.2015' for '--published <WHEN>': `14.11.2015` is no point of time; write `2015-11-14`, `2015-11-14T22:54` or `2015-11-14T22:54+03:00`

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--timezone", "MSK"]), @r"
        error: invalid value 'MSK' for '--timezone <ZONE>': `MSK` is no time zone; write `Europe/Moscow` or `+03:00`

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--encoding", "DOS"]), @r"
        error: invalid value 'DOS' for '--encoding <NAME>': `DOS` is no encoding of the web; write `windows-1251`, `koi8-r`, `utf-16le` or another of the WHATWG's labels

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--offsets", "word"]), @r"
        error: invalid value 'word' for '--offsets <UNIT>'
          [possible values: char, byte, utf16]

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--mention-scheme", "conll"]), @r"
        error: invalid value 'conll' for '--mention-scheme <SCHEME>'
          [possible values: nerel, factrueval]

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--format", "xml"]), @r"
        error: invalid value 'xml' for '--format <FORMAT>'
          [possible values: pretty, json, jsonl, text, markdown, jsonld, turtle, ntriples, webanno, brat, conllu, ninjs, newsml, gdelt, csv, parquet, plover, petrarch, gexf, graphml]

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["parse", "page.txt", "--lang", "de"]), @r"
        error: invalid value 'de' for '--lang <LANG>'
          [possible values: en, ru]

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["read", "page.txt"]), @r"
        error: unrecognized subcommand 'read'

        Usage: depesha <COMMAND>

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["check"]), @r"
        error: the following required arguments were not provided:
          <FILE>...

        Usage: depesha check <FILE>...

        For more information, try '--help'.
        ");
    assert!(
        wrong(&[]).contains("Usage: depesha"),
        "help without a subcommand"
    );
}

#[test]
fn options_that_hold_a_value_with_a_dash() {
    let ran = run(&[
        "parse",
        "page.txt",
        "--timezone",
        "-03:00",
        "--published",
        "2015-11-14T22:54-03:00",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_digest_names_the_page() {
    let ran = run(&["parse", "page.txt", "--format", "pretty"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(
        ran.stdout.contains("Read from     page.txt"),
        "{}",
        ran.stdout
    );
    let ran = run(&["parse", "page.txt", "--format", "pretty", "--lang", "ru"]);
    assert!(
        ran.stdout.contains("Прочитано из  page.txt"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_line_parts_two_digests() {
    let digests = run(&["parse", "page.txt", "second.txt", "--format", "pretty"]).stdout;
    let lines = digests
        .lines()
        .filter(|line| line.starts_with("──"))
        .count();
    assert_eq!(lines, 1);
}

#[test]
fn colour_goes_to_a_terminal_or_where_it_is_sent() {
    let colored = |args: &[&str]| {
        let args = [&["parse", "page.txt", "--format", "pretty"], args].concat();
        run(&args).stdout.contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(!colored(&["--color", "auto"]));
    assert!(!colored(&["--color", "never"]));
    assert!(colored(&["--color", "always"]));
}

#[test]
fn no_color_does_not_forbid_what_is_asked_for() {
    let (_folder, mut command) = depesha(&[
        "parse", "page.txt", "--format", "pretty", "--color", "always",
    ]);
    command.env("NO_COLOR", "1");
    assert!(ran(command).stdout.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = TempDir::new().unwrap();
    // More than a pipe holds, so that the program is still writing when its reader leaves.
    fs::write(folder.path().join("page.txt"), "Снег идёт. ".repeat(50_000)).unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_depesha"))
        .args(["parse", "page.txt", "page.txt", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    output.assert().code(0).stderr("");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_depesha"))
        .arg("schema")
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"depesha: standard output: No space left on device (os error 28); free some space or write elsewhere");
}

#[test]
fn the_schema_is_a_json_schema() {
    let schema = json(&run(&["schema"]).stdout);
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stdout.contains("mention-scheme"), "{shell}");
    }
}

#[test]
fn every_subcommand_has_a_man_page() {
    for command in depesha_cli::command().get_subcommands() {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone())
            .render(&mut page)
            .unwrap();
        assert!(page.starts_with(b".ie"), "{}", command.get_name());
    }
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let help = run(&["--help"]).stdout;
    assert!(help.contains("Examples:") && help.contains("Exit codes:"));
    assert!(run(&["-h"]).stdout.contains("depesha parse article.txt"));
    assert!(
        run(&["parse", "--help"])
            .stdout
            .contains("--published 2015-11-14")
    );
}

/// Runs `check` over records made of the pages, the text changed by `change`.
fn check(change: impl Fn(String) -> String) -> Ran {
    let (folder, command) = depesha(&["parse", "page.txt", "second.txt"]);
    let records = change(ran(command).stdout);
    fs::write(folder.path().join("records.jsonl"), records).unwrap();
    let mut command = Command::cargo_bin("depesha").unwrap();
    command
        .current_dir(folder.path())
        .args(["check", "records.jsonl"]);
    ran(command)
}

#[test]
fn what_parse_writes_is_valid() {
    let checked = check(|records| records);
    assert_eq!((checked.code, checked.stderr.as_str()), (Some(0), ""));
    assert_eq!(checked.stdout, "records.jsonl: 2 records, all valid\n");

    let record = run(&["parse", "page.txt", "--offsets", "utf16"]).stdout;
    let (_folder, mut command) = depesha(&["check", "-"]);
    command.write_stdin(record);
    assert_eq!(ran(command).stdout, "standard input: 1 record, valid\n");
}

#[test]
fn a_record_that_breaks_the_contract_is_named() {
    let broken = check(|records| {
        let break_block = |line: &str| {
            let mut record = json(line);
            record["blocks"][0]["span"]["end"] = 900.into();
            record.to_string()
        };
        records
            .lines()
            .map(break_block)
            .collect::<Vec<_>>()
            .join("\n")
    });
    assert_eq!((broken.code, broken.stdout.as_str()), (Some(1), ""));
    assert_snapshot!(broken.stderr, @r"
        depesha: records.jsonl: line 1: blocks[0].span: end 900 is behind the end of the text (85 char)
        depesha: records.jsonl: line 2: blocks[0].span: end 900 is behind the end of the text (20 char)
        ");
    assert_snapshot!(check(|records| records.replace("record/1", "record/9")).stderr, @r"
        depesha: records.jsonl: line 1: schema: `depesha.record/9` is not `depesha.record/1`, the only one that is read
        depesha: records.jsonl: line 2: schema: `depesha.record/9` is not `depesha.record/1`, the only one that is read
        ");
    assert_snapshot!(check(|_| "{\"schema\": ".to_owned()).stderr, @"depesha: records.jsonl: no record: EOF while parsing a value at line 1 column 11");
    assert_snapshot!(check(|_| "\n".to_owned()).stderr, @"depesha: records.jsonl: is empty; check that the right file was saved");
    assert_snapshot!(run(&["check", "missing.json"]).stderr, @"depesha: missing.json: no such file; check the path");
}
