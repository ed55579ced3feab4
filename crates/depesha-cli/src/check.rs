//! `depesha check`

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use depesha::Record;
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::command::CheckArgs;
use crate::message;
use crate::output::{self, Closed, Outcome};

/// Names every place where a record of the files breaks the contract.
pub fn run(args: &CheckArgs) -> Outcome {
    let mut outcome = Outcome::Done;
    for file in &args.files {
        let name = file.display();
        match check(file) {
            Ok(1) => {
                if let Err(Closed(end)) =
                    output::print(format!("{name}: 1 record, valid\n").as_bytes())
                {
                    return end;
                }
            }
            Ok(records) => {
                let line = format!("{name}: {records} records, all valid\n");
                if let Err(Closed(end)) = output::print(line.as_bytes()) {
                    return end;
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
fn check(file: &Path) -> Result<usize, Vec<String>> {
    let text = read(file).map_err(|error| vec![format!("{error}; name a file of records")])?;
    let mut records = 0;
    let mut problems = Vec::new();
    for json in Deserializer::from_str(&text).into_iter::<&RawValue>() {
        records += 1;
        match json {
            Ok(json) => {
                if let Err(error) = Record::from_json(json.get()) {
                    let violations = error.violations().iter();
                    problems.extend(violations.map(|v| format!("record {records}: {v}")));
                }
            }
            Err(error) => problems.push(format!("record {records}: no JSON: {error}")),
        }
    }
    match (records, problems.is_empty()) {
        (0, _) => Err(vec![
            "holds no record; write one with `depesha parse --format json`".to_owned(),
        ]),
        (_, true) => Ok(records),
        (_, false) => Err(problems),
    }
}

fn read(file: &Path) -> io::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(file)
}
