//! Inputs as the command line names them.

use std::io::{self, IsTerminal};

use depesha::{Input, ReadOptions};

use crate::command::ReadArgs;
use crate::message;
use crate::output::Outcome;

/// The inputs that are named: standard input, where there are none. Without any, a message has said so.
pub fn inputs(args: &ReadArgs) -> Result<Vec<Input>, Outcome> {
    if args.inputs.is_empty() && io::stdin().is_terminal() {
        message::error("no input; name a file, or pipe a page into the program");
        return Err(Outcome::WrongUsage);
    }
    Ok(match args.inputs.is_empty() {
        true => vec![Input::Stdin],
        false => args.inputs.iter().map(Input::from).collect(),
    })
}

/// How the inputs are read.
pub fn options(args: &ReadArgs) -> ReadOptions {
    ReadOptions {
        text_field: args.text_field.clone(),
        html_field: args.html_field.clone(),
        id_field: args.id_field.clone(),
        date_field: args.date_field.clone(),
        url_field: args.url_field.clone(),
        title_field: args.title_field.clone(),
        any_language: args.any_language,
        max_bytes: args.max_bytes,
        encoding: args.encoding,
        format: args.input_format.map(Into::into),
    }
}
