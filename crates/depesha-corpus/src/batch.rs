//! The documents of a run, batch by batch: fetched in order, read by all threads, rendered by all threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use depesha::{Entries, Entry, Failure, OffsetUnit, Options, Position, Reader, Record};
use depesha_export::jsonl;
use rayon::prelude::*;
use serde::Serialize;

use crate::duplicates::{Comparer, Fingerprint, Repeats};
use crate::part::{Output, Rendered};
use crate::state::Place;
use crate::timings::{Clock, Step, Timings};

/// Documents of a batch at most: enough that no thread waits long for the others.
const MOST_DOCUMENTS: u64 = 256;

/// Bytes of a batch, but for its last document: reading takes some thirty times as much memory, so that a batch has one very
/// long document at most.
const MOST_BYTES: usize = 1 << 20;

/// How many documents a thread takes at once.
const SHARE: usize = 4;

/// Documents that were fetched and not yet read.
#[derive(Default)]
pub struct Fetched {
    entries: Vec<(u64, Result<Entry, Failure>)>,
    /// How many bytes were read from the inputs up to here.
    pub stored_bytes: u64,
}

impl Fetched {
    /// The next documents, the first of which has the number `first`. A batch ends where a part of `part` documents does.
    pub fn next(entries: &mut Entries, first: u64, part: u64) -> Self {
        let mut fetched = Self::default();
        let mut bytes = 0;
        let mut number = first;
        let end = first + MOST_DOCUMENTS.min(part - first % part);
        while number < end && bytes < MOST_BYTES {
            let Some(entry) = entries.next() else {
                break;
            };
            bytes += entry.as_ref().map_or(0, Entry::bytes);
            fetched.entries.push((number, entry));
            number += 1;
        }
        fetched.stored_bytes = entries.stored_bytes_read();
        fetched
    }

    /// Whether nothing was left to fetch.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many documents it has.
    pub fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// The place of the last document.
    pub fn last(&self) -> Option<Place> {
        let (_, entry) = self.entries.last()?;
        let position = match entry {
            Ok(entry) => entry.position(),
            Err(failure) => &failure.position,
        };
        Some(position.into())
    }
}

/// What became of a document.
pub struct Done {
    /// Its number.
    pub document: u64,
    /// What was read of it, or why nothing.
    pub outcome: Outcome,
    /// How long it took.
    pub timings: Timings,
}

/// What a document gave.
pub enum Outcome {
    /// Its record, and what it is compared by, if it is.
    Read(Box<Record>, Option<Fingerprint>),
    /// Nothing, and nothing went wrong.
    Skipped(&'static str),
    /// Nothing.
    Failed(Failed),
}

/// A line of `failed.jsonl`.
#[derive(Debug, Serialize)]
pub struct Failed {
    /// The document's number in the run.
    pub document: u64,
    /// Where it lies.
    #[serde(flatten)]
    pub place: Place,
    /// What it calls itself.
    pub id: Option<String>,
    /// Why, by a fixed name.
    pub reason: &'static str,
    /// Why, in words for a person.
    pub message: String,
}

/// How documents are read.
pub struct Work<'r> {
    pub reader: &'r Reader,
    pub options: &'r Options,
    pub comparer: Option<&'r Comparer>,
    pub timeout: Duration,
}

impl Work<'_> {
    /// Reads the documents on all threads.
    pub fn read(&self, fetched: Fetched) -> Vec<Done> {
        let entries = fetched.entries.into_par_iter().with_max_len(SHARE);
        entries
            .map(|(number, entry)| self.read_one(number, entry))
            .collect()
    }

    fn read_one(&self, document: u64, entry: Result<Entry, Failure>) -> Done {
        let mut clock = Clock::start(Step::Decode, self.timeout);
        let outcome = match entry {
            Ok(entry) => {
                let position = entry.position().clone();
                // A bug in reading one page must not cost the others. The reader is never written to, so a panic leaves
                // nothing half done in it.
                let read = AssertUnwindSafe(|| self.outcome(document, entry, &mut clock));
                catch_unwind(read).unwrap_or_else(|_| {
                    Outcome::Failed(Failed {
                        document,
                        place: (&position).into(),
                        id: None,
                        reason: "bug",
                        message: format!(
                            "{position}: the program failed, which is a bug; please report it with the document"
                        ),
                    })
                })
            }
            Err(failure) => unread(document, failure),
        };
        Done {
            document,
            outcome,
            timings: clock.timings(),
        }
    }

    fn outcome(&self, number: u64, entry: Entry, clock: &mut Clock) -> Outcome {
        let document = match entry.read() {
            Ok(document) => document,
            Err(failure) => return unread(number, failure),
        };
        let mut watch = |phase| clock.enter(Step::Read(phase));
        let record = self
            .reader
            .read_watched(&document, self.options, &mut watch);
        let record = record.filter(|_| clock.enter(Step::Duplicates).is_continue());
        let Some(record) = record else {
            return Outcome::Failed(self.late(number, document.position, document.id));
        };
        let fingerprint = self.comparer.map(|comparer| comparer.fingerprint(&record));
        // The work is done: that the time is over by now makes no difference.
        let _ = clock.enter(Step::Render);
        Outcome::Read(Box::new(record), fingerprint)
    }

    fn late(&self, document: u64, position: Position, id: Option<String>) -> Failed {
        Failed {
            document,
            place: (&position).into(),
            id,
            reason: "timeout",
            message: format!(
                "{position}: takes longer than {:?}; raise the limit, or leave it out",
                self.timeout
            ),
        }
    }
}

fn unread(document: u64, failure: Failure) -> Outcome {
    match failure.is_skip() {
        true => Outcome::Skipped(failure.problem.code()),
        false => Outcome::Failed(Failed {
            document,
            place: (&failure.position).into(),
            reason: failure.problem.code(),
            message: failure.to_string(),
            id: failure.id,
        }),
    }
}

/// A record with all that is known of it in the run.
pub struct Placed {
    pub document: u64,
    pub record: Box<Record>,
    pub repeats: Repeats,
}

/// What is written of the records, made on all threads, and the time that it took.
pub fn render(placed: Vec<Placed>, output: &Output) -> (Vec<Rendered>, Timings) {
    let (lines, rows) = (output.has_records(), output.has_tables());
    let rendered: Vec<(Rendered, Timings)> = placed
        .into_par_iter()
        .with_max_len(SHARE)
        .map(|placed| {
            let mut timings = Timings::default();
            let rendered = timings.time(Step::Render, || render_one(placed, lines, rows));
            (rendered, timings)
        })
        .collect();
    let timings = rendered.iter().map(|(_, timings)| timings).sum();
    let rendered = rendered.into_iter().map(|(rendered, _)| rendered);
    (rendered.collect(), timings)
}

fn render_one(placed: Placed, lines: bool, rows: bool) -> Rendered {
    let Placed {
        document,
        mut record,
        repeats,
    } = placed;
    record.source.document = Some(document);
    record.source.duplicate_of = repeats.duplicate_of;
    record.source.near_duplicate_of = repeats.near_duplicate_of;
    let mut rendered = Rendered::default();
    if rows {
        rendered.rows.push(document, &record);
    }
    if lines {
        jsonl::write(&record, OffsetUnit::Char, &mut rendered.line)
            .unwrap_or_else(|error| unreachable!("memory takes what is written: {error}"));
    }
    rendered
}
