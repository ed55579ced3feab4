use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Instant;

use depesha::{Entries, Input, Position, Reader};
use rayon::ThreadPoolBuilder;

use crate::batch::{Done, Failed, Fetched, Outcome, Placed, Work, render};
use crate::duplicates::{Comparer, Duplicates, Repeats};
use crate::error::{At, RunError};
use crate::folder::Folder;
use crate::options::RunOptions;
use crate::part::{Output, Rendered};
use crate::state::{Place, State};
use crate::summary::{Counts, Summary};
use crate::timings::{Step, Timings};

/// Sees how a run comes on, and can ask it to stop.
pub trait Monitor: Sync {
    /// Called after every batch of documents.
    fn progress(&self, progress: &Progress<'_>);

    /// Asked between batches. A run that stops closes its part and can be resumed.
    fn stops(&self) -> bool;
}

/// How far a run has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'r> {
    /// What became of the documents so far.
    pub counts: &'r Counts,
    /// Bytes read from the inputs, as they lie on the disk.
    pub stored_bytes: u64,
}

/// Looks away and never stops a run.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Monitor for Silent {
    fn progress(&self, _: &Progress<'_>) {}

    fn stops(&self) -> bool {
        false
    }
}

/// Reads `inputs` to their ends and writes to the folder `out`.
///
/// The same inputs and options give the same files, whatever the number of threads. Killed at any moment, the run goes on
/// with [`RunOptions::resume`] as if nothing had happened.
///
/// # Errors
/// What keeps the run as a whole from going on. A document that cannot be read does not: [`Summary`] counts it and
/// `failed.jsonl` names it.
pub fn run(
    reader: &Reader,
    inputs: &[Input],
    out: &Path,
    options: &RunOptions,
    monitor: &dyn Monitor,
) -> Result<Summary, RunError> {
    let threads = options.threads.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    pool.install(|| Run::begin(reader, inputs, out, options)?.finish(reader, options, monitor))
}

/// A run that is going on.
struct Run {
    entries: Entries,
    comparer: Option<Comparer>,
    duplicates: Option<Duplicates>,
    target: Target,
    /// What became of all documents, also of those that are not yet written.
    counts: Counts,
    timings: Timings,
}

impl Run {
    /// Opens the folder and goes to the first document that is not in it.
    fn begin(
        reader: &Reader,
        inputs: &[Input],
        out: &Path,
        options: &RunOptions,
    ) -> Result<Self, RunError> {
        let folder = Folder::open(out)?;
        let names = inputs.iter().map(ToString::to_string).collect();
        let state = state(
            &folder,
            State::new(names, options.settings(reader)),
            options.resume,
        )?;
        folder.remove_temporary()?;
        let comparer = options.near_duplicates.map(Comparer::new);
        let mut duplicates = comparer.as_ref().map(Duplicates::new);
        if let Some(duplicates) = &mut duplicates
            && !state.finished
        {
            let log = folder.duplicates();
            let learned = log.read(state.duplicates_bytes)?;
            duplicates.recall(learned).at(log.path())?;
        }
        folder.set_state(&state)?;
        Ok(Self {
            entries: entries(inputs, options, &state),
            comparer,
            duplicates,
            counts: state.counts.clone(),
            timings: Timings::default(),
            target: Target {
                output: Output::open(out, &options.formats, state.counts.documents)?,
                folder,
                state,
                part_documents: options.part_documents.get(),
                part: Part::default(),
            },
        })
    }

    /// Reads all documents that are left.
    fn finish(
        mut self,
        reader: &Reader,
        options: &RunOptions,
        monitor: &dyn Monitor,
    ) -> Result<Summary, RunError> {
        let start = Instant::now();
        let resumed_after = self.counts.documents;
        let stopped = !self.target.state.finished && self.read(reader, options, monitor)?;
        Ok(Summary {
            counts: self.counts,
            stopped,
            resumed_after,
            elapsed: start.elapsed(),
            timings: self.timings,
        })
    }

    /// Reads and writes batch by batch; tells whether it was asked to stop.
    fn read(
        &mut self,
        reader: &Reader,
        options: &RunOptions,
        monitor: &dyn Monitor,
    ) -> Result<bool, RunError> {
        let mut first = self.counts.documents;
        let mut ready = Ready::default();
        let part = options.part_documents.get();
        let mut fetched = Fetched::next(&mut self.entries, first, part);
        while !fetched.is_empty() && !monitor.stops() {
            first += fetched.len();
            let (last, stored_bytes) = (fetched.last(), fetched.stored_bytes);
            let work = Work {
                reader,
                options: &options.analysis,
                comparer: self.comparer.as_ref(),
                timeout: options.timeout,
            };
            let (target, entries) = (&mut self.target, &mut self.entries);
            let (mut writing, mut fetching) = (Timings::default(), Timings::default());
            // While one batch is read, the one before it is written and the next one fetched.
            let (done, (written, next)) = rayon::join(
                || work.read(fetched),
                || {
                    rayon::join(
                        || writing.time(Step::Write, || target.write(ready)),
                        || fetching.time(Step::Fetch, || Fetched::next(entries, first, part)),
                    )
                },
            );
            written?;
            self.timings += &writing;
            self.timings += &fetching;
            ready = self.make_ready(done, last);
            fetched = next;
            let counts = &self.counts;
            monitor.progress(&Progress {
                counts,
                stored_bytes,
            });
        }
        let (target, timings) = (&mut self.target, &mut self.timings);
        let stopped = !fetched.is_empty();
        timings.time(Step::Write, || {
            target.write(ready)?;
            target.finish(!stopped)
        })?;
        Ok(stopped)
    }

    /// Finds the duplicates among the documents of a batch, and makes what is written of it.
    fn make_ready(&mut self, batch: Vec<Done>, last: Option<Place>) -> Ready {
        let mut failed = Vec::new();
        let mut placed = Vec::new();
        for Done {
            document,
            outcome,
            timings,
        } in batch
        {
            self.timings += &timings;
            self.counts.documents += 1;
            match outcome {
                Outcome::Read(record, fingerprint) => {
                    let repeats = match (&mut self.duplicates, fingerprint) {
                        (Some(duplicates), Some(print)) => duplicates.add(document, print),
                        _ => Repeats::default(),
                    };
                    self.counts.add_read(&record, repeats);
                    placed.push(Placed {
                        document,
                        record,
                        repeats,
                    });
                }
                Outcome::Skipped(reason) => count(&mut self.counts.skipped, reason),
                Outcome::Failed(failure) => {
                    count(&mut self.counts.failed, failure.reason);
                    failed.push(failure);
                }
            }
        }
        let (rendered, timings) = render(placed, &self.target.output);
        self.timings += &timings;
        Ready {
            rendered,
            failed,
            learned: self
                .duplicates
                .as_mut()
                .map(Duplicates::take_log)
                .unwrap_or_default(),
            counts: self.counts.clone(),
            last,
        }
    }
}

/// The state to go on from.
fn state(folder: &Folder, fresh: State, resume: bool) -> Result<State, RunError> {
    let path = || folder.path().to_owned();
    match folder.state()? {
        None => Ok(fresh),
        Some(_) if !resume => Err(RunError::Taken { path: path() }),
        Some(state) => match state.difference(&fresh) {
            None => Ok(state),
            Some((name, was, is)) => Err(RunError::Other {
                path: path(),
                name,
                was,
                is,
            }),
        },
    }
}

/// The documents behind those that are done.
fn entries(inputs: &[Input], options: &RunOptions, state: &State) -> Entries {
    let mut entries = Entries::open(inputs.iter().cloned(), options.read.clone());
    let Some(last) = &state.last else {
        return entries;
    };
    if !may_overlap(inputs) {
        return entries.after(Position::from(last));
    }
    // The place of the last document may come twice: only its number is sure.
    let done = usize::try_from(state.counts.documents).unwrap_or(usize::MAX);
    entries.by_ref().take(done).for_each(drop);
    entries
}

/// Whether a file may be read twice: a name within another one, or a pattern.
fn may_overlap(inputs: &[Input]) -> bool {
    let is_pattern = |path: &Path| path.to_string_lossy().contains(['*', '?', '[']);
    inputs.iter().enumerate().any(|(at, input)| {
        inputs
            .iter()
            .enumerate()
            .any(|(other_at, other)| match (input, other) {
                _ if at == other_at => false,
                (Input::Path(path), Input::Path(other)) => {
                    path.starts_with(other) || is_pattern(path)
                }
                (input, other) => input == other,
            })
    })
}

fn count(reasons: &mut BTreeMap<String, u64>, reason: &str) {
    *reasons.entry(reason.to_owned()).or_default() += 1;
}

/// Documents that are ready to be written.
#[derive(Default)]
struct Ready {
    rendered: Vec<Rendered>,
    failed: Vec<Failed>,
    /// What was learned of duplicates.
    learned: Vec<u8>,
    /// What became of all documents up to here.
    counts: Counts,
    /// The last of them.
    last: Option<Place>,
}

/// Where everything is written to.
struct Target {
    folder: Folder,
    output: Output,
    /// What the folder holds.
    state: State,
    /// Parts end at multiples of this number.
    part_documents: u64,
    part: Part,
}

/// What goes to other files than those of the part, when it ends.
#[derive(Default)]
struct Part {
    failed: Vec<u8>,
    learned: Vec<u8>,
    counts: Counts,
    last: Option<Place>,
}

impl Target {
    /// Takes documents, and ends the part when it has enough.
    fn write(&mut self, ready: Ready) -> Result<(), RunError> {
        if ready.last.is_none() {
            return Ok(()); // in front of the first batch
        }
        self.output.write(self.state.parts, &ready.rendered)?;
        for failed in &ready.failed {
            let line = serde_json::to_string(failed).map_err(io::Error::from);
            self.part
                .failed
                .extend(line.at(self.folder.failed().path())?.into_bytes());
            self.part.failed.push(b'\n');
        }
        self.part.learned.extend(ready.learned);
        self.part.counts = ready.counts;
        self.part.last = ready.last;
        match self
            .part
            .counts
            .documents
            .is_multiple_of(self.part_documents)
        {
            true => self.finish_part(),
            false => Ok(()),
        }
    }

    /// Ends the part. The state is written last: until then, all of this is done again by a run that goes on.
    fn finish_part(&mut self) -> Result<(), RunError> {
        let Part {
            failed,
            learned,
            counts,
            last,
        } = std::mem::take(&mut self.part);
        if last.is_none() {
            return Ok(());
        }
        let state = &mut self.state;
        self.output.finish_part()?;
        state.failed_bytes = self.folder.failed().write(state.failed_bytes, &failed)?;
        state.duplicates_bytes = self
            .folder
            .duplicates()
            .write(state.duplicates_bytes, &learned)?;
        state.parts += 1;
        state.counts = counts;
        state.last = last;
        self.folder.set_state(state)
    }

    /// Ends the last part, and the run when `finished`.
    fn finish(&mut self, finished: bool) -> Result<(), RunError> {
        self.finish_part()?;
        self.state.finished = finished;
        self.folder.set_state(&self.state)?;
        match finished {
            true => self.folder.duplicates().remove(),
            false => Ok(()),
        }
    }
}
