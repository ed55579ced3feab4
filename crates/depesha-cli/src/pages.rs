//! The pages that a subcommand reads, and what it reads them with.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use depesha::{Lexicon, Options, Reader, Record};

use crate::command::InputArgs;
use crate::input;
use crate::message;
use crate::output::{Closed, Outcome};

/// Inputs and a reader for them.
pub struct Pages {
    files: Vec<PathBuf>,
    reader: Reader,
    options: Options,
}

impl Pages {
    /// Loads what reading needs; when that cannot be, a message has said why.
    pub fn open(args: &InputArgs, options: Options) -> Result<Self, Outcome> {
        let files = match args.files.as_slice() {
            [] if io::stdin().is_terminal() => {
                message::error("no input; name a file, or pipe a page into the program");
                return Err(Outcome::WrongUsage);
            }
            [] => vec![PathBuf::from(input::DASH)],
            files => files.to_vec(),
        };
        let lexicon = match &args.lexicon {
            Some(folder) => Lexicon::builtin().with_dir(folder).map_err(|error| {
                message::error(error);
                Outcome::WrongUsage
            })?,
            None => Lexicon::builtin(),
        };
        let reader = Reader::with_lexicon(lexicon).map_err(|error| {
            message::error(format_args!("{error}; install the program again"));
            Outcome::Failed
        })?;
        Ok(Self {
            files,
            reader,
            options,
        })
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Reads the inputs in order and gives to `print` what `make` makes of each record.
    pub fn read_each<T>(
        &self,
        make: impl Fn(&Record) -> io::Result<T>,
        mut print: impl FnMut(T) -> Result<(), Closed>,
    ) -> Outcome {
        let mut outcome = Outcome::Done;
        for file in &self.files {
            match self.read(file, &make) {
                Ok(result) => {
                    if let Err(Closed(end)) = print(result) {
                        return end.max(outcome);
                    }
                }
                Err(problem) => {
                    message::error(problem);
                    outcome = Outcome::Failed;
                }
            }
        }
        outcome
    }

    /// What `make` makes of one input, or the message that says why there is nothing.
    fn read<T>(&self, file: &Path, make: impl Fn(&Record) -> io::Result<T>) -> Result<T, String> {
        let document = input::read(file).map_err(|error| error.to_string())?;
        let name = input::name(file);
        contain(|| make(&self.reader.read(&document, &self.options)))
            .ok_or_else(|| {
                format!("{name}: the program failed, which is a bug; please report it with the page and the lines above")
            })?
            .map_err(|error| format!("{name}: the record is not valid, which is a bug; please report it: {error}"))
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
