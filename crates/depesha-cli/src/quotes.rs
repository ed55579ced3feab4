//! `depesha quotes`

use depesha::export::quotes::{self, Filter, Quote};
use depesha::{Options, Record};

use crate::command::{Order, QuotesArgs};
use crate::output::Outcome;
use crate::pages::Pages;
use crate::rows;

/// Lists the statements that are looked for.
pub fn run(args: &QuotesArgs) -> Outcome {
    let pages = match Pages::open(&args.input, Options::default()) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let filter = Filter {
        speaker: args.speaker.clone(),
        about: args.about.clone(),
        kind: args.kind.map(Into::into),
    };
    let read = |record: &Record| quotes::find(record, &filter, args.offsets.unit);
    match args.sort {
        Order::Text => rows::print(&pages, args.format, read),
        Order::Speaker => rows::print_sorted(&pages, args.format, read, Quote::speaker_key),
    }
}
