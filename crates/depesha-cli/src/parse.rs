//! `depesha parse`

use depesha::Options;

use crate::command::{Format, ParseArgs};
use crate::output::{self, Outcome};
use crate::pages::Pages;
use crate::sink::Sink;
use crate::write::Maker;

/// Reads the inputs in order and writes what was read.
pub fn run(args: &ParseArgs) -> Outcome {
    let options = Options {
        published: args.published,
        time_zone: args.page.timezone.clone(),
        mention_scheme: args.page.mention_scheme,
    };
    let pages = match Pages::open(&args.input, options) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let is_file = pages.is_file();
    let maker = match Maker::new(&args.write, args.format) {
        Ok(maker) => maker,
        Err(outcome) => return outcome,
    };
    let mut sink = match Sink::open(&args.write, args.format) {
        Ok(sink) => sink,
        Err(outcome) => return outcome,
    };
    let outcome = pages.read_each(
        |record| {
            let is_only = is_file && record.source.record.is_none();
            maker.make(format(args, is_only), record)
        },
        |piece| sink.take(piece),
    );
    sink.finish().max(outcome)
}

/// How a page is written; `is_only` says that there is no other.
fn format(args: &ParseArgs, is_only: bool) -> Format {
    args.format.unwrap_or(match is_only {
        _ if output::is_terminal() => Format::Pretty,
        true => Format::Json,
        false => Format::Jsonl,
    })
}
