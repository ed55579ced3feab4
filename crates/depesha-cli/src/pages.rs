//! The pages that a subcommand reads, and what it reads them with.

use std::fmt::Display;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use depesha::{Entries, Entry, Failure, Input, Lexicon, Options, ReadOptions, Reader, Record};

use crate::command::InputArgs;
use crate::input;
use crate::message;
use crate::output::{Closed, Outcome};

/// Inputs and a reader for them.
pub struct Pages {
    inputs: Vec<Input>,
    read_options: ReadOptions,
    reader: Reader,
    options: Options,
}

/// What reads pages; when it cannot be loaded, a message has said why.
pub fn reader(lexicon: Option<&Path>) -> Result<Reader, Outcome> {
    let lexicon = match lexicon {
        Some(folder) => Lexicon::builtin().with_dir(folder).map_err(|error| {
            message::error(error);
            Outcome::WrongUsage
        })?,
        None => Lexicon::builtin(),
    };
    Reader::with_lexicon(lexicon).map_err(|error| {
        message::error(format_args!("{error}; install the program again"));
        Outcome::Failed
    })
}

impl Pages {
    /// Loads what reading needs; when that cannot be, a message has said why.
    pub fn open(args: &InputArgs, options: Options) -> Result<Self, Outcome> {
        let inputs = input::inputs(&args.read)?;
        Ok(Self {
            inputs,
            read_options: input::options(&args.read),
            reader: reader(args.lexicon.as_deref())?,
            options,
        })
    }

    /// Whether a single file is named, or standard input.
    pub fn is_file(&self) -> bool {
        match self.inputs.as_slice() {
            [Input::Path(path)] => path.is_file(),
            inputs => inputs.len() == 1,
        }
    }

    /// The inputs, as they were named.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// Reads the inputs in order and gives to `print` what `make` makes of each record.
    pub fn read_each<T>(
        &self,
        make: impl Fn(&Record) -> io::Result<T>,
        print: impl FnMut(T) -> Result<(), Closed>,
    ) -> Outcome {
        self.read_each_of(&self.inputs, make, print)
    }

    /// [`Pages::read_each`] of some of the inputs.
    pub fn read_each_of<T>(
        &self,
        inputs: &[Input],
        make: impl Fn(&Record) -> io::Result<T>,
        mut print: impl FnMut(T) -> Result<(), Closed>,
    ) -> Outcome {
        let mut outcome = Outcome::Done;
        for entry in Entries::open(inputs.to_vec(), self.read_options.clone()) {
            match self.read(entry, &make) {
                Ok(result) => {
                    if let Err(Closed(end)) = print(result) {
                        return end.max(outcome);
                    }
                }
                Err(unread) => {
                    message::error(unread.message);
                    outcome = outcome.max(unread.outcome);
                }
            }
        }
        outcome
    }

    /// What `make` makes of one document.
    fn read<T>(
        &self,
        entry: Result<Entry, Failure>,
        make: impl Fn(&Record) -> io::Result<T>,
    ) -> Result<T, Unread> {
        let document = entry.and_then(Entry::read)?;
        let failed = |what: &dyn Display| Unread {
            message: format!("{}: {what}", document.position),
            outcome: Outcome::Failed,
        };
        contain(|| make(&self.reader.read(&document, &self.options)))
            .ok_or_else(|| {
                failed(&"the program failed, which is a bug; please report it with the page and the lines above")
            })?
            .map_err(|error| match error.kind() {
                // The format cannot hold the page.
                io::ErrorKind::InvalidInput => failed(&error),
                _ => failed(&format_args!(
                    "the record is not valid, which is a bug; please report it: {error}"
                ))
            })
    }
}

/// Why there is nothing to print of a document.
struct Unread {
    message: String,
    outcome: Outcome,
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Self {
            message: failure.to_string(),
            outcome: match failure.is_skip() {
                true => Outcome::Done,
                false => Outcome::Failed,
            },
        }
    }
}

/// What `work` gives, or `None` when it panics: a bug in reading one page must not cost the others.
fn contain<T>(work: impl FnOnce() -> T) -> Option<T> {
    // The reader is never written to, so a panic leaves nothing half done in it.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::contain;

    #[test]
    fn a_panic_is_contained() {
        assert_eq!(contain(|| 1), Some(1));
        assert_eq!(
            contain(|| -> u32 { panic!("a page that breaks the program") }),
            None
        );
    }
}
