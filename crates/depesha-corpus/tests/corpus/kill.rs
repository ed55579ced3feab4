//! A run that is killed again and again ends as one that is not.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::num::NonZeroU64;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use depesha::{Input, Reader};
use depesha_corpus::{RunOptions, Silent, Summary, TableFormat, run};

use crate::common::{database, feed, files};

/// Names the folder in which this program, started by itself, reads a corpus.
const FOLDER: &str = "DEPESHA_TEST_FOLDER";

const READY: &str = "the reader is loaded";

const KILLS: usize = 20;

fn read(reader: &Reader, folder: &Path, out: &str) -> Summary {
    use TableFormat::{Csv, Jsonl, Parquet, Sqlite};
    let options = RunOptions {
        formats: BTreeSet::from([Jsonl, Parquet, Csv, Sqlite]),
        part_documents: NonZeroU64::new(16).unwrap(),
        resume: true,
        ..RunOptions::default()
    };
    let inputs = [Input::from(&folder.join("feed.jsonl"))];
    run(reader, &inputs, &folder.join(out), &options, &Silent).unwrap()
}

/// The program that is killed: a test that does nothing unless it is asked to.
#[test]
fn victim() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let reader = Reader::new().unwrap();
    writeln!(std::io::stdout(), "{READY}").unwrap();
    read(&reader, Path::new(&folder), "out");
}

/// Runs the victim and kills it some time after it is ready; tells whether it was still at work.
fn kill_after(delay: Duration, folder: &Path) -> bool {
    let mut victim = Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::victim", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let is_ready = |line: std::io::Result<String>| line.unwrap().contains(READY);
    assert!(lines.into_iter().any(is_ready), "the victim has failed");
    thread::sleep(delay);
    let was_at_work = victim.try_wait().unwrap().is_none();
    victim.kill().unwrap();
    victim.wait().unwrap();
    was_at_work
}

#[test]
fn a_run_killed_at_any_moment_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("feed.jsonl"), feed(160)).unwrap();
    let reader = Reader::new().unwrap();
    let start = Instant::now();
    let expected = read(&reader, folder, "whole");
    let whole = start.elapsed();

    // Moments spread over the time of a few parts by a sequence without a pattern, the same in each run of this test.
    let mut random: u32 = 20_151_114;
    let mut kills = 0;
    for _ in 0..KILLS {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let share = f64::from(random >> 8) / f64::from(1 << 24);
        kills += usize::from(kill_after(whole.mul_f64(share / 6.0), folder));
    }
    assert!(kills > KILLS / 4, "only {kills} kills came before the end");

    let summary = read(&reader, folder, "out");
    assert_eq!(summary.counts, expected.counts);
    let [whole, out] = ["whole", "out"].map(|name| folder.join(name));
    assert!(files(&whole) == files(&out), "the files differ");
    let database = |folder: &Path| database(&folder.join("depesha.sqlite"));
    assert!(database(&whole) == database(&out), "the databases differ");
}
