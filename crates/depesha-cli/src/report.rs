//! `depesha report`

use std::slice;

use depesha::{Input, Options, Record};

use crate::command::ReportArgs;
use crate::message;
use crate::output::{self, Closed, Outcome};
use crate::pages::Pages;
use crate::records;
use crate::sink;

/// Reads pages and records in order and writes one report of all.
pub fn run(args: &ReportArgs) -> Outcome {
    let pages = match Pages::open(&args.input, Options::default()) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let mut all = Vec::new();
    let read = |input: &Input| match records::begins_with_record(input) {
        true => read_records(input, &mut all),
        false => pages.read_each_of(
            slice::from_ref(input),
            |record| Ok(record.clone()),
            |record| {
                all.push(record);
                Ok(())
            },
        ),
    };
    let outcome = pages.inputs().iter().map(read).max();
    let outcome = outcome.unwrap_or(Outcome::Done);
    if all.is_empty() {
        message::error("no page could be read, so there is no report");
        return Outcome::Failed.max(outcome);
    }
    let options = depesha_report::Options {
        language: args.lang,
    };
    let report = depesha_report::report(&all, &options);
    let written = match &args.out {
        Some(path) => match sink::save(path, report.as_bytes()) {
            Ok(()) => Outcome::Done,
            Err(Closed(outcome)) => outcome,
        },
        None => output::print_last(report.as_bytes()),
    };
    written.max(outcome)
}

fn read_records(input: &Input, all: &mut Vec<Record>) -> Outcome {
    records::read_each(slice::from_ref(input), |name, record| {
        Ok(match record {
            Ok(record) => {
                all.push(record);
                Outcome::Done
            }
            Err(error) => {
                message::error(format_args!("{name}: {error}"));
                Outcome::Failed
            }
        })
    })
}
