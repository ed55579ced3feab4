//! `depesha run`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use depesha::{Input, Options};
use depesha_corpus::{Counts, Monitor, Progress, RunOptions, Summary, Timings};
use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::command::RunArgs;
use crate::input;
use crate::message;
use crate::output::{self, Outcome, STOPPED};
use crate::pages;

/// Reads the inputs into a folder.
pub fn run(args: &RunArgs) -> Outcome {
    let opened = input::inputs(&args.input.read)
        .and_then(|inputs| Ok((inputs, pages::reader(args.input.lexicon.as_deref())?)));
    let (inputs, reader) = match opened {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let options = RunOptions {
        read: input::options(&args.input.read),
        analysis: Options {
            time_zone: args.page.timezone.clone(),
            mention_scheme: args.page.mention_scheme,
            ..Options::default()
        },
        formats: args.format.iter().map(|format| (*format).into()).collect(),
        threads: args.threads,
        timeout: args.timeout,
        near_duplicates: args.near_duplicates.0,
        part_documents: args.part_size,
        resume: args.resume,
    };
    stop_on_interrupt();
    let is_shown = !args.quiet && io::stderr().is_terminal();
    let bar = is_shown.then(|| Bar::new(&inputs));
    let watcher = Watcher { bar };
    let result = depesha_corpus::run(&reader, &inputs, &args.out, &options, &watcher);
    if let Some(Bar(bar)) = &watcher.bar {
        bar.finish_and_clear();
    }
    match result {
        Ok(summary) => told(args, &summary),
        Err(error) => {
            message::error(error);
            Outcome::Failed
        }
    }
}

/// Whether the user has asked to stop.
static STOPS: AtomicBool = AtomicBool::new(false);

/// The first Ctrl-C ends the run cleanly, the second at once; the folder is sound either way.
fn stop_on_interrupt() {
    let handler = || {
        if STOPS.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED.into());
        }
        message::error("stopping behind the documents at hand; press Ctrl-C again to stop at once");
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        message::error(format_args!("{error}; Ctrl-C ends the run at once"));
    }
}

/// Shows how far the run has come.
struct Watcher {
    bar: Option<Bar>,
}

impl Monitor for Watcher {
    fn progress(&self, progress: &Progress<'_>) {
        if let Some(Bar(bar)) = &self.bar {
            bar.set_position(progress.stored_bytes);
            let documents = progress.counts.documents;
            let rate = documents as f64 / bar.elapsed().as_secs_f64().max(f64::MIN_POSITIVE);
            bar.set_message(format!("{} documents, {rate:.0}/s", HumanCount(documents)));
        }
    }

    fn stops(&self) -> bool {
        STOPS.load(Ordering::Relaxed)
    }
}

struct Bar(ProgressBar);

impl Bar {
    /// A bar of bytes, or where nobody knows how many there are, none but their count.
    fn new(inputs: &[Input]) -> Self {
        let total: Option<u64> = inputs.iter().map(Input::stored_bytes).sum();
        let (bar, template) = match total {
            Some(total) => (
                ProgressBar::new(total),
                "{wide_bar} {msg}, {bytes} of {total_bytes}, {eta} left",
            ),
            None => (ProgressBar::new_spinner(), "{spinner} {msg}, {bytes}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }
}

/// Says how the run ended.
fn told(args: &RunArgs, summary: &Summary) -> Outcome {
    if !args.quiet {
        let words = words(summary, args.timings);
        // When standard error is closed there is nobody left to tell.
        let _ = io::stderr().write_all(words.as_bytes());
    }
    let outcome = match summary {
        _ if summary.stopped => Outcome::Stopped,
        _ if summary.counts.failed() > 0 => Outcome::Failed,
        _ => Outcome::Done,
    };
    match args.json_summary {
        true => output::print_last(json(summary, args.timings).as_bytes()).max(outcome),
        false => outcome,
    }
}

fn words(summary: &Summary, timings: bool) -> String {
    let Counts {
        documents,
        read,
        skipped,
        failed,
        duplicates,
        near_duplicates,
        characters: _,
        statements,
    } = &summary.counts;
    let mut words = String::new();
    let mut line = |name: &str, number: u64, more: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(
            words,
            "{name:<16}{:>12}{more}",
            HumanCount(number).to_string()
        );
    };
    line("documents", *documents, "");
    line("read", *read, "");
    line("skipped", summary.counts.skipped(), &reasons(skipped));
    line("failed", summary.counts.failed(), &reasons(failed));
    line("copies", *duplicates, "");
    line("near copies", *near_duplicates, "");
    line("statements", *statements, "");
    let done = documents - summary.resumed_after;
    let _ = writeln!(
        words,
        "{:<16}{:>12}  {:.1} documents a second",
        "time",
        HumanDuration(summary.elapsed).to_string(),
        rate(done, summary.elapsed)
    );
    if timings {
        words += &shares(&summary.timings);
    }
    if summary.stopped {
        words += "stopped before the end of the inputs; go on with --resume\n";
    }
    words
}

fn reasons(reasons: &BTreeMap<String, u64>) -> String {
    let reasons = reasons
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"));
    match reasons.collect::<Vec<_>>().join(", ") {
        reasons if reasons.is_empty() => reasons,
        reasons => format!("  ({reasons})"),
    }
}

fn shares(timings: &Timings) -> String {
    let total = timings.total().as_secs_f64().max(f64::MIN_POSITIVE);
    let lines = timings.iter().map(|(step, time)| {
        let share = time.as_secs_f64() / total * 100.0;
        format!("  {:<14}{share:>11.1} %\n", step.as_str())
    });
    lines.collect()
}

fn rate(documents: u64, time: Duration) -> f64 {
    documents as f64 / time.as_secs_f64().max(f64::MIN_POSITIVE)
}

/// The summary as `--json-summary` prints it.
#[derive(Serialize)]
struct Told<'s> {
    #[serde(flatten)]
    counts: &'s Counts,
    stopped: bool,
    resumed_after: u64,
    seconds: f64,
    documents_per_second: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<BTreeMap<&'static str, f64>>,
}

fn json(summary: &Summary, timings: bool) -> String {
    let done = summary.counts.documents - summary.resumed_after;
    let seconds = |timings: &Timings| {
        let steps = timings.iter();
        steps
            .map(|(step, time)| (step.as_str(), time.as_secs_f64()))
            .collect()
    };
    let told = Told {
        counts: &summary.counts,
        stopped: summary.stopped,
        resumed_after: summary.resumed_after,
        seconds: summary.elapsed.as_secs_f64(),
        documents_per_second: rate(done, summary.elapsed),
        timings: timings.then(|| seconds(&summary.timings)),
    };
    let json = serde_json::to_string(&told);
    json.unwrap_or_else(|error| unreachable!("plain data becomes JSON: {error}")) + "\n"
}
