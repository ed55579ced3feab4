//! `depesha run` as a user meets it: stopped, out of room, not allowed to read, gone on with other options.

#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::{program, ran};
use insta::assert_snapshot;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_depesha");

/// A page for a field of JSON.
const PAGE: &str = "Мост открыт\\n\\nЗАРЕЧЬЕ, 14 мар — Вестник. Мост через Сеж открыли вчера, сообщил мэр Иван Петров.";

/// A folder with `feed.jsonl`, a line for each number of repetitions of [`PAGE`].
fn corpus(pages: impl IntoIterator<Item = usize>) -> TempDir {
    let folder = TempDir::new().unwrap();
    let line = |times| format!("{{\"text\": \"{}\"}}\n", vec![PAGE; times].join("\\n\\n"));
    let feed: String = pages.into_iter().map(line).collect();
    fs::write(folder.path().join("feed.jsonl"), feed).unwrap();
    folder
}

/// The program with a feed to read to the folder `out`; near duplicates are not looked for.
fn reading(folder: &Path, out: &str, part: usize) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .args(["run", "feed.jsonl", "--quiet", "--near-duplicates", "off"]);
    command.args(["--out", out, "--part-size", &part.to_string()]);
    command
}

/// All records of a run.
fn records(out: &Path) -> String {
    let parts = fs::read_dir(out.join("jsonl")).unwrap();
    let mut paths: Vec<_> = parts.map(|part| part.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[track_caller]
fn ended(output: Output, code: i32) -> String {
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    stderr
}

#[test]
fn ctrl_c_ends_a_run_cleanly_and_it_goes_on_later() {
    let folder = corpus([1; 1200]);
    let (whole, out) = (folder.path().join("whole"), folder.path().join("out"));
    ended(reading(folder.path(), "whole", 40).output().unwrap(), 0);

    let mut command = reading(folder.path(), "out", 40);
    let child = command.stderr(Stdio::piped()).spawn().unwrap();
    while !out.join("jsonl/part-00000.jsonl").exists() {
        sleep(Duration::from_millis(1));
    }
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    let told = ended(child.wait_with_output().unwrap(), 130);
    assert_snapshot!(told, @"depesha: stopping behind the documents at hand; press Ctrl-C again to stop at once");
    let stopped = records(&out);
    let lines = stopped.lines().count();
    assert!((40..1200).contains(&lines), "{lines}");

    ended(
        reading(folder.path(), "out", 40)
            .arg("--resume")
            .output()
            .unwrap(),
        0,
    );
    let resumed = records(&out);
    assert!(resumed.starts_with(&stopped) && resumed == records(&whole));
}

#[test]
fn a_run_that_finds_no_room_keeps_what_it_has_and_goes_on_later() {
    // The pages of the second part are too long for the files that are allowed.
    let folder = corpus([1, 1, 200, 200]);
    let out = folder.path().join("out");
    let limited = |command: &Command| {
        let args = command.get_args().map(|arg| arg.to_str().unwrap());
        let line = args.fold(PROGRAM.to_owned(), |line, arg| format!("{line} {arg}"));
        let mut shell = Command::new("sh");
        // In units of 512 bytes or, with some shells, 1024.
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f 100; exec {line}")]);
        shell.current_dir(folder.path());
        shell
    };
    let refused = limited(&reading(folder.path(), "out", 2)).output().unwrap();
    assert_snapshot!(ended(refused, 1), @"depesha: out/jsonl/part-00001.jsonl: File too large (os error 27); see what is wrong with it, then resume the run");
    assert_eq!(records(&out).lines().count(), 2);
    ended(
        reading(folder.path(), "out", 2)
            .arg("--resume")
            .output()
            .unwrap(),
        0,
    );
    assert_eq!(records(&out).lines().count(), 4);
}

#[test]
fn a_folder_that_may_not_be_read_fails_alone() {
    let folder = corpus([1]);
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("page.txt"), "Мост открыли.").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = match fs::read_dir(&closed).is_ok() {
        // The superuser may read everything, nobody may not.
        true => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM]);
            command
        }
        false => Command::new(PROGRAM),
    };
    command.current_dir(folder.path());
    command.args(["run", "closed", "feed.jsonl", "--out", "out", "--quiet"]);
    let output = command.output();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let output = output.expect("setpriv, of util-linux, is there for the superuser");
    ended(output, 1);
    assert_eq!(records(&folder.path().join("out")).lines().count(), 1);
    let failed = fs::read_to_string(folder.path().join("out/failed.jsonl")).unwrap();
    assert_snapshot!(failed, @r#"{"document":0,"input":"closed","record":null,"offset":null,"id":null,"reason":"forbidden","message":"closed: reading is not permitted; check the permissions of the file and its folders"}"#);
}

#[test]
fn a_run_goes_on_with_the_same_lexicon_only() {
    let folder = corpus([1]);
    let tables = folder.path().join("tables");
    fs::create_dir(&tables).unwrap();
    let table = |word: &str| {
        let rows = format!("verb\ttakes\tholder\tpast\ttitle\n{word}\tpost\tsubject\tcurrent\n");
        fs::write(tables.join("office_verbs.tsv"), rows).unwrap();
    };
    table("править");
    let with = |resume: &[&str]| {
        let mut command = reading(folder.path(), "out", 1);
        command
            .args(["--lexicon", "tables"])
            .args(resume)
            .output()
            .unwrap()
    };
    ended(with(&[]), 0);
    ended(with(&["--resume"]), 0);
    table("заведовать");
    assert_snapshot!(ended(with(&["--resume"]), 1), @"depesha: out: the run was begun with `lexicon` as tables of your own (0782df521336f2ea), not tables of your own (98e08aec395f8d74); resume it with the same, or name another folder");
    let built_in = reading(folder.path(), "out", 1)
        .arg("--resume")
        .output()
        .unwrap();
    assert_snapshot!(ended(built_in, 1), @"depesha: out: the run was begun with `lexicon` as tables of your own (0782df521336f2ea), not the built-in one; resume it with the same, or name another folder");
}

#[test]
fn other_languages_are_skipped_and_counted() {
    let files = [
        ("ru.txt", "Мост через реку открыли вчера, сообщил министр."),
        ("en.txt", "The bridge over the river was opened yesterday."),
    ];
    let args = [
        "run",
        "ru.txt",
        "en.txt",
        "--out",
        "out",
        "--json-summary",
        "--quiet",
    ];
    let (_folder, command) = program(&files, &args);
    let ran = ran(command);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let summary: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(summary["read"], 1);
    assert_eq!(summary["skipped"], serde_json::json!({"other_language": 1}));
}

#[test]
fn standard_input_is_what_the_command_line_says() {
    let read = |args: &[&str], input: &[u8]| {
        let mut command = assert_cmd::Command::new(PROGRAM);
        let output = command
            .arg("parse")
            .args(args)
            .write_stdin(input)
            .output()
            .unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    // Two letters are too few to weigh: the bytes may be in any encoding.
    let record = read(&["--encoding", "koi8-r"], b"\xe4\xc1");
    assert_eq!(
        (&record["text"], &record["source"]["encoding"]),
        (&"Да".into(), &"KOI8-R".into())
    );
    let table = "text,id\nМост открыли.,7\n".as_bytes();
    let record = read(&["--input-format", "csv"], table);
    assert_eq!(
        (&record["text"], &record["source"]["id"]),
        (&"Мост открыли.".into(), &"7".into())
    );
    let page = "Мост<br>открыли вчера, сообщил министр.".as_bytes();
    let html = read(&["--input-format", "html"], page);
    assert_eq!(html["text"], "Мост\nоткрыли вчера, сообщил министр.");
    let text = read(&["--input-format", "text"], page);
    assert_eq!(text["source"]["media_type"], "text/plain");
}
