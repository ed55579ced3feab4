//! The records that a subcommand reads.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use depesha::model::{BadRecord, Records};
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

fn open(input: &Input) -> io::Result<Box<dyn BufRead>> {
    Ok(match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::Path(path) => Box::new(BufReader::new(File::open(path)?)),
    })
}
