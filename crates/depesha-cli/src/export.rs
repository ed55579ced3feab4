//! `depesha export`

use std::io::{self, IsTerminal};

use depesha::Input;

use crate::command::ExportArgs;
use crate::message;
use crate::output::Outcome;
use crate::records;
use crate::sink::Sink;
use crate::write::Maker;

/// Reads records in order and writes them in another format.
pub fn run(args: &ExportArgs) -> Outcome {
    let inputs: Vec<Input> = match args.files.as_slice() {
        [] if io::stdin().is_terminal() => {
            message::error("no input; name a file of records, or pipe records into the program");
            return Outcome::WrongUsage;
        }
        [] => vec![Input::Stdin],
        files => files.iter().map(Input::from).collect(),
    };
    let (maker, mut sink) = match (
        Maker::new(&args.write, Some(args.to)),
        Sink::open(&args.write, Some(args.to)),
    ) {
        (Ok(maker), Ok(sink)) => (maker, sink),
        (Err(outcome), _) | (_, Err(outcome)) => return outcome,
    };
    let outcome = records::read_each(&inputs, |name, record| {
        let made = match record {
            Ok(record) => maker.make(args.to, &record).map_err(|error| {
                let page = record
                    .source
                    .uri
                    .as_deref()
                    .unwrap_or("a text without a name");
                format!("{name}: {page}: {error}")
            }),
            Err(error) => Err(format!("{name}: {error}")),
        };
        match made {
            Ok(piece) => sink.take(piece).map(|()| Outcome::Done),
            Err(problem) => {
                message::error(problem);
                Ok(Outcome::Failed)
            }
        }
    });
    sink.finish().max(outcome)
}
