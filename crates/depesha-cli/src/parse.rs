//! `depesha parse`

use std::io;

use depesha::Options;
use depesha::export::{json, jsonl, pretty};

use crate::command::{Color, Format, ParseArgs};
use crate::output::{self, Outcome};
use crate::pages::Pages;

/// Wider lines are hard to read.
const MAX_WIDTH: usize = 110;

/// Reads the inputs in order and writes what was read.
pub fn run(args: &ParseArgs) -> Outcome {
    let options = Options {
        published: args.published,
        time_zone: args.timezone.clone(),
        mention_scheme: args.mention_scheme,
    };
    let pages = match Pages::open(&args.input, options) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let is_file = pages.is_file();
    let style = style(args);
    let unit = args.offsets.unit;
    let mut printed = 0;
    pages.read_each(
        |record| {
            let mut result = Vec::new();
            let is_only = is_file && record.source.record.is_none();
            match format(args, is_only) {
                Format::Pretty => pretty::write(record, unit, &style, &mut result)?,
                Format::Json => json::write(record, unit, &mut result)?,
                Format::Jsonl => jsonl::write(record, unit, &mut result)?,
            }
            Ok(result)
        },
        |mut result| {
            if printed > 0 && format(args, false) == Format::Pretty {
                let line = format!("\n{}\n\n", "─".repeat(style.width));
                result.splice(0..0, line.into_bytes());
            }
            printed += 1;
            output::print(&result)
        },
    )
}

/// How a page is written; `is_only` says that there is no other.
fn format(args: &ParseArgs, is_only: bool) -> Format {
    args.format.unwrap_or(match is_only {
        _ if output::is_terminal() => Format::Pretty,
        true => Format::Json,
        false => Format::Jsonl,
    })
}

fn style(args: &ParseArgs) -> pretty::Style {
    let color = match args.color {
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    pretty::Style {
        color,
        width: output::width().min(MAX_WIDTH),
        language: args.lang,
        explain: args.explain,
    }
}
