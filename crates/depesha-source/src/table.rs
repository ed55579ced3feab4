//! Tables of comma-separated values, with the names of the columns in the first row.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use crate::encoding::{self, Declared};
use crate::entries::{Content, Item};
use crate::error::Problem;
use crate::fields::Fields;
use crate::lines::Lines;
use crate::options::ReadOptions;

/// The rows of a table below its head.
///
/// # Errors
/// A head that cannot be read.
pub(crate) fn items(
    mut lines: Lines,
    options: Arc<ReadOptions>,
) -> Result<impl Iterator<Item = Item>, Problem> {
    let head = match row(&mut lines) {
        Some(head) => head?,
        None => return Err(Problem::Empty),
    };
    let delimiter = delimiter(&head);
    let head = cells(&head, delimiter, &options)?;
    let named = |name: &str| head.iter().position(|own| own.trim() == name);
    if named(&options.text_field).is_none() && named(&options.html_field).is_none() {
        return Err(Problem::NoText {
            text: options.text_field.clone(),
            html: options.html_field.clone(),
        });
    }
    Ok(std::iter::from_fn(move || {
        let offset = lines.offset();
        let fields = row(&mut lines)?.and_then(|row| {
            let cells = cells(&row, delimiter, &options)?;
            Ok(Fields::new(&options, |name| {
                let at = head.iter().position(|own| own.trim() == name)?;
                cells.get(at).map(str::to_owned)
            }))
        });
        Some(Item {
            offset,
            content: fields.map(Content::Fields),
        })
    }))
}

/// The bytes of the next row that is not empty: lines up to one where all quotation marks are closed.
fn row(lines: &mut Lines) -> Option<Result<Vec<u8>, Problem>> {
    let mut row = Vec::new();
    let mut seen = 0;
    let mut is_open = false;
    loop {
        match lines.read(&mut row) {
            Some(Ok(())) => {}
            Some(Err(problem)) => return Some(Err(problem)),
            None if row.is_empty() => return None,
            None => {
                let why = "a quotation mark is not closed".to_owned();
                let what = "row of a table";
                return Some(Err(Problem::Malformed { what, why }));
            }
        }
        let marks = row[seen..].iter().filter(|byte| **byte == b'"').count();
        is_open ^= marks % 2 == 1;
        seen = row.len();
        if !is_open {
            if row.trim_ascii().is_empty() {
                row.clear();
                seen = 0;
                continue;
            }
            return Some(Ok(row));
        }
    }
}

/// What parts the cells: the commonest of the usual ones in the head.
fn delimiter(head: &[u8]) -> u8 {
    let count = |delimiter: u8| head.iter().filter(|byte| **byte == delimiter).count();
    let usual = [b',', b'\t', b';'];
    // The last of equals would win, so the likeliest stands last.
    let commonest = usual.into_iter().rev().max_by_key(|byte| count(*byte));
    commonest.unwrap_or(b',')
}

fn cells(row: &[u8], delimiter: u8, options: &ReadOptions) -> Result<StringRecord, Problem> {
    let declared = Declared {
        option: options.encoding,
        charset: None,
    };
    let (text, _) = encoding::decode(row, declared)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .buffer_capacity(text.len().clamp(1, 64 << 10))
        .from_reader(text.as_bytes());
    let mut cells = StringRecord::new();
    match reader.read_record(&mut cells) {
        Ok(_) => Ok(cells),
        Err(error) => Err(Problem::Malformed {
            what: "row of a table",
            why: error.to_string(),
        }),
    }
}
