//! The records that a subcommand reads.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use depesha::model::{BadRecord, Records, SCHEMA};
use depesha::{Input, Position, Problem, Record};

use crate::message;
use crate::output::{Closed, Outcome};

/// Reads the records of the inputs in order and gives each to `take`, with the name of its input; what cannot be read is
/// told and passed over. An input without a record is told too.
pub fn read_each(
    inputs: &[Input],
    mut take: impl FnMut(&Position, Result<Record, BadRecord>) -> Result<Outcome, Closed>,
) -> Outcome {
    let mut outcome = Outcome::Done;
    for input in inputs {
        let name = Position::from(input);
        let mut is_empty = true;
        let told = |problem: Problem| {
            message::error(format_args!("{name}: {problem}"));
            Outcome::Failed
        };
        let records = match open(input) {
            Ok(reader) => Records::new(reader),
            Err(error) => {
                outcome = outcome.max(told(error.into()));
                continue;
            }
        };
        for record in records {
            is_empty = false;
            let done = match record {
                Err(BadRecord::Io(error)) => Ok(told(error.into())),
                record => take(&name, record),
            };
            match done {
                Ok(done) => outcome = outcome.max(done),
                Err(Closed(end)) => return end.max(outcome),
            }
        }
        if is_empty {
            outcome = outcome.max(told(Problem::Empty));
        }
    }
    outcome
}

/// Whether an input begins as `depesha parse` writes records: with the field `schema`. It can still be read from its
/// beginning, as standard input keeps what was looked at.
pub fn begins_with_record(input: &Input) -> bool {
    let head = match input {
        Input::Stdin => io::stdin().lock().fill_buf().map(is_record),
        Input::Path(path) => File::open(path).and_then(|file| {
            let mut reader = BufReader::new(file);
            reader.fill_buf().map(is_record)
        }),
    };
    // What cannot be read is told where it is read.
    head.unwrap_or(false)
}

fn is_record(head: &[u8]) -> bool {
    let version = SCHEMA.rfind('/').unwrap_or(SCHEMA.len());
    let start = ["{", "\"schema\"", ":", "\"", &SCHEMA[..=version]];
    let mut rest = head;
    start.iter().all(|token| {
        let found = rest.trim_ascii_start().strip_prefix(token.as_bytes());
        found.map(|behind| rest = behind).is_some()
    })
}

fn open(input: &Input) -> io::Result<Box<dyn BufRead>> {
    Ok(match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::Path(path) => Box::new(BufReader::new(File::open(path)?)),
    })
}

#[cfg(test)]
mod tests {
    use super::is_record;

    #[test]
    fn a_record_is_known_by_its_schema() {
        assert!(is_record(
            b"{\"schema\":\"depesha.record/1\",\"text\":\"\"}"
        ));
        assert!(is_record(b"\n{\n  \"schema\": \"depesha.record/9\"}"));
        for other in [
            "",
            "{\"text\": \"\"}",
            "{\"schema\": \"x\"}",
            "depesha.record/1",
        ] {
            assert!(!is_record(other.as_bytes()), "{other}");
        }
    }
}
