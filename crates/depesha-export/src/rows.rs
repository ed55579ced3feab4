//! Lists of what many records hold, one row a thing: a table for a person, CSV and JSON Lines for programs.
//!
//! Head and rows are written apart, so that a list can be printed while its records are still being read.

use serde::Serialize;
use textwrap::core::display_width;
use textwrap::{Options, WrapAlgorithm};

use crate::pretty::sheet::clean;

/// A row of a list. As JSON it is what [`Serialize`] makes of it.
pub trait Row: Serialize {
    /// The columns of the table, which shows what a person wants to see.
    const COLUMNS: &'static [Column];
    /// The header of the CSV.
    const FIELDS: &'static [&'static str];

    /// A cell for each of [`Row::COLUMNS`].
    fn cells(&self) -> Vec<String>;

    /// A value for each of [`Row::FIELDS`].
    fn fields(&self) -> Vec<String>;
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands above it.
    pub title: &'static str,
    /// How wide it is at least.
    pub least: usize,
    /// Its share of the room that is left when every column has its least width.
    pub share: usize,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns beside each other, their words wrapped.
    Table {
        /// Characters of the longest line; more when the columns' least widths need more.
        width: usize,
    },
    /// Comma-separated values after RFC 4180, with a header; several values of one field stand between `|`.
    Csv,
    /// A JSON object a line.
    Jsonl,
}

impl Format {
    /// What stands above the rows.
    pub fn head<R: Row>(self) -> String {
        match self {
            Self::Table { width } => {
                let widths = widths(R::COLUMNS, width);
                let titles = R::COLUMNS.iter().map(|column| column.title.to_owned());
                let line = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
                beside(&widths, titles.collect()) + &"─".repeat(line) + "\n"
            }
            Self::Csv => csv_line(R::FIELDS),
            Self::Jsonl => String::new(),
        }
    }

    /// The rows, each with its line feed.
    ///
    /// # Panics
    /// When a row does not serialise.
    pub fn rows<R: Row>(self, rows: &[R]) -> String {
        rows.iter().map(|row| self.row(row)).collect()
    }

    fn row<R: Row>(self, row: &R) -> String {
        match self {
            Self::Table { width } => beside(&widths(R::COLUMNS, width), row.cells()),
            Self::Csv => csv_line(&row.fields()),
            Self::Jsonl => {
                let json = serde_json::to_string(row);
                json.expect("a row is plain data") + "\n"
            }
        }
    }
}

/// Spaces between two columns.
const GAP: usize = 2;

/// What parts the values of a list in one field of the CSV.
pub(crate) const SEPARATOR: &str = "|";

fn csv_line<T: AsRef<[u8]>>(fields: &[T]) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(fields)
        .expect("memory takes what is written");
    let line = csv.into_inner().expect("memory takes what is written");
    String::from_utf8(line).expect("the fields are UTF-8")
}

fn widths(columns: &[Column], width: usize) -> Vec<usize> {
    let least: usize = columns.iter().map(|column| column.least + GAP).sum();
    let shares: usize = columns.iter().map(|column| column.share).sum();
    let left = (width + GAP).saturating_sub(least);
    columns
        .iter()
        .map(|column| column.least + left * column.share / shares.max(1))
        .collect()
}

/// The cells beside each other, in as many lines as the longest needs.
fn beside(widths: &[usize], cells: Vec<String>) -> String {
    let columns: Vec<Vec<String>> = widths
        .iter()
        .zip(cells)
        .map(|(width, cell)| {
            let options = Options::new(*width).wrap_algorithm(WrapAlgorithm::FirstFit);
            let cell = clean(&cell);
            let lines = textwrap::wrap(&cell, options).into_iter();
            lines.map(|line| line.into_owned()).collect()
        })
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = String::new();
    for at in 0..height {
        let mut line = String::new();
        for (width, column) in widths.iter().zip(&columns) {
            let words = column.get(at).map_or("", String::as_str);
            let rest = width.saturating_sub(display_width(words)) + GAP;
            line.push_str(words);
            line.push_str(&" ".repeat(rest));
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Pair(&'static str, &'static str);

    impl Row for Pair {
        const COLUMNS: &'static [Column] = &[
            Column {
                title: "Name",
                least: 6,
                share: 0,
            },
            Column {
                title: "Words",
                least: 6,
                share: 1,
            },
        ];
        const FIELDS: &'static [&'static str] = &["name", "words"];

        fn cells(&self) -> Vec<String> {
            self.fields()
        }

        fn fields(&self) -> Vec<String> {
            vec![self.0.to_owned(), self.1.to_owned()]
        }
    }

    const PAIRS: [Pair; 2] = [
        Pair("порт", "Причал\nоткроем, в пятницу"),
        Pair("водохранилище", "\u{1b}[2J\"нет\""),
    ];

    fn written(format: Format) -> String {
        format.head::<Pair>() + &format.rows(&PAIRS)
    }

    #[test]
    fn a_table_wraps_its_cells_and_cannot_steer_the_terminal() {
        insta::assert_snapshot!(written(Format::Table { width: 24 }), @r#"
        Name    Words
        ────────────────────────
        порт    Причал откроем,
                в пятницу
        водохр  [2J"нет"
        анилищ
        е
        "#);
    }

    #[test]
    fn no_line_is_wider_than_asked_or_needed() {
        for width in [0, 14, 20, 79] {
            for line in written(Format::Table { width }).lines() {
                assert!(display_width(line) <= width.max(14), "{width}: {line}");
            }
        }
    }

    #[test]
    fn csv_comes_back() {
        let csv = written(Format::Csv);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().unwrap(), &["name", "words"][..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows[0], ["порт", "Причал\nоткроем, в пятницу"][..]);
        assert_eq!(rows[1], ["водохранилище", "\u{1b}[2J\"нет\""][..]);
    }

    #[test]
    fn json_is_one_line_a_row() {
        assert_eq!(written(Format::Jsonl).lines().count(), 2);
    }
}
