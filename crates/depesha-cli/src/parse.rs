//! `depesha parse`

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use depesha::export::{json, jsonl, pretty};
use depesha::{Document, OffsetUnit, Options, Reader};

use crate::command::{Color, Format, ParseArgs};
use crate::input;
use crate::message;
use crate::output::{self, Closed, Outcome};

/// Wider lines are hard to read.
const MAX_WIDTH: usize = 110;

/// Reads the inputs in order and writes what was read.
pub fn run(args: &ParseArgs) -> Outcome {
    let standard_input = [PathBuf::from(input::DASH)];
    let files = match args.files.as_slice() {
        [] if io::stdin().is_terminal() => {
            message::error("no input; name a file, or pipe a page into `depesha parse`");
            return Outcome::WrongUsage;
        }
        [] => &standard_input,
        files => files,
    };
    let reader = match Reader::new() {
        Ok(reader) => reader,
        Err(error) => {
            message::error(format_args!("{error}; install the program again"));
            return Outcome::Failed;
        }
    };
    let job = Job {
        reader,
        options: Options {
            published: args.published,
            time_zone: args.timezone.clone(),
            mention_scheme: args.mention_scheme,
        },
        format: args.format.unwrap_or_else(|| default_format(files.len())),
        style: style(args),
        unit: args.offsets,
    };
    let mut outcome = Outcome::Done;
    let mut printed = 0;
    for file in files {
        match job.read(file) {
            Ok(mut result) => {
                if printed > 0 && job.format == Format::Pretty {
                    let line = format!("\n{}\n\n", "─".repeat(job.style.width));
                    result.splice(0..0, line.into_bytes());
                }
                if let Err(Closed(end)) = output::print(&result) {
                    return end.max(outcome);
                }
                printed += 1;
            }
            Err(problem) => {
                message::error(problem);
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// What is the same for all inputs.
struct Job {
    reader: Reader,
    options: Options,
    format: Format,
    style: pretty::Style,
    unit: OffsetUnit,
}

impl Job {
    /// The result for one input, ready to print, or the message that says why there is none.
    fn read(&self, file: &Path) -> Result<Vec<u8>, String> {
        let document = input::read(file).map_err(|error| error.to_string())?;
        let name = input::name(file);
        contain(|| self.result(&document))
            .ok_or_else(|| {
                format!("{name}: the program failed, which is a bug; please report it with the page and the lines above")
            })?
            .map_err(|error| format!("{name}: the record is not valid, which is a bug; please report it: {error}"))
    }

    fn result(&self, document: &Document) -> io::Result<Vec<u8>> {
        let record = self.reader.read(document, &self.options);
        let mut result = Vec::new();
        match self.format {
            Format::Pretty => pretty::write(&record, self.unit, &self.style, &mut result)?,
            Format::Json => json::write(&record, self.unit, &mut result)?,
            Format::Jsonl => jsonl::write(&record, self.unit, &mut result)?,
        }
        Ok(result)
    }
}

/// What `work` gives, or `None` when it panics: a bug in reading one page must not cost the others.
fn contain<T>(work: impl FnOnce() -> T) -> Option<T> {
    // The reader is never written to, so a panic leaves nothing half done in it.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn default_format(inputs: usize) -> Format {
    match inputs {
        _ if output::is_terminal() => Format::Pretty,
        0 | 1 => Format::Json,
        _ => Format::Jsonl,
    }
}

fn style(args: &ParseArgs) -> pretty::Style {
    let color = match args.color {
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    pretty::Style {
        color,
        width: width.min(MAX_WIDTH),
        language: args.lang,
        explain: args.explain,
    }
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
