//! Runs over small corpora: what they write, how they stop, go on and fail.

use std::collections::BTreeSet;
use std::fs;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use depesha::{Input, ReadOptions, Reader};
use depesha_corpus::{Monitor, Progress, RunError, RunOptions, Silent, Summary, TableFormat, run};
use tempfile::TempDir;

use crate::common::{article, database, feed, files, together};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// All formats, in parts of 16 documents.
fn options() -> RunOptions {
    use TableFormat::{Csv, Jsonl, Parquet, Sqlite};
    RunOptions {
        formats: BTreeSet::from([Jsonl, Parquet, Csv, Sqlite]),
        threads: NonZeroUsize::new(2),
        part_documents: NonZeroU64::new(16).unwrap(),
        ..RunOptions::default()
    }
}

fn resumed() -> RunOptions {
    RunOptions {
        resume: true,
        ..options()
    }
}

/// A folder with `feed.jsonl` in it.
fn corpus(feed: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("feed.jsonl"), feed).unwrap();
    folder
}

fn run_feed(folder: &Path, out: &str, options: &RunOptions) -> Result<Summary, RunError> {
    let inputs = [Input::from(&folder.join("feed.jsonl"))];
    run(&READER, &inputs, &folder.join(out), options, &Silent)
}

/// Stops a run behind a number of batches.
struct StopAfter(AtomicUsize);

impl StopAfter {
    fn batches(batches: usize) -> Self {
        Self(AtomicUsize::new(batches))
    }
}

impl Monitor for StopAfter {
    fn progress(&self, _: &Progress<'_>) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }

    fn stops(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = corpus(&feed(60));
    for threads in [1, 2, 4] {
        let options = RunOptions {
            threads: NonZeroUsize::new(threads),
            ..options()
        };
        let out = format!("out{threads}");
        let summary = run_feed(folder.path(), &out, &options).unwrap();
        assert_eq!((summary.counts.read, summary.counts.failed()), (60, 0));
    }
    let out = |threads| folder.path().join(format!("out{threads}"));
    let one = files(&out(1));
    assert!(one.len() > 50, "{:?}", one.keys());
    for threads in [2, 4] {
        assert!(files(&out(threads)) == one, "{threads} threads differ");
        let names = ["out1/depesha.sqlite", "out{threads}/depesha.sqlite"];
        let [first, other] = names.map(|name| {
            let name = name.replace("{threads}", &threads.to_string());
            database(&folder.path().join(name))
        });
        assert!(first == other, "the databases of {threads} threads differ");
    }
}

#[test]
fn copies_are_marked_with_the_document_that_they_repeat() {
    let folder = corpus(&feed(20));
    let summary = run_feed(folder.path(), "out", &options()).unwrap();
    assert_eq!(summary.counts.duplicates, 1);
    assert_eq!(summary.counts.near_duplicates, 1);
    let records = together(&folder.path().join("out"), "jsonl");
    let lines: Vec<&str> = records.lines().collect();
    assert!(lines[9].contains("\"document\":9,\"duplicate_of\":8"));
    assert!(lines[19].contains("\"document\":19,\"near_duplicate_of\":18"));

    let unlooked = RunOptions {
        near_duplicates: None,
        ..options()
    };
    let summary = run_feed(folder.path(), "unlooked", &unlooked).unwrap();
    assert_eq!(
        (summary.counts.duplicates, summary.counts.near_duplicates),
        (0, 0)
    );
}

#[test]
fn a_stopped_run_goes_on_and_loses_and_doubles_nothing() {
    let folder = corpus(&feed(100));
    run_feed(folder.path(), "whole", &options()).unwrap();
    let inputs = [Input::from(&folder.path().join("feed.jsonl"))];
    let out = folder.path().join("out");
    let mut stops = 0;
    loop {
        let summary = run(&READER, &inputs, &out, &resumed(), &StopAfter::batches(2)).unwrap();
        if !summary.stopped {
            break;
        }
        stops += 1;
        assert_eq!(summary.counts.documents, stops * 32);
    }
    assert_eq!(stops, 3);
    let whole = folder.path().join("whole");
    assert!(files(&whole) == files(&out));
    assert!(database(&whole.join("depesha.sqlite")) == database(&out.join("depesha.sqlite")));

    let again = run(&READER, &inputs, &out, &resumed(), &Silent).unwrap();
    assert_eq!((again.counts.read, again.resumed_after), (100, 100));
}

#[test]
fn inputs_that_overlap_are_gone_on_with_by_number() {
    let folder = TempDir::new().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    for number in 0..24 {
        fs::write(news.join(format!("{number:02}.txt")), article(number)).unwrap();
    }
    let inputs = [
        Input::from(&news),
        Input::from(&news.join("03.txt")),
        Input::from(&news),
    ];
    let out = folder.path().join("out");
    let whole = folder.path().join("whole");
    run(&READER, &inputs, &whole, &options(), &Silent).unwrap();
    while run(&READER, &inputs, &out, &resumed(), &StopAfter::batches(1))
        .unwrap()
        .stopped
    {}
    assert_eq!(together(&whole, "jsonl"), together(&out, "jsonl"));
    assert_eq!(together(&out, "jsonl").lines().count(), 49);
}

#[test]
fn what_cannot_be_read_fails_alone_and_can_be_found_again() {
    let long = serde_json::to_string(&article(0).repeat(30)).unwrap();
    let feed = format!(
        "{}{{\"id\": \"b\", \"text\": \n{{\"id\": \"c\"}}\n{{\"id\": \"d\", \"text\": {long}}}\n{}",
        feed(1),
        feed(2)
    );
    let folder = corpus(&feed);
    let options = RunOptions {
        read: ReadOptions {
            max_bytes: 20_000,
            ..ReadOptions::default()
        },
        ..options()
    };
    let counts = run_feed(folder.path(), "out", &options).unwrap().counts;
    assert_eq!((counts.documents, counts.read), (6, 3));
    let reasons: Vec<&str> = counts.failed.keys().map(String::as_str).collect();
    assert_eq!(reasons, ["malformed", "no_text", "too_long"]);

    let failed = fs::read_to_string(folder.path().join("out/failed.jsonl")).unwrap();
    let failed: Vec<serde_json::Value> = failed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let numbers: Vec<u64> = failed
        .iter()
        .filter_map(|f| f["document"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 3]);
    // The bytes at the offset are those of the record that failed.
    let offset = failed[1]["offset"].as_u64().unwrap() as usize;
    assert!(feed[offset..].starts_with("{\"id\": \"c\"}"));
    assert!(failed[1]["input"].as_str().unwrap().ends_with("feed.jsonl"));
    assert!(failed[1]["message"].as_str().unwrap().contains("record 3"));
}

#[test]
fn a_document_that_takes_too_long_fails_alone() {
    let options = RunOptions {
        timeout: Duration::from_nanos(1),
        ..options()
    };
    let folder = corpus(&feed(3));
    let summary = run_feed(folder.path(), "out", &options).unwrap();
    assert_eq!(summary.counts.failed.get("timeout"), Some(&3));
    let failed = fs::read_to_string(folder.path().join("out/failed.jsonl")).unwrap();
    assert!(
        failed.contains("\"id\":\"a1\",\"reason\":\"timeout\""),
        "{failed}"
    );
    assert!(
        failed.contains("takes longer than 1ns; raise the limit"),
        "{failed}"
    );
}

#[test]
fn a_folder_is_written_to_by_one_run_only() {
    let folder = corpus(&feed(2));
    run_feed(folder.path(), "out", &options()).unwrap();
    let refused = |out: &str, options: &RunOptions| {
        let error = run_feed(folder.path(), out, options)
            .unwrap_err()
            .to_string();
        error.replace(&folder.path().display().to_string(), "FOLDER")
    };
    assert_eq!(
        refused("out", &options()),
        "FOLDER/out: holds a run already; resume it, or name another folder"
    );
    assert_eq!(
        refused("", &options()),
        "FOLDER/: is not empty and holds no run; name another folder"
    );
    let other = RunOptions {
        near_duplicates: Some(0.9),
        ..resumed()
    };
    assert_eq!(
        refused("out", &other),
        "FOLDER/out: the run was begun with `near_duplicates` as Some(0.7), not Some(0.9); resume it with the same, or \
         name another folder"
    );
    let lock = fs::File::open(folder.path().join("out/.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(
        refused("out", &resumed()),
        "FOLDER/out: another run is writing to it; wait for its end, or name another folder"
    );
    drop(lock);
    fs::write(folder.path().join("out/run.json"), "{\"schema\": ").unwrap();
    assert!(refused("out", &resumed()).starts_with("FOLDER/out/run.json: is damaged ("));
}

#[test]
fn a_run_that_cannot_write_keeps_what_it_has_and_goes_on_later() {
    let folder = corpus(&feed(64));
    run_feed(folder.path(), "whole", &options()).unwrap();
    let inputs = [Input::from(&folder.path().join("feed.jsonl"))];
    let (out, whole) = (folder.path().join("out"), folder.path().join("whole"));
    run(&READER, &inputs, &out, &options(), &StopAfter::batches(1)).unwrap();
    // A folder where a file should go: nothing can be written there.
    let obstacle = out.join("csv/times/part-00002.csv.partial");
    fs::create_dir(&obstacle).unwrap();
    let error = run(&READER, &inputs, &out, &resumed(), &Silent).unwrap_err();
    assert!(error.to_string().contains("part-00002.csv: "), "{error}");
    assert!(
        error.to_string().ends_with("then resume the run"),
        "{error}"
    );
    assert_eq!(together(&out, "jsonl").lines().count(), 32);

    fs::remove_dir(&obstacle).unwrap();
    run(&READER, &inputs, &out, &resumed(), &Silent).unwrap();
    assert!(files(&whole) == files(&out));
    assert!(database(&whole.join("depesha.sqlite")) == database(&out.join("depesha.sqlite")));
}
