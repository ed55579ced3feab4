//! `depesha quotes`, `depesha who` and `--lexicon` as a user runs them.

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use common::{Ran, program, ran};

const BRIDGE: &str = "Мост через Сеж откроют в сентябре

ЗАРЕЧЬЕ, 14 мар — Вестник. «Мы ждали этот мост двадцать лет», — сказал министр Иван Петров.

Депутат Анна Котова заявила, что Иван Петров торопится.

Источник в мэрии сообщил, что дорогу строят в срок.
";

const PORT: &str = "Порт достроят

По словам депутата Анны Котовой, порт достроят к весне.
";

/// The program in a folder that holds `bridge.txt` and `port.txt`.
fn depesha(args: &[&str]) -> (TempDir, Command) {
    program(&[("bridge.txt", BRIDGE), ("port.txt", PORT)], args)
}

fn run(args: &[&str]) -> Ran {
    let (_folder, command) = depesha(args);
    ran(command)
}

/// What `quotes` with the options finds in both pages: file and first words of each statement.
#[track_caller]
fn found(options: &[&str]) -> Vec<String> {
    let pages = ["quotes", "bridge.txt", "port.txt", "--format", "jsonl"];
    let ran = run(&[&pages[..], options].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let quotes = ran.stdout.lines().map(|line| {
        let quote: Value = serde_json::from_str(line).unwrap();
        let words = quote["content"][0]["text"].as_str().unwrap();
        let first = words.split(' ').next().unwrap_or_default();
        format!("{}: {first}", quote["file"].as_str().unwrap())
    });
    quotes.collect()
}

#[test]
fn quotes_are_a_table_for_a_person() {
    let ran = run(&["quotes", "bridge.txt", "port.txt"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(ran.stdout, @r"
        Speaker         Type       Cue         Quote                       File
        ────────────────────────────────────────────────────────────────────────────────
        Иван Петров     direct     сказал      «Мы ждали этот мост         bridge.txt
                                               двадцать лет»
        Анна Котова     indirect   заявила     Иван Петров торопится       bridge.txt
        Источник в      indirect   сообщил     дорогу строят в срок        bridge.txt
        мэрии
        Анна Котова     indirect   По словам   порт достроят к весне       port.txt
        ");
}

#[test]
fn quotes_are_csv_for_a_spreadsheet() {
    let ran = run(&["quotes", "bridge.txt", "port.txt", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(ran.stdout.as_bytes());
    let header = csv.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let column = |name: &str| {
        let at = header.iter().position(|h| h == name);
        let at = at.unwrap_or_else(|| panic!("no column {name}"));
        rows.iter().map(|row| &row[at]).collect::<Vec<_>>()
    };
    assert_eq!(
        column("file"),
        ["bridge.txt", "bridge.txt", "bridge.txt", "port.txt"]
    );
    assert_eq!(column("id"), ["s0", "s1", "s2", "s0"]);
    assert_eq!(column("content")[0], "Мы ждали этот мост двадцать лет");
    assert_eq!(column("about")[1], "Иван Петров");
    assert_eq!(column("source")[2], "Источник в мэрии");
}

#[test]
fn the_spans_of_quotes_count_what_was_asked_for() {
    for (unit, text) in [
        ("char", BRIDGE.chars().map(u32::from).collect::<Vec<u32>>()),
        ("byte", BRIDGE.bytes().map(u32::from).collect()),
        ("utf16", BRIDGE.encode_utf16().map(u32::from).collect()),
    ] {
        let ran = run(&[
            "quotes",
            "bridge.txt",
            "--format",
            "jsonl",
            "--offsets",
            unit,
        ]);
        let first = ran.stdout.lines().next().unwrap();
        let quote: Value = serde_json::from_str(first).unwrap();
        let words = &quote["content"][0];
        let [start, end] = ["start", "end"].map(|key| words[key].as_u64().unwrap() as usize);
        let expected = words["text"].as_str().unwrap();
        let expected: Vec<u32> = match unit {
            "byte" => expected.bytes().map(u32::from).collect(),
            "utf16" => expected.encode_utf16().map(u32::from).collect(),
            _ => expected.chars().map(u32::from).collect(),
        };
        assert_eq!(text[start..end], expected, "{unit}");
    }
}

#[test]
fn quotes_are_filtered() {
    assert_eq!(
        found(&["--speaker", "котова"]),
        ["bridge.txt: Иван", "port.txt: порт"]
    );
    assert_eq!(found(&["--speaker", "Иван Петров"]), ["bridge.txt: Мы"]);
    assert_eq!(found(&["--speaker", "источник"]), ["bridge.txt: дорогу"]);
    assert_eq!(found(&["--about", "Петров"]), ["bridge.txt: Иван"]);
    assert_eq!(found(&["--type", "direct"]), ["bridge.txt: Мы"]);
    let nobody = found(&["--type", "direct", "--speaker", "Котова"]);
    assert!(nobody.is_empty(), "{nobody:?}");
}

#[test]
fn quotes_are_sorted_by_text_or_speaker() {
    assert_eq!(
        found(&[]),
        [
            "bridge.txt: Мы",
            "bridge.txt: Иван",
            "bridge.txt: дорогу",
            "port.txt: порт"
        ]
    );
    assert_eq!(
        found(&["--sort", "speaker"]),
        [
            "bridge.txt: Иван",
            "port.txt: порт",
            "bridge.txt: Мы",
            "bridge.txt: дорогу"
        ]
    );
}

#[test]
fn persons_are_a_table_for_a_person() {
    let ran = run(&["who", "bridge.txt", "port.txt"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(ran.stdout, @r"
        Person         Roles        Organisations   Mentions  Statements  File
        ──────────────────────────────────────────────────────────────────────────────
        Иван Петров    министр                      2         1           bridge.txt
        Анна Котова    депутат                      1         1           bridge.txt
        Анна Котова    депутат                      1         1           port.txt
        ");
}

#[test]
fn persons_are_csv_and_json_too() {
    let ran = run(&["who", "bridge.txt", "port.txt", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(ran.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let names: Vec<(&str, &str)> = rows.iter().map(|row| (&row[0], &row[2])).collect();
    // Two of one name may be two people: nothing is joined across files.
    assert_eq!(
        names,
        [
            ("bridge.txt", "Иван Петров"),
            ("bridge.txt", "Анна Котова"),
            ("port.txt", "Анна Котова")
        ]
    );

    let ran = run(&["who", "bridge.txt", "--format", "jsonl"]);
    let persons: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(persons[0]["mentions"], 2);
    assert_eq!(persons[0]["statements"], 1);
    assert_eq!(persons[0]["roles"][0]["phase"], "current");
}

#[test]
fn a_page_without_finds_is_a_head_without_rows() {
    for command in ["quotes", "who"] {
        let (folder, command) = depesha(&[command, "rain.txt", "--format", "csv"]);
        fs::write(folder.path().join("rain.txt"), "Дождь\n\nДождь идёт.\n").unwrap();
        let ran = ran(command);
        assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 1));
    }
}

#[test]
fn a_bad_input_costs_only_its_own_rows() {
    for command in ["quotes", "who"] {
        for sort in [&[][..], &["--sort", "speaker"]] {
            if (command, sort.len()) == ("who", 2) {
                continue; // has no such option
            }
            let pages = [command, "missing.txt", "port.txt", "--format", "jsonl"];
            let ran = run(&[&pages[..], sort].concat());
            assert_eq!((ran.code, ran.stdout.lines().count()), (Some(1), 1));
            assert_eq!(
                ran.stderr,
                "depesha: missing.txt: no such file; check the path\n"
            );
        }
    }
}

#[test]
fn wrong_usage_says_what_is_right() {
    let wrong = |args: &[&str]| {
        let ran = run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        ran.stderr
    };
    assert_snapshot!(wrong(&["quotes", "port.txt", "--speaker", "«»"]), @r"
        error: invalid value '«»' for '--speaker <NAME>': `«»` has no word to look for; write a name, such as a surname

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["quotes", "port.txt", "--type", "quoted"]), @r"
        error: invalid value 'quoted' for '--type <TYPE>'
          [possible values: direct, indirect, mixed, anaphoric]

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["who", "port.txt", "--format", "json"]), @r"
        error: invalid value 'json' for '--format <FORMAT>'
          [possible values: table, csv, jsonl]

          tip: a similar value exists: 'jsonl'

        For more information, try '--help'.
        ");
    assert_snapshot!(wrong(&["who", "port.txt", "--lexicon", "nowhere"]), @"depesha: nowhere: no such folder; check the path");
    assert_snapshot!(wrong(&["parse", "port.txt", "--lexicon", "."]), @"depesha: .: holds no `.tsv` file; name a folder that holds your tables");
}

#[test]
fn help_shows_examples() {
    for command in ["quotes", "who"] {
        let help = run(&[command, "--help"]).stdout;
        assert!(help.contains(&format!("depesha {command} article.txt")));
        assert!(help.contains("docs/lexicon.md"));
    }
}

/// Writes the files that the guide shows into the folder, its tables into `my-lexicon`; gives the guide.
fn guide(folder: &Path) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lexicon.md");
    let guide = fs::read_to_string(path).unwrap();
    fs::create_dir(folder.join("my-lexicon")).unwrap();
    let mut written = 0;
    for block in guide.split("```").skip(1).step_by(2) {
        let (head, text) = block.split_once('\n').unwrap();
        let path = match head.split_once(' ') {
            Some(("tsv", name)) => folder.join("my-lexicon").join(name),
            Some((_, name)) => folder.join(name),
            None => continue,
        };
        fs::write(path, text).unwrap();
        written += 1;
    }
    assert_eq!(written, 3, "two tables and a page");
    guide
}

#[test]
fn the_guides_example_of_a_lexicon_works() {
    let (folder, command) = depesha(&["quotes", "page.txt", "--lexicon", "my-lexicon"]);
    let guide = guide(folder.path());
    let with = ran(command);
    assert_eq!((with.code, with.stderr.as_str()), (Some(0), ""));
    let shown = "$ depesha quotes page.txt --lexicon my-lexicon\n";
    let (_, shown) = guide.split_once(shown).unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    assert_eq!(with.stdout, shown);

    let mut command = Command::cargo_bin("depesha").unwrap();
    command
        .current_dir(folder.path())
        .args(["quotes", "page.txt"]);
    let without = ran(command).stdout;
    assert!(!without.contains("фырканул"), "{without}");
    assert!(!without.contains("Заозёрский"), "{without}");
}

#[test]
fn a_mistake_in_a_lexicon_is_told_as_the_guide_says() {
    let (folder, command) = depesha(&["parse", "page.txt", "--lexicon", "my-lexicon"]);
    let guide = guide(folder.path());
    let cues = folder.path().join("my-lexicon/cues.tsv");
    let text = fs::read_to_string(&cues).unwrap();
    fs::write(&cues, text.replace("\tperf\t", "\tpast\t")).unwrap();
    let ran = ran(command);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(guide.contains(&format!("```text\n{}```", ran.stderr)));
}
