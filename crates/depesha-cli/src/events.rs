//! `depesha events`

use depesha::export::events::{self, Filter};
use depesha::{Options, Record};

use crate::command::EventsArgs;
use crate::output::Outcome;
use crate::pages::Pages;
use crate::rows;

/// Lists the events that are looked for.
pub fn run(args: &EventsArgs) -> Outcome {
    let pages = match Pages::open(&args.input, Options::default()) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let filter = Filter {
        kind: args.kind,
        actor: args.actor.clone(),
        recipient: args.recipient.clone(),
    };
    let read = |record: &Record| events::find(record, &filter, args.offsets.unit, args.explain);
    rows::print(&pages, args.format, read)
}
