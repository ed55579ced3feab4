//! `depesha check`

use depesha::{Input, Position, Record};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::command::CheckArgs;
use crate::input;
use crate::message;
use crate::output::{self, Closed, Outcome};

/// Names every place where a record of the files breaks the contract.
pub fn run(args: &CheckArgs) -> Outcome {
    let mut outcome = Outcome::Done;
    for file in args.files.iter().map(Input::from) {
        let name = Position::from(&file);
        let text = match input::text(file) {
            Ok(text) => text,
            Err(error) => {
                message::error(error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        match check(&text) {
            Ok(records) => {
                let line = match records {
                    1 => format!("{name}: 1 record, valid\n"),
                    _ => format!("{name}: {records} records, all valid\n"),
                };
                if let Err(Closed(end)) = output::print(line.as_bytes()) {
                    return end.max(outcome);
                }
            }
            Err(problems) => {
                outcome = Outcome::Failed;
                for problem in problems {
                    message::error(format_args!("{name}: {problem}"));
                }
            }
        }
    }
    outcome
}

/// The number of records, all valid, or what is wrong.
fn check(text: &str) -> Result<usize, Vec<String>> {
    let mut records = 0;
    let mut problems = Vec::new();
    for json in Deserializer::from_str(text).into_iter::<&RawValue>() {
        records += 1;
        match json {
            Ok(json) => {
                if let Err(error) = Record::from_json(json.get()) {
                    let violations = error.violations().iter();
                    problems.extend(violations.map(|v| format!("record {records}: {v}")));
                }
            }
            Err(error) => problems.push(format!("record {records}: no record: {error}")),
        }
    }
    match problems.is_empty() {
        true => Ok(records),
        false => Err(problems),
    }
}
