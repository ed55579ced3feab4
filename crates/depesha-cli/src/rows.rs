//! What pages hold, printed as rows.

use depesha::Record;
use depesha::export::rows::{Format, Row};

use crate::command::RowFormat;
use crate::output::{self, Closed, Outcome};
use crate::pages::Pages;

/// Prints the rows that `read` finds in each page, page by page.
pub fn print<R: Row>(
    pages: &Pages,
    format: RowFormat,
    read: impl Fn(&Record) -> Vec<R>,
) -> Outcome {
    let format = with_width(format);
    if let Err(Closed(end)) = output::print(format.head::<R>().as_bytes()) {
        return end;
    }
    pages.read_each(
        |record| Ok(format.rows(&read(record))),
        |rows| output::print(rows.as_bytes()),
    )
}

/// [`print`], the rows of all pages sorted by `key`; the order of those with the same key stays as it is.
pub fn print_sorted<R: Row, K: Ord>(
    pages: &Pages,
    format: RowFormat,
    read: impl Fn(&Record) -> Vec<R>,
    key: impl Fn(&R) -> K,
) -> Outcome {
    let mut rows = Vec::new();
    let outcome = pages.read_each(
        |record| Ok(read(record)),
        |page| {
            rows.extend(page);
            Ok(())
        },
    );
    rows.sort_by_cached_key(key);
    let format = with_width(format);
    let list = format.head::<R>() + &format.rows(&rows);
    output::print_last(list.as_bytes()).max(outcome)
}

fn with_width(format: RowFormat) -> Format {
    match format {
        RowFormat::Table => Format::Table {
            width: output::width(),
        },
        RowFormat::Csv => Format::Csv,
        RowFormat::Jsonl => Format::Jsonl,
    }
}
