//! `depesha check`

use depesha::model::BadRecord;
use depesha::{Input, Position};

use crate::command::CheckArgs;
use crate::message;
use crate::output::{self, Closed, Outcome};
use crate::records;

/// Names every place where a record of the files breaks the contract.
pub fn run(args: &CheckArgs) -> Outcome {
    let mut outcome = Outcome::Done;
    for file in args.files.iter().map(Input::from) {
        let mut records = 0;
        let checked = records::read_each(std::slice::from_ref(&file), |name, record| {
            records += 1;
            match record {
                Ok(_) => return Ok(Outcome::Done),
                Err(BadRecord::Broken { line, error }) => {
                    for violation in error.violations() {
                        message::error(format_args!("{name}: line {line}: {violation}"));
                    }
                }
                Err(error) => message::error(format_args!("{name}: {error}")),
            }
            Ok(Outcome::Failed)
        });
        outcome = outcome.max(checked);
        if checked == Outcome::Done {
            let name = Position::from(&file);
            let line = match records {
                1 => format!("{name}: 1 record, valid\n"),
                _ => format!("{name}: {records} records, all valid\n"),
            };
            if let Err(Closed(end)) = output::print(line.as_bytes()) {
                return end.max(outcome);
            }
        }
    }
    outcome
}
