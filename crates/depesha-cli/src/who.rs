//! `depesha who`

use depesha::Options;
use depesha::export::who::persons;

use crate::command::WhoArgs;
use crate::output::Outcome;
use crate::pages::Pages;
use crate::rows;

/// Lists the persons of each page.
pub fn run(args: &WhoArgs) -> Outcome {
    match Pages::open(&args.input, Options::default()) {
        Ok(pages) => rows::print(&pages, args.format, persons),
        Err(outcome) => outcome,
    }
}
